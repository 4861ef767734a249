"""One training pass through the network of `nlu/network/net.py`: forward, and by hand backward. Numpy only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlu.network.carry import Carried, Places, carry, carry_back
from nlu.slots.chain import Floats, chain_slopes

Parameters = dict[str, Floats]
SLOTS_COUNT = 0.6  # how much a surprise in tags counts beside one in the intent
GROUPS_COUNT = 0.3
SMOOTHING = 0.1  # of the intent's target


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples, longest first, laid end to end with an empty place before, between and after."""

    pieces: Any  # sparse: one row a different word, one column a piece
    word_of: NDArray[np.int64]  # row of `pieces` for each word
    place: NDArray[np.int64]  # where each word stands among the places
    row: NDArray[np.int64]  # the example of each word
    turn: NDArray[np.int64]  # its turn in the example
    lengths: NDArray[np.int64]
    tags: NDArray[np.int64]
    intents: NDArray[np.int64]
    groups: NDArray[np.int64]

    @property
    def starts(self) -> NDArray[np.int64]:
        return np.concatenate([[0], np.cumsum(self.lengths)[:-1]])


class Dropout:
    """Masks that keep the expected size; all ones when nothing is dropped."""

    def __init__(self, seed: int, share: float) -> None:
        self._dice = np.random.default_rng(seed)
        self.share = share

    def mask(self, *shape: int) -> Floats:
        kept = self._dice.random(shape, dtype=np.float32) >= self.share
        return kept.astype(np.float32) / np.float32(1 - self.share)


def neighbours(x: Floats) -> Floats:
    """Each place with the one before and the one after it."""
    wide = np.zeros((len(x), 3 * x.shape[1]), dtype=np.float32)
    size = x.shape[1]
    wide[1:, :size] = x[:-1]
    wide[:, size : 2 * size] = x
    wide[:-1, 2 * size :] = x[1:]
    return wide


def from_neighbours(wide: Floats) -> Floats:
    size = wide.shape[1] // 3
    x = wide[:, size : 2 * size].copy()
    x[:-1] += wide[1:, :size]
    x[1:] += wide[:-1, 2 * size :]
    return x


