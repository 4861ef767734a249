from datetime import UTC, datetime, timedelta

import pytest

from bot.limits import Limit
from bot.settings import Settings
from bot.storage import counters, staff
from bot.storage.staff import ABSOLUTE, FULL, IDLE, PASSWORD, SECOND_STEP
from bot.storage.store import open_store

NOW = datetime(2026, 10, 12, 6, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def store(tmp_path):
    opened = open_store(Settings(var_dir=tmp_path))
    opened.write(lambda tx: staff.add(tx, staff_id="s1", username="negar", name="نگار", password_hash="h", now=NOW))
    yield opened
    opened.close()


def session(store, at, *, token="t"):
    return store.read(lambda tx: staff.session(tx, token, now=at))


def open_session(store, *, level=FULL, token="t"):
    store.write(lambda tx: staff.open_session(tx, token, staff_id="s1", level=level, now=NOW))


def test_a_step_is_used_once_and_takes_the_earlier_ones_with_it(store):
    def used(step):
        return store.write(lambda tx: staff.use_step(tx, "s1", step=step, now=NOW))

    assert [used(10), used(10), used(9), used(11)] == [True, False, False, True]


def test_the_first_step_confirms_the_enrolment_and_its_moment_stays(store):
    assert not store.read(lambda tx: staff.find(tx, "negar")).enrolled
    store.write(lambda tx: staff.use_step(tx, "s1", step=1, now=NOW))
    assert store.read(lambda tx: staff.find(tx, "negar")).enrolled


def test_a_disabled_account_uses_no_step(store):
    store.write(lambda tx: staff.disable(tx, "s1", now=NOW))
    assert not store.write(lambda tx: staff.use_step(tx, "s1", step=1, now=NOW))


def test_a_session_opened_in_the_moment_of_disabling_is_worth_nothing(store):
    store.write(lambda tx: staff.disable(tx, "s1", now=NOW))
    open_session(store)
    assert session(store, NOW) is None
    assert store.read(lambda tx: staff.online(tx, now=NOW)) == 0


def test_a_session_ends_idle_and_old(store):
    open_session(store)
    assert session(store, NOW + IDLE - MINUTE).staff.id == "s1"
    assert session(store, NOW + IDLE) is None
    moment = NOW
    while moment < NOW + ABSOLUTE - 10 * MINUTE:
        moment += 10 * MINUTE
        assert session(store, moment) is not None
        store.write(lambda tx, at=moment: staff.touch(tx, "t", now=at))
    assert session(store, NOW + ABSOLUTE) is None


def test_a_session_waiting_for_the_code_is_short(store):
    open_session(store, level=PASSWORD)
    assert session(store, NOW + SECOND_STEP - MINUTE).level == PASSWORD
    assert session(store, NOW + SECOND_STEP) is None


def test_ended_sessions_are_gone(store):
    open_session(store)
    open_session(store, token="u")
    store.write(lambda tx: staff.end_session(tx, "t"))
    assert session(store, NOW) is None
    assert session(store, NOW, token="u") is not None
    store.write(lambda tx: staff.end_sessions(tx, "s1"))
    assert session(store, NOW, token="u") is None


def test_online_counts_people_and_not_windows(store):
    assert store.read(lambda tx: staff.online(tx, now=NOW)) == 0
    open_session(store, level=PASSWORD)
    assert store.read(lambda tx: staff.online(tx, now=NOW)) == 0
    open_session(store, token="u")
    open_session(store, token="v")
    assert store.read(lambda tx: staff.online(tx, now=NOW)) == 1
    assert store.read(lambda tx: staff.online(tx, now=NOW + IDLE)) == 0


def test_giving_back_takes_one_attempt_off(store):
    def work(tx):
        taken = [counters.take(tx, Limit.STAFF_LOGIN, "k", now=NOW) for _ in range(6)]
        staff.give_back(tx, Limit.STAFF_LOGIN, "k")
        return [*taken, counters.take(tx, Limit.STAFF_LOGIN, "k", now=NOW)]

    assert store.write(work) == [True] * 5 + [False, True]
