from datetime import date

import pytest

from integrations.reference.case.certificates import months_after
from integrations.reference.written import from_jalali, jalali


@pytest.mark.parametrize(
    ("issued", "months", "until"),
    [
        ((1404, 7, 20), 6, "1405-01-20"),
        ((1404, 6, 31), 6, "1404-12-29"),
        ((1404, 1, 31), 6, "1404-07-30"),
        ((1403, 6, 31), 6, "1403-12-30"),
    ],
)
def test_a_validity_ends_on_the_same_day_of_a_later_month_or_its_last(issued, months, until):
    day: date = from_jalali(*issued)
    assert jalali(months_after(day, months)) == until
