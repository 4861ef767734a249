"""From NLU files to a model folder: scikit-learn fits, plain arrays are kept. No other module loads scikit-learn."""

from __future__ import annotations

import random
import time
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlu.features import BUCKETS, features
from nlu.intents import OUT_OF_SCOPE, IntentModel, give_way, save_model, soften
from nlu.noise import TRAINING_NOISE
from nlu.rasa_data import DEFAULT_PATHS, Example, data_hash, read_examples, read_repeated
from nlu.slots.fit import fit_tagger
from nlu.text import normalise

FOLDS = 5
STRENGTH = 1.0  # C of the linear model
FLOOR = 0.30
SEED = 1395


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


@dataclass(frozen=True, slots=True)
class _Copy:
    """One text to learn from: the example it is a copy of, its label, how much it counts, its features."""

    of: int
    label: int
    trust: float
    features: dict[int, float]


@dataclass(frozen=True, slots=True)
class _Fitted:
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    idf: NDArray[np.float32]


def train(data_paths: Sequence[Path], out_dir: Path) -> TrainReport:
    """Fit, calibrate on held-out folds, write `out_dir`. The same data gives the same model."""
    started = time.perf_counter()
    examples = read_examples(data_paths or DEFAULT_PATHS)
    labels = tuple(sorted({example.intent for example in examples}))
    digest = data_hash(examples)
    copies = _copies(examples, labels)
    scores = _held_out(examples, labels, copies)
    gold = np.array([labels.index(example.intent) for example in examples])
    temperature = _best_temperature(scores, gold)
    fitted = _fit(copies, labels)
    model = IntentModel(labels, fitted.weights, fitted.bias, fitted.idf, temperature, FLOOR, digest[:12])
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
    save_model(model, out_dir, facts={**facts, "held_out": kept})
    fit_tagger(read_repeated(data_paths or DEFAULT_PATHS), out_dir)
    return report


def held_out_scores(examples: Sequence[Example], labels: Sequence[str]) -> NDArray[np.float32]:
    """Scores of every example by a model that did not see it, nor any noisy copy of it."""
    return _held_out(examples, labels, _copies(examples, labels))


def _held_out(examples: Sequence[Example], labels: Sequence[str], copies: Sequence[_Copy]) -> NDArray[np.float32]:
    folds = _folds(examples)
    scores = np.zeros((len(examples), len(labels)), dtype=np.float32)
    for fold in range(FOLDS):
        fitted = _fit([copy for copy in copies if folds[copy.of] != fold], labels)
        model = IntentModel(tuple(labels), fitted.weights, fitted.bias, fitted.idf, 1.0, FLOOR, "fold")
        for at, example in enumerate(examples):
            if folds[at] == fold:
                scores[at] = model.scores(normalise(example.text).plain)
    return scores


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


def _fit(copies: Sequence[_Copy], labels: Sequence[str]) -> _Fitted:
    """Weights over examples and their noisy copies."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - serving must not load scikit-learn or scipy
    from sklearn.svm import LinearSVC  # noqa: PLC0415

    rows = [copy.features for copy in copies]
    counts = np.zeros(BUCKETS, dtype=np.float32)
    for row in rows:
        counts[list(row)] += 1
    idf = np.where(counts > 0, np.log((1 + len(rows)) / (1 + counts)) + 1, 0).astype(np.float32)
    values, columns, starts = [], [], [0]
    for row in rows:
        buckets = np.fromiter(row.keys(), dtype=np.int32, count=len(row))
        weighed = np.fromiter(row.values(), dtype=np.float32, count=len(row)) * idf[buckets]
        values.append(weighed / max(float(np.sqrt(weighed @ weighed)), 1e-9))
        columns.append(buckets)
        starts.append(starts[-1] + len(row))
    used = np.unique(np.concatenate(columns))
    narrow = np.searchsorted(used, np.concatenate(columns))
    matrix = csr_matrix((np.concatenate(values), narrow, starts), shape=(len(rows), len(used)))
    model = LinearSVC(C=STRENGTH, random_state=SEED, dual=True, max_iter=2000)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # convergence to the last digit is not needed
        model.fit(matrix, [copy.label for copy in copies], sample_weight=[copy.trust for copy in copies])
    return _spread(model, used, idf, labels)


def _spread(model: Any, used: NDArray[Any], idf: NDArray[np.float32], labels: Sequence[str]) -> _Fitted:
    """The fitted columns put back in their buckets; an intent without examples keeps a score nobody reaches."""
    weights = np.zeros((BUCKETS, len(labels)), dtype=np.float32)
    bias = np.full(len(labels), -9.0, dtype=np.float32)
    coefficients, intercepts = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        coefficients, intercepts = np.vstack([-coefficients, coefficients]), np.hstack([-intercepts, intercepts])
    for row, label in enumerate(model.classes_):
        weights[used, label] = coefficients[row]
        bias[label] = intercepts[row]
    return _Fitted(weights, bias, idf)


def _copies(examples: Sequence[Example], labels: Sequence[str]) -> list[_Copy]:
    """Every example as it is, and once under each training noise."""
    copies: list[_Copy] = []
    for at, example in enumerate(examples):
        dice = random.Random(f"{SEED} {at} {example.text}")  # noqa: S311 - noise, not secrets
        texts = [example.text, *(noise(example.text, dice) for noise in TRAINING_NOISE)]
        for text in dict.fromkeys(texts):
            trust = 1.0 if text == example.text else 0.4
            copies.append(_Copy(at, labels.index(example.intent), trust, features(normalise(text).plain)))
    return copies


def _folds(examples: Sequence[Example]) -> list[int]:
    """Each intent spread evenly over the folds, always in the same way."""
    dice = random.Random(SEED)  # noqa: S311 - folds, not secrets
    places = [0] * len(examples)
    for intent in sorted({example.intent for example in examples}):
        members = [at for at, example in enumerate(examples) if example.intent == intent]
        dice.shuffle(members)
        for turn, at in enumerate(members):
            places[at] = turn % FOLDS
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
