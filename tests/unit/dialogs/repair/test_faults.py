"""Our own faults by kind."""

from typing import get_args

import pytest

from dialogs.draft import Draft
from dialogs.effects import Say
from dialogs.repair.faults import Fault, internal_error


@pytest.mark.parametrize("kind", get_args(Fault))
def test_each_kind_has_its_words_and_a_person_at_hand(talk, kind):
    draft = Draft(talk.book, talk.state, talk.now)
    internal_error(draft, kind)
    assert draft.outcome == "failed"
    said = draft.effects[0]
    assert isinstance(said, Say)
    assert f"common.internal_error_{kind}" == said.key
    assert "کارشناس" in talk.book.texts.render(said.key, {})
