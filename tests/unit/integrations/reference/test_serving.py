"""Several processes behind one port: they answer as one does. What they answer: tests/contract/municipal."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import httpx
import pytest
import uvicorn

from integrations.reference.database import Database
from integrations.reference.seed import seed
from integrations.reference.serving import _Dealt, deal, serve
from tests.municipality import CITY, KEY, NOW, OWNER, assertion

ROOT = Path(__file__).parents[4]


@pytest.fixture
def served(tmp_path, unused_tcp_port):
    url = f"sqlite:///{tmp_path / 'r.db'}"
    database = Database(url)
    seed(database, CITY, now=NOW)
    database.close()
    command = [sys.executable, "-m", "integrations.reference", "--database", url, "serve", "--workers", "2"]
    process = subprocess.Popen(
        [*command, "--port", str(unused_tcp_port)], cwd=ROOT, env=os.environ | {"SHAHRYAR_MUNICIPAL_KEY": KEY}
    )
    base = f"http://127.0.0.1:{unused_tcp_port}"
    deadline = time.monotonic() + 60
    while not answers(base) and time.monotonic() < deadline:
        time.sleep(0.1)
    yield base, process
    process.send_signal(signal.SIGTERM)
    process.wait(30)


@pytest.fixture
def address(served):
    return served[0]


def answers(base):
    try:
        return httpx.get(f"{base}/health", timeout=2).is_success
    except httpx.HTTPError:
        return False


def test_an_assertion_is_used_once_whichever_process_it_reaches(address):
    header = assertion(OWNER, now=datetime.now(UTC))
    codes = [httpx.get(f"{address}/files", headers=header).status_code for _ in range(12)]
    assert codes == [200] + [401] * 11


def test_each_process_gets_as_many_connections_as_the_others():
    """The fault: chance spread them, and who shared a process with thirty waited twice as long as with fifteen."""
    door, pairs = socket.create_server(("127.0.0.1", 0)), [socket.socketpair() for _ in range(3)]
    ended, ends = socket.socketpair()
    dealing = threading.Thread(target=deal, args=(door, [ours for ours, _ in pairs], [ends.fileno()]))
    dealing.start()
    callers = [socket.create_connection(door.getsockname()) for _ in range(12)]
    handed = [[socket.recv_fds(theirs, 1, 1)[1][0] for _ in range(4)] for _, theirs in pairs]
    for number in chain(*handed):
        socket.socket(fileno=number).close()
    ended.close()
    dealing.join(10)
    assert not dealing.is_alive()
    assert [caller.recv(1) for caller in callers] == [b""] * 12
    for end in (door, ends, *chain(*pairs), *callers):
        end.close()


def test_the_others_end_when_the_first_process_died(served):
    _, process = served
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii").split()
    assert len(children) >= 2
    process.kill()
    deadline = time.monotonic() + 30
    while any(map(alive, children)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(map(alive, children))


def alive(number):
    try:
        return Path(f"/proc/{number}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_fault_switches_are_one_processs():
    with pytest.raises(ValueError, match="one process"):
        serve("sqlite://", "k", host="127.0.0.1", port=1, workers=2, faults=True)


def test_who_is_dealt_many_connections_takes_them_all_at_once():
    """The fault: one a turn of the loop, while those who were in already filled every turn with their requests. The
    last of fifty waited a tenth of a second."""
    ours, theirs = socket.socketpair()
    ends = [socket.socketpair() for _ in range(6)]
    for near, _ in ends:
        socket.send_fds(ours, [b"1"], [near.fileno()])
    server = _Dealt(uvicorn.Config(lambda *_: None, log_level="warning"), theirs)

    async def taken():
        server._protocol = asyncio.Protocol
        server._take()
        return len(server._taking)

    assert asyncio.run(taken()) == 6
    assert not server.should_exit
    ours.close()

    async def ended():
        asyncio.get_running_loop().add_reader(theirs, lambda: None)
        server._take()

    asyncio.run(ended())
    assert server.should_exit
    for end in (theirs, *chain(*ends)):
        end.close()
