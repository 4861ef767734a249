"""The intent model as it is served: plain arrays, one pass. Training is in `nlu/train.py`, not here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlu.features import BUCKETS, features, known_words
from nlu.model_folder import ModelRefused
from nlu.types import Entity

OUT_OF_SCOPE = "out_of_scope"
ARRAYS = "intents.npz"
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class IntentModel:
    """Linear scores over hashed features, made probabilities by a temperature found on held-out folds."""

    labels: tuple[str, ...]
    used: NDArray[np.int32]  # the buckets seen in training, ascending
    weights: Floats  # one row a used bucket, one column an intent
    bias: Floats
    idf: Floats  # one a used bucket
    temperature: float
    floor: float  # a best guess below it gives way to "none of these"
    version: str
    rows: NDArray[np.int32]  # bucket -> row of `weights`; -1 for buckets never seen

    def scores_of(self, found: Mapping[int, float]) -> Floats:
        """Raw scores of the intents; the bias alone when no feature is known."""
        rows = self.rows[np.fromiter(found.keys(), dtype=np.int64, count=len(found))]
        values = np.fromiter(found.values(), dtype=np.float32, count=len(found))
        seen = rows >= 0
        rows = rows[seen]
        values = values[seen] * self.idf[rows]
        length = float(np.sqrt(values @ values))
        if length == 0.0:
            return self.bias.copy()
        return np.asarray((values / length) @ self.weights[rows] + self.bias, dtype=np.float32)

    def probabilities(
        self, plain: str, entities: Iterable[Entity] = (), *, asked: str | None = None
    ) -> dict[str, float]:
        """A probability for each intent; what is unlike anything seen goes to `out_of_scope`."""
        chances = self.chances(features(plain, entities, asked=asked))
        if OUT_OF_SCOPE not in chances:
            return chances
        return give_way(chances, floor=self.floor, strange=self.strangeness(plain))

    def chances(self, found: Mapping[int, float]) -> dict[str, float]:
        """What the scores of these features say, as chances that sum to one."""
        shares = soften(self.scores_of(found), self.temperature)
        return dict(zip(self.labels, shares.tolist(), strict=True))

    def strangeness(self, plain: str) -> float:
        """The share of words never seen in training, 0-1."""
        buckets = known_words(plain)
        if not buckets:
            return 0.0
        return float(np.mean(self.rows[np.array(buckets)] < 0))


def linear_model(
    labels: Sequence[str],
    *,
    used: NDArray[Any],
    weights: NDArray[Any],
    bias: NDArray[Any],
    idf: NDArray[Any],
    temperature: float,
    floor: float,
    version: str,
) -> IntentModel:
    """A model of these arrays, with the way from a bucket to its row."""
    rows = np.full(BUCKETS, -1, dtype=np.int32)
    rows[used] = np.arange(len(used), dtype=np.int32)
    return IntentModel(
        labels=tuple(labels),
        used=used.astype(np.int32),
        weights=weights.astype(np.float32),
        bias=bias.astype(np.float32),
        idf=idf.astype(np.float32),
        temperature=temperature,
        floor=floor,
        version=version,
        rows=rows,
    )


def soften(scores: Floats, temperature: float) -> Floats:
    shifted = np.exp((scores - scores.max(axis=-1, keepdims=True)) / temperature)
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)


def give_way(chances: Mapping[str, float], *, floor: float, strange: float) -> dict[str, float]:
    """Move probability to "none of these" as far as the best guess is weak and the words are strange."""
    best = max(chance for name, chance in chances.items() if name != OUT_OF_SCOPE)
    weak = max(0.0, floor - best) / floor if floor > 0 else 0.0
    moved = min(1.0, weak + max(0.0, strange - 0.5))
    kept = {name: chance * (1.0 - moved) for name, chance in chances.items() if name != OUT_OF_SCOPE}
    kept[OUT_OF_SCOPE] = max(0.0, 1.0 - sum(kept.values()))
    return kept


def save_intents(model: IntentModel, folder: Path) -> dict[str, Any]:
    """Write the arrays; gives what the manifest must say of them."""
    with (folder / ARRAYS).open("wb") as out:
        np.savez(out, used=model.used, weights=model.weights.astype(np.float16), bias=model.bias, idf=model.idf)
    return {
        "version": model.version,
        "labels": list(model.labels),
        "buckets": BUCKETS,
        "temperature": model.temperature,
        "floor": model.floor,
    }


def load_intents(folder: Path, manifest: Mapping[str, Any]) -> IntentModel:
    """The intent model of an opened folder, or `ModelRefused` when arrays and manifest do not fit."""
    with np.load(folder / ARRAYS, allow_pickle=False) as stored:
        used, weights, bias, idf = (stored[name] for name in ("used", "weights", "bias", "idf"))
    labels: Sequence[str] = manifest["labels"]
    shaped = weights.shape == (len(used), len(labels)) and bias.shape == (len(labels),) and idf.shape == used.shape
    if manifest["buckets"] != BUCKETS or not shaped or (len(used) and not 0 <= used[0] <= used[-1] < BUCKETS):
        raise ModelRefused(f"{folder}: arrays of the wrong shape; run `python -m bot train`")
    return linear_model(
        labels,
        used=used,
        weights=weights,
        bias=bias,
        idf=idf,
        temperature=float(manifest["temperature"]),
        floor=float(manifest["floor"]),
        version=str(manifest["version"]),
    )
