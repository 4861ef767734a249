"""Whole turns through the running program: turns/s and p50/p99 over REST and WebSocket at 1, 16 and 64 citizens,
with the share of understanding, dialog, rendering, storage and transport. `python -m benchmarks.turns`"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.citizens import Citizen, RestCitizen, SocketCitizen
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
"""One conversation: a greeting, a sourced answer, the start of an estimate, thanks, a cancel. Then somebody new."""
KINDS: tuple[type[Citizen], ...] = (RestCitizen, SocketCitizen)
PATIENCE = 60.0
"""Seconds for one answer. However busy the machine is, a benchmark that hangs is a defect of the program."""


@dataclass(frozen=True)
class Figures:
    """`server_cores`: how much of a core the program used; the rest of the machine belongs to the citizens."""

    channel: str
    citizens: int
    turns_per_second: float
    p50_ms: float
    p99_ms: float
    server_cores: float

    def row(self) -> str:
        return (
            f"{self.channel:10} {self.citizens:8} {self.turns_per_second:8.0f} {self.p50_ms:8.1f} {self.p99_ms:8.1f}"
            f" {self.server_cores:7.2f} {os.getloadavg()[0]:6.1f}"
        )


TITLES = f"{'channel':10} {'citizens':>8} {'turns/s':>8} {'p50 ms':>8} {'p99 ms':>8} {'cores':>7} {'load':>6}"


async def load(program: Running, kind: type[Citizen], citizens: int, seconds: float) -> Figures:
    """Closed loop: each citizen asks again as soon as the answer is there."""
    end = time.monotonic() + seconds
    taken: list[float] = []

    async def timed(person: Citizen, text: str | None) -> None:
        start = time.perf_counter()
        async with asyncio.timeout(PATIENCE):
            await (person.arrive() if text is None else person.ask(text))
        taken.append(time.perf_counter() - start)

    async def one_place() -> None:
        while time.monotonic() < end:
            async with kind(program.port) as person:
                for text in (None, *SCRIPT) if person.greeted else SCRIPT:
                    if time.monotonic() < end:
                        await timed(person, text)

    start, used = time.monotonic(), program.cpu_seconds()
    await asyncio.gather(*(one_place() for _ in range(citizens)))
    passed, used = time.monotonic() - start, program.cpu_seconds() - used
    ordered = sorted(taken)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    p50 = statistics.median(ordered)
    return Figures(kind.name, citizens, len(taken) / passed, p50 * 1e3, p99 * 1e3, used / passed)


def shares(before: dict[str, float], after: dict[str, float], wall: float) -> str:
    """Where one citizen's waiting goes. A turn counts its own parts; its commit and the way to the writer belong to
    storage. The rest is transport: HTTP, taking the message in, waking up, fetching the answer, the citizen."""
    spent = {part: seconds - before.get(part, 0.0) for part, seconds in after.items()}
    whole = spent.pop("whole", 0.0)
    spent["storage"] = max(0.0, whole - sum(seconds for part, seconds in spent.items() if part != "storage"))
    spent["transport"] = max(0.0, wall - sum(spent.values()))
    return ", ".join(f"{part} {seconds / wall:.0%}" for part, seconds in sorted(spent.items(), key=lambda p: -p[1]))


async def measure(crowds: Sequence[int], seconds: float, kinds: Sequence[type[Citizen]], **settings: str) -> None:
    with running(**settings) as program:
        print(
            f"ready after {program.ready_after:.1f} s, {program.resident_mb():.0f} MB resident, {os.cpu_count()} cores"
        )
        print(TITLES)
        for kind in kinds:
            await load(program, kind, 1, min(2.0, seconds))  # warm-up, not counted
            for citizens in crowds:
                before = program.metric_sums("shahryar_turn_seconds", "part")
                start = time.monotonic()
                print((await load(program, kind, citizens, seconds)).row(), flush=True)
                if citizens == 1:
                    after = program.metric_sums("shahryar_turn_seconds", "part")
                    print(f"{'':10} of the waiting: {shares(before, after, time.monotonic() - start)}")
        print(f"{program.resident_mb():.0f} MB resident after the load")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--citizens", type=int, nargs="+", default=[1, 16, 64])
    parser.add_argument("--channel", choices=[kind.name for kind in KINDS], help="both when left out")
    parser.add_argument("--database", default="", help="a PostgreSQL URL; SQLite when left out")
    given = parser.parse_args()
    settings = {"DATABASE_URL": given.database} if given.database else {}
    kinds = [kind for kind in KINDS if given.channel in {None, kind.name}]
    asyncio.run(measure(given.citizens, given.seconds, kinds, **settings))


if __name__ == "__main__":
    main()
