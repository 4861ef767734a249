"""The commands over understanding and dialog data: `parse`, `train`, `evaluate`, `check`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

from bot.settings import load
from bot.wiring.program import DIALOGS, open_clock
from dialogs.check import check
from nlu import commands
from nlu.pipeline import load as load_model


def parse(model: Path | None, *, expect: str | None) -> None:
    """Standard input to standard output, line by line."""
    settings = load()
    understander = load_model(model or settings.model_dir)
    commands.parse_lines(understander, sys.stdin, sys.stdout, expect=expect, now=open_clock(settings).now())


def train(data: list[Path], out: Path | None) -> None:
    commands.train_command(data, out or load().model_dir)


def evaluate(model: Path | None) -> None:
    commands.evaluate_command(model or load().model_dir)


def check_dialogs(out: TextIO) -> int:
    """Print every finding; how many there are."""
    findings = check(DIALOGS)
    for finding in findings:
        print(finding, file=out)
    return len(findings)
