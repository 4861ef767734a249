"""The network as it is served: words in, chances of intents and scores of tags out. Plain arrays, no training here.

A word is the sum of its pieces; a memory is carried over the words both ways; attention gathers the message.
Several networks of one shape, trained from different seeds, are read in one pass, and their readings averaged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from nlu.network.carry import GATES, WAYS
from nlu.network.words import pieces

Floats = NDArray[np.float32]
_REMEMBERED = 2048
"""Words whose share in the first sums is kept: those of a language's everyday. Each takes some 30 kB."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the networks make of one message: a chance for each intent, a score for each word and tag.

    `tags` does not know the intent yet: `Network.tags_for` adds what a tag is worth under the intents."""

    intents: Floats
    tags: Floats


class Network:
    """Everything that depends on one word alone is computed once a word; nothing else changes after loading."""

    def __init__(self, members: Sequence[Mapping[str, Floats]], piece_names: Sequence[str]) -> None:
        w = {name: np.stack([member[name] for member in members]) for name in members[0]}
        self._known = {piece: at for at, piece in enumerate(piece_names)}
        self._pieces = w["pieces"]
        width, self._hidden = w["pieces"].shape[2], w["in"].shape[2]
        seen = w["look"].shape[1]
        within, bias = _gates_as_ramps(w["in"], w["in_bias"])
        self._own = np.concatenate(
            [
                *(within[:, at * width : (at + 1) * width] for at in range(3)),
                w["tell"][:, seen:],
                w["whole"][:, -width:],
            ],
            axis=2,
        )
        self._own_bias = np.zeros((1, len(members), self._own.shape[2]), dtype=np.float32)
        self._own_bias[0, :, self._hidden : 2 * self._hidden] = bias
        self._own_bias[0, :, 3 * self._hidden :] = np.concatenate([w["tell_bias"], w["whole_bias"]], axis=1)
        self._look, self._whole = w["look"], np.ascontiguousarray(w["whole"][:, :-width])
        self._after = np.concatenate([w["intent"], w["tell_whole"]], axis=2)
        self._intent_bias = w["intent_bias"][:, None]
        self._tell = np.ascontiguousarray(w["tell"][:, :seen])
        self._tag = np.concatenate(list(w["tag"])) / np.float32(len(members))
        self._tag_intent = w["tag_intent"].mean(0)
        self._tag_bias = w["tag_bias"].mean(0)
        self.steps, self.start = w["steps"].mean(0), w["start"].mean(0)
        self.share = lru_cache(maxsize=_REMEMBERED)(self._share)

    def _share(self, word: str) -> Floats:
        """What a word adds to the first sums, network by network: left, here, right, to its tag, to the message."""
        rows = [self._known[piece] for piece in pieces(word) if piece in self._known]
        vector = self._pieces[:, rows].sum(1, dtype=np.float32) / np.float32(np.sqrt(max(1, len(rows))))
        return np.asarray((vector[:, None] @ self._own)[:, 0] + self._own_bias[0], dtype=np.float32)

    def read(self, words: Sequence[str]) -> Reading:
        """At least one word."""
        size, count = self._hidden, len(words)
        shares = np.stack([self.share(word) for word in words])
        gates = shares[:, :, size : 2 * size].copy()
        gates[1:] += shares[:-1, :, :size]
        gates[:-1] += shares[1:, :, 2 * size : 3 * size]
        hidden = _carried(gates)
        look = np.exp(hidden @ self._look)
        look /= look.sum(1, keepdims=True)
        gathered = (look.transpose(0, 2, 1) @ hidden).reshape(len(hidden), 1, -1)
        own = shares[:, :, -self._whole.shape[2] :].sum(0)[:, None] / np.float32(count)
        after = np.maximum(gathered @ self._whole + own, 0) @ self._after
        known = self._intent_bias.shape[2]
        intents = np.exp(after[:, :, :known] + self._intent_bias)
        intents /= intents.sum(2, keepdims=True)
        told = hidden @ self._tell
        told += after[:, :, known:]
        told = told.transpose(1, 0, 2) + shares[:, :, 3 * size : -self._whole.shape[2]]
        tags = np.maximum(told, 0).reshape(count, -1) @ self._tag
        tags += self._tag_bias
        return Reading(np.asarray(intents.mean(0)[0], dtype=np.float32), np.asarray(tags, dtype=np.float32))

    def tags_for(self, reading: Reading, intents: Floats) -> Floats:
        """Scores of the tags when the intents have these chances: the networks' own, or better ones."""
        return np.asarray(reading.tags + intents @ self._tag_intent, dtype=np.float32)


def _gates_as_ramps(within: Floats, bias: Floats) -> tuple[Floats, Floats]:
    """The weights of all gates such that each is 1 / (1 + exp(sum)); `new` is then twice that less one."""
    scale = np.array([-2, -1, -1], dtype=np.float32)[None, :, None]
    wide = within.reshape(*within.shape[:2], WAYS, GATES, -1) * scale
    low = bias.reshape(len(bias), WAYS, GATES, -1) * scale
    return wide.reshape(within.shape), low.reshape(bias.shape)


def _carried(gates: Floats) -> Floats:
    """What each word shows of the memory (`nlu/network/carry.py`): member × word × (both ways' sizes)."""
    count, members = gates.shape[:2]
    np.exp(gates, out=gates)
    gates += 1
    np.reciprocal(gates, out=gates)
    parts = gates.reshape(count, members, WAYS, GATES, -1)
    keep = parts[:, :, :, 1]
    memory = (1 - keep) * (2 * parts[:, :, :, 0] - 1)
    for at in range(1, count):
        memory[at, :, 0] += keep[at, :, 0] * memory[at - 1, :, 0]
        memory[-1 - at, :, 1] += keep[-1 - at, :, 1] * memory[-at, :, 1]
    shown = np.tanh(memory)
    shown *= parts[:, :, :, 2]
    return np.ascontiguousarray(shown.reshape(count, members, -1).transpose(1, 0, 2))
