"""Files on both databases: stored once and with their message, sealed, for their own conversation and for a while."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import LargeBinary, select, type_coerce

from bot.calls import Outside
from bot.clock import Clock
from bot.envelopes import Inbound, Kind
from bot.limits import Limit, Rate
from bot.observe import Metrics
from bot.storage import calls, conversations, files, inbox
from bot.storage.signals import LocalSignals
from bot.storage.tables import files as table
from bot.storage.tables import inbox as rows
from dialogs.effects import Call
from dialogs.ports import Accepted, Rejected, Unavailable
from tests.fakes.mind import NOW

BYTES = b"\xff\xd8\xff the deed of Nobody, 9990000018 " * 40
FILE = Inbound("rest", "c1", "m1", Kind.FILE, {"mime": "image/jpeg", "size": len(BYTES)}, content=BYTES)


def put(store, inbound=FILE, now=NOW):
    return store.write(lambda tx: inbox.put(tx, inbound, now=now))


def body_of(store, receipt):
    return store.read(
        lambda tx: tx.execute(select(rows.c.kind, rows.c.body).where(rows.c.id == receipt.inbox_id)).one()
    )


def count(store):
    return store.read(lambda tx: tx.execute(select(table.c.ref)).all()).__len__()


def read(store, ref, conversation_id):
    return store.read(lambda tx: files.read(tx, ref, conversation_id=conversation_id))


def test_the_message_and_its_bytes_are_committed_together(store):
    receipt = put(store)
    kind, body = body_of(store, receipt)
    assert (kind, body["mime"], body["size"]) == ("file", "image/jpeg", len(BYTES))
    assert read(store, body["ref"], receipt.conversation_id) == (BYTES, "image/jpeg")


def test_a_failed_transaction_leaves_neither(store):
    def work(tx):
        inbox.put(tx, FILE, now=NOW)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.write(work)
    assert count(store) == 0
    assert store.read(inbox.depth)["waiting"] == 0


def test_the_same_message_again_stores_once_and_gets_the_same_receipt(store):
    first, again = put(store), put(store)
    assert (first.new, again.new, first.inbox_id) == (True, False, again.inbox_id)
    assert count(store) == 1


def test_at_rest_there_is_nothing_to_read(store):
    put(store)
    raw = store.read(lambda tx: tx.execute(select(type_coerce(table.c.content, LargeBinary))).scalar_one())
    assert b"deed" not in bytes(raw)
    assert b"\xff\xd8\xff" not in bytes(raw)
    assert bytes(raw)[0] == 0x80  # the mark of a sealed token, without its text form
    assert len(raw) < len(BYTES) + 100


def test_nobody_elses_conversation_reads_it(store):
    mine, other = put(store), put(store, replace(FILE, channel_user="c2"))
    ref = body_of(store, mine).body["ref"]
    assert read(store, ref, other.conversation_id) is None
    assert read(store, ref, "") is None
    assert read(store, f"{ref}' OR '1'='1", mine.conversation_id) is None
    assert read(store, "../" + ref, mine.conversation_id) is None


def test_after_its_time_it_is_gone_and_not_before(store):
    receipt = put(store)
    ref = body_of(store, receipt).body["ref"]
    assert store.write(lambda tx: files.purge(tx, now=NOW + files.KEPT)) == 0
    assert read(store, ref, receipt.conversation_id) is not None
    assert store.write(lambda tx: files.purge(tx, now=NOW + files.KEPT + timedelta(seconds=1))) == 1
    assert read(store, ref, receipt.conversation_id) is None
    assert store.read(lambda tx: conversations.load(tx, receipt.conversation_id)).id == receipt.conversation_id


def test_what_comes_in_clears_away_what_is_past_its_time(store):
    put(store)
    put(store, replace(FILE, message_id="m2"), now=NOW + timedelta(hours=49))
    assert count(store) == 1


@pytest.mark.parametrize(
    ("limit", "size"), [("UPLOADS_COUNT", 3), ("UPLOADS_BYTES", 3 * len(BYTES))], ids=["by number", "by bytes"]
)
def test_above_the_days_measure_it_is_refused_and_nothing_stored_until_the_day_is_over(store, monkeypatch, limit, size):
    rate = getattr(Limit, limit).value
    monkeypatch.setattr(getattr(Limit, limit), "_value_", Rate(rate.per, size, rate.seconds, rate.if_down))
    receipts = [put(store, replace(FILE, message_id=f"m{number}")) for number in range(5)]
    kinds = [body_of(store, receipt).kind for receipt in receipts]
    assert kinds == ["file", "file", "file", "file_refused", "file_refused"]
    assert body_of(store, receipts[4]).body == {"why": "quota"}
    assert count(store) == 3
    assert body_of(store, put(store, replace(FILE, channel_user="c2"))).kind == "file"
    later = put(store, replace(FILE, message_id="later"), now=NOW + timedelta(hours=25))
    assert body_of(store, later).kind == "file"


def test_a_repeat_is_not_counted_again(store, monkeypatch):
    rate = Limit.UPLOADS_COUNT.value
    monkeypatch.setattr(Limit.UPLOADS_COUNT, "_value_", Rate(rate.per, 2, rate.seconds, rate.if_down))
    for _ in range(5):
        put(store)
    assert body_of(store, put(store, replace(FILE, message_id="m2"))).kind == "file"


def test_kept_under_a_name_given_ahead_it_is_stored_once(store):
    chat = put(store).conversation_id
    for _ in range(2):
        kept = store.write(
            lambda tx: files.keep(tx, "r1", conversation_id=chat, content=BYTES, mime="image/png", now=NOW)
        )
        assert kept
    assert read(store, "r1", chat) == (BYTES, "image/png")
    assert count(store) == 2


def test_a_file_of_ten_megabytes_goes_in_and_comes_out(store):
    big = bytes(range(256)) * (10 * 1024 * 4)
    receipt = put(store, replace(FILE, content=big))
    assert read(store, body_of(store, receipt).body["ref"], receipt.conversation_id)[0] == big


def test_the_bytes_never_show_where_a_message_is_printed():
    assert "deed" not in repr(FILE)


PHOTO = Inbound("telegram", "7", "42:1", Kind.FILE, {"channel": "telegram", "file_id": "A", "caption": "اینم سند"})
FETCH_CALL = Call("c1", "files.fetch", {"channel": "telegram", "file_id": "A", "caption": "اینم سند"})


class Fetching:
    """The action of the call queue."""

    def __init__(self, answer):
        self.answer = answer

    async def __call__(self, args, subject, *, key):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.mark.parametrize(
    ("answer", "kind", "body"),
    [
        (
            Accepted({"ref": "r", "mime": "image/png", "size": 3}),
            "file",
            {"ref": "r", "mime": "image/png", "size": 3, "caption": "اینم سند", "call_id": "c1"},
        ),
        (Rejected("kind"), "file_refused", {"why": "kind", "call_id": "c1"}),
        (Unavailable(), "file_refused", {"why": "not_fetched", "call_id": "c1"}),
        (OSError("gone"), "file_refused", {"why": "not_fetched", "call_id": "c1"}),
    ],
)
async def test_what_came_of_fetching_comes_back_as_the_file_itself(store, answer, kind, body):
    receipt = put(store, PHOTO)
    common = {"conversation_id": receipt.conversation_id, "trace_id": "t", "identity": None, "now": NOW}
    store.write(lambda tx: inbox.finish(tx, receipt.inbox_id, now=NOW))
    store.write(lambda tx: calls.add(tx, [FETCH_CALL], **common))
    clock = Clock(NOW)
    outside = Outside(store, LocalSignals(), {"files.fetch": Fetching(answer)}, clock=clock, metrics=Metrics())
    assert await outside.run_once() == 1
    (came,) = store.read(lambda tx: tx.execute(select(rows).where(rows.c.status == "waiting")).all())
    assert (came.kind, came.body, came.conversation_id) == (kind, body, receipt.conversation_id)
    clock.move_to(NOW + timedelta(hours=1))
    assert await outside.run_once() == 0
