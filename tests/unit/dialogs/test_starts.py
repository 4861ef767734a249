"""Starting services on top of each other."""

from dialogs.events import Pressed


def test_a_digression_comes_back_to_the_question_with_its_name(talk):
    talk.says("قیمت", "price", use="residential")
    talk.says("پروانه چند سال اعتبار دارد؟", "question")
    assert talk.answer(answer="سه سال", local=True) == ["question.answer", "common.resume", "price.ask_district"]


def test_a_service_that_is_in_hand_already_comes_to_the_top(talk):
    talk.says("قیمت", "price", use="residential")
    talk.signed_in()
    talk.says("ثبت", "register")
    assert talk.event(Pressed("/start:price")) == ["price.ask_district"]
    assert talk.stack == ["register", "price"]


def test_a_stopped_service_is_taken_up_with_its_answers_by_its_button(talk):
    talk.says("قیمت", "price", use="residential")
    talk.says("لغو")
    assert [choice.payload for choice in talk.effects[0].choices] == ["/start:price"]
    assert talk.event(Pressed("/start:price")) == ["price.ask_district"]


def test_a_finished_service_starts_fresh_by_its_button(talk):
    talk.says("قیمت", "price", use="residential", district=5, land_area_m2=100)
    talk.answer(regional_price_rial=1000)
    assert talk.event(Pressed("/start:price")) == ["price.ask_use"]


def test_too_many_services_at_once_are_refused_politely(talk, monkeypatch):
    monkeypatch.setattr("dialogs.starts.DEEPEST", 1)
    talk.says("قیمت", "price")
    assert talk.says("ثبت", "register") == ["common.too_deep", "price.ask_use"]


def test_two_wishes_in_one_message_are_done_one_after_the_other(talk):
    keys = talk.says("قیمت مسکونی و بعد سؤال", intents={"price": 0.9, "question": 0.6}, use="residential")
    assert keys == ["common.queued_question", "price.ask_district"]
    assert talk.state.queued == ("question",)
    talk.says("۵")
    talk.says("۱۰۰")
    assert talk.answer(regional_price_rial=1) == ["price.result", "common.queued_next_question", "question.ask"]
