"""The store over SQLite alone: one writer, group commit, one serving process. What both engines promise is in
tests/contract/storage."""

import asyncio
import sqlite3
import threading

import pytest
from pydantic import SecretStr
from sqlalchemy import insert, select

from bot.errors import BotError
from bot.settings import Settings
from bot.storage.store import _set_up_sqlite, open_store
from bot.storage.tables import offsets
from tests.fakes.mind import NOW


@pytest.fixture
def store(tmp_path):
    opened = open_store(Settings(var_dir=tmp_path))
    yield opened
    opened.close()


def put(name):
    return lambda tx: tx.execute(insert(offsets), {"name": name, "value": 1, "updated_at": NOW})


def names(store):
    return set(store.read(lambda tx: list(tx.execute(select(offsets.c.name)).scalars())))


def test_works_that_wait_together_are_committed_together_and_one_failure_is_its_own(store):
    commits, gate = [], threading.Event()
    from sqlalchemy import event

    event.listen(store._writing, "commit", commits.append)
    threads = [threading.Thread(target=store.write, args=(lambda tx: gate.wait(5),))]
    failures = []

    def fail():
        try:
            store.write(lambda tx: (put("lost")(tx), 1 / 0))
        except ZeroDivisionError as error:
            failures.append(error)

    threads += [threading.Thread(target=store.write, args=(put(f"n{number}"),)) for number in range(10)]
    threads.append(threading.Thread(target=fail))
    for thread in threads:
        thread.start()
    while store._writer._queue.qsize() < 11:
        pass
    gate.set()
    for thread in threads:
        thread.join()
    assert names(store) == {f"n{number}" for number in range(10)}
    assert len(failures) == 1
    assert len(commits) <= 2


def test_a_commit_that_fails_fails_every_work_in_it(store, monkeypatch):
    from sqlalchemy import event

    def full(_connection):
        raise OSError("disk full")

    event.listen(store._writing, "commit", full)
    with pytest.raises(OSError, match="disk full"):
        store.write(put("a"))
    event.remove(store._writing, "commit", full)
    store.write(put("b"))
    assert names(store) == {"b"}


def test_a_write_inside_a_write_is_refused_instead_of_waiting_for_itself(store):
    with pytest.raises(BotError, match="inside"):
        store.write(lambda tx: store.write(put("a")))


def test_a_closed_store_refuses_and_closing_twice_is_harmless(store):
    store.write(put("a"))
    store.close()
    store.close()
    with pytest.raises(BotError, match="closed"):
        store.write(put("b"))


def test_only_the_first_process_on_a_file_serves_it(store, tmp_path):
    second = open_store(Settings(var_dir=tmp_path))
    assert (store.shared, second.shared) == (False, True)
    second.write(put("from the second"))
    assert names(store) == {"from the second"}
    second.close()


def test_a_server_that_does_not_answer_is_a_named_error(tmp_path):
    url = SecretStr("postgresql://nobody:hidden@127.0.0.1:1/none")
    with pytest.raises(BotError, match="store_unreachable") as caught:
        open_store(Settings(var_dir=tmp_path, database_url=url))
    assert "hidden" not in str(caught.value)


def test_a_begin_that_fails_fails_the_work_instead_of_leaving_it_waiting(store, tmp_path):
    import sqlite3

    other = sqlite3.connect(tmp_path / "shahryar.db", isolation_level=None)
    store.write(lambda tx: tx.exec_driver_sql("PRAGMA busy_timeout = 50"))
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Exception, match="locked"):
        store.write(put("a"))
    other.execute("ROLLBACK")
    other.close()
    store.write(put("b"))
    assert names(store) == {"b"}


async def test_tasks_get_their_own_results_and_failures_of_a_shared_commit(store):
    gate = threading.Event()
    first = asyncio.ensure_future(store.awrite(lambda tx: gate.wait(5)))
    others = [asyncio.ensure_future(store.awrite(lambda tx, number=number: (put(f"n{number}")(tx), number)[1]))
              for number in range(3)]  # fmt: skip
    broken = asyncio.ensure_future(store.awrite(lambda tx: 1 / 0))
    given_up = asyncio.ensure_future(store.awrite(put("nobody waits")))
    await asyncio.sleep(0.05)
    given_up.cancel()
    gate.set()
    assert await asyncio.gather(*others) == [0, 1, 2]
    with pytest.raises(ZeroDivisionError):
        await broken
    assert await first
    assert names(store) == {"n0", "n1", "n2"}


def test_a_loop_that_has_ended_does_not_take_the_writer_with_it(store):
    gate, loop = threading.Event(), asyncio.new_event_loop()

    async def leave():
        asyncio.ensure_future(store.awrite(lambda tx: (put("a")(tx), gate.wait(5))))  # noqa: RUF006
        await asyncio.sleep(0.05)

    loop.run_until_complete(leave())
    for task in asyncio.all_tasks(loop):
        task._log_destroy_pending = False
    loop.close()
    gate.set()
    store.write(put("b"))
    assert names(store) == {"a", "b"}


async def test_a_glance_sees_what_is_committed_and_keeps_nothing(store):
    await store.awrite(put("a"))
    assert await store.aglance(lambda tx: list(tx.execute(select(offsets.c.name)).scalars())) == ["a"]
    with pytest.raises(ZeroDivisionError):
        await store.aglance(lambda tx: 1 / 0)
    await store.awrite(put("b"))
    assert len(await store.aglance(lambda tx: list(tx.execute(select(offsets.c.name)).scalars()))) == 2


def test_several_processes_may_open_a_new_file_at_once(tmp_path):
    """The fault: SQLite refuses, without waiting, the second of two that turn a new file to its journal at once."""
    together, faults = threading.Barrier(6), []

    def open_it(path):
        together.wait(10)
        try:
            connection = sqlite3.connect(path)
            _set_up_sqlite(connection, None)
            connection.execute("CREATE TABLE IF NOT EXISTS one (value)")
            connection.close()
        except sqlite3.OperationalError as fault:
            faults.append(str(fault))

    for number in range(20):
        path = tmp_path / f"new-{number}.db"
        starters = [threading.Thread(target=open_it, args=(path,)) for _ in range(6)]
        for starter in starters:
            starter.start()
        for starter in starters:
            starter.join(60)
    assert faults == []
