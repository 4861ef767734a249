"""How good the understanding is, on utterances it never saw: intents, values, calibration, noise, speed."""

from __future__ import annotations

import random
import statistics
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from nlu.intents import OUT_OF_SCOPE
from nlu.noise import EVALUATION_NOISE, Noise
from nlu.rasa_data import Example
from nlu.types import Understander

SURE = 0.7  # from here on a dialog would act without asking
SEED = 404


@dataclass(frozen=True, slots=True)
class ValueCase:
    """A message, what was asked before it, and the exact values and faults it holds."""

    text: str
    expecting: str | None
    found: Mapping[str, Any]
    faults: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Dev:
    utterances: tuple[tuple[str, str], ...]  # (text, intent)
    values: tuple[ValueCase, ...]
    now: datetime  # what relative dates are read against


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every figure of one evaluation."""

    utterances: int
    accuracy: float
    within_three: float
    wrong_action: float
    out_of_scope_accepted: float
    calibration_error: float
    intents: dict[str, dict[str, float]]
    confusion: list[tuple[str, str, int]]
    noise: dict[str, float]
    values: dict[str, float]
    value_misses: list[str]
    milliseconds: dict[str, float]
    cross_validation: dict[str, float] = field(default_factory=dict)


def read_dev(path: Path) -> Dev:
    content = yaml.safe_load(path.read_text("utf-8"))
    return Dev(
        utterances=tuple((text, intent) for intent, texts in content["intents"].items() for text in texts),
        values=tuple(
            ValueCase(case["text"], case.get("expecting"), case["found"], case.get("faults", {}))
            for case in content["values"]
        ),
        now=datetime.fromisoformat(str(content["now"])),
    )


def evaluate(understander: Understander, dev: Dev, *, now: datetime, examples: Sequence[Example] = ()) -> Evaluation:
    """Measure an understander; `examples` adds the cross-validation of our own trainer on them."""
    guesses = [_guess(understander, text, now) for text, _ in dev.utterances]
    gold = [intent for _, intent in dev.utterances]
    best = [names[0] for names, _ in guesses]
    sure = [confidence for _, confidence in guesses]
    right = [guess == answer for guess, answer in zip(best, gold, strict=True)]
    outside = [guess for guess, answer in zip(best, gold, strict=True) if answer == OUT_OF_SCOPE]
    values, misses = _values(understander, dev.values, now)
    return Evaluation(
        utterances=len(gold),
        accuracy=_share(right),
        within_three=_share(answer in names[:3] for (names, _), answer in zip(guesses, gold, strict=True)),
        wrong_action=_share(
            not ok and confidence >= SURE and guess != OUT_OF_SCOPE
            for ok, confidence, guess in zip(right, sure, best, strict=True)
        ),
        out_of_scope_accepted=_share(guess != OUT_OF_SCOPE for guess in outside),
        calibration_error=_calibration(sure, right),
        intents=_by_intent(gold, best),
        confusion=_confusion(gold, best),
        noise={name: _under(noise, understander, dev, now) for name, noise in EVALUATION_NOISE.items()},
        values=values,
        value_misses=misses,
        milliseconds=_speed(understander, [text for text, _ in dev.utterances], now),
        cross_validation=_cross_validate(examples),
    )


def as_text(result: Evaluation) -> str:
    """The figures as a page people can read."""
    lines = [
        f"{result.utterances} utterances never trained on",
        f"  right intent                 {result.accuracy:7.1%}",
        f"  right within three           {result.within_three:7.1%}",
        f"  confident wrong service      {result.wrong_action:7.1%}",
        f"  out of scope, yet accepted   {result.out_of_scope_accepted:7.1%}",
        f"  calibration error (ECE)      {result.calibration_error:7.3f}",
        "",
        f"{'intent':<22}{'precision':>10}{'recall':>9}{'n':>5}",
    ]
    for name, row in result.intents.items():
        lines.append(f"{name:<22}{row['precision']:>10.2f}{row['recall']:>9.2f}{row['n']:>5.0f}")
    lines += ["", "confusion (meant -> taken for)"]
    lines += [f"  {meant} -> {taken}  {count}" for meant, taken, count in result.confusion] or ["  none"]
    lines += ["", "right intent under noise"]
    lines += [f"  {name:<16} {share:7.1%}" for name, share in result.noise.items()]
    lines += ["", "values: " + "  ".join(f"{name} {value:.3f}" for name, value in result.values.items())]
    lines += [f"  missed: {miss}" for miss in result.value_misses]
    lines += ["", "milliseconds a message: " + "  ".join(f"{k} {v:.2f}" for k, v in result.milliseconds.items())]
    if result.cross_validation:
        lines.append("cross-validation: " + "  ".join(f"{k} {v:.3f}" for k, v in result.cross_validation.items()))
    return "\n".join(lines) + "\n"


def _guess(understander: Understander, text: str, now: datetime) -> tuple[list[str], float]:
    intents = understander.understand(text, now=now).intents
    return [intent.name for intent in intents] or [""], intents[0].confidence if intents else 0.0


def _by_intent(gold: Sequence[str], best: Sequence[str]) -> dict[str, dict[str, float]]:
    rows: dict[str, dict[str, float]] = {}
    for name in sorted(set(gold)):
        hits = sum(answer == guess == name for answer, guess in zip(gold, best, strict=True))
        taken, meant = best.count(name), gold.count(name)
        rows[name] = {"precision": hits / taken if taken else 0.0, "recall": hits / meant, "n": float(meant)}
    return rows


def _confusion(gold: Sequence[str], best: Sequence[str]) -> list[tuple[str, str, int]]:
    pairs = Counter((answer, guess) for answer, guess in zip(gold, best, strict=True) if answer != guess)
    return [(answer, guess, count) for (answer, guess), count in pairs.most_common()]


def _under(noise: Noise, understander: Understander, dev: Dev, now: datetime) -> float:
    dice = random.Random(SEED)  # noqa: S311 - noise, not secrets
    return _share(_guess(understander, noise(text, dice), now)[0][0] == intent for text, intent in dev.utterances)


def _values(
    understander: Understander, cases: Sequence[ValueCase], now: datetime
) -> tuple[dict[str, float], list[str]]:
    """Exact-value precision, recall and F1 over all values, and the messages that were not read exactly."""
    right = extra = missed = 0
    misses: list[str] = []
    for case in cases:
        entities = understander.understand(case.text, now=now, expecting=case.expecting).entities
        found = Counter((entity.name, entity.value) for entity in entities)
        wanted = Counter(case.found.items())
        faults = {entity.name: entity.fault for entity in entities if entity.fault}
        right += (found & wanted).total()
        extra += (found - wanted).total()
        missed += (wanted - found).total()
        if found != wanted or faults != case.faults:
            misses.append(f"{case.text} -> {sorted(map(str, found))} {faults or ''}".strip())
    precision, recall = right / max(right + extra, 1), right / max(right + missed, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"precision": precision, "recall": recall, "f1": f1}, misses


def _calibration(confidence: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error: how far confidence and truth lie apart, weighed by how often."""
    total = 0.0
    for one in range(bins):
        members = [at for at, sure in enumerate(confidence) if min(int(sure * bins), bins - 1) == one]
        if members:
            gap = statistics.fmean(confidence[at] for at in members) - statistics.fmean(right[at] for at in members)
            total += abs(gap) * len(members) / len(confidence)
    return total


def _speed(understander: Understander, texts: Sequence[str], now: datetime) -> dict[str, float]:
    times = []
    for text in texts:
        started = time.perf_counter()
        understander.understand(text, now=now)
        times.append((time.perf_counter() - started) * 1000)
    return {"p50": float(np.percentile(times, 50)), "p99": float(np.percentile(times, 99))}


def _cross_validate(examples: Sequence[Example]) -> dict[str, float]:
    if not examples:
        return {}
    from nlu.train import held_out_scores  # noqa: PLC0415 - scikit-learn loads only when asked for

    labels = sorted({example.intent for example in examples})
    scores = held_out_scores(examples, labels)
    answers = np.array([labels.index(example.intent) for example in examples])
    best = np.argsort(-scores, axis=1)
    three = float(np.mean([answer in row[:3] for answer, row in zip(answers, best, strict=True)]))
    return {"accuracy": float(np.mean(best[:, 0] == answers)), "within three": three}


def _share(flags: Iterable[bool]) -> float:
    kept = list(flags)
    return sum(kept) / len(kept) if kept else 0.0
