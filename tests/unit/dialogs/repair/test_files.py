"""A file arrives."""

import pytest

from dialogs.book import load_book
from dialogs.events import FileRefused, FileSent, FileStored, StaffTook
from dialogs.repair.files import FETCH
from dialogs.story import understand

JPG = FileStored("blob-1", "image/jpeg", 2_000_000)
KEPT = {"ref": "blob-1", "mime": "image/jpeg", "size": 2_000_000, "kind": "JPG"}
PHOTO = {"channel": "telegram", "file_id": "A1", "caption": None}


def beside(text, *, ref="blob-2", **means):
    return FileStored(ref, "image/jpeg", 1_000, understand(text, means))


@pytest.fixture
def asking(folder, talk):
    """The land question of the sample takes a file instead, and the sample takes files that nobody asked for."""
    path = folder / "services" / "price" / "flow.yaml"
    text = path.read_text("utf-8").replace(
        "check: positive_number, assume: {value: 200, say: assumed}", "files: [image/jpeg, application/pdf], most_mb: 5"
    )
    path.write_text(text.replace("assurance: 0", "assurance: 0\nfile_offer: ask_about"), "utf-8")
    texts = folder / "services" / "price" / "texts.fa.yaml"
    texts.write_text(texts.read_text("utf-8") + "\n  ask_about: مال قیمت است؟\n", "utf-8")
    talk.book = load_book(folder)
    return talk


@pytest.fixture
def asked(asking):
    asking.says("قیمت", "price", use="residential", district=5)
    return asking


def test_a_file_that_is_asked_for_answers_the_question(asked):
    asked.event(JPG)
    assert asked.slots["land_area_m2"] == KEPT
    assert asked.calls[0].action == "municipal.block_price"


def test_another_kind_is_refused_with_the_kinds_that_go(asked):
    assert asked.event(FileStored("b", "video/mp4", 1)) == ["common.wrong_file", "price.ask_land"]
    assert asked.outcome == "wrong_file"
    assert asked.effects[0].args == {"kinds": ["JPG", "PDF"]}
    assert "land_area_m2" not in asked.slots


def test_too_big_is_refused_and_the_third_refusal_offers_a_person(asked):
    big = FileStored("b", "image/jpeg", 6 * 1024 * 1024)
    assert asked.event(big) == ["common.file_too_big", "price.ask_land"]
    asked.event(big)
    assert asked.event(big) == ["common.file_too_big", "common.attempts_used"]
    asked.event(JPG)
    assert asked.slots["land_area_m2"] == KEPT


def test_words_are_no_file(asked):
    assert asked.says("۱۲۰")[0] == "common.file_needed"
    assert asked.says("سندم", "greeting", use="commercial")[0] == "common.corrected"


def test_a_file_nobody_asked_for_is_said_so_where_no_service_takes_any(talk):
    assert talk.event(JPG) == ["common.file_not_needed"]
    talk.says("قیمت", "price")
    assert talk.event(JPG) == ["common.file_not_needed", "price.ask_use"]
    assert talk.outcome == "unsupported"
    assert talk.state.files == ()


def test_a_file_ahead_of_its_question_waits_for_it(asking):
    asking.says("قیمت", "price")
    assert asking.event(JPG) == ["common.file_kept", "price.ask_use"]
    asking.says("مسکونی", use="residential")
    asking.says("۵", district=5)
    assert asking.slots["land_area_m2"] == KEPT
    assert asking.calls[0].action == "municipal.block_price"


def test_what_is_written_beside_it_is_heard_with_it(asking):
    asking.says("قیمت", "price")
    assert asking.event(beside("تجاری، منطقهٔ ۳", use="commercial", entities={"use": "commercial", "district": 3})) == []
    assert asking.slots["use"] == "commercial"
    assert asking.slots["district"] == 3
    assert asking.slots["land_area_m2"]["ref"] == "blob-2"


