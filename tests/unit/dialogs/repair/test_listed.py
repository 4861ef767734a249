"""One of a list is asked about; the conversations are stories of `class_signup`."""

from dialogs.draft import Draft
from dialogs.repair.listed import of_listed
from dialogs.state import Frame
from dialogs.story import understand
from dialogs.walk import ENDED


def test_without_a_list_nothing_is_told(talk):
    said = understand("دومی ساعت چند شروع میشه؟", {})
    assert not of_listed(Draft(talk.book, talk.state, talk.now), said)
    talk.says("سلام", "greeting")
    draft = Draft(talk.book, talk.state, talk.now)
    draft.shelved = Frame("register", talk.book.flows["register"].version, slots={}, step=ENDED)
    assert not of_listed(draft, said)
    assert not draft.effects
