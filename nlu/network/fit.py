"""Training of the network from scratch, in numpy: batches, swapped slot values, Adam, averaged weights."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlu.network.carry import GATES, WAYS
from nlu.network.passes import Batch, Dropout, Parameters, learn
from nlu.network.words import pieces
from nlu.slots.chain import allowed_steps
from nlu.slots.marks import OUTSIDE, Tagged, stretches

Ints = NDArray[np.int64]
_KEPT = frozenset({"steps", "tag_intent"})
"""Tables of scores, which start from what is known or from nothing: they do not decay."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Sizes and schedule of a training."""

    width: int = 128
    hidden: int = 128
    whole: int = 192
    heads: int = 2
    epochs: int = 20
    least_steps: int = 150  # a small data set is gone through more often
    batch: int = 64
    rate: float = 2e-3
    drop: float = 0.33
    drop_pieces: float = 0.3
    decay: float = 0.05  # the share by which weights shrink in a step of rate 1
    swapped: float = 0.2
    rare: int = 3
    seed: int = 1395


@dataclass(frozen=True, slots=True)
class Names:
    """What the numbers of a network stand for."""

    intents: tuple[str, ...]
    groups: tuple[str, ...]
    tags: tuple[str, ...]
    pieces: tuple[str, ...]


def group_of(intent: str) -> str:
    """`alarm_set` and `alarm_query` are of one group: what the names of intents begin with."""
    return intent.partition("_")[0]


def names_of(examples: Sequence[Tagged], rare: int) -> Names:
    intents = sorted({example.intent for example in examples})
    slots = sorted({tag[2:] for example in examples for tag in example.tags if tag != OUTSIDE})
    counts = Counter(piece for example in examples for word in set(example.words) for piece in pieces(word))
    return Names(
        tuple(intents),
        tuple(sorted({group_of(intent) for intent in intents})),
        (OUTSIDE, *(f"{mark}-{slot}" for slot in slots for mark in "BI")),
        tuple(sorted(piece for piece, count in counts.items() if count >= rare)),
    )


def fresh(names: Names, plan: Plan) -> Parameters:
    """Random weights of the right sizes."""
    dice = np.random.default_rng(plan.seed)
    seen = WAYS * plan.hidden
    gathered = plan.heads * seen + plan.width

    def some(rows: int, columns: int, scale: float = 1.4) -> NDArray[np.float32]:
        return dice.normal(0, scale / np.sqrt(rows), (rows, columns)).astype(np.float32)

    net = {
        "pieces": dice.normal(0, 0.3, (len(names.pieces), plan.width)).astype(np.float32),
        "in": some(3 * plan.width, WAYS * GATES * plan.hidden, 0.6),
        "look": some(seen, plan.heads, 0.5),
        "whole": some(gathered, plan.whole),
        "intent": some(plan.whole, len(names.intents), 0.7),
        "group": some(plan.whole, len(names.groups), 0.7),
        "tell": some(seen + plan.width, plan.hidden),
        "tell_whole": some(plan.whole, plan.hidden, 0.7),
        "tag": some(plan.hidden, len(names.tags), 0.7),
        "tag_intent": np.zeros((len(names.intents), len(names.tags)), dtype=np.float32),
    }
    biased = ["in", "whole", "intent", "group", "tell", "tag"]
    net |= {f"{name}_bias": np.zeros(net[name].shape[1], dtype=np.float32) for name in biased}
    net["steps"], net["start"] = allowed_steps(names.tags)
    return net


