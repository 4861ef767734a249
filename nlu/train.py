"""From NLU files to a model folder: fit, calibrate on held-out folds, keep plain arrays."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlu.copies import SEED, Copy, noisy, plain
from nlu.intents import ARRAYS, OUT_OF_SCOPE, IntentModel, give_way, linear_model, save_intents, soften
from nlu.linear_fit import Fitted, Rows, fit_linear
from nlu.model_folder import seal
from nlu.processes import LARGE, shared_out
from nlu.rasa_data import DEFAULT_PATHS, Example, data_hash, read_examples, read_repeated, written_hash
from nlu.reading import TABLES
from nlu.slots.fit import fit_tagger, foreign_entities
from nlu.slots.store import tagger_files
from nlu.words.learning import learn_tables

FOLDS = 3
STRENGTH = 1.0  # C of the linear model
LETTERS_STRENGTH = 1.5  # the same where data of another desk is read by its letters
FLOOR = 0.30


@dataclass(frozen=True, slots=True)
class TrainReport:
    """What came out of a training, measured on folds held out of it."""

    examples: int
    intents: int
    accuracy: float
    within_three: float
    calibration_error: float
    out_of_scope_accepted: float
    temperature: float
    data_hash: str
    seconds: float


def train(data_paths: Sequence[Path], out_dir: Path) -> TrainReport:
    """Fit, calibrate on held-out folds, write `out_dir`. The same data gives the same model."""
    started = time.perf_counter()
    paths = data_paths or DEFAULT_PATHS
    examples = read_examples(paths)
    foreign = bool(foreign_entities(examples))
    if foreign:
        examples = read_repeated(paths)
    labels = tuple(sorted({example.intent for example in examples}))
    digest = data_hash(examples)
    out_dir.mkdir(parents=True, exist_ok=True)
    if foreign:
        copies = plain(examples, labels)
    else:
        tables = learn_tables(example.text for example in examples)
        tables.save(out_dir / TABLES)
        copies = noisy(examples, labels, out_dir / TABLES)
    scores, fitted = _fit(examples, labels, copies, LETTERS_STRENGTH if foreign else STRENGTH)
    gold = np.array([labels.index(example.intent) for example in examples])
    temperature = _best_temperature(scores, gold)
    model = _model(fitted, labels, temperature=temperature, version=digest[:12])
    learned = fit_tagger(examples, out_dir)
    chances = soften(scores, temperature)
    report = TrainReport(
        examples=len(examples),
        intents=len(labels),
        accuracy=round(float(np.mean(scores.argmax(1) == gold)), 4),
        within_three=round(_within(scores, gold, 3), 4),
        calibration_error=round(calibration_error(chances.max(1), scores.argmax(1) == gold), 4),
        out_of_scope_accepted=round(_accepted(chances, gold, labels), 4),
        temperature=round(temperature, 4),
        data_hash=digest,
        seconds=round(time.perf_counter() - started, 2),
    )
    facts: dict[str, Any] = {"data_hash": digest, "examples": dict(sorted(Counter(e.intent for e in examples).items()))}
    kept = {name: value for name, value in asdict(report).items() if name != "seconds"}
    if not data_paths:
        facts["written_hash"] = written_hash()
    facts |= {"held_out": kept, **save_intents(model, out_dir), **learned}
    seal(out_dir, [ARRAYS, *(tagger_files(facts) or [TABLES])], facts)
    return report


def _fit(
    examples: Sequence[Example], labels: Sequence[str], copies: Sequence[Copy], strength: float
) -> tuple[NDArray[np.float32], Fitted]:
    """Every example's scores by weights that never saw it, and the weights of all copies."""
    folds = np.array(_folds(examples))
    of = np.array([copy.of for copy in copies])
    rows = Rows.of(copies)
    tasks = [rows, *(rows.at(np.flatnonzero(folds[of] != fold)) for fold in range(FOLDS))]  # the longest first
    work = partial(fit_linear, labels=len(labels), strength=strength)
    whole, *parts = shared_out(work, tasks) if len(examples) >= LARGE else map(work, tasks)
    scores = np.zeros((len(examples), len(labels)), dtype=np.float32)
    for fold, fitted in enumerate(parts):
        model = _model(fitted, labels, temperature=1.0, version="fold")
        for copy in copies:
            if folds[copy.of] == fold and copy.trust == 1.0:
                scores[copy.of] = model.scores_of(copy.features)
    return scores, whole


def _model(fitted: Fitted, labels: Sequence[str], *, temperature: float, version: str) -> IntentModel:
    return linear_model(
        labels,
        used=fitted.used,
        weights=fitted.weights,
        bias=fitted.bias,
        idf=fitted.idf,
        temperature=temperature,
        floor=FLOOR,
        version=version,
    )


def calibration_error(confidence: NDArray[Any], right: NDArray[Any], bins: int = 10) -> float:
    """Expected calibration error: how far confidence and truth lie apart, weighed by how often."""
    places = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        abs(float(confidence[places == one].mean()) - float(right[places == one].mean()))
        * float((places == one).mean())
        for one in range(bins)
        if (places == one).any()
    ]
    return float(sum(gaps))


def _folds(examples: Sequence[Example]) -> list[int]:
    """Each intent spread evenly over the folds, always in the same way."""
    dice = random.Random(SEED)  # noqa: S311 - folds, not secrets
    places = [0] * len(examples)
    place_of: dict[tuple[str, str], int] = {}  # what is said again stays in one fold
    for intent in sorted({example.intent for example in examples}):
        members = [at for at, example in enumerate(examples) if example.intent == intent]
        dice.shuffle(members)
        for turn, at in enumerate(members):
            places[at] = place_of.setdefault((intent, examples[at].text), turn % FOLDS)
    return places


def _best_temperature(scores: NDArray[np.float32], gold: NDArray[Any]) -> float:
    """The temperature with the smallest surprise on held-out examples."""
    rows = np.arange(len(gold))
    candidates = np.geomspace(0.05, 2.0, 60)
    losses = [-float(np.log(soften(scores, float(one))[rows, gold] + 1e-9).mean()) for one in candidates]
    return float(candidates[int(np.argmin(losses))])


def _within(scores: NDArray[np.float32], gold: NDArray[Any], choices: int) -> float:
    best = np.argsort(-scores, axis=1)[:, :choices]
    return float(np.mean([answer in row for answer, row in zip(gold, best, strict=True)]))


def _accepted(chances: NDArray[np.float32], gold: NDArray[Any], labels: Sequence[str]) -> float:
    """The share of out-of-scope examples that a service would take."""
    if OUT_OF_SCOPE not in labels:
        return 0.0
    outside = chances[gold == labels.index(OUT_OF_SCOPE)]
    taken = 0
    for row in outside:
        settled = give_way(dict(zip(labels, row.tolist(), strict=True)), floor=FLOOR, strange=0.0)
        taken += max(settled, key=lambda name: settled[name]) != OUT_OF_SCOPE
    return taken / max(len(outside), 1)
