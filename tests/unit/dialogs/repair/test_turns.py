"""Where the conversation turns to when the message is no answer."""

from datetime import timedelta

from dialogs.draft import Draft
from dialogs.events import UserSaid
from nlu.types import Intent, Understanding
from tests.book import BOOK
from tests.unit.dialogs.conftest import Talk


def test_two_close_readings_are_asked_about(talk):
    assert talk.says("برای ملکم", intents={"price": 0.4, "register": 0.35}) == ["common.clarification"]
    assert talk.outcome == "clarified"
    assert [choice.label for choice in talk.effects[0].choices] == [
        "price.title",
        "register.title",
        "common.clarification_none",
    ]
    assert talk.says("اولی") == ["price.ask_use"]


def test_none_of_these_shows_the_menu(talk):
    talk.says("برای ملکم", intents={"price": 0.4, "register": 0.35})
    assert talk.press(2) == ["common.menu"]


def test_greetings_and_thanks_get_one_line_and_the_question_again(talk):
    assert talk.says("سلام", "greeting") == ["common.greeting_new"]
    assert talk.says("ممنون", "thanks") == ["common.thanks"]
    talk.says("قیمت", "price")
    assert talk.says("ممنون", "thanks") == ["common.thanks", "price.ask_use"]
    assert talk.outcome == "chitchat"


def test_what_is_not_ours_is_said_with_the_menu_and_the_third_time_a_human(talk):
    assert talk.says("هوا چطوره", "out_of_scope") == ["common.out_of_scope", "common.menu"]
    talk.says("هوا چطوره", "out_of_scope")
    assert talk.says("هوا چطوره", "out_of_scope") == ["common.not_ours_again"]


def test_what_is_not_understood_gets_a_hint_then_the_menu_then_a_human(talk):
    assert talk.says("اوهوم") == ["common.cannot_handle_1"]
    assert talk.says("اوهوم") == ["common.cannot_handle_2"]
    assert talk.says("اوهوم") == ["common.cannot_handle_3"]
    assert talk.state.strikes == 3


def test_something_understood_clears_the_strikes(talk):
    talk.says("اوهوم")
    talk.says("سلام", "greeting")
    assert talk.state.strikes == 0


def test_a_correction_without_a_value_asks_which(talk):
    talk.says("قیمت", "price", use="residential")
    assert talk.says("اشتباه گفتم", "correct") == ["common.correct_what"]
    assert talk.press(0) == ["price.ask_use"]


def test_a_service_that_is_not_there_yet_is_said(talk):
    assert talk.says("قبضم", "pay_bill") == ["common.not_available_yet"]


def test_a_yes_or_no_to_nothing_is_no_misunderstanding(talk):
    assert talk.says("نه") == ["common.closing"]
    assert talk.says("بله") == ["common.go_ahead"]
    assert talk.state.strikes == 0


def test_enough_and_good_bye_throw_nothing_away(talk):
    assert talk.says("کافیه", acts=["enough"]) == ["common.closing"]
    talk.says("قیمت", "price", use="residential")
    assert talk.says("کافیه", acts=["enough"]) == ["common.resume_offer"]
    talk.says("بله")
    assert talk.says("خداحافظ", "thanks", acts=["farewell"]) == ["common.goodbye_kept"]
    assert talk.slots == {"use": "residential"}


def test_a_sentence_without_a_number_may_turn_from_a_number_question_more_easily(talk):
    talk.says("قیمت", "price", use="residential")
    talk.says("۵۵ پروانه چند سال", intents={"question": 0.5})
    assert talk.stack == ["price"]
    talk.says("پروانه چند سال اعتبار دارد؟", intents={"question": 0.5})
    assert talk.stack == ["price", "question"]


def test_an_answer_to_what_a_silence_ended_is_not_reproached(talk):
    talk.says("قیمت", "price", use="residential")
    talk.now += timedelta(hours=25)
    assert talk.says("منطقه ۵", district=5) == ["common.expired", "common.menu"]
    assert talk.state.strikes == 0


def done(talk):
    talk.says("قیمت", "price", use="residential", district=5, land_area_m2=100)
    talk.answer(regional_price_rial=1000)
    return talk


def test_thanks_after_something_done_asks_once_whether_it_worked(talk):
    done(talk)
    assert talk.says("ممنون", "thanks") == ["common.satisfaction"]
    assert talk.says("بله") == ["common.satisfied"]
    assert talk.outcome == "satisfied"
    assert talk.says("ممنون", "thanks") == ["common.thanks"]


def test_a_no_offers_a_person(talk):
    done(talk).says("ممنون", "thanks")
    assert talk.says("نه") == ["common.unsatisfied"]
    assert (talk.outcome, talk.state.asked.slot) == ("unsatisfied", "@human")
    talk.press(0)
    assert talk.calls[0].action == "desk.open_case"


def test_the_question_whether_it_worked_is_in_nobodys_way(talk):
    done(talk).says("ممنون", "thanks")
    assert talk.says("قیمت", "price") == ["price.ask_use"]


