"""The network as it is served: words in, chances of intents and scores of tags out. One pass over plain arrays.

A word is the sum of its pieces; convolutions look at neighbours; attention gathers the message. No training here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlu.network.words import pieces

Floats = NDArray[np.float32]
_REMEMBERED = 20_000
"""Words whose vectors are kept; more than this many different words are never met in one language's desk."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network makes of one message: a chance for each intent, a score for each word and tag."""

    intents: Floats
    tags: Floats


class Network:
    """Nothing but the memory of word vectors changes after loading, and that may be filled from several threads."""

    def __init__(self, weights: Mapping[str, Floats], piece_names: Sequence[str]) -> None:
        self._w = dict(weights)
        self._known = {piece: at for at, piece in enumerate(piece_names)}
        self._depth = sum(name.startswith("conv") and not name.endswith("_bias") for name in weights)
        self._convolutions = [(self._w[f"conv{at}"], self._w[f"conv{at}_bias"]) for at in range(self._depth)]
        self._vectors: dict[str, Floats] = {}
        self.steps, self.start = self._w["steps"], self._w["start"]

    def vector(self, word: str) -> Floats:
        found = self._vectors.get(word)
        if found is None:
            rows = [self._known[piece] for piece in pieces(word) if piece in self._known]
            total = self._w["pieces"][rows].sum(0, dtype=np.float32)
            found = np.asarray(total / np.sqrt(max(1, len(rows))), dtype=np.float32)
            if len(self._vectors) < _REMEMBERED:
                self._vectors[word] = found
        return found

    def read(self, words: Sequence[str]) -> Reading:
        """At least one word."""
        w, count = self._w, len(words)
        x = np.array([self.vector(word) for word in words])
        hidden = np.maximum(_neighbours(x) @ w["in"] + w["in_bias"], 0)
        for weight, bias in self._convolutions:
            hidden = hidden + np.maximum(_neighbours(hidden) @ weight + bias, 0)
        look = np.exp(hidden @ w["look"])
        look /= look.sum(0)
        gathered = np.concatenate([(look.T @ hidden).ravel(), x.sum(0) / np.float32(count)])
        whole = np.maximum(gathered @ w["whole"] + w["whole_bias"], 0)
        intents = whole @ w["intent"] + w["intent_bias"]
        intents = np.exp(intents - intents.max())
        intents /= intents.sum()
        common = whole @ w["tell_whole"] + w["tell_bias"]
        told = np.maximum(np.concatenate([hidden, x], 1) @ w["tell"] + common, 0)
        return Reading(intents, told @ w["tag"] + (intents @ w["tag_intent"] + w["tag_bias"]))


def _neighbours(x: Floats) -> Floats:
    """Each word with the one before and the one after it; nothing stands beyond the ends."""
    count, size = x.shape
    wide = np.zeros((count, 3 * size), dtype=np.float32)
    wide[1:, :size] = x[:-1]
    wide[:, size : 2 * size] = x
    wide[:-1, 2 * size :] = x[1:]
    return wide
