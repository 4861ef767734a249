"""Compares ways to write turns into SQLite, in one run: one writer thread with group commit (ours), the same without
group commit, the same with synchronous=FULL, and a connection a call in a thread pool. Figures for docs/adr/0002.

    python -m benchmarks.storage [--turns 2000] [--at-once 16]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from sqlalchemy import Connection, Engine, create_engine, event, insert, select, update

from bot.storage.seal import give_keys
from bot.storage.tables import LONG_AGO, conversations, messages, metadata
from bot.storage.writer import MOST_IN_ONE_COMMIT, Writer

CONVERSATIONS = 50


def open_engine(path: Path, *, synchronous: str) -> Engine:
    engine = create_engine(f"sqlite:///{path}", pool_size=32)
    give_keys(engine, MultiFernet([Fernet(Fernet.generate_key())]))

    def set_up(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", f"synchronous={synchronous}", "busy_timeout=30000"):
            connection.execute(f"PRAGMA {pragma}")

    event.listen(engine, "connect", set_up)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.begin() as connection:
        metadata.create_all(connection)
        common = {"channel": "web", "version": 0, "mode": "bot", "created_at": LONG_AGO, "updated_at": LONG_AGO}
        rows = [{**common, "id": str(n), "channel_user": str(n), "state": {}} for n in range(CONVERSATIONS)]
        connection.execute(insert(conversations), rows)
    return engine


def turn(number: int) -> Callable[[Connection], None]:
    """Reads a conversation, writes two messages and the state: the shape of a real turn."""
    name = str(number % CONVERSATIONS)

    def work(tx: Connection) -> None:
        row = tx.execute(select(conversations).where(conversations.c.id == name)).one()
        line = {"conversation_id": name, "author": "bot", "body": {"text": "x" * 120}, "at": LONG_AGO, "trace_id": "t"}
        tx.execute(insert(messages), [{**line, "seq": row.version * 2 + n} for n in (1, 2)])
        fence = (conversations.c.id == name) & (conversations.c.version == row.version)
        tx.execute(update(conversations).where(fence).values(version=row.version + 1, state={"slots": "y" * 400}))

    return work


def through_writer(engine: Engine, *, most: int, turns: int, at_once: int) -> None:
    writer = Writer(engine, most=most)
    with ThreadPoolExecutor(at_once) as citizens:
        list(citizens.map(lambda number: writer.give(turn(number)).result(), range(turns)))
    writer.close()


def through_pool(engine: Engine, *, turns: int, at_once: int) -> None:
    def one(number: int) -> None:
        with engine.begin() as connection:
            turn(number)(connection)

    with ThreadPoolExecutor(at_once) as citizens:
        waiting: list[Future[None]] = [citizens.submit(one, number) for number in range(turns)]
        for future in waiting:
            future.result()


def measure(name: str, turns: int, at_once: int) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        full = name.endswith("FULL")
        engine = open_engine(Path(folder) / "x.db", synchronous="FULL" if full else "NORMAL")
        wall, cpu = time.perf_counter(), time.process_time()
        if name.startswith("a connection"):
            through_pool(engine, turns=turns, at_once=at_once)
        else:
            most = 1 if "no group" in name else MOST_IN_ONE_COMMIT
            through_writer(engine, most=most, turns=turns, at_once=at_once)
        spent = time.perf_counter() - wall, time.process_time() - cpu
        engine.dispose()
    return turns / spent[0], spent[1] / turns * 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=2000)
    parser.add_argument("--at-once", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    names = [
        "one writer, group commit, NORMAL",
        "one writer, no group commit, NORMAL",
        "one writer, group commit, FULL",
        "one writer, no group commit, FULL",
        "a connection a call, NORMAL",
    ]
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
    for _ in range(options.rounds):  # in turns, so that other load on the machine falls on all of them
        for name in names:
            found[name].append(measure(name, options.turns, options.at_once))
    print(f"{options.turns} turns, {options.at_once} citizens at once, best of {options.rounds}")
    first = max(rate for rate, _ in found[names[0]])
    for name in names:
        rate, cpu = max(rate for rate, _ in found[name]), min(cpu for _, cpu in found[name])
        print(f"{name:40} {rate:8.0f} turns/s  {rate / first:5.2f} of the first  {cpu:6.0f} us CPU a turn")


if __name__ == "__main__":
    main()
