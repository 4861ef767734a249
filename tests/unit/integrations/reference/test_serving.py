"""Several processes on one socket: they answer as one does. What they answer: tests/contract/municipal."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from integrations.reference.database import Database
from integrations.reference.seed import seed
from integrations.reference.serving import serve
from tests.municipality import CITY, KEY, NOW, OWNER, assertion

ROOT = Path(__file__).parents[4]


@pytest.fixture
def address(tmp_path, unused_tcp_port):
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
    while time.monotonic() < deadline:
        try:
            httpx.get(f"{base}/health", timeout=2).raise_for_status()
            break
        except httpx.HTTPError:
            time.sleep(0.1)
    yield base
    process.send_signal(signal.SIGTERM)
    process.wait(30)


def test_an_assertion_is_used_once_whichever_process_it_reaches(address):
    header = assertion(OWNER, now=datetime.now(UTC))
    codes = [httpx.get(f"{address}/files", headers=header).status_code for _ in range(12)]
    assert codes == [200] + [401] * 11


def test_fault_switches_are_one_processs():
    with pytest.raises(ValueError, match="one process"):
        serve("sqlite://", "k", host="127.0.0.1", port=1, workers=2, faults=True)
