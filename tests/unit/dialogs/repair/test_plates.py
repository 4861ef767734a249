"""Another house after a result."""

from dialogs.draft import Draft
from dialogs.past import ENDED
from dialogs.repair.plates import other_plate
from dialogs.state import Frame
from dialogs.story import understand


def ended(talk, slots, flow="register"):
    talk.says("سلام", "greeting")
    draft = Draft(talk.book, talk.state, talk.now)
    draft.shelved = Frame(flow, talk.book.flows[flow].version, slots=slots, step=ENDED)
    return draft


def test_without_a_plate_or_with_nothing_before_it_is_nothing(talk):
    assert not other_plate(ended(talk, {}), understand("چی؟", {}))
    assert not other_plate(Draft(talk.book, talk.state, talk.now), understand("پلاک ۶ چی؟", {}))


def test_a_service_that_neither_lists_nor_takes_addresses_is_not_opened(talk):
    draft = ended(talk, {"found": {"address": "خیابان مثال، پلاک ۵"}}, flow="price")
    assert not other_plate(draft, understand("پلاک ۶ چی؟", {}))
    assert not draft.stack
