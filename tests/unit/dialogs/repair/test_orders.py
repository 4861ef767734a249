"""Orders to the bot, at any point."""


def test_cancel_without_anything_in_hand_says_so(talk):
    assert talk.says("لغو") == ["common.nothing_to_cancel"]


def test_cancel_with_another_wish_follows_it(talk):
    talk.says("قیمت", "price")
    keys = talk.says("لغو کن، یک سؤال دارم", "question", acts=["cancel"])
    assert keys == ["common.cancelled"]
    assert talk.stack == ["question"]


def test_cancel_works_inside_a_free_text_only_when_it_is_short(talk):
    talk.signed_in()
    talk.says("ثبت", "register", inquiry_type="bank", request_no="1234567")
    talk.says("می‌خواهم بدانم چرا درخواست قبلی من لغو شد", acts=["cancel"])
    assert talk.stack == ["register"]
    talk.says("لغو")
    assert talk.stack == []


def test_repeat_says_the_last_texts_again_with_fresh_buttons(talk):
    assert talk.says("تکرار") == ["common.nothing_to_repeat"]
    talk.says("قیمت", "price")
    talk.says("سلام", "greeting")
    assert talk.says("تکرار") == ["common.hello", "price.ask_use"]
    assert talk.state.asked.turn_seq == talk.state.turn_seq


def test_explain_gives_the_reason_of_the_question(talk):
    talk.says("قیمت", "price")
    assert talk.says("چرا می‌پرسی") == ["price.why_use", "price.ask_use"]
    talk.to_confirm()
    assert talk.says("چرا") == ["common.explain_confirm", "register.summary"]


def test_explain_about_something_else_is_a_question_of_its_own(talk):
    talk.says("قیمت", "price")
    talk.says("تراکم ساختمانی یعنی چه و چطور حساب می‌شود", "question", acts=["explain"])
    assert talk.stack == ["price", "question"]


def test_back_takes_the_last_answer_away(talk):
    talk.says("قیمت", "price")
    assert talk.says("برگرد") == ["common.back_not_possible", "price.ask_use"]
    talk.says("۱")
    talk.says("۵")
    assert talk.says("برگرد") == ["price.ask_district"]
    assert talk.says("برگرد") == ["price.ask_use"]


def test_back_is_too_late_once_the_request_is_on_its_way(talk):
    talk.to_confirm()
    talk.says("بله")
    assert talk.says("برگرد") == ["common.cannot_change"]


def test_skip_passes_over_optional_questions_only(talk):
    talk.says("قیمت", "price")
    assert talk.says("رد کن") == ["common.skip_not_possible", "price.ask_use"]
    talk.says("لغو")
    talk.signed_in()
    talk.says("ثبت", "register", inquiry_type="bank", request_no="1234567")
    assert talk.says("رد کن") == ["common.skipped", "register.summary"]


def test_not_knowing_takes_the_stated_assumption_or_tells_how_to_find_out(talk):
    talk.says("قیمت", "price", use="residential")
    assert talk.says("نمی‌دانم") == ["price.why_district", "common.dont_know_hint", "price.ask_district"]
    talk.says("۵")
    assert talk.says("نمی‌دانم") == ["price.assumed"]
    assert talk.slots["land_area_m2"] == 200


def test_a_value_beside_not_knowing_is_the_answer(talk):
    talk.says("قیمت", "price", use="residential", district=5)
    talk.says("نمی‌دانم، شاید ۱۲۰ متر", acts=["dont_know"], land_area_m2=120)
    assert talk.slots["land_area_m2"] == 120


def test_starting_anew_with_nothing_in_hand_shows_the_menu(talk):
    assert talk.says("از اول") == ["common.restarted"]


def test_a_human_is_called_even_from_a_question_of_the_engine(talk):
    talk.says("قیمت", "price")
    talk.says("از اول")
    talk.says("کارشناس")
    assert [call.action for call in talk.calls] == ["desk.open_case"]


def test_the_intent_for_a_human_calls_one_too(talk):
    talk.says("با یک نفر حرف بزنم", "human_handoff")
    assert [call.action for call in talk.calls] == ["desk.open_case"]
