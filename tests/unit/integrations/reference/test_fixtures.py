import json
from datetime import date
from pathlib import Path

from jsonschema import Draft202012Validator

import integrations.reference
from integrations.reference.fixtures import FixtureError, read_fixtures
from integrations.reference.written import valid_national_id
from tests.municipality import CITY

TODAY = date(2025, 10, 12)
ROOT = Path(__file__).parents[4]
DEMO = json.loads((Path(integrations.reference.__file__).parent / "demo.json").read_text("utf-8"))
SCHEMA = json.loads((ROOT / "docs/protocols/fixtures.schema.json").read_text("utf-8"))


def read(data):
    return read_fixtures(data, today=TODAY, people={})


def test_the_schema_takes_the_demo_city_and_the_tests_city():
    Draft202012Validator.check_schema(SCHEMA)
    for data in (DEMO, CITY):
        Draft202012Validator(SCHEMA).validate(data)
        city = read(data)
        assert (city.problems, city.warnings) == ([], [])


def test_the_demo_city_is_plainly_invented_and_covers_the_services():
    assert "نمونه" in DEMO["label"]
    assert all("نمونه" in item["name"] for item in (*DEMO["citizens"], *DEMO["offices"]))
    assert all("نمونه" in item["title"] for item in DEMO["classes"])
    for citizen in DEMO["citizens"]:
        assert citizen["national_id"].startswith("999")
        assert valid_national_id(citizen["national_id"])
    assert len({file["stage"] for file in DEMO["files"]}) == 11
    assert {price["district"] for price in DEMO["block_prices"]} == set(range(1, 16))


def test_a_minimal_document_is_enough():
    owner = {"name": "الف", "national_id": "9991000003", "mobile": "09130000001"}
    file = {"owner": "09130000001", "request_no": 14041, "type": "پروانه", "district": None}
    city = read({"citizens": [owner], "files": [file]})
    assert city.problems == []
    row = city.rows["files"][0]
    assert (row["type"], row["stage"], row["request_no"]) == ("permit_new", "submitted", "14041")
    assert row["holders"] == [{"national_id": "9991000003", "role": "owner", "valid_to": None}]


def test_every_problem_is_found_in_one_pass_and_good_entries_are_kept():
    data = {"classes": [{"id": "c"}, CITY["classes"][0]], "offices": 5, "houses": [], "version": 1}
    city = read(data)
    found = {(problem.path, problem.code) for problem in city.problems}
    assert found == {
        ("houses", "unknown_kind"),
        ("offices", "not_a_list"),
        ("classes[0].title", "missing"),
        ("classes[0].start", "missing"),
        ("classes[0].capacity", "missing"),
    }
    assert [row["id"] for row in city.rows["classes"]] == ["free"]
    assert "classes[0].title: missing" in str(FixtureError(city.problems))
