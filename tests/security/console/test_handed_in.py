"""Files that citizens handed in, at the desk: for whoever holds the case, on record, and harmless in a browser."""

import pytest

from bot.envelopes import Inbound, Kind
from bot.storage import audit, files, inbox
from bot.storage.tables import files as table
from tests.fakes.desk import deed, sign_in
from tests.fakes.pictures import DWG, PDF, picture

JPG = picture()


@pytest.fixture
def colleague(world):
    world.hire("parisa", "پریسا نمونه")
    with world.browser() as client:
        sign_in(world, client, "parisa")
        yield client


def hand_in(world, raw=JPG, mime="image/jpeg", citizen="c1", caption=""):
    """A citizen sends a file; the conversation and what is kept."""
    world.clock.go_on(seconds=1)
    number = f"f{world.clock.now().timestamp()}"
    body = {"mime": mime, "size": len(raw), **({"caption": caption} if caption else {})}
    arrived = Inbound("web", citizen, number, Kind.FILE, body, trace_id=f"t{number}", content=raw)
    receipt = world.store.write(lambda tx: inbox.put(tx, arrived, now=world.clock.now()))
    world.take_turns()
    kept = world.store.read(lambda tx: files.of_conversation(tx, receipt.conversation_id))
    return receipt.conversation_id, kept[-1]


def held(world, desk, **more):
    number = world.ask_for_staff()
    deed(desk, number, "claim")
    world.take_turns()
    return number, *hand_in(world, **more)


def seen(world, conversation_id):
    entries = world.store.read(lambda tx: audit.of_conversation(tx, conversation_id))
    return [entry for entry in entries if entry.action == "file_seen"]


def test_the_holder_reads_what_it_is_and_opens_it_and_that_is_on_record(world, desk):
    number, conversation_id, file = held(world, desk, caption="اینم سند")
    page = desk.get(f"/console/cases/{number}").text
    assert "عکس JPG" in page
    assert "هنوز به درخواستی فرستاده نشده" in page
    answer = desk.get(f"/console/cases/{number}/files/{file.ref}")
    assert (answer.status_code, answer.content) == (200, JPG)
    (entry,) = seen(world, conversation_id)
    assert (entry.detail["file"], entry.detail["case"]) == (file.ref, number)
    assert "سند" not in str(entry.detail)


def test_it_says_for_which_request_it_was_sent(world, desk):
    number, chat, file = held(world, desk)
    world.store.write(lambda tx: files.note_request(tx, file.ref, conversation_id=chat, request_no="2201101"))
    page = desk.get(f"/console/parts/cases/{number}?reach=held").text
    assert "برای درخواست <bdi>۲۲۰۱۱۰۱</bdi>" in page


@pytest.mark.parametrize(
    ("raw", "mime", "ending"),
    [(PDF, "application/pdf", "pdf"), (DWG, "image/vnd.dwg", "dwg"), (b"<svg/>", "x/y", "bin")],
)
def test_only_pictures_are_shown_everything_else_is_saved(world, desk, raw, mime, ending):
    number, _, file = held(world, desk, raw=raw, mime=mime)
    answer = desk.get(f"/console/cases/{number}/files/{file.ref}?look")
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert answer.headers["content-disposition"].endswith(f'.{ending}"')
    assert answer.headers["content-type"] == (mime if mime != "x/y" else "application/octet-stream")
    assert "?look" not in desk.get(f"/console/cases/{number}").text


def test_a_picture_is_looked_at_where_nothing_can_run(world, desk):
    number, _, file = held(world, desk)
    saved = desk.get(f"/console/cases/{number}/files/{file.ref}")
    looked = desk.get(f"/console/cases/{number}/files/{file.ref}?look")
    assert saved.headers["content-disposition"].startswith("attachment")
    assert looked.headers["content-disposition"].startswith("inline")
    for answer in (saved, looked):
        assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"


def test_nobody_else_finds_it_not_even_a_colleague_or_a_stranger(world, desk, colleague):
    number, conversation_id, file = held(world, desk)
    address = f"/console/cases/{number}/files/{file.ref}"
    missing = colleague.get(f"/console/cases/{number}/files/{'0' * 32}")
    foreign = colleague.get(address)
    assert (foreign.status_code, foreign.text) == (404, missing.text)
    with world.browser() as stranger:
        answer = stranger.get(address, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/console/sign-in")
    assert seen(world, conversation_id) == []


def test_a_file_of_another_conversation_is_not_reached_through_ones_own_case(world, desk):
    number, _, _ = held(world, desk)
    _, foreign = hand_in(world, citizen="c2")
    assert desk.get(f"/console/cases/{number}/files/{foreign.ref}").status_code == 404


def test_a_waiting_case_shows_no_files(world, desk):
    conversation_id, file = hand_in(world)
    number = world.ask_for_staff()
    assert "عکس JPG" not in desk.get(f"/console/cases/{number}").text
    assert desk.get(f"/console/cases/{number}/files/{file.ref}").status_code == 404
    assert seen(world, conversation_id) == []


def test_a_finished_case_keeps_what_came_before_its_end_alone(world, desk):
    number, _, before = held(world, desk)
    deed(desk, number, "close", outcome="answered")
    world.take_turns()
    world.clock.go_on(minutes=5)
    _, after = hand_in(world)
    assert desk.get(f"/console/cases/{number}/files/{before.ref}").status_code == 200
    assert desk.get(f"/console/cases/{number}/files/{after.ref}").status_code == 404


def test_what_is_past_its_time_is_said_to_be_gone(world, desk):
    number, _, file = held(world, desk)
    world.store.write(lambda tx: tx.execute(table.delete()))
    answer = desk.get(f"/console/cases/{number}/files/{file.ref}")
    assert answer.status_code == 404
    assert "۴۸ ساعت" in answer.text
