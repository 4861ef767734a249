"""Everybody outside the program: citizens who repeat what was not acknowledged, a messenger, a backend that keeps one
record a key, and the nemesis. Each writes what it sees into the history; the database is read when all is over.

To put the whole bot in the place of `tests.faults.program`, give `World(start=…, say=…)`: `start(fault, world)` starts
the process with FAULT_AT and returns it and its address; `say(address, user, id, text)` hands one message in and
returns when it is acknowledged (OSError: it is not)."""

import asyncio
import contextlib
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import func, select

from bot.settings import Settings
from bot.storage import tables
from bot.storage.store import open_store
from tests.faults.history import History

ROOT = Path(__file__).resolve().parents[2]
CALL_EVERY = 5
"""One message in so many asks for a call to the backend."""


def start_harness(fault, world):
    """Start `tests.faults.program`; its address is the port it prints."""
    command = [sys.executable, "-m", "tests.faults.program", world.url, str(world.var), str(world.port)]
    environ = {**os.environ, "FAULT_AT": fault, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=world.log)
    return process, int(process.stdout.readline() or 0)


async def say_to_harness(port, user, number, text):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    with contextlib.closing(writer):
        writer.write(json.dumps({"user": user, "id": number, "text": text}).encode() + b"\n")
        if not await asyncio.wait_for(reader.readline(), 5):
            raise ConnectionResetError


class World:
    def __init__(self, *, url, var, start=start_harness, say=say_to_harness, seed=1):
        self.url, self.var, self.start, self.say = url, var, start, say
        self.chance = random.Random(seed)
        self.history = History()
        self.log = (var / "program.log").open("wb")
        self.address, self.process = None, None
        self.records, self.kills, self.port, self.ended = {}, 0, 0, None

    async def run(self, *, citizens, messages, faults, patience=60.0):
        """The whole story: every fault of the list kills one process; the last process lives. The citizens' messages
        are spread over the processes, so that each has something to be killed at."""
        server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        phases = [messages * (number + 1) // (len(faults) + 1) for number in range(len(faults))]
        lanes = [asyncio.create_task(self._citizen(f"c{number}", messages, phases)) for number in range(citizens)]
        nemesis = asyncio.create_task(self._nemesis(faults))
        try:
            await asyncio.wait_for(asyncio.gather(nemesis, *lanes), patience)
            await self._quiet(patience)
            self.process.terminate()
            self.ended = await asyncio.to_thread(self.process.wait, 20)
        finally:
            if self.process.poll() is None:
                self.process.kill()
            self.process.wait()
            self.process.stdout.close()
            self.log.close()
            server.close()
            await server.wait_closed()
        self._read_database()

    async def _nemesis(self, faults):
        for number, fault in enumerate([*faults, ""]):
            self.process, self.address = await asyncio.to_thread(self.start, fault, self)
            if number:
                self.history.note("nemesis", "ok", "kill", key=str(number), value=faults[number - 1])
                self.kills += 1
            if fault:
                code = await asyncio.to_thread(self.process.wait)
                assert code == -9, f"ended by itself with {code} before {fault}"
                self.process.stdout.close()
                self.history.note("nemesis", "info", "kill", key=str(number + 1), value=fault)

    async def _citizen(self, name, messages, phases):
        for number in range(messages):
            while self.kills < sum(number >= start for start in phases):  # noqa: ASYNC110 - simpler to read
                await asyncio.sleep(0.02)
            text = f"call {number} @{name}" if number % CALL_EVERY == CALL_EVERY - 1 else f"n {number} @{name}"
            await asyncio.sleep(self.chance.random() * 0.04)
            await self._hand_in(name, f"{name}-{number}", text)

    async def _hand_in(self, name, key, text):
        while True:
            self.history.note("driver", "invoke", "accept", name, key)
            try:
                await self.say(self.address, name, key, text)
            except (OSError, TimeoutError, TypeError):  # no address yet: TypeError
                self.history.note("driver", "info", "accept", name, key)
                await asyncio.sleep(0.05)
            else:
                self.history.note("driver", "ok", "accept", name, key)
                return

    async def _answer(self, reader, writer):
        line = await reader.readline()
        if not line:  # its program was killed before it had asked
            writer.close()
            return
        asked = json.loads(line)
        if asked["op"] == "send":
            self.history.note("phone", "ok", "send", asked["user"], value=asked["text"])
            for word in asked["text"].split():
                if word.startswith("record-"):
                    self.history.note("phone", "ok", "told", asked["user"], word)
            answer = {"id": len(self.history.events)}
        else:
            answer = {"value": self._record(asked["key"], asked["what"])}
        writer.write(json.dumps(answer).encode() + b"\n")
        with contextlib.suppress(OSError):
            await writer.drain()
        writer.close()

    def _record(self, key, what):
        if key not in self.records:
            self.records[key] = f"record-{len(self.records)} {what}"
            owner = what.partition("@")[2]
            self.history.note("backend", "ok", "call", owner, self.records[key].split()[0])
        return self.records[key]

    def _open(self):
        return open_store(Settings(var_dir=self.var, database_url=SecretStr(self.url)))

    async def _quiet(self, patience):
        store, end = self._open(), time.monotonic() + patience
        try:
            left = await asyncio.to_thread(store.read, _waiting)
            while left and time.monotonic() < end:
                await asyncio.sleep(0.1)
                left = await asyncio.to_thread(store.read, _waiting)
        finally:
            store.close()
        self.history.note("driver", "ok", "quiet", value=left)

    def _read_database(self):
        store = self._open()
        try:
            store.read(self._note_database)
        finally:
            store.close()

    def _message_key(self, client_id):
        return client_id

    def _note_database(self, tx):
        names = dict(tx.execute(select(tables.conversations.c.id, tables.conversations.c.channel_user)).all())
        self.conversations = sorted(names.values())
        order = tables.messages.c.conversation_id, tables.messages.c.seq
        asked = set()  # citizens' messages; what has a reply goes out again
        for row in tx.execute(select(tables.messages).order_by(*order)):
            name = names[row.conversation_id]
            if row.author == "citizen":
                self.history.note("database", "ok", "turn", name, self._message_key(row.client_id))
                asked.add((name, row.trace_id))
            else:
                self.history.note("database", "ok", "reply", name, str(row.seq), row.body["text"])
                asked.discard((name, row.trace_id))
        self.unanswered = asked
        again = select(tables.calls.c.action).where(tables.calls.c.attempts > 1).distinct()
        self.remade = sorted(tx.execute(again).scalars())
        for row in tx.execute(select(tables.conversations)):
            turns = tx.execute(
                select(func.count()).where(tables.inbox.c.conversation_id == row.id, tables.inbox.c.status == "done")
            ).scalar_one()
            assert row.version == turns, "one version a turn"


def _waiting(tx):
    open_states = (
        (tables.inbox, ("waiting", "dead")),
        (tables.outbox, ("waiting", "sending", "dead")),
        (tables.calls, ("waiting", "running", "unknown", "asking", "dead")),
    )
    counts = [
        tx.execute(select(func.count()).where(table.c.status.in_(states))).scalar_one() for table, states in open_states
    ]
    return sum(counts)
