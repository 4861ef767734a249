from datetime import date

import pytest

from integrations.reference.fixtures import read_fixtures
from tests.register_city import HOURS, PARCELS, REGISTER, STREETS, ZONES


def read(kind, row):
    city = read_fixtures({kind: [row]}, today=date(2025, 10, 12), people={})
    return city.rows[kind], {(problem.path.partition(".")[2], problem.code) for problem in city.problems}


def test_the_tests_register_has_no_fault():
    city = read_fixtures(REGISTER, today=date(2025, 10, 12), people={})
    assert (city.problems, city.warnings) == ([], [])


def test_lengths_are_whole_centimetres_and_a_street_stays_as_wide_as_it_is():
    assert read("streets", {**STREETS[1], "width_m": "۷/۲۵"})[0][0]["planned_width_cm"] == 725
    assert read("streets", {**STREETS[1], "width_m": "wide"})[1] == {("width_m", "not_a_length")}
    assert read("streets", {**STREETS[1], "width_m": None})[1] == {("width_m", "missing")}


def test_a_parcel_without_an_area_has_that_of_its_outline():
    assert read("parcels", PARCELS[2])[0][0]["area_m2"] == pytest.approx(10_434, rel=0.01)


@pytest.mark.parametrize(
    ("kind", "row", "wrong"),
    [
        ("parcels", {**PARCELS[0], "nosazi_code": "6-2"}, ("nosazi_code", "not_a_nosazi_code")),
        ("parcels", {**PARCELS[0], "geometry": None}, ("geometry", "not_a_geometry")),
        ("parcels", {**PARCELS[0], "plate_no": "هفت"}, ("plate_no", "not_a_number")),
        ("plan_zones", {**ZONES[0], "approved_on": "1404-13-01"}, ("approved_on", "not_a_date")),
        ("plan_zones", {**ZONES[0], "land_use": None}, ("land_use", "missing")),
        ("office_hours", {**HOURS[0], "opens": "17"}, ("closes", "not_after_opens")),
        ("office_hours", {**HOURS[0], "opens": "25:00"}, ("opens", "not_a_time")),
        ("office_hours", {**HOURS[0], "weekday": "7"}, ("weekday", "not_a_weekday")),
        (
            "office_exceptions",
            {"office": "N1", "day": "+1", "reason": "x", "opens": "8"},
            ("closes", "not_after_opens"),
        ),
        ("office_places", {"office": "N1", "lon": "x", "lat": 1}, ("geometry", "not_a_place")),
    ],
)
def test_every_wrong_field_is_named(kind, row, wrong):
    rows, problems = read(kind, row)
    assert rows == []
    assert wrong in problems
