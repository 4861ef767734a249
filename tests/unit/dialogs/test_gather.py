"""Answers taken together (`gather`), asked for until a call has made something of them (`until`); a no to a summary
that has somewhere to lead (`otherwise`); the chosen item of a list (`keep`). Over our own services, whose calls answer
what the test says."""

import pytest

from dialogs.book import load_book
from dialogs.check import check
from dialogs.ports import Accepted, Rejected
from tests.book import BOOK
from tests.unit.dialogs.conftest import Talk

NOTHING = {"days": [{"day": "1404-07-23"}, {"day": "1404-07-24"}], "day": None, "slots": [], "slot": None}
NOTHING |= {"slot_label": None, "start": None}
EIGHT = {"slot": "08-10", "slot_label": "۸ تا ۱۰", "start": "08:00"}
DAY = {"day": "1404-07-23", "slots": [{"slot": "08-10", "label": "۸ تا ۱۰"}, {"slot": "10-12", "label": "۱۰ تا ۱۲"}]}
FILE = {"request_no": "1234567", "type_label": "پروانه", "address": None, "first_day": "1404-07-23"}
SLOTS = {**FILE, "days": [], "closed": [], "inspection": None}
STANDING = {"inspection_no": "22000001", "day": "1404-07-26", "slot": "10-12", "slot_label": "۱۰ تا ۱۲"}


@pytest.fixture(scope="module")
def ours():
    return BOOK


@pytest.fixture
def visit(ours):
    """At the question for the day."""
    talk = Talk(ours).signed_in()
    talk.says("بازدید", "inspection_booking", request_no="1234567")
    talk.answer(Accepted(SLOTS))
    assert talk.answer(Accepted(NOTHING), local=True) == ["inspection_booking.ask_date"]
    return talk


def test_all_parts_of_an_answer_are_one_value(visit):
    visit.says("دوشنبه ۲۸ مهر ساعت ۸", weekday="monday", date="1404-07-28", time="08:00")
    assert visit.slots["date"] == {"weekday": "monday", "date": "1404-07-28"}
    assert visit.slots["time"] == {"time": "08:00"}
    assert visit.calls[0].args["date"] == {"weekday": "monday", "date": "1404-07-28"}


def test_two_of_one_name_are_both_meant(visit):
    visit.says("شنبه یا یکشنبه", weekday=["saturday", "sunday"])
    assert visit.slots["date"] == {"weekday": ["saturday", "sunday"]}


def test_a_wish_that_leaves_it_open_is_asked_on_and_narrowed(visit):
    visit.says("هفتهٔ بعد", date_text="هفتهٔ بعد")
    assert visit.answer(Accepted(NOTHING), local=True) == ["inspection_booking.ask_date"]
    visit.says("شنبه", weekday="saturday")
    assert visit.slots["date"] == {"date_text": "هفتهٔ بعد", "weekday": "saturday"}
    assert visit.answer(Accepted({**NOTHING, **DAY}), local=True) == ["inspection_booking.ask_time"]
    # Settled: another day takes the place of the whole wish.
    visit.says("نه، پنجشنبه", acts=["deny"], weekday="thursday")
    assert visit.slots["date"] == {"weekday": "thursday"}


def test_what_has_only_one_answer_is_not_asked(visit):
    visit.says("شنبه", weekday="saturday")
    assert visit.answer(Accepted({**NOTHING, **DAY, **EIGHT}), local=True) == ["inspection_booking.confirm_book"]
    assert "time" not in visit.slots


def test_a_fault_is_no_part_of_an_answer(visit):
    assert visit.says("۳۱ آبان", date={"value": "1404-08-31", "fault": "no_such_day"})[0] == "common.choose_one"
    assert "date" not in visit.slots


def test_a_number_alone_is_a_choice_before_it_is_anything_else(visit):
    visit.says("۲", date="1404-08-02")
    assert visit.slots["date"] == "1404-07-24"
    visit.answer(Accepted({**NOTHING, **DAY}), local=True)
    visit.says("ساعت ۱۰", time="10:00")
    assert visit.slots["time"] == {"time": "10:00"}


def test_a_changed_wish_is_shown_and_not_announced(visit):
    visit.says("شنبه ساعت ۸", weekday="saturday", time="08:00")
    visit.answer(Accepted({**NOTHING, **DAY, **EIGHT}), local=True)
    assert visit.says("نه، ساعت ۱۰", acts=["deny"], time="10:00") == []
    assert visit.answer(Accepted({**NOTHING, **DAY, **EIGHT}), local=True) == ["inspection_booking.confirm_book"]


