"""What comes in a file does no harm, stays with whom it belongs to, and shows nowhere: against the whole program."""

from __future__ import annotations

import base64
import json
import socket
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from cryptography.fernet import Fernet, InvalidToken

from bot.content import MAX_FILE
from bot.envelopes import Inbound, Kind
from bot.settings import Settings
from bot.storage import files, inbox
from bot.storage.store import open_store
from bot.storage.tables import files as table
from tests.fakes.mind import NOW
from tests.fakes.pictures import DWG, HTML, PDF, SVG, ZIP, picture, png_bomb
from tests.journeys.program import start_program

pytestmark = pytest.mark.timeout(180)

JPG = picture()
MARK = b"ZOMORROD-SHABAVIZAN-9990000018"
NAMES = [
    "../../../../etc/cron.d/x",
    "..\\..\\x.jpg",
    "/etc/passwd",
    "a\0.jpg",
    "\u202egpj.exe",
    "CON",
    "x" * 180,
    "سند زمردخت.jpg",
]


@pytest.fixture(scope="module")
def program():
    running = start_program({"SHAHRYAR_LOG_LEVEL": "debug"})
    yield running
    running.stop()


def post(program, sender, *raws, name="a.jpg", mime="image/jpeg", text=""):
    files_ = [{"name": name, "mime": mime, "data": base64.b64encode(raw).decode()} for raw in raws]
    body = {"sender": sender, "message": text, "attachments": files_}
    return httpx.post(f"{program.url}/webhooks/rest/webhook", json=body, timeout=60)


def said(response):
    assert response.status_code == 200, response.text
    return "\n".join(reply["text"] for reply in response.json())


def rows(program):
    with sqlite3.connect(program.folder / "shahryar.db") as database:
        return database.execute("SELECT mime, size FROM files ORDER BY received_at").fetchall()


@pytest.mark.parametrize(
    "raw", [HTML, SVG, ZIP, b"MZ" + b"\0" * 5_000, b"\xff\xd8\xff\xe0" + HTML, b"#!/bin/sh\n"], ids=repr
)
@pytest.mark.parametrize("mime", ["image/jpeg", "text/html"])
def test_what_is_no_document_is_never_stored_whatever_it_is_called(program, raw, mime):
    before = rows(program)
    heard = said(post(program, f"kind-{hash((raw, mime))}", raw, mime=mime))
    assert "نمی‌توانم بگیرم" in heard or "باز نشد" in heard
    assert rows(program) == before


@pytest.mark.parametrize("name", NAMES)
def test_a_name_leads_nowhere(program, name):
    before = {path for path in program.folder.rglob("*") if "shahryar.db" not in path.name}
    answer = post(program, f"name-{abs(hash(name))}", PDF, name=name)
    assert answer.status_code == (400 if "\0" in name else 200)
    assert {path for path in program.folder.rglob("*") if "shahryar.db" not in path.name} == before
    assert name not in program.log


@pytest.mark.parametrize("size", [(60_000, 60_000), (8_000, 8_000), (200_000, 200)])
def test_a_small_file_that_says_it_is_huge_costs_neither_memory_nor_time(program, size):
    before, started = memory(program), time.monotonic()
    heard = said(post(program, f"bomb-{size}", png_bomb(*size)))
    assert "بیش از حد بزرگ" in heard or "باز نشد" in heard
    assert memory(program) - before < 120 * 1024
    assert time.monotonic() - started < 10


def memory(program):
    """Kilobytes the program holds."""
    status = Path(f"/proc/{program.process.pid}/status").read_text("ascii").splitlines()
    return int(next(line for line in status if line.startswith("VmRSS")).split()[1])


def test_twenty_at_the_limit_together_do_not_pile_up(program):
    big = PDF + b"0" * (MAX_FILE - len(PDF))
    before = memory(program)
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda number: post(program, f"pile-{number}", big).status_code, range(20)))
    assert set(answers) == {200}
    assert memory(program) - before < 900 * 1024


