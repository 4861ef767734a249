"""What a flow that another one goes through is given, and brings back."""

from dialogs.draft import Draft
from dialogs.links import LINKED, put_off_lowest, returned
from dialogs.state import Frame, State
from dialogs.steps import Argument, arguments
from tests.unit.dialogs.conftest import NOW


def test_arguments_come_from_slots_or_are_constants_and_empty_ones_are_left_out():
    given = {"use": Argument("kind.use"), "district": Argument(value=5), "land_area_m2": Argument("land")}
    assert arguments(given, {"kind": {"use": "office"}, "land": None}) == {"use": "office", "district": 5}


def test_a_flow_that_nobody_waits_for_comes_back_to_nobody(book):
    draft = Draft(book, State("c1"), NOW)
    draft.stack = [Frame("register", 2)]
    assert returned(draft, Frame("price", 1, done={LINKED: "no_such_step"})) is False
    assert draft.stack == [Frame("register", 2)]


def test_the_lowest_waits_with_its_answers(book):
    draft = Draft(book, State("c1"), NOW)
    draft.stack = [Frame("price", 1, {"use": "office"}), Frame("register", 2)]
    put_off_lowest(draft)
    assert [frame.flow for frame in draft.stack] == ["register"]
    assert (draft.shelved.slots, draft.queued) == ({"use": "office"}, ("price",))
