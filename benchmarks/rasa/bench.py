"""A Rasa 3.6 of its own, outside the repository: environment, project, training, server. Each step is done once and
its facts are kept beside it; what is measured on it is told by `sides` and `table`."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TIMED = Path(__file__).with_name("timed.py")
RASA = "rasa==3.6.21"
# One core, as our own side has; and no reports to Rasa's makers from a benchmark.
ENVIRON = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "2",
    "OMP_NUM_THREADS": "1",
    "TF_INTRA_OP_PARALLELISM_THREADS": "1",
    "TF_INTER_OP_PARALLELISM_THREADS": "1",
}


@dataclass(frozen=True)
class Server:
    url: str
    pid: int
    ready_after: float

    def resident_mb(self) -> float:
        return resident_mb(self.pid)


def resident_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def timed(command: list[str], *, cwd: Path, log: Path, env: dict[str, str] | None = None) -> dict[str, float]:
    """Run it at low priority to its end; seconds, processor seconds and the largest memory of it and its children."""
    facts = log.with_suffix(".facts.json")
    with log.open("wb") as out:
        subprocess.run(
            ["nice", "-n", "10", sys.executable, str(TIMED), str(facts), *command],
            cwd=cwd, env=os.environ | (env or {}), stdout=out, stderr=subprocess.STDOUT, check=True,
        )  # fmt: skip
    return json.loads(facts.read_text("utf-8"))  # type: ignore[no-any-return]


class Bench:
    """The folder with everything Rasa."""

    def __init__(self, folder: Path, *, python: str, epochs: int) -> None:
        self.folder = folder.resolve()
        self.project = self.folder / "project"
        self.model = self.folder / "models" / "shahryar.tar.gz"
        self._python = python
        self._epochs = epochs
        self.folder.mkdir(parents=True, exist_ok=True)

    @property
    def executable(self) -> Path:
        return self.folder / "venv" / "bin" / "python"

    def install(self) -> None:
        """A virtual environment of Python 3.10 with Rasa: about 2.7 GB, some minutes."""
        if (self.folder / "venv/bin/rasa").exists():
            return
        print(f"installing {RASA} …", flush=True)
        subprocess.run([self._python, "-m", "venv", str(self.folder / "venv")], check=True)
        subprocess.run([str(self.executable), "-m", "pip", "install", "--quiet", RASA], check=True)

    def export(self) -> None:
        """What `python -m bot export-rasa` writes; only the epochs are ours to choose."""
        command = [sys.executable, "-m", "bot", "export-rasa", "--out", str(self.project)]
        subprocess.run(command, cwd=ROOT, check=True)
        config = self.project / "config.yml"
        config.write_text(re.sub(r"epochs: \d+", f"epochs: {self._epochs}", config.read_text("utf-8")), "utf-8")

    def validate(self) -> None:
        print("rasa data validate --fail-on-warnings …", flush=True)
        command = [*self._rasa("data", "validate", "--fail-on-warnings")]
        timed(command, cwd=self.project, log=self.folder / "validate.log", env=ENVIRON)

    def train(self) -> dict[str, Any]:
        print(f"rasa train nlu, {self._epochs} epochs: follow {self.folder / 'train.log'} …", flush=True)
        command = self._rasa("train", "nlu", "--out", str(self.model.parent), "--fixed-model-name", "shahryar")
        facts = timed(command, cwd=self.project, log=self.folder / "train.log", env=ENVIRON)
        kept = {"epochs": self._epochs, **facts}
        (self.folder / "training.json").write_text(json.dumps(kept), "utf-8")
        return kept

    def trained(self) -> dict[str, Any]:
        """The facts of the training that made the model; what DIET said of itself at its end with them."""
        facts: dict[str, Any] = json.loads((self.folder / "training.json").read_text("utf-8"))
        log = (self.folder / "train.log").read_text("utf-8", errors="ignore")
        last = re.findall(r"t_loss=([\d.]+), i_acc=([\d.]+), e_f1=([\d.]+)", log)[-1:]
        return facts | {name: float(value) for name, value in zip(("loss", "intents", "marks"), *last, strict=True)}

    def versions(self) -> dict[str, str]:
        code = (
            "import json,platform; from importlib.metadata import version as v; "
            "print(json.dumps({'python': platform.python_version(), 'rasa': v('rasa'), 'tensorflow': v('tensorflow')}))"
        )
        out = subprocess.run([str(self.executable), "-c", code], capture_output=True, text=True, check=True)
        return json.loads(out.stdout)  # type: ignore[no-any-return]

    @contextmanager
    def serving(self) -> Iterator[Server]:
        """`rasa run --enable-api` on loopback with the trained model, ready."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        options = ["--enable-api", "--interface", "127.0.0.1", "--port", str(port), "--model", str(self.model)]
        start = time.monotonic()
        with (self.folder / "server.log").open("wb") as log:
            process = subprocess.Popen(
                self._rasa("run", *options), cwd=self.project, env=os.environ | ENVIRON, stdout=log, stderr=log
            )
        try:
            url = f"http://127.0.0.1:{port}"
            while not _has_model(url):
                if process.poll() is not None or time.monotonic() - start > 300:
                    raise RuntimeError(f"Rasa did not start: {self.folder / 'server.log'}")
                time.sleep(0.2)
            yield Server(url, process.pid, time.monotonic() - start)
        finally:
            process.terminate()
            process.wait(timeout=60)

    def _rasa(self, *arguments: str) -> list[str]:
        return [str(self.executable), "-m", "rasa", *arguments]


def _has_model(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/status", timeout=2) as answer:
            return bool(json.load(answer)["model_file"])
    except (OSError, ValueError, KeyError):
        return False
