from datetime import date

import pytest

from integrations.reference.entry import Entry, Problem
from integrations.reference.labels import Vocabulary

WORDS = Vocabulary({"deed": {"label": "سند مالکیت", "aliases": ["سند"]}})
PEOPLE = {"09130000001": "9991000003", "مالک نمونه": "9991000003"}


def entry(**fields):
    return Entry(fields, "files[0]", today=date(2025, 10, 12), people=dict(PEOPLE))


@pytest.mark.parametrize("written", ["09130000001", "+989130000001", "0098 913 000 0001", "9130000001", "۰۹۱۳۰۰۰۰۰۰۱"])
def test_a_mobile_is_read_in_all_its_forms(written):
    assert entry(mobile=written).mobile() == "09130000001"


def test_what_is_wrong_is_noted_with_its_path_and_never_its_value():
    one = entry(mobile="12345", national_id="9991000004", district="ناکجا", start="فردا", capacity="x", year="2025")
    one.mobile()
    one.national_id("national_id")
    one.district()
    one.day("start")
    one.number("capacity", lowest=0)
    one.year("year")
    one.text("title")
    assert [problem.code for problem in one.problems] == [
        "not_a_mobile",
        "not_a_national_id",
        "not_a_district",
        "not_a_date",
        "not_a_number",
        "not_a_jalali_year",
        "missing",
    ]
    assert one.problems[0] == Problem("files[0].mobile", "not_a_mobile")
    assert "9991000004" not in repr(one.problems)


def test_an_entry_that_is_no_object_is_one_problem():
    assert Entry([1], "files[3]", today=date(2025, 10, 12), people={}).problems == [
        Problem("files[3]", "not_an_object")
    ]


def test_owners_are_known_by_national_id_mobile_or_name():
    for owner in ("9991000003", "09130000001", "مالک نمونه", {"national_id": "۹۹۹۱۰۰۰۰۰۳"}, ["9991000003"] * 2):
        assert entry(owner=owner).owners("owner") == ["9991000003"]
    stranger = entry(owner="کسی دیگر")
    assert stranger.owners("owner") == []
    assert stranger.problems == [Problem("files[0].owner", "unknown_owner")]


def test_attorneys_have_a_time_or_none():
    rows = entry(attorneys=["9991000003", {"national_id": "9991000011", "valid_to": "1404-08-01"}]).attorneys()
    assert [row["valid_to"] for row in rows] == [None, date(2025, 10, 23)]
    bad = entry(attorneys=[{"national_id": "9991000011", "valid_to": "soon"}])
    assert bad.attorneys() == []
    assert bad.problems[0].code == "not_an_attorney"


def test_labels_come_from_codes_names_and_lists():
    for written in (["deed", "نامه ویژه"], "deed؛ نامه ویژه", [{"code": "deed"}, {"label": "نامه ویژه"}]):
        assert entry(docs=written).labels("docs", WORDS) == ["سند مالکیت", "نامه ویژه"]


def test_an_unknown_persian_name_is_kept_and_an_unknown_code_is_noted():
    known = entry(type="سند")
    assert known.code("type", WORDS, otherwise="other") == ("deed", None)
    persian = entry(type="چیز تازه")
    assert persian.code("type", WORDS, otherwise="other") == ("other", "چیز تازه")
    assert persian.warnings == [Problem("files[0].type", "unknown_value")]
    assert entry(type="brand_new").code("type", WORDS, otherwise="other") == ("other", None)
    assert entry().code("type", WORDS, otherwise="other", absent="deed") == ("deed", None)


def test_a_count_is_a_number_or_the_length_of_a_list():
    assert [entry(n=value).count("n") for value in (3, "۳", [1, 2, 3], None)] == [3, 3, 3, 0]


def test_a_doubtful_inspection_is_left_out_with_a_warning():
    one = entry(inspection="به‌زودی")
    assert one.day("inspection", required=False, lenient=True) is None
    assert one.problems == []
    assert one.warnings[0].code == "not_a_date"
    assert entry(inspection={"date": "1404-07-20"}).day("inspection") == date(2025, 10, 12)
