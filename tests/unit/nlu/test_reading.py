from datetime import UTC, datetime

import pytest

from nlu.reading import TABLES, Reader
from nlu.words.tables import WordTables

NOW = datetime(2025, 10, 12, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def reader(tiny_model):
    return Reader(WordTables.load(tiny_model / TABLES))


def test_words_are_repaired_and_places_stay_in_the_raw_text(reader):
    text = "درخوااست پرونددم ۱۲۳۴۵۶۷ در مرحلله"
    reading = reader.read(text, now=NOW)
    assert reading.normal.text == text.replace("۱۲۳۴۵۶۷", "1234567")
    assert "مرحله" in reading.heard.text
    [number] = reading.entities
    assert (number.name, number.value, text[number.start : number.end]) == ("file_no", "1234567", number.raw)


def test_a_value_is_found_behind_a_slip(reader):
    [found] = reader.read("کاربری مسکونی", now=NOW).entities
    slipped = reader.read("کاربری مسکوونی", now=NOW).entities
    assert [(one.name, one.value) for one in slipped] == [(found.name, found.value)]


def test_names_stay_as_they_were_said(reader):
    for text in ("اسمم پروندم وضیعت", "پروندم وضیعت"):
        [name] = reader.read(text, now=NOW, expecting="name").entities
        assert name.value in text
