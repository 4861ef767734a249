"""Questions about one of a list that was told; the conversations are stories of `repair`, `class_signup`, `installment`
and `file_status`."""

from dialogs.draft import Draft
from dialogs.past import ENDED
from dialogs.repair.told import told_one
from dialogs.state import Frame
from dialogs.story import understand


def test_without_a_list_nothing_is_told(talk):
    said = understand("دومی ساعت چند شروع میشه؟", {})
    assert not told_one(Draft(talk.book, talk.state, talk.now), said)
    talk.says("سلام", "greeting")
    draft = Draft(talk.book, talk.state, talk.now)
    draft.shelved = Frame("register", talk.book.flows["register"].version, slots={}, step=ENDED)
    assert not told_one(draft, said)
    assert not draft.effects
