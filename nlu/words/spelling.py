"""Slips of the finger mended against the words of the domain: a deletion index, and the price of each kind of slip."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from nlu.entities.number_words import HUNDREDS, SCALES, TEENS, TENS
from nlu.words.joining import key
from nlu.words.memory import keep
from nlu.words.neighbours import pair
from nlu.words.segmentation import Segmenter
from nlu.words.tables import SHORTEST_RESPELT, WordTables

# Rows of the standard Persian keyboard (ISIRI 9147) and of the Latin one, each with how far it is set in, in keys.
_PERSIAN_ROWS = (("ضصثقفغعهخحجچ", 0.0), ("شسیبلاتنمکگ", 0.25), ("ظطزرذدپو", 0.75))
_LATIN_ROWS = (("qwertyuiop", 0.0), ("asdfghjkl", 0.25), ("zxcvbnm", 0.75))
SWAPPED = 0.5
"""The price of two letters in each other's place."""
_REACH = 1.3  # keys between which a finger slips
_SOUND_ALIKE = ("سصث", "زذضظ", "تط", "هح", "قغ", "اع")

_SHORTEST_RUN = 6
_SHORTEST_PAIR = 5  # of two words known side by side
_LONG = 7  # from this length two slips are mended
_MOST_LEFT_OUT = 2  # letters
_TRUSTED = 3  # times a word is said before others are mended into it
_CLEAR = 0.35  # how much cheaper the best word must be than the next, unless it is said ten times as often
_NUMBER = 20
"""How often a number word counts as said that the training texts lack."""
_NUMBERS = {
    key(word): number
    for table in (TEENS, TENS, HUNDREDS, SCALES)
    for word, number in table.items()
    if not word.isascii()
}
_MOST = 1.6  # two slips of the finger, or one of another kind


@dataclass(frozen=True, slots=True)
class SpellingIndex:
    """Words of the domain by what is left of them when one letter, or two of a long word, are missing."""

    by_rest: Mapping[str, tuple[str, ...]]
    counts: Mapping[str, int]
    """Every word that may be mended into, with how often it is said."""
    segmenter: Segmenter
    longest: int
    """Letters of the longest of these words."""
    spoken: Mapping[str, str]
    """Spoken words and what they are formally."""
    reached: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, tables: WordTables) -> SpellingIndex:
        counts = dict(_targets(tables))
        return cls.of_words(counts, _segmenter(counts, tables), spoken=tables.spoken)

    @classmethod
    def of_words(cls, counts: Mapping[str, int], segmenter: Segmenter, *, spoken: Mapping[str, str]) -> SpellingIndex:
        found: dict[str, list[str]] = {}
        for word in counts:
            for rest in _rests(word) if len(word) >= SHORTEST_RESPELT or not word.isascii() else ():
                found.setdefault(rest, []).append(word)
        by_rest = {rest: tuple(words) for rest, words in found.items()}
        return cls(by_rest, counts, segmenter, longest=max(map(len, counts), default=0), spoken=spoken)

    def mended(self, word: str, *, most: float | None = None) -> str | None:
        """The key of the one word that is meant, by slips of at most this price (what is `allowed` to its length); None
        when none is near or two are as near."""
        wrong = key(word)
        if len(wrong) < SHORTEST_RESPELT:
            return None
        ranked = sorted(
            (price, -self.counts[right], right)
            for right in self.near(wrong)
            if (price := slips(wrong, right)) <= (most or allowed(wrong))
        )
        if not ranked:
            return None
        others = [each for each in ranked[1:] if self._said(each[2]) != self._said(ranked[0][2])]
        if others and not self._clear(ranked[0], others[0]):
            return None
        return None if self._other_number(wrong, ranked[0][2]) else ranked[0][2]

    def _other_number(self, wrong: str, right: str) -> bool:
        """Is the word as near to another number? «شیصد» may be 300 and 600."""
        if right not in _NUMBERS:
            return False
        near = (other for other in self.near(wrong) if other in _NUMBERS and _NUMBERS[other] != _NUMBERS[right])
        return any(slips(wrong, other) <= _MOST for other in near)

    def _said(self, word: str) -> str:
        """What a word says, however it is spoken: «خدافظ» is «خداحافظ»."""
        return key(self.spoken.get(word, word))

    def near(self, wrong: str) -> tuple[str, ...]:
        """The other words that have the same letters but for one, or for two of long words."""
        if len(wrong) > self.longest + _MOST_LEFT_OUT:
            return ()  # «ضیضیضی…» without end: the pairs of a thousand letters would take minutes
        known = self.reached.get(wrong)
        if known is None:
            found = {right for rest in _rests(wrong) for right in self.by_rest.get(rest, ()) if right != wrong}
            return keep(self.reached, wrong, tuple(sorted(found)))
        return known

    def _clear(self, first: tuple[float, int, str], second: tuple[float, int, str]) -> bool:
        return second[0] - first[0] >= _CLEAR or (first[1] <= 10 * second[1])

    def split(self, word: str) -> tuple[str, ...] | None:
        """Words written together, most of them everyday words of the domain; None when it cannot be that."""
        compact = key(word)
        if len(compact) < _SHORTEST_PAIR:
            return None
        parts = self.segmenter.segment(compact)
        return parts if parts and (len(compact) >= _SHORTEST_RUN or self.side_by_side(parts)) else None

    def side_by_side(self, parts: Sequence[str]) -> bool:
        """Does the training hold all of these next to each other?"""
        return all(self.segmenter.is_pair(pair(left, right)) for left, right in pairwise(parts))


