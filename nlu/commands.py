"""What `python -m bot parse | train | evaluate` do, free of any command-line library. Frozen shapes: design §4."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from nlu.evaluation.measure import Evaluation, evaluate
from nlu.evaluation.model_facts import held_out, model_facts, timed_load
from nlu.evaluation.plain import as_text
from nlu.evaluation.sets import read_set
from nlu.rasa_data import ROOT
from nlu.types import Understander, Understanding

DEV = ROOT / "tests" / "language" / "dev.yaml"


def parse_lines(
    understander: Understander, lines: Iterable[str], out: TextIO, *, now: datetime, expect: str | None = None
) -> int:
    """One JSON line out for each line in: plain text, or `{"id", "text"}`. Gives the number of lines parsed."""
    count = 0
    for count, line in enumerate(lines, start=1):
        name, text, asked = _read_line(line.rstrip("\r\n"), count)
        understanding = understander.understand(text, now=now, expecting=asked or expect)
        out.write(json.dumps(as_json(name, understanding), ensure_ascii=False) + "\n")
    return count


def as_json(name: object, understanding: Understanding) -> dict[str, Any]:
    best = understanding.intent
    return {
        "id": name,
        "text": understanding.raw,
        "intent": best.name if best else None,
        "confidence": best.confidence if best else 0.0,
        "alternatives": [{"intent": one.name, "confidence": one.confidence} for one in understanding.intents[1:]],
        "acts": [act.value for act in understanding.acts],
        "entities": [
            {
                "entity": entity.name,
                "value": entity.value,
                "raw": entity.raw,
                "start": entity.start,
                "end": entity.end,
                **({"fault": entity.fault} if entity.fault else {}),
            }
            for entity in understanding.entities
        ],
    }


def train_command(data: Sequence[Path], out: Path, *, stream: TextIO | None = None) -> None:
    """Train on the data (the repository's own when none is named) and say what came out."""
    from nlu.train import train  # noqa: PLC0415 - scikit-learn loads only to train

    report = train(data, out)
    stream = stream or sys.stdout
    stream.writelines(f"{name.replace('_', ' '):>24}  {value}\n" for name, value in asdict(report).items())
    stream.write(f"{'model':>24}  {out}\n")


def evaluate_command(
    model_dir: Path,
    *,
    acts_from: float,
    sets: Sequence[Path] = (),
    report: Path | None = None,
    stream: TextIO | None = None,
    load: Callable[[Path], Understander] | None = None,
) -> Evaluation:
    """Measure a model on test sets (the development set when none is named). Prints; with a folder, writes the report.
    `acts_from`: the confidence from which a dialog acts without a word of doubt."""
    from nlu.pipeline import load as load_pipeline  # noqa: PLC0415

    read = [read_set(path) for path in sets or (DEV,)]
    understander, seconds = timed_load(load or load_pipeline, model_dir)
    facts = {**model_facts(model_dir), "load_seconds": seconds}
    result = evaluate(understander, read, acts_from=acts_from, model=facts, cross_validation=held_out(model_dir))
    (stream or sys.stdout).write(as_text(result))
    if report is not None:
        _write_report(result, report)
    return result


def _write_report(result: Evaluation, folder: Path) -> None:
    from nlu.evaluation.page import as_page  # noqa: PLC0415 - Jinja2 loads only for the page

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.json").write_text(json.dumps(asdict(result), ensure_ascii=False, indent=1) + "\n", "utf-8")
    (folder / "report.html").write_text(as_page(result), "utf-8")


def _read_line(line: str, number: int) -> tuple[object, str, str | None]:
    """The id, the text and the slot asked for, of a plain or a JSON line. What is not such JSON is plain text."""
    if line.lstrip().startswith("{"):
        try:
            content = json.loads(line)
        except ValueError:
            return number, line, None
        if isinstance(content, dict) and isinstance(content.get("text"), str):
            expect = content.get("expect")
            return content.get("id", number), content["text"], expect if isinstance(expect, str) else None
    return number, line, None
