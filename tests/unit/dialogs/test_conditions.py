"""Conditions and paths."""

import pytest

from dialogs.conditions import Condition, look

SLOTS = {"a": {"b": {"c": 0}}, "n": None, "t": "x", "l": [], "f": False}


@pytest.mark.parametrize(
    ("path", "value"), [("a.b.c", 0), ("a.b.d", None), ("t.x", None), ("zz", None), ("t", "x"), ("a.b", {"c": 0})]
)
def test_a_path_leads_to_a_value_or_nothing(path, value):
    assert look(SLOTS, path) == value


@pytest.mark.parametrize(
    ("path", "test", "value", "holds"),
    [
        ("a.b.c", "is", 0, True),
        ("a.b.c", "is", 1, False),
        ("t", "in", ["x", "y"], True),
        ("t", "in", ["y"], False),
        ("n", "empty", True, True),
        ("l", "empty", True, True),
        ("zz", "empty", True, True),
        ("a.b.c", "empty", True, False),
        ("f", "empty", False, True),
    ],
)
def test_conditions_compare_and_nothing_else(path, test, value, holds):
    assert Condition(path, test, value).holds(SLOTS) is holds
