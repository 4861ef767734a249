"""How different the phrasings of one intent are from each other: distinct words, distinct pairs, nearest neighbours.

Which figure is too low is decided by who asks; nothing is read from disk here."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from nlu.rasa_data import Example
from nlu.text import normalise

STRETCH = 400  # words or pairs counted together: a share of distinct words falls with length, so length is fixed
GRAM = 4  # letters
_WORD = re.compile(r"[^\W\d]+|\d+")


@dataclass(frozen=True, slots=True)
class Nearest:
    """Which other phrasing is most like this one, by place, and how like (0 nothing shared, 1 the same)."""

    of: int
    to: int
    likeness: float


@dataclass(frozen=True, slots=True)
class Variety:
    """`words` and `pairs` are distinct shares in the poorest stretch; `likeness` is the mean over all nearest."""

    words: float
    pairs: float
    likeness: float
    nearest: tuple[Nearest, ...]

    def copies(self, least: float) -> float:
        """The share of phrasings that have one at least so like them."""
        return sum(each.likeness >= least for each in self.nearest) / max(len(self.nearest), 1)


def measure(examples: Sequence[Example]) -> Variety:
    lines = [_words(example) for example in examples]
    nearest = _nearest([_grams(" ".join(words)) for words in lines])
    return Variety(
        words=_distinct([word for words in lines for word in words]),
        pairs=_distinct([pair for words in lines for pair in pairwise(words)]),
        likeness=fmean(each.likeness for each in nearest) if nearest else 0.0,
        nearest=tuple(nearest),
    )


def _words(example: Example) -> list[str]:
    """The words in normal form; a marked value is its entity's name, a bare number `#`: only phrasing counts."""
    text, at = "", 0
    for entity in example.entities:
        text += f"{example.text[at : entity.start]} {entity.name} "
        at = entity.end
    plain = normalise(text + example.text[at:]).plain
    return ["#" if word[0].isdecimal() else word for word in _WORD.findall(plain)]


def _distinct(items: Sequence[object]) -> float:
    """The share of distinct ones in the stretch that has fewest."""
    last = max(len(items) - STRETCH, 0)
    starts = {*range(0, last, STRETCH // 2), last}
    stretches = [items[start : start + STRETCH] for start in starts]
    return min((len(set(stretch)) / len(stretch) for stretch in stretches if stretch), default=0.0)


def _grams(text: str) -> frozenset[str]:
    marked = f" {text} "
    return frozenset(marked[at : at + GRAM] for at in range(max(len(marked) - GRAM + 1, 1)))


def _nearest(bags: Sequence[frozenset[str]]) -> list[Nearest]:
    """Jaccard likeness over letter groups, counted through an index so that only lines that share one are compared."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, bag in enumerate(bags):
        for gram in bag:
            holders[gram].append(at)
    return [_best(at, bags, Counter(_others(at, bag, holders))) for at, bag in enumerate(bags)]


def _others(at: int, bag: frozenset[str], holders: dict[str, list[int]]) -> Iterable[int]:
    return (other for gram in bag for other in holders[gram] if other != at)


def _best(at: int, bags: Sequence[frozenset[str]], shared: Counter[int]) -> Nearest:
    found = Nearest(at, at, 0.0)
    for other, common in sorted(shared.items()):
        likeness = common / (len(bags[at]) + len(bags[other]) - common)
        if likeness > found.likeness:
            found = Nearest(at, other, likeness)
    return found
