"""Starts the real program in a process of its own for a benchmark, on a free port with a new `var` folder."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Running:
    port: int
    pid: int
    ready_after: float

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def resident_mb(self) -> float:
        """Resident memory of the process (Linux)."""
        lines = Path(f"/proc/{self.pid}/status").read_text("utf-8").splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))

    def cpu_seconds(self) -> float:
        """Processor time the process has used so far (Linux)."""
        fields = Path(f"/proc/{self.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def metric_sums(self, name: str, label: str) -> dict[str, float]:
        """`<name>_sum` of a histogram by the value of one label."""
        page = urllib.request.urlopen(f"{self.url}/metrics").read().decode()
        sums = {}
        for line in page.splitlines():
            if line.startswith(f"{name}_sum{{"):
                sums[line.partition(f'{label}="')[2].partition('"')[0]] = float(line.rpartition(" ")[2])
        return sums


@contextmanager
def running(**settings: str) -> Iterator[Running]:
    """The program, ready. `settings` are `SHAHRYAR_` names without the prefix."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        own = {"PORT": str(port), "VAR_DIR": folder, "MODEL_DIR": str(ROOT / "var/model"), "REST_ENABLED": "true",
               "LOG_LEVEL": "error"}  # fmt: skip
        env = os.environ | {f"SHAHRYAR_{name}": value for name, value in (own | settings).items()}
        start = time.monotonic()
        process = subprocess.Popen([sys.executable, "-m", "bot", "serve"], cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
        try:
            while True:
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=1).close()
                    break
                except OSError:
                    if process.poll() is not None or time.monotonic() - start > 60:
                        raise RuntimeError("the program did not start") from None
                    time.sleep(0.05)
            yield Running(port, process.pid, time.monotonic() - start)
        finally:
            process.terminate()
            process.wait(timeout=30)
