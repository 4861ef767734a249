import pytest

from nlu.entities.kinds import CORE
from nlu.evaluation.values import ValueReading, by_kind, readings, total


def reading(wanted, found, wanted_faults=None, found_faults=None):
    return ValueReading("x", None, tuple(wanted), tuple(found), wanted_faults or {}, found_faults or {})


GIVEN = [
    reading([("district", 5)], [("district", 5)]),
    reading([("district", 6), ("floors", 3)], [("district", 5)]),
    reading([], [("code", "12")]),
]


def test_right_means_the_same_name_and_the_same_value():
    assert (total(GIVEN).precision, total(GIVEN).recall, total(GIVEN).n) == (
        pytest.approx(1 / 3),
        pytest.approx(1 / 3),
        3,
    )
    assert total(GIVEN, CORE).precision == 0.5


def test_each_kind_has_its_scores():
    rows = by_kind(GIVEN)
    assert list(rows) == ["code", "district", "floors"]
    assert (rows["district"].precision, rows["district"].recall, rows["district"].n) == (0.5, 0.5, 2)
    assert rows["code"].f1 == 0


def test_a_reading_says_what_it_missed_and_what_is_too_much():
    one = GIVEN[1]
    assert (one.missed, one.extra, one.exact) == ([("district", 6), ("floors", 3)], [("district", 5)], False)
    assert GIVEN[0].exact
    assert not reading([("a", 1)], [("a", 1)], {"a": "range"}, {}).exact


def test_the_same_value_twice_has_to_be_found_twice():
    assert reading([("a", 1), ("a", 1)], [("a", 1)]).missed == [("a", 1)]


def test_messages_of_a_set_are_read_as_they_are_or_changed(fixed, tested):
    first, second = readings(fixed, tested, lambda text: text + "!")
    assert first.exact
    assert first.text == "منطقه ۵!"
    assert (second.missed, second.extra, second.expecting) == ([("district", 6)], [("district", 5)], "district")


def test_the_core_names_are_those_of_the_design():
    assert len(CORE) == 46
    assert {"request_no", "complaint_topic", "frontage_m"} < CORE
    assert "code" not in CORE
