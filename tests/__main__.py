"""`make test`: everything CI runs, fast things first. Stops at the first part that fails; the last line says
whether the browser journeys ran."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
TOOLS = Path(PYTHON).parent
HOW_TO_GET_CHROMIUM = "browser journeys not run: Chromium is missing (on Debian or Ubuntu: apt install chromium)"

Command = list[str]

STATIC: dict[str, Command] = {
    "format": [str(TOOLS / "ruff"), "format", "--check", "."],
    "lint": [str(TOOLS / "ruff"), "check", "."],
    "types": [PYTHON, "-m", "mypy"],
    "imports": [str(TOOLS / "lint-imports")],
    "dialog data": [PYTHON, "-m", "bot", "check"],
    "scripts of the pages": [PYTHON, "-m", "tests.page_scripts"],
    "what is drawn": [PYTHON, "-m", "pytest", "-q", "tests/unit/bot/wiring/test_papers.py"],
}


def pytest(*arguments: str) -> Command:
    return [PYTHON, "-m", "pytest", "-q", *arguments]


# Journeys share a running program within a module, so they keep the order they are written in.
IN_ORDER = ("-p", "no:randomly")
# A file a core: its tests share servers and programs, which every process has of its own. Not the language part: there
# one model is trained, on every core.
ON_EVERY_CORE = ("-n", "auto", "--maxprocesses", "4", "--dist", "loadfile")
ONE_BY_ONE = (*ON_EVERY_CORE[:-1], "worksteal")  # these share nothing that is dear to make

TESTS: dict[str, Command] = {
    "unit and stories": pytest("tests/unit", "tests/stories", "-m", "not slow", *ONE_BY_ONE),
    "slow units": pytest("tests/unit", "-m", "slow", *ONE_BY_ONE),
    "language": pytest("tests/language"),
    "contract": pytest("tests/contract", *ON_EVERY_CORE),
    "security": pytest("tests/security", "-m", "not browser", *ON_EVERY_CORE),
    "journeys": pytest("tests/journeys", "-m", "not browser", *IN_ORDER, *ON_EVERY_CORE),
    "container": pytest("tests/container", *IN_ORDER),
    "faults": pytest("tests/faults", *IN_ORDER),
    "browser": pytest("tests/journeys", "tests/security", "-m", "browser", *IN_ORDER),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests", description=__doc__)
    parser.add_argument("--only", help="static, or the name of one part")
    chosen = parser.parse_args().only
    ci = os.environ.get("CI") == "true"
    chromium = shutil.which("chromium") is not None
    parts = {"model": [PYTHON, "-m", "bot", "train"]} | STATIC | TESTS
    if chosen:
        parts = STATIC if chosen == "static" else {chosen: parts[chosen]}
    if not chromium and ci and "browser" in parts:
        print("Chromium is missing: in CI that is a failure", flush=True)
        return 1
    if not chromium:
        parts.pop("browser", None)
    failed = next((name for name, command in parts.items() if not _passes(name, command)), None)
    if failed:
        print(f"\nfailed: {failed}", flush=True)
        return 1
    if not chromium and not chosen:
        print(HOW_TO_GET_CHROMIUM, flush=True)
    return 0


def _passes(name: str, command: Command, *, clock: Callable[[], float] = time.monotonic) -> bool:
    print(f"\n== {name}", flush=True)
    start = clock()
    # A folder of its own for what the tests write; never the newcomer's `var`, except the model they share.
    done = subprocess.run(command, cwd=ROOT, check=False)
    print(f"-- {name}: {'ok' if done.returncode == 0 else 'FAILED'} in {clock() - start:.0f} s", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