def slips(wrong: str, right: str) -> float:
    """The price of the slips that turn one word into the other (optimal string alignment with prices)."""
    before: list[float] = []
    above = [_missing(right, 0) * at for at in range(len(right) + 1)]
    for row, letter in enumerate(wrong, 1):
        current = [above[0] + 1.0]
        for column, meant in enumerate(right, 1):
            price = min(
                above[column] + _extra(wrong, row - 1),
                current[-1] + _missing(right, column - 1),
                above[column - 1] + _mistaken(letter, meant, first=row == 1),
            )
            if row > 1 and column > 1 and letter == right[column - 2] and wrong[row - 2] == meant:
                price = min(price, before[column - 2] + SWAPPED)
            current.append(price)
        before, above = above, current
    return above[-1]


def _mistaken(letter: str, meant: str, *, first: bool) -> float:
    if letter == meant:
        return 0.0
    if any(letter in group and meant in group for group in _SOUND_ALIKE):
        return 0.35
    price = _beside(letter, meant)
    return price + 0.4 if first else price


def _key_places() -> dict[str, tuple[float, int]]:
    return {
        letter: (at + inset, row)
        for rows in (_PERSIAN_ROWS, _LATIN_ROWS)
        for row, (keys, inset) in enumerate(rows)
        for at, letter in enumerate(keys)
    }


_PLACES = _key_places()


def _beside(letter: str, other: str) -> float:
    """A finger slips sideways more easily than to the row above or below, and hardly anywhere else."""
    here, there = _PLACES.get(letter), _PLACES.get(other)
    if here is None or there is None or (here[0] - there[0]) ** 2 + (here[1] - there[1]) ** 2 > _REACH**2:
        return 1.1
    return 0.7 if here[1] == there[1] else 0.85


def _extra(word: str, at: int) -> float:
    """A letter too many: cheap when it is struck twice, dear at the end, where it may be an ending."""
    if at and word[at - 1] == word[at]:
        return 0.4
    return 1.2 if at == len(word) - 1 and word[at] in "مشتیهان" else 0.9


def _missing(word: str, at: int) -> float:
    return 0.5 if at and word[at - 1] == word[at] else 0.9


def allowed(word: str) -> float:
    """What the slips in one word may cost at most."""
    return _MOST if len(word) >= _LONG else 0.95


def _rests(word: str) -> Iterator[str]:
    """The word, and the word with letters left out."""
    yield word
    for count in range(1, (_MOST_LEFT_OUT if len(word) >= _LONG else 1) + 1):
        for places in combinations(range(len(word)), count):
            yield "".join([letter for at, letter in enumerate(word) if at not in places])


def _segmenter(counts: Mapping[str, int], tables: WordTables) -> Segmenter:
    def is_word(compact: str) -> bool:
        known = compact in tables.attested or compact in tables.verbs or compact in tables.spoken
        return known or compact in tables.listed

    return Segmenter.of(counts, is_word=is_word, is_pair=tables.neighbours.__contains__)


def _targets(tables: WordTables) -> Iterable[tuple[str, int]]:
    """Words said often enough, and real: a slip that the training texts hold must not draw others to it."""
    for word, count in tables.counts.items():
        real = word in tables.attested or word in tables.verbs or word in tables.spoken
        least = 1 if word.isascii() else (_TRUSTED if real else 2 * _TRUSTED)
        if len(word) >= 2 and count >= least:
            yield word, count
    yield from ((word, _NUMBER) for word in _NUMBERS if len(word) >= _SHORTEST_PAIR and word not in tables.counts)
