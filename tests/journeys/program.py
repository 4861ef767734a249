"""Starts the whole program as its operator would: `python -m bot serve` in a process of its own, with a
temporary folder and a free port. Ready when `/readyz` says so."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN = 120
"""Seconds. The first start of a test run trains the model."""


class NotReady(Exception):
    """The program ended, or did not become ready in time. Carries the end of what it printed."""


@dataclass
class Program:
    """A running program. `kill` is kill -9; `start` after it is a restart on the same folder and port."""

    url: str
    folder: Path
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> Program:
        with (self.folder / "program.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", "serve"], cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )
        deadline = time.monotonic() + READY_WITHIN
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                if httpx.get(f"{self.url}/readyz", timeout=2).status_code == 200:
                    return self
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        self.stop()
        raise NotReady(self.log[-3000:])

    @property
    def log(self) -> str:
        return (self.folder / "program.log").read_text("utf-8", "replace")

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None


def start_program(env: Mapping[str, str] | None = None, *, folder: Path | None = None) -> Program:
    """The program with these settings on top of the development defaults."""
    port = free_port()
    where = folder or Path(tempfile.mkdtemp(prefix="shahryar-"))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SHAHRYAR_")}
    ours = {
        "SHAHRYAR_VAR_DIR": str(where),
        "SHAHRYAR_MODEL_DIR": str(ROOT / "var/model"),
        "SHAHRYAR_PORT": str(port),
        "SHAHRYAR_REST_ENABLED": "true",
    }
    return Program(f"http://127.0.0.1:{port}", where, kept | ours | dict(env or {})).start()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
