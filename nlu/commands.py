"""What `python -m bot parse | train | evaluate` do, free of any command-line library. Frozen shapes: design §4."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from nlu.evaluate import Evaluation, as_text, evaluate, read_dev
from nlu.rasa_data import ROOT, read_examples
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
    dev: Path = DEV,
    data: Sequence[Path] = (),
    report: Path | None = None,
    stream: TextIO | None = None,
) -> Evaluation:
    """Measure a model on the development set; with `data`, cross-validate on that as well. Prints, and writes JSON."""
    from nlu.pipeline import load  # noqa: PLC0415 - evaluation of another understander needs no model of ours

    examples = read_examples(data) if data else []
    utterances = read_dev(dev)
    result = evaluate(load(model_dir), utterances, now=utterances.now, examples=examples)
    (stream or sys.stdout).write(as_text(result))
    if report is not None:
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text(json.dumps(asdict(result), ensure_ascii=False, indent=1) + "\n", "utf-8")
    return result


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
