"""Estimates side by side."""

from pathlib import Path

import pytest

import knowledge
from knowledge.comparison import compare
from knowledge.tariffs import Tariffs, estimate

TARIFF = Tariffs.load(Path(knowledge.__file__).parent / "tariffs").in_force("1405-06-01")
HOME = {
    "use": "residential", "regional_price_rial": 1_100_000, "land_area_m2": 200, "building_area_m2": 360, "floors": 3,
    "units": 3,
}  # fmt: skip


def compared(*changes):
    found = [estimate(TARIFF, {**HOME, **change}) for change in changes]
    lines = [
        [
            {"levy_code": x.levy_code, "title": x.title, "formula": x.formula, "amount_rial": x.amount_rial}
            for x in each.lines
        ]
        for each in found
    ]
    return compare(lines, [each.total_rial for each in found])


def test_only_what_differs_is_a_row_and_the_rest_adds_up():
    found = compared({}, {"floors": 4})
    assert [(row.title, row.amounts) for row in found.rows] == [("بهای کنترل نقشه", (1_200_000, 1_600_000))]
    assert (found.same, found.same_rial) == (6, 65_932_000)
    assert (found.cheapest, found.dearest, found.difference_rial) == (0, 1, 400_000)
    assert found.rows[0].formula == "۴۰۰٬۰۰۰ ریال × تعداد طبقه"


def test_the_difference_is_that_of_the_totals():
    found = compared({"building_area_m2": 480.5, "floors": 4}, {})
    rise = sum(row.amounts[0] - row.amounts[1] for row in found.rows)
    assert found.difference_rial == rise
    assert (found.cheapest, found.dearest) == (1, 0)


def test_a_levy_of_one_only_has_no_amount_in_the_other():
    amounts = {row.title: row.amounts for row in compared({}, {"use": "commercial"}).rows}
    assert amounts["عوارض زیربنای مسکونی"][1] is None
    assert amounts["عوارض زیربنای غیرمسکونی (پذیره)"][0] is None


@pytest.mark.parametrize("changes", [[{}, {}], [{}, {"floors": 3}, {"units": 3}]])
def test_equals_differ_in_nothing(changes):
    found = compared(*changes)
    assert (found.rows, found.difference_rial) == ((), 0)


def test_of_three_the_cheapest_and_the_dearest_are_told():
    found = compared({"floors": 4}, {"floors": 3}, {"floors": 5})
    assert (found.cheapest, found.dearest, found.difference_rial) == (1, 2, 800_000)
