"""A file arrives."""

import pytest

from dialogs.book import load_book
from dialogs.events import FileStored

JPG = FileStored("blob-1", "image/jpeg", 2_000_000)


@pytest.fixture
def asking(folder, talk):
    """The land question of the sample takes a file instead."""
    path = folder / "services" / "price" / "flow.yaml"
    text = path.read_text("utf-8").replace(
        "check: positive_number, assume: {value: 200, say: assumed}", "files: [image/jpeg, application/pdf], most_mb: 5"
    )
    path.write_text(text, "utf-8")
    talk.book = load_book(folder)
    talk.says("قیمت", "price", use="residential", district=5)
    return talk


def test_a_file_that_is_asked_for_answers_the_question(asking):
    asking.event(JPG)
    assert asking.slots["land_area_m2"] == {"ref": "blob-1", "mime": "image/jpeg", "size": 2_000_000}
    assert asking.calls[0].action == "municipal.block_price"


def test_another_kind_is_refused_with_the_kinds_that_go(asking):
    assert asking.event(FileStored("b", "video/mp4", 1)) == ["common.wrong_file", "price.ask_land"]
    assert asking.outcome == "wrong_file"
    assert asking.effects[0].args == {"kinds": ["JPG", "PDF"]}
    assert "land_area_m2" not in asking.slots


def test_too_big_is_refused_and_the_third_refusal_offers_a_person(asking):
    big = FileStored("b", "image/jpeg", 6 * 1024 * 1024)
    assert asking.event(big) == ["common.file_too_big", "price.ask_land"]
    asking.event(big)
    assert asking.event(big) == ["common.file_too_big", "common.attempts_used"]


def test_words_are_no_file(asking):
    assert asking.says("۱۲۰")[0] == "common.file_needed"
    assert asking.says("سندم", "greeting", use="commercial")[0] == "common.corrected"


def test_a_file_nobody_asked_for_is_said_so(talk):
    assert talk.event(JPG) == ["common.file_not_needed"]
    talk.says("قیمت", "price")
    assert talk.event(JPG) == ["common.file_not_needed", "price.ask_use"]
    assert talk.outcome == "unsupported"
