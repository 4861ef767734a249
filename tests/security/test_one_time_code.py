"""The one-time code under attack, on both databases: guessed in parallel, reused, late, in the wrong place."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from bot.envelopes import Inbound, Kind
from bot.identity import VALID, OneTimeCodes, Refusal, pepper_from
from bot.settings import Settings
from bot.storage import challenges as challenges_of
from bot.storage import inbox
from bot.storage.challenges import MOST_TRIES, Challenge, Miss
from bot.storage.store import open_store
from bot.storage.tables import challenges, counters
from dialogs.ports import Identity
from tests.servers import postgres_url

NOW = datetime(2025, 10, 12, 6, 30, tzinfo=UTC)
MOBILE = "09990000001"
SECOND = timedelta(seconds=1)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request, tmp_path):
    url = postgres_url() if request.param == "postgresql" else ""
    opened = open_store(Settings(var_dir=tmp_path, database_url=url))
    yield opened
    opened.close()


@pytest.fixture
def codes():
    return OneTimeCodes(pepper_from("test"))


@pytest.fixture
def conversation(store):
    return new_conversation(store)


def new_conversation(store):
    inbound = Inbound("web", uuid4().hex, "1", Kind.JOINED)
    return store.write(lambda tx: inbox.put(tx, inbound, now=NOW)).conversation_id


def issue(store, codes, conversation, now=NOW, mobile=MOBILE, **more):
    told = {"call_id": str(uuid4())} | more
    return store.write(lambda tx: codes.issue(tx, conversation, mobile=mobile, now=now, **told))


def check(store, codes, conversation, code, now=NOW, **more):
    return store.write(lambda tx: codes.check(tx, conversation, code=code, now=now, **more))


def other(code, step=1):
    return f"{(int(code) + step) % 1_000_000:06d}"


def test_the_right_code_gives_level_one_for_the_mobile_it_was_sent_to(store, codes, conversation):
    code = issue(store, codes, conversation)
    assert check(store, codes, conversation, code, NOW + SECOND) == Identity(
        level=1, mobile=MOBILE, national_id=None, confirmed_at=NOW + SECOND, used_at=NOW + SECOND
    )


def test_a_code_works_once(store, codes, conversation):
    code = issue(store, codes, conversation)
    assert isinstance(check(store, codes, conversation, code), Identity)
    assert check(store, codes, conversation, code) is Miss.EXPIRED


def test_parallel_right_guesses_succeed_at_most_once(store, codes, conversation):
    code = issue(store, codes, conversation)
    found = at_once(12, lambda _: check(store, codes, conversation, code))
    assert sum(isinstance(one, Identity) for one in found) == 1


def test_of_many_parallel_guesses_no_more_than_five_are_looked_at(store, codes, conversation):
    code = issue(store, codes, conversation)
    found = at_once(24, lambda number: check(store, codes, conversation, other(code, number + 1)))
    assert found.count(Miss.WRONG) == MOST_TRIES - 1
    assert found.count(Miss.LOCKED) == 24 - (MOST_TRIES - 1)
    tries = store.read(lambda tx: tx.execute(challenges.select()).one().tries)
    assert tries == MOST_TRIES
    assert check(store, codes, conversation, code) is Miss.LOCKED


def at_once(many, work):
    gate = threading.Barrier(many)

    def run(number):
        gate.wait()
        return work(number)

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(run, range(many)))


def test_the_fifth_wrong_try_locks_and_the_fourth_does_not(store, codes, conversation):
    code = issue(store, codes, conversation)
    misses = [check(store, codes, conversation, other(code, step)) for step in range(1, 5)]
    assert misses == [Miss.WRONG] * 4
    assert isinstance(check(store, codes, conversation, code), Identity)
    code = issue(store, codes, conversation)
    misses = [check(store, codes, conversation, other(code, step)) for step in range(1, 6)]
    assert misses == [*[Miss.WRONG] * 4, Miss.LOCKED]


@pytest.mark.parametrize("garbage", ["", "12345", "1234567", "abcdef", "12 456", "𝟙𝟚𝟛", "0" * 10_000])
def test_garbage_counts_as_a_try_and_never_passes(store, codes, conversation, garbage):
    issue(store, codes, conversation)
    assert check(store, codes, conversation, garbage) is Miss.WRONG
    assert store.read(lambda tx: tx.execute(challenges.select()).one().tries) == 1


def test_a_code_of_another_conversation_does_not_work(store, codes, conversation):
    elsewhere = new_conversation(store)
    code = issue(store, codes, conversation)
    assert check(store, codes, elsewhere, code) is Miss.EXPIRED
    issue(store, OneTimeCodes(codes.pepper, lambda: other(code)), elsewhere)
    assert check(store, codes, elsewhere, code) is Miss.WRONG
    assert isinstance(check(store, codes, conversation, code), Identity)


def test_a_code_for_another_purpose_does_not_work(store, codes, conversation):
    code = issue(store, codes, conversation, purpose="change_mobile")
    assert check(store, codes, conversation, code) is Miss.EXPIRED
    assert isinstance(check(store, codes, conversation, code, purpose="change_mobile"), Identity)


def test_a_code_lives_three_minutes_and_not_a_second_more(store, codes, conversation):
    assert timedelta(minutes=3) == VALID
    code = issue(store, codes, conversation)
    assert check(store, codes, conversation, code, NOW + VALID + SECOND) is Miss.EXPIRED
    assert check(store, codes, conversation, code, NOW + VALID) is Miss.EXPIRED
    assert isinstance(check(store, codes, conversation, code, NOW + VALID - SECOND), Identity)


def test_a_new_code_voids_the_old_one(store, codes, conversation):
    old = issue(store, codes, conversation)
    new = issue(store, OneTimeCodes(codes.pepper, lambda: other(old)), conversation)
    assert check(store, codes, conversation, old) is Miss.WRONG
    assert isinstance(check(store, codes, conversation, new), Identity)


def test_parallel_sends_leave_one_live_code(store, conversation):
    def put(number):
        challenge = Challenge(
            id=f"challenge-{number}",
            conversation_id=conversation,
            purpose="sign_in",
            mobile=MOBILE,
            mobile_hash="hash",
            salt=b"salt",
            digest=b"digest",
            created_at=NOW,
            expires_at=NOW + VALID,
            call_id=f"call-{number}",
        )
        store.write(lambda tx: challenges_of.put(tx, challenge))

    for round_ in range(5):
        at_once(6, lambda number, first=round_ * 6: put(first + number))
        assert len(store.read(lambda tx: tx.execute(challenges.select()).all())) == 1


def test_a_stored_code_moved_to_another_conversation_or_purpose_does_not_work(store, codes, conversation):
    """Whoever can write rows but has no pepper cannot lend a code of their own to a victim's conversation."""
    elsewhere = new_conversation(store)
    code = issue(store, codes, conversation)
    store.write(lambda tx: tx.execute(challenges.update().values(conversation_id=elsewhere)))
    assert check(store, codes, elsewhere, code) is Miss.WRONG
    store.write(lambda tx: tx.execute(challenges.update().values(conversation_id=conversation, purpose="other")))
    assert check(store, codes, conversation, code, purpose="other") is Miss.WRONG