def test_a_greeting_after_a_while_offers_to_go_on(talk):
    talk.says("قیمت", "price")
    assert talk.says("سلام", "greeting") == ["common.hello", "price.ask_use"]
    talk.now += timedelta(hours=3)
    assert talk.says("سلام", "greeting") == ["common.hello", "common.resume_offer"]
    assert talk.says("بله") == ["common.resume", "price.ask_use"]


def test_after_the_third_miss_the_menu_and_a_person_are_offered_in_turn(talk):
    said = [talk.says("بلابلا")[-1] for _ in range(6)]
    assert said[2:] == ["common.cannot_handle_3", "common.cannot_handle_2"] * 2


def test_i_was_wrong_after_the_result_asks_which_and_computes_again(talk):
    done(talk)
    assert talk.says("اشتباه گفتم", "correct") == ["common.correct_what"]
    assert [offer.label for offer in talk.state.asked.offers] == ["کاربری", "منطقه", "لغو"]
    talk.press(0)
    talk.press(1)
    assert talk.calls[0].args == {"district": 5, "use": "commercial"}


def test_a_short_question_right_after_an_office_is_about_the_same_place():
    """«تا ساعت چند» after the office of district 12 asked where the citizen is."""
    talk = Talk(BOOK)
    talk.says("دفتر منطقه ۱۲", "office_lookup", district=12)
    talk.answer(way="district", district=12, mode="now", count=1, offices=[{"name": "دفتر نمونه"}], instead=[])
    assert talk.stack == []
    talk.says("تا ساعت چند", "office_lookup")
    assert talk.calls[0].args["place"] == 12
    talk.answer(way="district", district=12, mode="now", count=1, offices=[{"name": "دفتر نمونه"}], instead=[])
    talk.says("کدوم دفتر به خونهٔ من نزدیکه", "office_lookup")
    assert "place" not in talk.calls[0].args


def in_parts(text, *parts):
    """A message whose parts, by their first and last words, surely want these."""
    intents = tuple(
        Intent(name, 0.95 - at / 100, (text.index(first), text.index(last) + len(last)))
        for at, (name, first, last) in enumerate(parts)
    )
    return UserSaid(Understanding(raw=text, normal=text, intents=intents))


def test_of_a_wish_and_a_question_the_question_is_answered_first():
    talk = Talk(BOOK)
    said = in_parts(
        "کلاس می‌خوام ولی اول بگو ماده صد چیه",
        ("class_signup", "کلاس", "می‌خوام"),
        ("regulation_question", "بگو", "چیه"),
    )
    assert talk.event(said)[:1] == ["common.queued_after_answer"]
    assert talk.calls[0].action.startswith("knowledge.")
    assert "کلاس" not in str(talk.calls[0].args)
    assert talk.state.queued == ("class_signup",)


def test_what_joined_a_second_wish_is_no_part_of_a_report():
    talk = Talk(BOOK)
    talk.event(
        in_parts(
            "سطل آشغال پره و وضعیت پرونده‌م هم بگو",
            ("complaint", "سطل", "پره"),
            ("file_status", "وضعیت", "بگو"),
        )
    )
    assert talk.state.stack[0].slots["message"] == "سطل آشغال پره"
    assert talk.state.queued == ("file_status",)


def test_a_yes_to_a_summary_and_another_wish_are_both_heard():
    talk = Talk(BOOK).signed_in()
    talk.says("چراغ کوچه‌مون خاموشه", "complaint", complaint_topic="lighting")
    while talk.calls:
        talk.answer(text="چراغ کوچه‌مون خاموشه", count=0, tickets=[])
        if not talk.calls and talk.state.asked and talk.state.asked.slot == "place":
            talk.says("خیابان کاوه کوچه بهار")
    assert talk.state.asked.slot == "seen"
    talk.says("بله، قبضمم می‌خوام بدم", "pay_bill", acts=["affirm"])
    assert talk.calls[0].action == "municipal.open_ticket"
    assert talk.state.queued == ("pay_bill",)


def test_a_text_is_said_once_in_a_turn(talk):
    draft = Draft(talk.book, talk.state, talk.now)
    draft.say("common.hold")
    draft.say("common.hold")
    draft.say("common.queued_too", {"title": "x", "first": "y"})
    assert [each.key for each in draft.effects] == ["common.hold", "common.queued_too"]


def test_a_wish_after_an_answer_is_heard_and_at_a_sign_in_it_waits():
    talk = Talk(BOOK)
    talk.says("وضعیت پرونده", "file_status")
    talk.says("09130000004 راستی یه کلاس هم می‌خوام", "class_signup", mobile="09130000004")
    assert talk.state.queued == ("class_signup",)
    assert talk.state.asked.slot == "national_id"
    other = Talk(BOOK)
    other.says("عوارض پروانه", "fee_estimate", use="residential", district=3)
    while other.calls:
        other.answer(way="said", district=3, districts=[{"district": 3}], regional_price_rial=100000, year=1404)
    other.says("۲۰۰ متر، قبضمم می‌خوام بدم", "pay_bill", land_area_m2={"value": 200, "raw": "۲۰۰ متر"})
    assert other.stack[:2] == ["fee_estimate", "pay_bill"]
    assert other.state.stack[0].slots["land_area_m2"] == 200
