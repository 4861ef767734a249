"""Neighbourhoods and their districts."""

import pytest

from dialogs.book import load_book
from dialogs.document import read_document
from dialogs.places import districts_of, read_places
from tests.unit.dialogs.conftest import ROOT


@pytest.mark.parametrize(
    ("name", "districts"),
    [("ملک شهر", (12,)), ("ملك‌شهر", (12,)), ("ملکشهر", (12,)), ("خانه اصفهان", (8,)), ("ناکجا", ())],
)
def test_a_name_is_found_however_it_is_written(name, districts):
    assert districts_of(name, load_book(ROOT).places) == districts


@pytest.mark.parametrize("entry", ["الف: [16]", "الف: []", "الف: 5", "الف: [x]"])
def test_what_is_no_district_is_complained_about(tmp_path, entry):
    path = tmp_path / "places.fa.yaml"
    path.write_text(f"version: 1\nneighbourhoods:\n  {entry}\n", "utf-8")
    places, findings = read_places(read_document(path))
    assert places == {}
    assert [(finding.code, finding.line) for finding in findings] == [("places_form", 3)]
