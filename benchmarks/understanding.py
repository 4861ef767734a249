"""What understanding costs: CPU time a message on one core, load, memory of a process that only understands, size on
disk and, with `--train`, the training. `python -m benchmarks.understanding`"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 5
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=None)
    parser.add_argument("--set", type=Path, default=ROOT / "tests" / "language" / "dev.yaml")
    parser.add_argument("--train", action="store_true", help="train once as well (about a minute)")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    model = (chosen.model or _configured()).resolve()
    if chosen.inside:
        _inside(model)
        return
    runs = [_fresh_process(model, chosen.set) for _ in range(ROUNDS)]
    print(
        f"{runs[0]['messages']} messages, each heard once by a fresh process on one core; {ROUNDS} of them, best–worst"
    )
    for name, unit in (
        ("p50", "ms"),
        ("p99", "ms"),
        ("slowest", "ms"),
        ("load", "s"),
        ("imports", "s"),
        ("resident", "MB"),
    ):
        values = sorted(run[name] for run in runs)
        print(f"  {name:<9} {values[0]:8.2f} – {values[-1]:.2f} {unit}")
    print(f"  on disk   {sum(file.stat().st_size for file in model.iterdir()) / 1e6:8.2f} MB")
    if chosen.train:
        _train()


def _fresh_process(model: Path, test_set: Path) -> dict[str, Any]:
    """The messages go in as JSON, so that the measured process imports nothing but the understanding."""
    from nlu.evaluation.sets import read_set  # noqa: PLC0415 - the measured process shall not load it

    read = read_set(test_set)
    messages = [[text, None] for text, _ in read.utterances] + [[case.text, case.expecting] for case in read.values]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.understanding", "--inside", "--model", str(model)],
        input=json.dumps({"now": read.now.isoformat(), "messages": messages}),
        capture_output=True, text=True, check=True, cwd=ROOT, env=os.environ | ONE_CORE,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _inside(model: Path) -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    given = json.load(sys.stdin)
    started = time.process_time()
    from datetime import datetime  # noqa: PLC0415 - imports are measured

    from nlu.pipeline import load  # noqa: PLC0415

    imported = time.process_time()
    pipeline = load(model)
    loaded = time.process_time()
    now = datetime.fromisoformat(given["now"])
    spent = []
    for text, expecting in given["messages"]:
        before = time.process_time_ns()
        pipeline.understand(text, now=now, expecting=expecting)
        spent.append((time.process_time_ns() - before) / 1e6)
    spent.sort()
    figures = {
        "messages": len(spent),
        "p50": spent[len(spent) // 2],
        "p99": spent[int(len(spent) * 0.99)],
        "slowest": spent[-1],
        "imports": imported - started,
        "load": loaded - imported,
        "resident": _resident_mb(),
    }
    print(json.dumps(figures))


def _train() -> None:
    from nlu.train import train  # noqa: PLC0415 - scikit-learn loads only to train

    with tempfile.TemporaryDirectory() as folder:
        wall, cpu = time.perf_counter(), time.process_time()
        train([], Path(folder))
        print(f"  training  {time.process_time() - cpu:8.1f} s of CPU, {time.perf_counter() - wall:.1f} s by the clock")


def _resident_mb() -> float:
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def _configured() -> Path:
    from bot.settings import load  # noqa: PLC0415 - the measured process shall not load it

    return load().model_dir


if __name__ == "__main__":
    main()
