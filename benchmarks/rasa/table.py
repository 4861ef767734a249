"""Scores of both sides and the page that shows them. Everything is counted in the same way for both."""

from __future__ import annotations

import os
import platform
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.rasa.sides import Facts, noisy
from nlu.entities.recognise import recognise
from nlu.evaluation.sets import LanguageSet
from nlu.intents import OUT_OF_SCOPE
from nlu.rasa_data import DEFAULT_PATHS, read_examples
from nlu.text import normalise

PAGE = Path(__file__).with_name("page.md")
FALLBACK = "nlu_fallback"
Ranking = list[list[Any]]


@dataclass(frozen=True)
class Row:
    what: str
    ours: str
    rasa: str


def diet_alone(ranking: Ranking) -> list[str]:
    """The classifier's own order, without the fallback put before it."""
    return [name for name, _ in ranking if name != FALLBACK]


def with_fallback(ranking: Ranking) -> list[str]:
    """As the project is configured: "not sure" stands for "none of our services"."""
    return [OUT_OF_SCOPE if name == FALLBACK else name for name, _ in ranking]


def rows(dev: LanguageSet, ours: Facts, rasa: Facts) -> list[Row]:
    return [
        *_intent_rows(dev, ours["answers"], rasa["answers"]),
        *_entity_rows(dev, ours["answers"], rasa["answers"]),
        *_noise_rows(dev, ours["answers"], rasa["answers"]),
        *_cost_rows(ours, rasa),
    ]


def _intent_rows(dev: LanguageSet, ours: Facts, rasa: Facts) -> list[Row]:
    pairs = dev.utterances
    outside = [pair for pair in pairs if pair[1] == OUT_OF_SCOPE]
    services = [pair for pair in pairs if pair[1] != OUT_OF_SCOPE]

    def row(what: str, pairs: Sequence[tuple[str, str]], read: Callable[[Ranking], list[str]], first: int) -> Row:
        return Row(what, _right(ours, pairs, read, first), _right(rasa, pairs, read, first))

    return [
        row("Right intent", pairs, diet_alone, 1),
        row("Right intent, Rasa with its FallbackClassifier", pairs, with_fallback, 1),
        row("Right intent within three", pairs, diet_alone, 3),
        row("Right intent of those that want a service", services, diet_alone, 1),
        row("Foreign questions known as such", outside, diet_alone, 1),
        row("… Rasa with its FallbackClassifier", outside, with_fallback, 1),
    ]


def _right(answers: Facts, pairs: Sequence[tuple[str, str]], read: Callable[[Ranking], list[str]], first: int) -> str:
    if any(text not in answers for text, _ in pairs):
        return "not measured"
    right = sum(intent in read(answers[text]["intents"])[:first] for text, intent in pairs)
    return f"{right / len(pairs):.1%}"


def _entity_rows(dev: LanguageSet, ours: Facts, rasa: Facts) -> list[Row]:
    """Only messages without a standing question, which Rasa cannot be told, and only names both sides know."""
    counts = Counter(mark.name for example in read_examples(DEFAULT_PATHS) for mark in example.entities)
    cases = [case for case in dev.values if case.expecting is None]
    found = []
    for exact in (True, False):
        for names, label in ((set(counts), "all"), ({one for one, number in counts.items() if number >= 20}, "often")):
            gold = [[(name, str(value)) for name, value in case.found if name in names] for case in cases]
            mine = [_kept(ours[case.text]["values"], names) for case in cases]
            theirs = [_kept(_values(case.text, rasa[case.text], dev.now), names) for case in cases]
            scores = [_f1(gold, guess, exact=exact) for guess in (mine, theirs)]
            which = f"{sum(map(len, gold))} values of {len(names)} kinds" + (
                ", marked 20 times or more" * (label == "often")
            )
            what = "name and value" if exact else "name alone"
            found.append(Row(f"Entities, {what} (F1; {which})", *(f"{score:.3f}" for score in scores)))
    return found


