"""The commands over understanding and dialog data: `parse`, `train`, `evaluate`, `check`, `export-rasa`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from bot.errors import Code, Defect
from bot.settings import load
from bot.wiring.phrasings import check_phrasings
from bot.wiring.program import DIALOGS, open_clock, open_model
from dialogs.book import load_book
from dialogs.check import check
from dialogs.wishes import SURE
from integrations.rasa.export import export
from nlu import commands
from nlu.rasa_data import DataFault


def parse(model: Path | None, *, expect: str | None) -> None:
    """Standard input to standard output, line by line."""
    settings = load()
    understander = open_model(model or settings.model_dir)
    commands.parse_lines(understander, sys.stdin, sys.stdout, expect=expect, now=open_clock(settings).now())


def train(data: list[Path], out: Path | None) -> None:
    with _coded():
        commands.train_command(data, out or load().model_dir)


def evaluate(model: Path | None, *, sets: Sequence[Path] = (), report: Path | None = None) -> None:
    folder = model or load().model_dir
    with _coded():
        commands.evaluate_command(folder, acts_from=SURE, sets=sets, report=report, load=open_model)


def export_rasa(data: list[Path], out: Path) -> None:
    with _coded():
        written = export(out, data)
    sys.stdout.writelines(f"{name:>12}  {number}\n" for name, number in asdict(written).items())
    sys.stdout.write(f"{'project':>12}  {out}\n")


@contextmanager
def _coded() -> Iterator[None]:
    """Data that cannot be used, as one line for the operator: its file and what is wrong."""
    try:
        yield
    except (DataFault, OSError) as fault:
        raise Defect(Code.DATA_INVALID, what=str(fault)) from None


def check_dialogs(out: TextIO) -> int:
    """Print every finding; how many there are."""
    findings = sorted([*check(DIALOGS), *check_phrasings(DIALOGS)])
    for finding in findings:
        print(finding, file=out)
    for flow in load_book(DIALOGS).flows.values() if not findings else ():
        if flow.draft:
            print(f"draft: {flow.id} is not in the menu; its phrasings are to be written", file=out)
    return len(findings)
