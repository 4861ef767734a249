"""One evaluation of an understander on test sets: every figure, computed; said in `plain.py` and `page.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from nlu.entities.kinds import CORE
from nlu.evaluation import intents, values
from nlu.evaluation.calibration import Bin, bins, calibration_error
from nlu.evaluation.intents import Answer, Confusion, IntentScore
from nlu.evaluation.noises.registry import NOISES, Noise
from nlu.evaluation.sets import LanguageSet, Value
from nlu.intents import OUT_OF_SCOPE
from nlu.types import Understander


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of one set, or of all together. `foreign` counts the utterances that are out of scope."""

    name: str
    utterances: int
    foreign: int
    messages: int
    accuracy: float
    within_three: float
    wrong_action: float
    doubted: float
    out_of_scope_recall: float
    calibration_error: float
    core_f1: float
    values_f1: float


@dataclass(frozen=True, slots=True)
class NoiseScore:
    """The same utterances under one noise. `lost` is in points; `values_f1` only where values stay readable."""

    name: str
    note: str
    taught: bool
    changed: float
    accuracy: float
    lost: float
    wrong_action: float
    values_f1: float | None


@dataclass(frozen=True, slots=True)
class Wrong:
    """An utterance taken for something else."""

    text: str
    meant: str
    taken: str
    sure: float
    acts: bool


@dataclass(frozen=True, slots=True)
class Miss:
    """A message whose values were not read exactly."""

    text: str
    expecting: str | None
    missed: list[Value]
    extra: list[Value]
    wanted_faults: dict[str, str]
    found_faults: dict[str, str]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every figure of one evaluation. `acts_from`: the confidence from which a dialog acts without a word of doubt."""

    whole: Summary
    sets: list[Summary]
    acts_from: float
    intents: dict[str, IntentScore]
    confusion: list[Confusion]
    wrong: list[Wrong]
    calibration: list[Bin]
    noises: list[NoiseScore]
    values: IntentScore
    core_values: IntentScore
    kinds: dict[str, IntentScore]
    misses: list[Miss]
    milliseconds: dict[str, float]
    model: dict[str, Any] = field(default_factory=dict)
    cross_validation: dict[str, float] = field(default_factory=dict)

    @property
    def accepted(self) -> list[Wrong]:
        """Foreign messages that were taken for something of ours."""
        return [one for one in self.wrong if one.meant == OUT_OF_SCOPE]


def evaluate(
    understander: Understander,
    sets: Sequence[LanguageSet],
    *,
    acts_from: float,
    model: Mapping[str, Any] | None = None,
    cross_validation: Mapping[str, float] | None = None,
) -> Evaluation:
    """Measure an understander on every utterance and message of the sets, clean and under each noise."""
    answers = [intents.answers(understander, one) for one in sets]
    readings = [values.readings(understander, one) for one in sets]
    every = [one for given in answers for one in given]
    read = [one for given in readings for one in given]
    whole = _summary("all", every, read, acts_from)
    return Evaluation(
        whole=whole,
        sets=[
            _summary(one.name, given, its, acts_from) for one, given, its in zip(sets, answers, readings, strict=True)
        ],
        acts_from=acts_from,
        intents=intents.by_intent(every),
        confusion=intents.confusion(every),
        wrong=_wrong(every, acts_from),
        calibration=bins(every),
        noises=[_under(noise, understander, sets, whole, acts_from) for noise in NOISES],
        values=values.total(read),
        core_values=values.total(read, CORE),
        kinds=values.by_kind(read),
        misses=[_miss(one) for one in read if not one.exact],
        milliseconds=_speed(every),
        model=dict(model or {}),
        cross_validation=dict(cross_validation or {}),
    )


def _summary(name: str, given: list[Answer], read: list[values.ValueReading], acts_from: float) -> Summary:
    return Summary(
        name=name,
        utterances=len(given),
        foreign=sum(one.meant == OUT_OF_SCOPE for one in given),
        messages=len(read),
        accuracy=intents.accuracy(given),
        within_three=intents.within(given, 3),
        wrong_action=intents.wrong_action(given, acts_from),
        doubted=intents.doubted(given, acts_from),
        out_of_scope_recall=intents.out_of_scope_recall(given),
        calibration_error=calibration_error(bins(given)),
        core_f1=values.total(read, CORE).f1,
        values_f1=values.total(read).f1,
    )


def _under(
    noise: Noise, understander: Understander, sets: Sequence[LanguageSet], clean: Summary, acts_from: float
) -> NoiseScore:
    noisy = [answer for one in sets for answer in intents.answers(understander, one, noise)]
    texts = [text for one in sets for text, _ in one.utterances]
    right = intents.accuracy(noisy)
    read = [each for one in sets for each in values.readings(understander, one, noise)] if noise.exact else None
    return NoiseScore(
        name=noise.name,
        note=noise.note,
        taught=noise.taught,
        changed=intents.share(one.text != text for one, text in zip(noisy, texts, strict=True)),
        accuracy=right,
        lost=(clean.accuracy - right) * 100,
        wrong_action=intents.wrong_action(noisy, acts_from),
        values_f1=values.total(read).f1 if read is not None else None,
    )


def _wrong(given: Sequence[Answer], acts_from: float) -> list[Wrong]:
    """The surest first: those hurt most."""
    wrong = [one for one in given if not one.right]
    wrong.sort(key=lambda one: -one.sure)
    return [Wrong(one.text, one.meant, one.taken, one.sure, one.acts_wrongly(acts_from)) for one in wrong]


def _miss(one: values.ValueReading) -> Miss:
    return Miss(one.text, one.expecting, one.missed, one.extra, dict(one.wanted_faults), dict(one.found_faults))


def _speed(given: Sequence[Answer]) -> dict[str, float]:
    """Processor time of utterances heard for the first time."""
    spent = [one.milliseconds for one in given]
    return {"p50": float(np.percentile(spent, 50)), "p99": float(np.percentile(spent, 99))} if spent else {}