def _values(text: str, answer: Facts, now: datetime) -> list[list[Any]]:
    """Rasa gives the marked words; their value is what our own grammar makes of them, or else the words."""
    values = []
    for name, start, end in answer["marks"]:
        words = text[start:end]
        read = [one.value for one in recognise(normalise(words), now=now, expecting=name) if one.name == name]
        values.append([name, read[0] if read else words])
    return values


def _kept(values: Sequence[Sequence[Any]], names: set[str]) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, value in values if name in names]


def _f1(gold: Sequence[list[tuple[str, str]]], guesses: Sequence[list[tuple[str, str]]], *, exact: bool) -> float:
    def bag(values: list[tuple[str, str]]) -> Counter[object]:
        return Counter(values if exact else [name for name, _ in values])

    right = sum((bag(one) & bag(other)).total() for one, other in zip(gold, guesses, strict=True))
    return 2 * right / max(sum(map(len, gold)) + sum(map(len, guesses)), 1)


def _noise_rows(dev: LanguageSet, ours: Facts, rasa: Facts) -> list[Row]:
    intents = [intent for _, intent in dev.utterances]
    return [
        Row(f"Right intent under noise: {name}", _right(ours, pairs, diet_alone, 1), _right(rasa, pairs, diet_alone, 1))
        for name, texts in noisy(dev).items()
        for pairs in [list(zip(texts, intents, strict=True))]
    ]


def _cost_rows(ours: Facts, rasa: Facts) -> list[Row]:
    inside = rasa["inside"]
    return [
        Row("Per message in its own process, p50 / p99", _times(ours), _times(inside)),
        Row("Processor time per message, p50 / p99", _times(ours, "processor"), _times(inside, "processor")),
        Row("Per message as a program asks for it, p50 / p99", _times(ours), _times(rasa, "http_milliseconds")),
        Row("Memory while serving, resident", f"{ours['resident_mb']:.0f} MB", f"{rasa['resident_mb']:.0f} MB"),
        Row("The same without a server, at most", f"{ours['resident_mb']:.0f} MB", f"{inside['peak_mb']:.0f} MB"),
        Row("Start until the first answer", f"{ours['ready_after']:.1f} s", f"{rasa['ready_after']:.0f} s"),
        Row("Training, wall clock", *(f"{one['training']['seconds']:.0f} s" for one in (ours, rasa))),
        Row("Training, processor", *(f"{one['training']['cpu_seconds']:.0f} s" for one in (ours, rasa))),
        Row("Training, most memory", *(f"{one['training']['peak_mb']:.0f} MB" for one in (ours, rasa))),
    ]


def _times(facts: Mapping[str, Any], key: str = "milliseconds") -> str:
    p50, p99 = np.percentile(facts[key], [50, 99])
    return f"{p50:.2f} / {p99:.2f} ms"


def as_markdown(dev: LanguageSet, ours: Facts, rasa: Facts, *, data: str, command: str) -> str:
    """The whole page."""
    table = [f"| {row.what} | {row.ours} | {row.rasa} |" for row in rows(dev, ours, rasa)]
    training, versions = rasa["training"], rasa["versions"]
    stale = f"\n**Rasa was trained on other data than ours, which is {data[:12]}: train it again.**\n"
    return PAGE.read_text("utf-8").format(
        today=f"{datetime.now(UTC):%Y-%m-%d}",
        command=command,
        rasa=versions["rasa"],
        rasa_python=versions["python"],
        tensorflow=versions["tensorflow"],
        measured=rasa["measured"],
        python=platform.python_version(),
        cores=os.cpu_count(),
        examples=rasa["examples"],
        data=rasa["data"][:12],
        utterances=len(dev.utterances),
        epochs=training["epochs"],
        intents=training["intents"],
        marks=training["marks"],
        stale="" if rasa["data"] == data else stale,
        table="\n".join(table),
    )
