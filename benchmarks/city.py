"""The municipal side at the size of a city: generates it into SQLite and PostgreSQL, then measures p50 and p99 of six
look-ups over HTTP with many requests in flight, and how the cost grows with the number of files.

    python -m benchmarks.city [--files 10000 1000000] [--in-flight 1 50] [--requests 3000] [--database sqlite]

SQLite's file goes into `--folder` (a temporary one when left out, deleted at the end) and is used again when it is
there. PostgreSQL is a server of the benchmark's own, without fsync: only reads are measured."""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import cast

import psycopg
import uvloop

from benchmarks.city_requests import KEY, Asking
from integrations.reference.database import Database
from integrations.reference.generate.city import generate
from integrations.reference.generate.loading import NotEmpty
from integrations.reference.generate.sizes import SIZES, Size
from tests.servers import postgres_url

ROOT = Path(__file__).resolve().parents[1]
TITLES = (
    f"{'database':10} {'files':>9}  {'what':18} {'at once':>7} {'a second':>9} {'p50 ms':>8} {'p99 ms':>8}"
    f" {'cpu ms':>7} {'load':>5}"
)
BAR_MS = 20.0


def city_at(url: str, size: Size) -> None:
    """Makes sure that the city is there, and says what it took."""
    database, begin, peak = Database(url), time.perf_counter(), 0
    try:
        for part in generate(database, size, today=date.today()):  # noqa: DTZ011 - any day will do
            peak = part.peak_mb
        if url.startswith("postgresql"):
            with psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True) as connection:
                connection.execute("CHECKPOINT")  # what generating left to write is not written while we measure
        print(f"{size.files:,} files generated in {time.perf_counter() - begin:.0f} s, peak {peak} MB", flush=True)
    except NotEmpty:
        print(f"{size.files:,} files are there already")
    finally:
        database.close()


@contextmanager
def served(url: str, workers: int) -> Iterator[tuple[int, int]]:
    """The reference backend in processes of its own: its port and the id of the first."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "integrations.reference", "--database", url, "serve", "--port", str(port)]
    command += ["--workers", str(workers)]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"SHAHRYAR_MUNICIPAL_KEY": KEY.decode()})
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(30)


class Place(asyncio.Protocol):
    """One of those who ask at the same time: sends a request, waits for its whole answer, sends the next. A protocol
    and no stream: what the client costs is taken from the server, for they share the processors."""

    def __init__(self, requests: Iterator[bytes], taken: list[float]) -> None:
        self._requests = requests
        self._taken = taken
        self._heard = b""
        self._start = 0.0
        self._transport: asyncio.Transport
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._heard += data
        head, end, body = self._heard.partition(b"\r\n\r\n")
        if not end or len(body) < int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]):
            return
        self._taken.append(time.perf_counter() - self._start)
        self._heard = b""
        if head.startswith(b"HTTP/1.1 200"):
            self.ask()
        else:
            self._end(RuntimeError(head.partition(b"\r\n")[0].decode()))

    def connection_lost(self, error: Exception | None) -> None:
        self._end(error or ConnectionError("the server hung up"))

    def ask(self) -> None:
        request = next(self._requests, None)
        if request is None:
            self._end(None)
            return
        self._start = time.perf_counter()
        self._transport.write(request)

    def _end(self, error: Exception | None) -> None:
        self._transport.close()
        if not self.done.done():
            self.done.set_exception(error) if error else self.done.set_result(None)


async def answers(port: int, requests: list[bytes], *, in_flight: int) -> list[float]:
    """Seconds of each answer, with so many requests in flight all the time."""
    taken: list[float] = []
    waiting, loop = iter(requests), asyncio.get_running_loop()
    made = [await loop.create_connection(lambda: Place(waiting, taken), "127.0.0.1", port) for _ in range(in_flight)]
    for _, place in made:  # all are connected before the first asks
        place.ask()
    await asyncio.gather(*(place.done for _, place in made))
    return taken


def cpu_seconds(pid: int) -> float:
    """Processor time a process and its children have used so far (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(cpu_seconds(int(child)) for child in children)


def measure(name: str, url: str, size: Size, given: argparse.Namespace) -> dict[str, float]:
    """Prints a row for each look-up and crowd; the server's processor time of each with the largest crowd, for the
    growth: waiting depends on what else the machine does."""
    asking, costs = Asking(size, seed=1), {}
    gc.disable()  # this client's collector would let all fifty of its requests wait
    with served(url, given.workers) as (port, pid):
        for what, make in asking.kinds.items():
            uvloop.run(answers(port, [make().sent() for _ in range(200)], in_flight=4))  # warm-up, not counted
            for crowd in given.in_flight:
                # Signed beforehand: a citizen's client has processors of its own. An assertion is good for a minute.
                requests = [make().sent() for _ in range(given.requests)]
                start, used = time.perf_counter(), cpu_seconds(pid)
                taken = sorted(uvloop.run(answers(port, requests, in_flight=crowd)))
                passed, used = time.perf_counter() - start, cpu_seconds(pid) - used
                p50, p99 = statistics.median(taken), taken[int(len(taken) * 0.99)]
                costs[what] = used / len(taken)
                print(
                    f"{name:10} {size.files:>9}  {what:18} {crowd:>7} {len(taken) / passed:>9.0f} {p50 * 1e3:>8.2f}"
                    f" {p99 * 1e3:>8.2f} {used / len(taken) * 1e3:>7.2f} {os.getloadavg()[0]:>5.1f}"
                    f"{'' if p99 * 1e3 <= BAR_MS else '  over the bar'}",
                    flush=True,
                )
    gc.enable()
    return costs


def database_url(name: str, files: int, folder: Path) -> str:
    if name == "sqlite":
        return f"sqlite:///{folder / f'city-{files}.db'}"
    return postgres_url().replace("postgresql://", "postgresql+psycopg://", 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, nargs="+", default=[10_000, 1_000_000])
    parser.add_argument("--in-flight", type=int, nargs="+", default=[1, 50])
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes of the backend")
    parser.add_argument("--requests", type=int, default=3000)
    parser.add_argument("--database", nargs="+", choices=["sqlite", "postgresql"], default=["sqlite", "postgresql"])
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        for name in given.database:
            found: list[dict[str, float]] = []
            for files in given.files:
                size, url = SIZES["city"].with_files(files), database_url(name, files, given.folder or Path(temporary))
                city_at(url, size)
                print(TITLES)
                found.append(measure(name, url, size, given))
            for what, first in found[0].items():
                growth = found[-1][what] / first
                print(f"{name}: {what}: {growth:.2f} times the processor time from the first size to the last")


if __name__ == "__main__":
    main()
