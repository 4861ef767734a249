"""Whole turns through the running program: turns/s and p50/p99 over REST and WebSocket at 1, 16 and 64 citizens,
with the share of understanding, dialog, rendering, storage and transport. `python -m benchmarks.turns`"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import time
import uuid
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any, Protocol

import websockets

from benchmarks.program import Running, running

SCRIPT = (
    "سلام",
    "پایان کار چیه؟",
    "می‌خوام عوارض پروانه رو حساب کنم",
    "مسکونی",
    "منطقه ۵",
    "زمین ۲۰۰ متره",
    "۴۰۰ متر بنا",
    "چهار طبقه",
    "ممنون",
    "انصراف",
)
"""One citizen's messages, over and over: a greeting, a sourced answer, the start of an estimate, thanks, a cancel."""


class Citizen(Protocol):
    async def open(self) -> None: ...
    async def ask(self, text: str) -> int:
        """Say it, wait for the whole answer, and give the number of replies."""
        ...

    async def close(self) -> None: ...


class RestCitizen:
    """A bare HTTP/1.1 client: the client must not be what is measured."""

    def __init__(self, program: Running) -> None:
        self._port = program.port
        self._sender = uuid.uuid4().hex

    async def open(self) -> None:
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)

    async def ask(self, text: str) -> int:
        body = json.dumps({"sender": self._sender, "message": text}).encode()
        head = (
            f"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self._writer.write(head.encode() + body)
        header = await self._reader.readuntil(b"\r\n\r\n")
        length = int(header.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        replies: list[Any] = json.loads(await self._reader.readexactly(length))
        return len(replies)

    async def close(self) -> None:
        self._writer.close()


class SocketCitizen:
    """Waits for the reply that follows its own message."""

    def __init__(self, program: Running) -> None:
        self._port = program.port
        self._open = AsyncExitStack()

    async def open(self) -> None:
        origin = f"http://127.0.0.1:{self._port}"
        line = websockets.connect(f"ws://127.0.0.1:{self._port}/ws/chat", compression=None, origin=origin)
        self._socket = await self._open.enter_async_context(line)
        await self._send({"type": "hello", "ticket": None, "last_seen": 0})
        await self._until(lambda frame: frame["type"] == "event" and frame["author"] == "bot")

    async def ask(self, text: str) -> int:
        mine = uuid.uuid4().hex
        await self._send({"type": "say", "client_id": mine, "text": text})
        seen_own = False

        def answered(frame: dict[str, Any]) -> bool:
            nonlocal seen_own
            seen_own |= frame.get("client_id") == mine and frame["type"] == "event"
            return seen_own and frame["type"] == "event" and frame["author"] == "bot"

        await self._until(answered)
        return 1

    async def close(self) -> None:
        await self._open.aclose()

    async def _send(self, frame: dict[str, Any]) -> None:
        await self._socket.send(json.dumps(frame))

    async def _until(self, wanted: Any) -> None:
        while not wanted(json.loads(await self._socket.recv())):
            continue


@dataclass(frozen=True)
class Figures:
    channel: str
    citizens: int
    turns_per_second: float
    p50_ms: float
    p99_ms: float


async def load(program: Running, kind: type[Any], citizens: int, seconds: float) -> Figures:
    """Closed loop: each citizen asks again as soon as the answer is there."""
    people: list[Citizen] = [kind(program) for _ in range(citizens)]
    await asyncio.gather(*(person.open() for person in people))
    end = time.monotonic() + seconds
    taken: list[float] = []

    async def talk(person: Citizen) -> None:
        turn = 0
        while time.monotonic() < end:
            start = time.perf_counter()
            if not await person.ask(SCRIPT[turn % len(SCRIPT)]):
                raise RuntimeError("a message went unanswered")
            taken.append(time.perf_counter() - start)
            turn += 1

    start = time.monotonic()
    await asyncio.gather(*(talk(person) for person in people))
    passed = time.monotonic() - start
    await asyncio.gather(*(person.close() for person in people))
    ordered = sorted(taken)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return Figures(kind.__name__, citizens, len(taken) / passed, statistics.median(ordered) * 1e3, p99 * 1e3)


def shares(before: dict[str, float], after: dict[str, float], wall: float) -> str:
    """Where a single citizen's waiting goes: the turn's own parts, and the rest (transport, waking, HTTP)."""
    spent = {part: after[part] - before.get(part, 0.0) for part in after}
    rest = max(0.0, wall - sum(spent.values()))
    parts = spent | {"transport and waking": rest}
    return ", ".join(f"{part} {seconds / wall:.0%}" for part, seconds in sorted(parts.items(), key=lambda p: -p[1]))


async def measure(seconds: float, **settings: str) -> None:
    with running(**settings) as program:
        print(f"ready after {program.ready_after:.1f} s, {program.resident_mb():.0f} MB resident")
        for kind in (RestCitizen, SocketCitizen):
            await load(program, kind, 1, min(2.0, seconds))  # warm-up, not counted
            for citizens in (1, 16, 64):
                before = program.metric_sums("shahryar_turn_seconds", "part")
                figures = await load(program, kind, citizens, seconds)
                print(
                    f"{figures.channel:14} {citizens:3} citizens: {figures.turns_per_second:6.0f} turns/s"
                    f"  p50 {figures.p50_ms:6.1f} ms  p99 {figures.p99_ms:6.1f} ms"
                )
                if citizens == 1:
                    after = program.metric_sums("shahryar_turn_seconds", "part")
                    print(f"{'':14} of the waiting: {shares(before, after, seconds)}")
        print(f"{program.resident_mb():.0f} MB resident after the load")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--database", default="", help="a PostgreSQL URL; SQLite when left out")
    given = parser.parse_args()
    settings = {"DATABASE_URL": given.database} if given.database else {}
    asyncio.run(measure(given.seconds, **settings))


if __name__ == "__main__":
    main()
