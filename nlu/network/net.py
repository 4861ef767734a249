"""The network as it is served: words in, chances of intents and scores of tags out. Plain arrays, no training here.

A word is the sum of its pieces; convolutions look at neighbours; attention gathers the message. Several networks of
one shape, trained from different seeds, are read in one pass, and their readings averaged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from nlu.network.words import pieces

Floats = NDArray[np.float32]
_REMEMBERED = 4096
"""Words whose share in the first sums is kept: those of a language's everyday."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the networks make of one message: a chance for each intent, a score for each word and tag."""

    intents: Floats
    tags: Floats


class Network:
    """Everything that depends on one word alone is computed once a word; nothing else changes after loading."""

    def __init__(self, members: Sequence[Mapping[str, Floats]], piece_names: Sequence[str]) -> None:
        w = {name: np.stack([member[name] for member in members]) for name in members[0]}
        self._known = {piece: at for at, piece in enumerate(piece_names)}
        self._pieces = w["pieces"]
        width, self._hidden = w["pieces"].shape[2], w["in"].shape[2]
        self._own = np.concatenate(
            [
                *(w["in"][:, at * width : (at + 1) * width] for at in range(3)),
                w["tell"][:, self._hidden :],
                w["whole"][:, -width:],
            ],
            axis=2,
        )
        self._own_bias = np.zeros((len(members), self._own.shape[2]), dtype=np.float32)
        self._own_bias[:, self._hidden : 2 * self._hidden] = w["in_bias"]
        self._own_bias[:, 3 * self._hidden : -w["whole"].shape[2]] = w["tell_bias"]
        self._own_bias[:, -w["whole"].shape[2] :] = w["whole_bias"]
        depth = sum(name.startswith("conv") and not name.endswith("_bias") for name in w)
        self._convolutions = [(w[f"conv{at}"], w[f"conv{at}_bias"][:, None]) for at in range(depth)]
        self._look, self._whole = w["look"], np.ascontiguousarray(w["whole"][:, :-width])
        self._after = np.concatenate([w["intent"], w["tell_whole"]], axis=2)
        self._intent_bias = w["intent_bias"][:, None]
        self._tell = np.ascontiguousarray(w["tell"][:, : self._hidden])
        self._tag = np.concatenate(list(w["tag"])) / np.float32(len(members))
        self._tag_intent = np.concatenate(list(w["tag_intent"])) / np.float32(len(members))
        self._tag_bias = w["tag_bias"].mean(0)
        self.steps, self.start = w["steps"].mean(0), w["start"].mean(0)
        self.share = lru_cache(maxsize=_REMEMBERED)(self._share)

    def _share(self, word: str) -> Floats:
        """What a word adds to the first sums, network by network: left, here, right, to its tag, to the message."""
        rows = [self._known[piece] for piece in pieces(word) if piece in self._known]
        vector = self._pieces[:, rows].sum(1, dtype=np.float32) / np.float32(np.sqrt(max(1, len(rows))))
        return np.asarray((vector[:, None] @ self._own)[:, 0] + self._own_bias, dtype=np.float32)

    def read(self, words: Sequence[str]) -> Reading:
        """At least one word."""
        size, count = self._hidden, len(words)
        shares = np.stack([self.share(word) for word in words], axis=1)
        hidden = shares[:, :, size : 2 * size].copy()
        hidden[:, 1:] += shares[:, :-1, :size]
        hidden[:, :-1] += shares[:, 1:, 2 * size : 3 * size]
        np.maximum(hidden, 0, out=hidden)
        for weight, bias in self._convolutions:
            new = _neighbours(hidden) @ weight
            new += bias
            hidden += np.maximum(new, 0, out=new)
        look = np.exp(hidden @ self._look)
        look /= look.sum(1, keepdims=True)
        gathered = (look.transpose(0, 2, 1) @ hidden).reshape(len(hidden), 1, -1)
        own = shares[:, :, -self._whole.shape[2] :].sum(1, keepdims=True) / np.float32(count)
        after = np.maximum(gathered @ self._whole + own, 0) @ self._after
        known = self._intent_bias.shape[2]
        intents = np.exp(after[:, :, :known] + self._intent_bias)
        intents /= intents.sum(2, keepdims=True)
        told = hidden @ self._tell
        told += shares[:, :, 3 * size : 3 * size + told.shape[2]]
        told += after[:, :, known:]
        np.maximum(told, 0, out=told)
        tags = told.transpose(1, 0, 2).reshape(count, -1) @ self._tag
        tags += intents.reshape(-1) @ self._tag_intent + self._tag_bias
        return Reading(np.asarray(intents.mean(0)[0], dtype=np.float32), np.asarray(tags, dtype=np.float32))


def _neighbours(x: Floats) -> Floats:
    """Each word with the one before and the one after it; nothing stands beyond the ends."""
    members, count, size = x.shape
    wide = np.zeros((members, count, 3 * size), dtype=np.float32)
    wide[:, 1:, :size] = x[:, :-1]
    wide[:, :, size : 2 * size] = x
    wide[:, :-1, 2 * size :] = x[:, 1:]
    return wide
