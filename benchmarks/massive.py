"""Our pipeline on the Persian part of Amazon MASSIVE (CC BY 4.0; not in this repository), trained and measured end to
end: intent accuracy, slot F1, exact match, speed and size. `python -m benchmarks.massive FILE [--rasa OUT.yml]`"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nlu.pipeline import Pipeline, load
from nlu.train import train
from nlu.types import Understanding

NOW = datetime(2025, 10, 12, 8, 0, tzinfo=UTC)
MARK = re.compile(r"\[(?P<slot>[a-z_]+) : (?P<value>[^\]]*)\]")
Span = tuple[str, int, int]


@dataclass(frozen=True)
class Utterance:
    text: str
    intent: str
    marked: str
    spans: frozenset[Span]


@dataclass(frozen=True)
class Scores:
    """Spans count when slot, start and end are right, as in MASSIVE's own evaluation."""

    intent: float
    precision: float
    recall: float
    f1: float
    exact: float


def read(file: Path, part: str) -> list[Utterance]:
    rows = map(json.loads, file.read_text("utf-8").splitlines())
    return [utterance(row["annot_utt"], row["intent"]) for row in rows if row["partition"] == part]


def utterance(annotated: str, intent: str) -> Utterance:
    """`[slot : value]` marks as places in the text."""
    text, at, spans = "", 0, set()
    for match in MARK.finditer(annotated):
        text += annotated[at : match.start()]
        spans.add((match["slot"], len(text), len(text) + len(match["value"])))
        text += match["value"]
        at = match.end()
    return Utterance(text + annotated[at:], intent, annotated, frozenset(spans))


def as_rasa(utterances: Iterable[Utterance]) -> Iterator[str]:
    """Rasa's NLU training data 3.1, `[value](slot)`."""
    by_intent: dict[str, list[str]] = defaultdict(list)
    for one in utterances:
        by_intent[one.intent].append(MARK.sub(r"[\g<value>](\g<slot>)", one.marked))
    yield 'version: "3.1"\nnlu:\n'
    for intent, lines in sorted(by_intent.items()):
        yield f"  - intent: {intent}\n    examples: |\n"
        yield from (f"      - {line}\n" for line in lines)


def score(gold: Sequence[Utterance], found: Sequence[Understanding]) -> Scores:
    right = hits = guessed = wanted = exact = 0
    for one, reading in zip(gold, found, strict=True):
        spans = {(entity.name, entity.start, entity.end) for entity in reading.entities}
        named = reading.intent is not None and reading.intent.name == one.intent
        right += named
        hits += len(spans & one.spans)
        guessed, wanted = guessed + len(spans), wanted + len(one.spans)
        exact += named and spans == one.spans
    precision, recall = hits / max(1, guessed), hits / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return Scores(right / len(gold), precision, recall, f1, exact / len(gold))


def understood(pipeline: Pipeline, texts: Sequence[str]) -> tuple[list[Understanding], list[float]]:
    """What the pipeline reads, and the milliseconds each message took."""
    readings, taken = [], []
    for text in texts:
        start = time.perf_counter()
        readings.append(pipeline.understand(text, now=NOW))
        taken.append((time.perf_counter() - start) * 1e3)
    return readings, taken


def expected_calibration_error(gold: Sequence[Utterance], found: Sequence[Understanding]) -> float:
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for one, reading in zip(gold, found, strict=True):
        if reading.intent is not None:
            sure = reading.intent.confidence
            bins[min(9, int(sure * 10))].append((sure, reading.intent.name == one.intent))
    gaps = [abs(sum(sure - right for sure, right in rows)) for rows in bins.values()]
    return sum(gaps) / len(gold)


def report(gold: Sequence[Utterance], folder: Path, **trained: Any) -> None:
    start = time.perf_counter()
    pipeline = load(folder)
    loaded = time.perf_counter() - start
    readings, first = understood(pipeline, [one.text for one in gold])
    taken = sorted(understood(pipeline, [one.text for one in gold])[1])
    scores = score(gold, readings)
    size = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
    p99 = taken[int(len(taken) * 0.99)]
    print(f"{'intent accuracy':>24}  {scores.intent:.4f}")
    print(f"{'slots P / R / F1':>24}  {scores.precision:.4f} / {scores.recall:.4f} / {scores.f1:.4f}")
    print(f"{'exact match':>24}  {scores.exact:.4f}")
    print(f"{'calibration error':>24}  {expected_calibration_error(gold, readings):.4f}")
    print(f"{'ms a message p50 / p99':>24}  {statistics.median(taken):.2f} / {p99:.2f}")
    print(
        f"{'first time, p50 / p99':>24}  {statistics.median(first):.2f} / {sorted(first)[int(len(first) * 0.99)]:.2f}"
    )
    print(f"{'model MB, load s':>24}  {size:.1f}, {loaded:.2f}")
    for name, value in trained.items():
        print(f"{name.replace('_', ' '):>24}  {value}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="JSON lines with partition, intent and annot_utt")
    parser.add_argument("--rasa", type=Path, help="only write the training part as Rasa NLU data")
    parser.add_argument("--model", type=Path, help="measure this model instead of training one")
    given = parser.parse_args()
    if not given.file.is_file():
        parser.error(f"{given.file}: no such file; MASSIVE 1.1, fa-IR, as JSON lines (docs/understanding-tried.md)")
    if given.rasa:
        given.rasa.write_text("".join(as_rasa(read(given.file, "train"))), "utf-8")
        return
    gold = read(given.file, "dev")
    if given.model:
        report(gold, given.model)
        return
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "massive.yml"
        data.write_text("".join(as_rasa(read(given.file, "train"))), "utf-8")
        start = time.process_time()
        train([data], Path(folder) / "model")
        report(gold, Path(folder) / "model", training_cpu_seconds=round(time.process_time() - start))


if __name__ == "__main__":
    main()
