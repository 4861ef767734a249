"""Parts that take their place among those that stand: the stories of `fee_estimate` tell them in words. Here, what is
not written as parts are."""

import pytest

from dialogs.levels import _read, _written


def test_parts_are_read_as_they_are_written():
    parts = {-1: (80.5, "shop_area_m2"), 1: (120.0, "building_area_m2"), 2: (1200000.0, "building_area_m2")}
    assert _read(_written(parts)) == parts


@pytest.mark.parametrize("value", ["1234567", "", "1:2", "1:x:building_area_m2", "همکف:80:homes_area_m2", 7, None])
def test_what_is_no_list_of_parts_has_none(value):
    """The fault: a value that another understanding gave (a Rasa server's) ended the turn."""
    assert _read(value) == {}
