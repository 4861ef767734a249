"""The table of patterns."""

from dataclasses import replace

import pytest

from dialogs.draft import Draft
from dialogs.repair.care import crisis, danger
from dialogs.repair.patterns import ON_ACT, PATTERNS, put_to
from dialogs.repair.turns import cannot_handle
from dialogs.state import State
from dialogs.story import understand
from nlu.types import Act


def test_the_last_pattern_takes_whatever_is_left():
    assert PATTERNS[-1] is cannot_handle


def test_every_pattern_is_named_once_and_says_what_it_is_for():
    assert len(set(PATTERNS)) == len(PATTERNS)
    assert all(pattern.__doc__ for pattern in PATTERNS)


@pytest.mark.parametrize("pattern", ON_ACT, ids=lambda pattern: pattern.__name__)
@pytest.mark.parametrize("said", ["سلام", "منطقه ۵", "؟", "نمی‌دونم والا", "طبقه یعنی چی", "کد را از کجا پیدا کنم"])
def test_a_pattern_about_acts_leaves_a_message_without_them_alone(talk, pattern, said):
    """Else `put_to` would keep a message from it."""
    talk.says("قیمت", "price")
    for state in (talk.state, State("c2")):
        draft = Draft(talk.book, state, talk.now)
        for acts in ((), tuple(act for act in Act if act not in ON_ACT[pattern])):
            assert pattern(draft, replace(understand(said, {}), acts=acts)) is False
        assert draft.effects == []
        assert tuple(draft.stack) == state.stack


def test_a_message_is_put_to_what_is_about_its_acts_in_the_order_of_all():
    assert danger not in put_to(())
    assert put_to((Act.AFFIRM, Act.DANGER))[:2] == (crisis, danger)
    assert list(put_to(tuple(Act))) == list(PATTERNS)
