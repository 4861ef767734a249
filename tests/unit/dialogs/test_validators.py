"""Named checks."""

import pytest

from dialogs.validators import VALIDATORS


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("positive_number", [1, 0.5, "12"], [0, -1, "x", None, True, 10**9, [1], float("nan")]),
        ("area", [5, "220.5", 1200], [4.9, 0, "x", None, 10**9, float("nan")]),
        ("plot", [15, "220.5"], [14, 0, "x", None, 10**6]),
        ("building", [10, "220.5"], [9, 0, "x", None, 10**6]),
        ("district", [1, 15, "7", 3.0], [0, 16, 2.5, "", None]),
        (
            "place",
            [5, "7", "6-2-110-7", "خیابان مثال", {"lon": 51.6, "lat": 32.6}],
            [0, 16, "1405100101", "", "99", None],
        ),
        ("mobile", ["09130000000"], ["9130000000", "0913000000", "091300000000", "09130000000\n", None]),
        ("national_id", ["9990000018", "0013542419"], ["9990000019", "1111111111", "999000001", "۹۹۹۰۰۰۰۰۱۸", 3]),
        ("request_no", ["1234567", 1234567], ["12", "abc", "1" * 13, "", None]),
        ("property_code", ["6-2-110-7", "1-2-3-4-5-6-7", "1405100101"], ["6-2-110", "6/2/110/7", "12", "x", None]),
        ("code", ["123456", "000000"], ["12345", "1234567", "12 456"]),
        ("floors", [1, 60], [0, 61, 1.5]),
        ("units", [1, 2000], [0, 2001]),
        ("bill_number", ["123456", "1000001112361", 570108], ["12345", "1" * 19, "12a456", "", None, 1.5]),
        ("instalments", [2, 36, "12"], [1, 37, 2.5, "", None]),
        ("word", ["deed", "x" * 60], ["", "x" * 61, None, 5, False]),
    ],
)
def test_each_check_takes_what_is_sound_and_nothing_else(name, good, bad):
    assert all(VALIDATORS[name](value) for value in good)
    assert not any(VALIDATORS[name](value) for value in bad)


def test_every_check_is_tried_here():
    assert len(VALIDATORS) == 16
