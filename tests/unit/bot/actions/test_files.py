"""Fetched into our store, once per key."""

from datetime import UTC, datetime

import pytest

from bot.action import Subject
from bot.actions.files import FetchFile
from bot.envelopes import Inbound, Kind
from bot.settings import Settings
from bot.storage import files, inbox
from bot.storage.store import open_store
from dialogs.ports import Accepted, Rejected, Unavailable
from tests.fakes.pictures import HTML, picture

NOW = datetime(2025, 10, 12, tzinfo=UTC)
ARGS = {"channel": "telegram", "file_id": "A", "caption": None}
JPG = picture()


@pytest.fixture
def store(tmp_path):
    opened = open_store(Settings(var_dir=tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def subject(store):
    receipt = store.write(lambda tx: inbox.put(tx, Inbound("telegram", "1", "1", Kind.JOINED), now=NOW))
    return Subject(receipt.conversation_id, None, NOW, "trace")


def fetching(store, answer):
    async def fetch(channel, file_id):
        assert (channel, file_id) == ("telegram", "A")
        return answer

    return FetchFile(store, fetch)


async def test_the_bytes_are_stored_under_the_calls_own_name(store, subject):
    answer = await fetching(store, JPG)(ARGS, subject, key="k1")
    assert isinstance(answer, Accepted)
    assert answer.data == {"ref": answer.data["ref"], "mime": "image/jpeg", "size": len(JPG)}
    ref, chat = answer.data["ref"], subject.conversation_id
    assert store.read(lambda tx: files.read(tx, ref, conversation_id=chat)) == (JPG, "image/jpeg")
    assert await fetching(store, JPG)(ARGS, subject, key="k1") == answer
    assert await fetching(store, JPG)(ARGS, subject, key="k2") != answer


@pytest.mark.parametrize(
    ("answer", "why"), [("not_fetched", "not_fetched"), ("too_large", "too_large"), (HTML, "kind"), (b"", "empty")]
)
async def test_what_is_not_there_or_not_taken_says_why(store, subject, answer, why):
    assert await fetching(store, answer)(ARGS, subject, key="k") == Rejected(why)


async def test_above_the_days_measure_it_is_refused(store, subject, monkeypatch):
    monkeypatch.setattr(files, "keep", lambda *args, **more: False)
    assert await fetching(store, JPG)(ARGS, subject, key="k") == Rejected("quota")


async def test_an_unknown_end_means_not_fetched(store, subject):
    assert await fetching(store, JPG).reconcile(subject, key="k") == Unavailable()