def soft(scores: Floats) -> Floats:
    """Scores of each row as chances."""
    chances = np.exp(scores - scores.max(1, keepdims=True))
    return np.asarray(chances / chances.sum(1, keepdims=True), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the first half of a pass leaves for the rest and for the way back, word by word."""

    vectors: Floats
    kept: Floats
    wide: Floats
    carried: Carried
    hidden: Floats


@dataclass(frozen=True, slots=True)
class Gathered:
    """The whole example: attention over its words, their mean, and what follows from both."""

    look: Floats
    seen: Floats  # `hidden` with some of it dropped
    kept: Floats
    share: Floats
    gathered: Floats
    whole: Floats
    open: Floats


def learn(net: Mapping[str, Floats], batch: Batch, drop: Dropout) -> tuple[float, Parameters]:
    """The loss of a batch, a mean over its examples, and its slope for every parameter.

    The slope of `pieces` has one row a column of `batch.pieces`."""
    grads: Parameters = {}
    seen = _see(net, batch, drop)
    all_of_it = _gather(net, batch, drop, seen)
    loss, intent, d_intent, d_group = _intents(net, batch, all_of_it.whole)
    surprise, d_seen, d_vectors, d_whole = _tags(net, batch, drop, (seen, all_of_it, intent), grads)
    d_whole += d_intent @ net["intent"].T + d_group @ net["group"].T
    grads["intent"], grads["intent_bias"] = all_of_it.whole.T @ d_intent, d_intent.sum(0)
    grads["group"], grads["group_bias"] = all_of_it.whole.T @ d_group, d_group.sum(0)
    more_hidden, more_vectors = _ungather(net, batch, (seen, all_of_it), (d_whole, d_seen), grads)
    _unsee(net, batch, seen, (more_hidden, d_vectors + more_vectors), grads)
    return loss + surprise, grads


def _see(net: Mapping[str, Floats], batch: Batch, drop: Dropout) -> Seen:
    places = int(batch.place[-1]) + 2
    kept = drop.mask(len(batch.row), net["pieces"].shape[1])
    vectors = (batch.pieces @ net["pieces"])[batch.word_of] * kept
    x = np.zeros((places, vectors.shape[1]), dtype=np.float32)
    x[batch.place] = vectors
    wide = neighbours(x)[batch.place]
    carried = carry(wide @ net["in"] + net["in_bias"], Places.of(batch.turn, batch.row, batch.lengths))
    return Seen(vectors, kept, wide, carried, carried.hidden)


def _gather(net: Mapping[str, Floats], batch: Batch, drop: Dropout, seen: Seen) -> Gathered:
    kept = drop.mask(*seen.hidden.shape)
    hidden = seen.hidden * kept
    look = seen.hidden @ net["look"]
    look = np.exp(look - np.maximum.reduceat(look, batch.starts)[batch.row])
    look /= np.add.reduceat(look, batch.starts)[batch.row]
    parts = [np.add.reduceat(look[:, head : head + 1] * hidden, batch.starts) for head in range(look.shape[1])]
    share = (1 / batch.lengths[batch.row]).astype(np.float32)[:, None]
    gathered = np.concatenate([*parts, np.add.reduceat(seen.vectors * share, batch.starts)], 1)
    whole = np.maximum(gathered @ net["whole"] + net["whole_bias"], 0)
    mask = drop.mask(*whole.shape)
    return Gathered(look, hidden, kept, share, gathered, whole * mask, (whole > 0) * mask)


def _intents(net: Mapping[str, Floats], batch: Batch, whole: Floats) -> tuple[float, Floats, Floats, Floats]:
    """The loss over intents and groups, the chances of the intents, and the slopes of both scores."""
    rows = len(batch.lengths)
    each = np.arange(rows)
    intent = soft(whole @ net["intent"] + net["intent_bias"])
    group = soft(whole @ net["group"] + net["group_bias"])
    logs = np.log(intent + 1e-9)
    loss = -float((1 - SMOOTHING) * logs[each, batch.intents].mean() + SMOOTHING * logs.mean())
    loss -= GROUPS_COUNT * float(np.log(group[each, batch.groups] + 1e-9).mean())
    d_intent = (intent - SMOOTHING / intent.shape[1]) / rows
    d_intent[each, batch.intents] -= (1 - SMOOTHING) / rows
    d_group = group * (GROUPS_COUNT / rows)
    d_group[each, batch.groups] -= GROUPS_COUNT / rows
    return loss, intent, d_intent, d_group


def _tags(
    net: Mapping[str, Floats], batch: Batch, drop: Dropout, before: tuple[Seen, Gathered, Floats], grads: Parameters
) -> tuple[float, Floats, Floats, Floats]:
    """The loss over rows of tags; slopes of hidden, vectors and whole. The intent only informs: no slope goes back."""
    seen, all_of_it, intent = before
    near = np.concatenate([all_of_it.seen, seen.vectors], 1)
    told = np.maximum(near @ net["tell"] + (all_of_it.whole @ net["tell_whole"])[batch.row] + net["tell_bias"], 0)
    mask = drop.mask(*told.shape)
    told_kept = told * mask
    scores = told_kept @ net["tag"] + (intent @ net["tag_intent"])[batch.row] + net["tag_bias"]
    loss, d_scores = _chain(net, batch, scores, grads)
    grads["tag"], grads["tag_bias"] = told_kept.T @ d_scores, d_scores.sum(0)
    grads["tag_intent"] = intent.T @ np.add.reduceat(d_scores, batch.starts)
    d_told = (d_scores @ net["tag"].T) * mask * (told > 0)
    d_rows = np.add.reduceat(d_told, batch.starts)
    grads["tell"], grads["tell_bias"] = near.T @ d_told, d_told.sum(0)
    grads["tell_whole"] = all_of_it.whole.T @ d_rows
    d_near: Floats = np.asarray(d_told @ net["tell"].T, dtype=np.float32)
    size = seen.hidden.shape[1]
    return loss, d_near[:, :size], d_near[:, size:], d_rows @ net["tell_whole"].T


def _chain(net: Mapping[str, Floats], batch: Batch, scores: Floats, grads: Parameters) -> tuple[float, Floats]:
    rows = len(batch.lengths)
    grid = np.zeros((int(batch.lengths[0]), rows, scores.shape[1]), dtype=np.float32)
    gold = np.zeros(grid.shape[:2], dtype=np.int64)
    grid[batch.turn, batch.row], gold[batch.turn, batch.row] = scores, batch.tags
    slopes = chain_slopes(grid, batch.lengths, gold, net["steps"], net["start"])
    scale = np.float32(SLOTS_COUNT / rows)
    grads["steps"], grads["start"] = slopes.steps * scale, slopes.start * scale
    return slopes.loss * float(scale), slopes.scores[batch.turn, batch.row] * scale


def _ungather(
    net: Mapping[str, Floats],
    batch: Batch,
    before: tuple[Seen, Gathered],
    slopes: tuple[Floats, Floats],
    grads: Parameters,
) -> tuple[Floats, Floats]:
    """From slopes of the whole example and of hidden to those of hidden and vectors."""
    (seen, gathered), (d_kept_whole, d_seen) = before, slopes
    d_whole = d_kept_whole * gathered.open
    grads["whole"], grads["whole_bias"] = gathered.gathered.T @ d_whole, d_whole.sum(0)
    d_gathered = d_whole @ net["whole"].T
    size, look = seen.hidden.shape[1], gathered.look
    d_seen, d_look = d_seen.copy(), np.empty_like(look)
    for head in range(look.shape[1]):
        part = d_gathered[:, head * size : (head + 1) * size][batch.row]
        d_seen += look[:, head : head + 1] * part
        d_look[:, head] = (gathered.seen * part).sum(1)
    d_look = look * (d_look - np.add.reduceat(look * d_look, batch.starts)[batch.row])
    grads["look"] = seen.hidden.T @ d_look
    d_vectors = d_gathered[:, look.shape[1] * size :][batch.row] * gathered.share
    d_hidden = np.asarray(d_seen * gathered.kept + d_look @ net["look"].T, dtype=np.float32)
    return d_hidden, np.asarray(d_vectors, dtype=np.float32)


def _unsee(
    net: Mapping[str, Floats], batch: Batch, seen: Seen, slopes: tuple[Floats, Floats], grads: Parameters
) -> None:
    """From slopes of hidden and vectors down to the pieces of words."""
    d_hidden, d_vectors = slopes
    d_gates = carry_back(seen.carried, d_hidden)
    grads["in"], grads["in_bias"] = seen.wide.T @ d_gates, d_gates.sum(0)
    d_wide = np.zeros((int(batch.place[-1]) + 2, seen.wide.shape[1]), dtype=np.float32)
    d_wide[batch.place] = d_gates @ net["in"].T
    d_vectors = (d_vectors + from_neighbours(d_wide)[batch.place]) * seen.kept
    first = np.argsort(batch.word_of, kind="stable")
    starts = np.searchsorted(batch.word_of[first], np.arange(batch.pieces.shape[0]))
    grads["pieces"] = batch.pieces.T @ np.add.reduceat(d_vectors[first], starts)
