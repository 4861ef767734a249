"""The table of patterns."""

from dialogs.repair.patterns import PATTERNS
from dialogs.repair.turns import cannot_handle


def test_the_last_pattern_takes_whatever_is_left():
    assert PATTERNS[-1] is cannot_handle


def test_every_pattern_is_named_once_and_says_what_it_is_for():
    assert len(set(PATTERNS)) == len(PATTERNS)
    assert all(pattern.__doc__ for pattern in PATTERNS)