def test_with_nothing_in_hand_the_service_that_takes_files_asks_and_starts_with_it(asking):
    assert asking.event(JPG) == ["price.ask_about"]
    assert asking.outcome == "asked"
    assert asking.says("بله") == ["price.ask_use"]
    assert asking.slots["land_area_m2"] == KEPT


def test_more_than_a_yes_is_heard_too(asking):
    asking.event(JPG)
    asking.says("آره، مسکونی", acts=["affirm"], use="residential")
    assert asking.slots["use"] == "residential"
    assert asking.slots["land_area_m2"] == KEPT


def test_a_no_lets_go_of_it(asking):
    asking.event(JPG)
    assert asking.says("نه") == ["common.file_let_go"]
    assert asking.state.files == ()


def test_a_wish_beside_it_starts_the_service_with_the_file(asking):
    assert asking.event(beside("قیمت می‌خوام", intent="price", entities={"use": "commercial"})) == ["price.ask_district"]
    assert asking.slots["land_area_m2"]["ref"] == "blob-2"


def test_a_second_file_waits_without_putting_the_question_again_and_is_named_when_it_is_left(asking):
    asking.says("قیمت", "price")
    asking.event(JPG)
    before = asking.state.asked
    assert asking.event(beside("این هم هست")) == ["common.file_next"]
    assert asking.state.asked == before
    asking.says("مسکونی", use="residential")
    asking.says("۵", district=5)
    assert asking.answer(regional_price_rial=1, year=1404)[-2:] == ["price.result", "common.files_left"]
    assert asking.state.files == ()


def test_the_right_one_beside_a_no_takes_the_place_of_the_first(asking):
    asking.says("قیمت", "price")
    asking.event(JPG)
    asking.event(beside("نه این درسته", acts=["deny"]))
    assert asking.slots["land_area_m2"]["ref"] == "blob-2"


def test_too_many_at_once_are_not_kept(asking):
    asking.says("قیمت", "price")
    for number in range(30):
        asking.event(FileStored(f"r{number}", "image/jpeg", 1))
    assert asking.keys[0] == "common.file_refused_too_many"
    assert len(asking.state.files) == 20


def test_one_that_did_not_pass_the_door_is_a_try_and_the_reason_is_told(asked):
    assert asked.event(FileRefused("broken")) == ["common.file_refused_broken", "price.ask_land"]
    asked.event(FileRefused("kind"))
    assert asked.event(FileRefused("pixels"))[-1] == "common.attempts_used"


def test_what_the_citizen_did_not_cause_is_no_try(asked):
    for _ in range(4):
        assert asked.event(FileRefused("not_fetched")) == ["common.file_refused_not_fetched", "price.ask_land"]


def test_a_file_of_a_messenger_is_fetched_without_a_word_and_then_taken(asked):
    assert asked.event(FileSent(PHOTO)) == []
    (call,) = asked.calls
    assert (call.action, call.args, asked.outcome) == (FETCH, PHOTO, "working")
    assert asked.says("رسید؟") == ["common.file_coming"]
    asked.event(FileStored("blob-1", "image/jpeg", 2_000_000, call_id=call.call_id))
    assert asked.slots["land_area_m2"] == KEPT
    assert call.call_id not in asked.state.calls


def test_one_that_could_not_be_fetched_is_no_longer_waited_for(asked):
    asked.event(FileSent(PHOTO))
    (call,) = asked.calls
    asked.event(FileRefused("not_fetched", call_id=call.call_id))
    assert asked.says("رسید؟")[0] == "common.file_needed"


def test_while_staff_have_the_conversation_files_are_theirs(asked):
    asked.event(StaffTook("کارشناس"))
    for event in (JPG, FileSent(PHOTO), FileRefused("kind")):
        assert asked.event(event) == []
        assert (asked.outcome, asked.calls) == ("with_staff", [])


def test_files_that_wait_are_let_go_of_with_what_they_waited_for(asking):
    asking.says("قیمت", "price")
    asking.event(JPG)
    asking.event(beside("این هم"))
    assert len(asking.state.files) == 1
    asking.says("لغو")
    assert (asking.stack, asking.state.files) == ([], ())