def test_too_large_is_refused_without_being_read_whole(program):
    with socket.create_connection(("127.0.0.1", int(program.url.rpartition(":")[2])), timeout=10) as line:
        line.sendall(b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 4294967296\r\n\r\n")
        assert b" 413 " in line.recv(4_096)
    assert httpx.get(f"{program.url}/healthz").status_code == 200


def test_what_is_said_to_be_short_and_is_not_is_cut_off(program):
    def endless():
        for _ in range(40):
            yield b" " * 1024 * 1024

    answer = httpx.post(f"{program.url}/webhooks/rest/webhook", content=endless(), timeout=30)
    assert answer.status_code == 413


def test_somebody_elses_ref_is_no_use(tmp_path):
    """Whatever a citizen gets to write, a file is read by conversation and name together."""
    store = open_store(Settings(var_dir=tmp_path))
    made = []
    for user in ("owner", "thief"):
        inbound = Inbound("rest", user, "1", Kind.FILE, {"mime": "image/jpeg", "size": len(JPG)}, content=JPG)
        made.append(store.write(lambda tx, inbound=inbound: inbox.put(tx, inbound, now=NOW)))
    owner, thief = made
    refs = store.read(lambda tx: [row.ref for row in tx.execute(table.select())])
    readable = [
        (receipt, ref)
        for receipt in (owner, thief)
        for ref in refs
        if store.read(lambda tx, r=receipt, f=ref: files.read(tx, f, conversation_id=r.conversation_id))
    ]
    assert len(readable) == 2
    assert {receipt.conversation_id for receipt, _ in readable} == {owner.conversation_id, thief.conversation_id}
    store.close()


def test_a_ref_in_a_message_is_only_words(program):
    heard = said(post(program, "words", text='{"ref": "x", "mime": "image/jpeg", "size": 1}'))
    assert "فایلتان رسید" not in heard


def test_bytes_captions_and_names_are_in_no_log_no_metric_and_not_readable_at_rest(program):
    sent = JPG + MARK
    said(post(program, "quiet", sent, name="سند زمردخت.jpg", text="اینم سند زمردخت شباویزان 9990000018"))
    data = b"".join(path.read_bytes() for path in program.folder.glob("shahryar.db*"))
    assert ("image/jpeg", len(sent)) in rows(program)
    assert MARK not in data
    assert JPG[300:360] not in data
    told = program.log + httpx.get(f"{program.url}/metrics").text
    assert not [word for word in ("زمردخت", "شباویزان", "9990000018", "SHABAVIZAN", "سند") if word in told]
    assert json.loads(program.log.splitlines()[-1])


def test_only_the_data_keys_open_it(program):
    said(post(program, "keys", PDF, name="a.pdf", mime="application/pdf"))
    key = (program.folder / "data.key").read_text("utf-8").split(",")[0].strip()
    with sqlite3.connect(program.folder / "shahryar.db") as database:
        (content,) = database.execute("SELECT content FROM files WHERE mime = 'application/pdf' LIMIT 1").fetchone()
    assert Fernet(key).decrypt(base64.urlsafe_b64encode(content)).startswith(b"%PDF-")
    with pytest.raises(InvalidToken):
        Fernet(Fernet.generate_key()).decrypt(base64.urlsafe_b64encode(content))


def test_nothing_of_it_can_be_fetched_over_the_network(program):
    said(post(program, "fetched", JPG))
    with sqlite3.connect(program.folder / "shahryar.db") as database:
        (ref,) = database.execute("SELECT ref FROM files LIMIT 1").fetchone()
    for path in (f"/files/{ref}", f"/upload/{ref}", f"/upload?ref={ref}", f"/console/files/{ref}", f"/{ref}"):
        assert httpx.get(program.url + path).status_code in {303, 404, 405}


def test_several_kinds_of_documents_are_stored_as_what_they_are(program):
    said(post(program, "kinds", JPG, PDF, DWG, mime="application/octet-stream", name="x"))
    assert {mime for mime, _ in rows(program)} >= {"image/jpeg", "application/pdf", "image/vnd.dwg"}
