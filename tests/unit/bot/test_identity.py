"""What the code looks like and how it is kept. Attacks on it: tests/security/test_one_time_code.py."""

from datetime import UTC, datetime

import pytest

from bot.envelopes import Inbound, Kind
from bot.identity import OneTimeCodes, is_mobile, new_code, pepper_from
from bot.settings import Settings
from bot.storage import inbox
from bot.storage.store import open_store
from bot.storage.tables import challenges
from dialogs.ports import Identity

NOW = datetime(2025, 10, 12, tzinfo=UTC)


def test_codes_are_six_digits_and_use_the_whole_range():
    drawn = [new_code() for _ in range(3000)]
    assert all(len(code) == 6 and code.isascii() and code.isdigit() for code in drawn)
    assert {code[0] for code in drawn} == set("0123456789")
    assert len(set(drawn)) > 2900


@pytest.mark.parametrize("text", ["09990000001", "09123456789"])
def test_a_mobile_is_eleven_digits_from_09(text):
    assert is_mobile(text)


@pytest.mark.parametrize(
    "text", ["9990000001", "0999000000", "099900000011", "۰۹۹۹۰۰۰۰۰۰۱", "09990000001\n", "02131234567", ""]
)
def test_anything_else_is_not(text):
    assert not is_mobile(text)


def test_the_pepper_is_not_a_data_key_and_follows_the_first_one():
    assert b"first" not in pepper_from("first,second")
    assert pepper_from("first,second") == pepper_from(" first ") != pepper_from("second")


def test_issue_and_check_go_together(tmp_path):
    store = open_store(Settings(var_dir=tmp_path))
    codes = OneTimeCodes(b"pepper", draw=lambda: "000042")
    inbound = Inbound("web", "someone", "1", Kind.JOINED)
    conversation = store.write(lambda tx: inbox.put(tx, inbound, now=NOW)).conversation_id
    for call_id in ("first", "first again", "second"):
        code = store.write(
            lambda tx, key=call_id: codes.issue(tx, conversation, mobile="09990000001", call_id=key, now=NOW)
        )
        assert code == "000042"
    digest = bytes(store.read(lambda tx: tx.execute(challenges.select()).one().code_hash))
    assert len(digest) == 32
    found = store.write(lambda tx: codes.check(tx, conversation, code="000042", now=NOW))
    assert isinstance(found, Identity)
    store.close()
