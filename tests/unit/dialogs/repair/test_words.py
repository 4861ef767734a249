"""The meaning of a word, in the middle of something and outside."""

from dialogs.events import Pressed


def test_a_word_is_explained_and_the_question_comes_again(talk):
    talk.says("قیمت", "price", use="residential")
    assert talk.says("یعنی چی طبقه؟", "regulation_question") == ["term.floor", "price.ask_district"]
    assert (talk.outcome, talk.stack) == ("repaired", ["price"])
    assert dict(talk.state.stack[-1].attempts) == {}


def test_a_choice_that_is_asked_about_is_not_taken(talk):
    talk.says("قیمت", "price")
    assert talk.says("تجاری یعنی چی؟") == ["term.commercial", "price.ask_use"]
    assert "use" not in talk.slots


def test_a_word_is_explained_with_nothing_in_hand(talk):
    assert talk.says("تراکم یعنی چه؟") == ["term.density"]
    assert talk.state.asked is None


def test_an_unknown_word_goes_on_to_the_others(talk):
    talk.says("قیمت", "price", use="residential")
    assert talk.says("یعنی چی که امضا نشده", "greeting") == ["common.hello", "price.ask_district"]


def test_a_question_that_takes_any_text_gets_it(talk):
    talk.event(Pressed("/start:question"))
    assert talk.says("تراکم یعنی چه؟") == []
    assert talk.calls[0].args == {"question": "تراکم یعنی چه؟"}


def test_what_is_this_wants_an_article_unless_the_flow_itself_uses_the_word(talk):
    talk.says("قیمت", "price", use="residential")
    assert talk.says("منطقه چیه؟") == ["term.district", "price.ask_district"]
    talk.says("پایان‌کار چیه؟", "question")
    assert talk.calls[0].action == "knowledge.search"


def test_why_the_named_question_is_asked_is_told(talk):
    talk.says("قیمت", "price", use="residential")
    assert talk.says("چرا منطقه را می‌خواهید؟", "question") == ["price.why_district", "price.ask_district"]
    talk.says("چرا هوا گرم است", "question")
    assert talk.calls[0].action == "knowledge.search"


def test_what_now_helps_with_the_question_that_stands(talk):
    talk.says("قیمت", "price", use="residential")
    assert talk.says("پس چیکار کنم؟", "out_of_scope") == ["price.why_district", "price.ask_district"]
    assert talk.outcome == "repaired"
    assert dict(talk.state.stack[-1].attempts) == {}


def test_what_now_with_a_matter_of_its_own_is_none(talk):
    talk.says("قیمت", "price", use="residential")
    assert "price.why_district" not in talk.says("سندم سوخته چیکار کنم", "out_of_scope")


def test_what_now_with_nothing_in_hand_shows_what_there_is(talk):
    assert talk.says("چیکار کنم", "out_of_scope") == ["common.menu"]