def test_a_refused_wish_is_forgotten_and_asked_anew(visit):
    visit.says("جمعه", weekday="friday")
    told = {"asked": "1404-07-25", "before": "1404-07-24", "after": None, "first_day": "1404-07-23", "last_day": "x"}
    assert visit.answer(Rejected("friday", told), local=True) == ["inspection_booking.friday"]
    assert visit.answer(Accepted(NOTHING), local=True) == ["inspection_booking.ask_date_again"]
    assert "date" not in visit.slots


def cancelling(ours):
    talk = Talk(ours).signed_in()
    talk.says("لغو بازدید", "inspection_booking", acts=[], visit_action="cancel", request_no="1234567")
    talk.answer(Accepted({**SLOTS, "inspection": STANDING}))
    assert talk.keys[-1] == "inspection_booking.confirm_cancel"
    return talk


def test_a_no_leads_where_the_flow_says_and_confirms_nothing(ours):
    for refuse in (lambda talk: talk.says("نه"), lambda talk: talk.press(1)):
        talk = cancelling(ours)
        refuse(talk)
        assert talk.keys[0] == "inspection_booking.kept"
        assert talk.calls == []
        assert talk.stack == []


def test_the_acting_call_is_not_reached_by_a_no(ours, folder):
    """A no that led straight to the call: `check` finds it, and the engine would not send it."""
    flow = folder / "services" / "register" / "flow.yaml"
    text = flow.read_text("utf-8")
    sound = text.replace("confirm: {summary: summary}", "confirm: {summary: summary, otherwise: finish}")
    assert sound != text
    flow.write_text(sound, "utf-8")
    before = {one.code for one in check(folder)}
    flow.write_text(sound.replace("otherwise: finish", "otherwise: send"), "utf-8")
    assert {one.code for one in check(folder)} - before == {"confirm_missing"}
    talk = Talk(load_book(folder)).to_confirm()
    talk.says("نه")
    assert talk.calls == []
    assert talk.outcome == "failed"


def test_cancelling_is_a_choice_where_it_is_one(ours):
    talk = Talk(ours).signed_in()
    talk.says("بازدید", "inspection_booking", request_no="1234567")
    talk.answer(Accepted({**SLOTS, "inspection": STANDING}))
    assert talk.keys[-1] == "inspection_booking.ask_action"
    assert talk.says("لغوش کن", acts=["cancel"], visit_action="cancel") == ["inspection_booking.confirm_cancel"]
    # At its summary it is a yes.
    talk.says("لغوش کن", acts=["cancel"], visit_action="cancel")
    assert talk.calls[-1].action == "municipal.cancel_inspection"


def test_reminders_of_one_name_are_told_apart(ours):
    """Two files have an appointment each; cancelling one takes back its own."""
    talk = Talk(ours).signed_in()
    for number in ("1234567", "7654321"):
        talk.says("بازدید", "inspection_booking", request_no=number, weekday="wednesday", time="08:00")
        talk.answer(Accepted({**SLOTS, "request_no": number}))
        talk.answer(Accepted({**NOTHING, **DAY, **EIGHT}), local=True)
        talk.says("بله")
        talk.answer(Accepted({**STANDING, "request_no": number, "status_label": "x"}))
    assert [each.name for each in talk.state.reminders] == ["visit:1234567", "visit:7654321"]
    talk.says("لغو بازدید", "inspection_booking", acts=[], visit_action="cancel", request_no="1234567")
    talk.answer(Accepted({**SLOTS, "inspection": STANDING}))
    talk.says("بله")
    talk.answer(Accepted(STANDING))
    assert [each.name for each in talk.state.reminders] == ["visit:7654321"]


def test_the_whole_chosen_item_is_kept_beside_its_value(ours):
    talk = Talk(ours).signed_in(level=1)
    talk.says("کلاس", "class_signup")
    full = {"course": "b", "title": "دومی", "open": True, "seats_left": 0, "waiting": 2}
    free = {"course": "a", "title": "اولی", "open": True, "seats_left": 3, "waiting": 0}
    talk.answer(Accepted({"courses": [free, full], "count": 2, "matched": True}))
    assert talk.says("۲") == ["class_signup.confirm_line"]
    assert talk.slots["chosen"] == full
    talk.says("نه")
    assert talk.says("۱") == ["class_signup.confirm_enrol"]
    assert talk.slots["chosen"] == free