class Feed:
    """Examples as numbers, shuffled and varied anew for every epoch."""

    def __init__(self, examples: Sequence[Tagged], names: Names, plan: Plan) -> None:
        from scipy.sparse import csr_matrix  # noqa: PLC0415 - serving must not load scipy

        self._plan, self._dice = plan, np.random.default_rng(plan.seed + 1)
        self._tag = {tag: at for at, tag in enumerate(names.tags)}
        self._word: dict[str, int] = {}
        known = {piece: at for at, piece in enumerate(names.pieces)}
        for example in examples:
            for word in example.words:
                self._word.setdefault(word, len(self._word))
        columns, starts, values = [], [0], []
        for word in self._word:
            found = [known[piece] for piece in pieces(word) if piece in known]
            columns += found
            values += [1 / np.sqrt(max(1, len(found)))] * len(found)
            starts.append(len(columns))
        shape = (len(self._word), len(known))
        self._pieces = csr_matrix((np.array(values, dtype=np.float32), columns, starts), shape=shape)
        self._rows = [self._numbers(example, names) for example in examples]
        self._values = self._slot_values(examples)

    def epoch(self) -> list[tuple[Batch, Ints]]:
        """Batches of examples of like length, each with the columns of `pieces` it touches."""
        rows = [self._varied(row) for row in self._rows]
        order = self._dice.permutation(len(rows))
        size, chunk = self._plan.batch, self._plan.batch * 16
        groups = []
        for at in range(0, len(order), chunk):
            near = sorted(order[at : at + chunk], key=lambda one: -len(rows[one][0]))
            groups += [near[since : since + size] for since in range(0, len(near), size)]
        return [self._batch([rows[one] for one in groups[turn]]) for turn in self._dice.permutation(len(groups))]

    def _numbers(self, example: Tagged, names: Names) -> tuple[list[int], list[int], int, int, list[Any]]:
        words = [self._word[word] for word in example.words]
        tags = [self._tag[tag] for tag in example.tags]
        intent, group = names.intents.index(example.intent), names.groups.index(group_of(example.intent))
        return words, tags, intent, group, list(stretches(example.tags))

    def _slot_values(self, examples: Sequence[Tagged]) -> Mapping[str, list[list[int]]]:
        found: dict[str, dict[tuple[str, ...], None]] = defaultdict(dict)
        for example in examples:
            for one in stretches(example.tags):
                found[one.name][example.words[one.start : one.end]] = None
        return {name: [[self._word[word] for word in value] for value in values] for name, values in found.items()}

    def _varied(self, row: Any) -> Any:
        """The example with some slot values of other examples in place of its own."""
        words, tags, intent, group, values = row
        if not values:
            return row
        new_words, new_tags, at = [], [], 0
        for one in values:
            new_words += words[at : one.start]
            new_tags += tags[at : one.start]
            value = words[one.start : one.end]
            if self._dice.random() < self._plan.swapped:
                choices = self._values[one.name]
                value = choices[int(self._dice.integers(len(choices)))]
            new_words += value
            new_tags += [self._tag[f"B-{one.name}"]] + [self._tag[f"I-{one.name}"]] * (len(value) - 1)
            at = one.end
        return new_words + words[at:], new_tags + tags[at:], intent, group, values

    def _batch(self, rows: list[Any]) -> tuple[Batch, Ints]:
        from scipy.sparse import csr_matrix  # noqa: PLC0415 - serving must not load scipy

        rows = sorted(rows, key=lambda row: -len(row[0]))
        lengths = np.array([len(row[0]) for row in rows])
        row_of = np.repeat(np.arange(len(rows)), lengths)
        turn = np.concatenate([np.arange(length) for length in lengths])
        different, word_of = np.unique(np.concatenate([row[0] for row in rows]), return_inverse=True)
        part = self._pieces[different]
        kept = self._dice.random(len(part.data), dtype=np.float32) >= self._plan.drop_pieces
        touched, columns = np.unique(part.indices, return_inverse=True)
        values = part.data * kept / np.float32(1 - self._plan.drop_pieces)
        matrix = csr_matrix((values, columns, part.indptr), shape=(len(different), len(touched)), dtype=np.float32)
        batch = Batch(
            pieces=matrix,
            word_of=word_of,
            place=np.arange(len(row_of)) + row_of + 1,
            row=row_of,
            turn=turn,
            lengths=lengths,
            tags=np.concatenate([row[1] for row in rows]).astype(np.int64),
            intents=np.array([row[2] for row in rows]),
            groups=np.array([row[3] for row in rows]),
        )
        return batch, touched


class Adam:
    """Steps of the usual size, and decoupled weight decay; of `pieces` only the rows that a batch touched move."""

    def __init__(self, net: Parameters, decay: float = 0.0) -> None:
        self._net, self._decay = net, decay
        self._mean = {name: np.zeros_like(value) for name, value in net.items()}
        self._square = {name: np.zeros_like(value) for name, value in net.items()}
        self._turn = 0

    def step(self, grads: Parameters, touched: Ints, rate: float) -> None:
        self._turn += 1
        size = np.sqrt(sum(float(np.vdot(grad, grad)) for grad in grads.values()))
        shrink = np.float32(min(1.0, 5.0 / (size + 1e-9)))
        left = np.float32(1 - rate * self._decay)
        fix = np.float32(rate * np.sqrt(1 - 0.999**self._turn) / (1 - 0.9**self._turn))
        for name, slope in grads.items():
            at: Any = touched if name == "pieces" else slice(None)
            grad = slope * shrink
            mean = self._mean[name][at] * np.float32(0.9) + grad * np.float32(0.1)
            square = self._square[name][at] * np.float32(0.999) + grad * grad * np.float32(0.001)
            self._mean[name][at], self._square[name][at] = mean, square
            if name not in _KEPT and slope.ndim > 1:
                self._net[name][at] *= left
            self._net[name][at] -= fix * mean / (np.sqrt(square) + np.float32(1e-8))


def fit(
    examples: Sequence[Tagged], plan: Plan, *, watch: Callable[[int, float, Parameters, Names], None] | None = None
) -> tuple[Parameters, Names]:
    """Weights averaged over the last steps. The same examples and plan give the same weights."""
    names = names_of(examples, plan.rare)
    net = fresh(names, plan)
    feed, drop, adam = Feed(examples, names, plan), Dropout(plan.seed + 2, plan.drop), Adam(net, plan.decay)
    average = {name: value.copy() for name, value in net.items()}
    batches = -(-len(examples) // plan.batch)
    total, turn = plan.epochs * batches, 0
    warm = min(200, total // 5 + 1)
    for epoch in range(plan.epochs):
        surprise = 0.0
        for batch, touched in feed.epoch():
            part = {**net, "pieces": net["pieces"][touched]}
            loss, grads = learn(part, batch, drop)
            surprise += loss
            rate = plan.rate * min(1.0, turn / warm) * 0.5 * (1 + np.cos(np.pi * turn / total)) + 1e-5
            adam.step(grads, touched, rate)
            turn += 1
            if turn % 10 == 0:
                pull = np.float32(1 - min(0.95, turn / (turn + 100)))
                for name, value in net.items():
                    average[name] += pull * (value - average[name])
        if watch is not None:
            watch(epoch, surprise / batches, average, names)
    return average, names