def test_a_fourth_code_in_ten_minutes_is_refused_wherever_it_is_asked_for(store, codes):
    asked = [issue(store, codes, new_conversation(store), NOW + SECOND * number) for number in range(4)]
    assert asked[3] is Refusal.TOO_MANY
    assert not any(isinstance(one, Refusal) for one in asked[:3])
    assert not isinstance(issue(store, codes, new_conversation(store), mobile="09990000002"), Refusal)
    assert isinstance(issue(store, codes, new_conversation(store), NOW + timedelta(minutes=9)), Refusal)
    assert not isinstance(issue(store, codes, new_conversation(store), NOW + timedelta(minutes=10, seconds=5)), Refusal)


def test_a_call_that_was_cut_off_and_comes_again_is_no_second_wish(store, codes, conversation):
    """A program killed again and again while it sent a code told the citizen that there had been too many."""
    again = str(uuid4())
    asked = [issue(store, codes, conversation, NOW + SECOND * number, call_id=again) for number in range(6)]
    assert not any(isinstance(one, Refusal) for one in asked)
    assert check(store, codes, conversation, asked[4]) is Miss.WRONG or asked[4] == asked[5]
    assert not isinstance(issue(store, codes, conversation), Refusal)
    assert not isinstance(issue(store, codes, conversation), Refusal)
    assert issue(store, codes, conversation) is Refusal.TOO_MANY


def test_parallel_sends_cannot_pass_the_limit(store, codes):
    places = [new_conversation(store) for _ in range(8)]
    asked = at_once(8, lambda number: issue(store, codes, places[number]))
    assert sum(not isinstance(one, Refusal) for one in asked) == 3


def test_a_ninth_code_in_a_day_is_refused(store, codes):
    asked = [issue(store, codes, new_conversation(store), NOW + timedelta(hours=number)) for number in range(9)]
    assert asked[8] is Refusal.TOO_MANY
    assert not any(isinstance(one, Refusal) for one in asked[:8])


def test_one_conversation_cannot_pester_many_mobiles(store, codes, conversation):
    asked = [
        issue(store, codes, conversation, NOW + SECOND * number, mobile=f"0999000{number:04d}") for number in range(13)
    ]
    assert asked[12] is Refusal.TOO_MANY


def test_the_ceiling_for_all_holds(store, codes, conversation, monkeypatch):
    from bot.limits import Down, Limit, Rate

    monkeypatch.setattr(Limit.OTP_SEND_GLOBAL, "_value_", Rate("all", 2, 3600, Down.CLOSED))
    asked = [
        issue(store, codes, new_conversation(store), NOW + SECOND * number, mobile=f"0999000000{number}")
        for number in range(3)
    ]
    assert asked[2] is Refusal.CEILING


def test_neither_code_nor_mobile_stands_readable_in_the_tables(store, codes, conversation):
    from sqlalchemy import text

    code = issue(store, codes, conversation)
    rows = store.read(
        lambda tx: [
            *tx.execute(text(f"SELECT * FROM {challenges.name}")).all(),
            *tx.execute(text(f"SELECT * FROM {counters.name}")).all(),
        ]
    )
    everything = " ".join(
        bytes(value).decode("latin-1") if isinstance(value, (bytes, memoryview)) else str(value)
        for row in rows
        for value in row
    )
    assert MOBILE not in everything
    assert MOBILE[1:] not in everything
    assert code not in everything.replace(conversation, "")


def test_the_digest_needs_the_pepper(store, codes, conversation):
    """Whoever holds the whole database, salt and all, cannot try codes without the server's pepper."""
    code = issue(store, codes, conversation)
    assert check(store, OneTimeCodes(pepper_from("stolen guess")), conversation, code) is Miss.WRONG


def test_old_challenges_leave_with_the_next_one(store, codes, conversation):
    issue(store, codes, conversation)
    issue(store, codes, new_conversation(store), NOW + timedelta(minutes=14), mobile="09990000002")
    assert len(store.read(lambda tx: tx.execute(challenges.select()).all())) == 1
