"""Neighbourhoods and their districts."""

import pytest

from dialogs.document import read_document
from dialogs.places import City, districts_of, is_point, point_of, read_city, read_places
from tests.book import BOOK


@pytest.mark.parametrize(
    ("name", "districts"),
    [("ملک شهر", (12,)), ("ملك‌شهر", (12,)), ("ملکشهر", (12,)), ("خانه اصفهان", (8,)), ("ناکجا", ())],
)
def test_a_name_is_found_however_it_is_written(name, districts):
    assert districts_of(name, BOOK.places) == districts


@pytest.mark.parametrize("entry", ["الف: [16]", "الف: []", "الف: 5", "الف: [x]"])
def test_what_is_no_district_is_complained_about(tmp_path, entry):
    path = tmp_path / "places.fa.yaml"
    path.write_text(f"version: 1\nneighbourhoods:\n  {entry}\n", "utf-8")
    places, findings = read_places(read_document(path))
    assert places == {}
    assert [(finding.code, finding.line) for finding in findings] == [("places_form", 3)]


def city_of(tmp_path, text):
    path = tmp_path / "places.fa.yaml"
    path.write_text(f"version: 1\nneighbourhoods: {{}}\n{text}", "utf-8")
    return read_city(read_document(path))


def test_the_city_has_an_end_and_words_of_its_places(tmp_path):
    city, findings = city_of(tmp_path, "city: {box: [51, 32, 52, 33], told_by: [بن‌بست]}\n")
    assert (findings, city.told_by) == ([], {"بن بست"})
    assert city.holds(51.5, 32.5)
    assert not city.holds(32.5, 51.5)
    assert not city.holds(51.5, 33.01)


def test_without_a_city_everywhere_is_ours(tmp_path):
    assert city_of(tmp_path, "") == (City(), [])
    assert City().holds(-100, 80)


@pytest.mark.parametrize("box", ["[1, 2, 3]", "[52, 32, 51, 33]", "[51, 33, 52, 32]", "[a, b, c, d]", "5"])
def test_a_box_that_is_none_is_complained_about(tmp_path, box):
    city, findings = city_of(tmp_path, f"city: {{box: {box}}}\n")
    assert (city, [finding.code for finding in findings]) == (City(), ["places_form"])


def test_the_real_city_holds_its_districts_and_not_its_neighbours():
    city = BOOK.city
    assert city.holds(51.66, 32.65)
    assert city.holds(51.75, 32.66)  # Khorasgan
    assert not city.holds(51.38, 35.69)  # Tehran
    assert not city.holds(52.53, 29.59)  # Shiraz


def test_a_point_is_known_from_other_values():
    assert is_point(point_of(51.6, 32.6))
    assert not any(map(is_point, [None, "51,32", {"lon": 1}, {"lon": 1, "lat": 2, "ref": 3}]))
