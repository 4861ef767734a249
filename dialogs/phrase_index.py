"""Phrases that are listened for, by the text they stand in, and which of these texts a message holds a phrase of: found
in one walk over its words, however many texts there are. A phrase is whole words: spaces inside it may be missing, an
ending may follow; «…» stands for any words, «(a|b)» for one of these, «. » at its beginning for the beginning of the
message, « .» at its end for its end. What the texts are heard for is told by `hints`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from dialogs.choices import fold

_ENDING = r"(?:ا|ای|امون|اتون)?(?: ?(?:ها|های|هام|هایم|هاش|ام|م|مو|اش|ش|شو|رو|را|و|ه|ی|یم|ست|است|مون|شون))?"

_WORD = re.compile(r"(?<!\w)\w")
_PIECE = re.compile(r"\([^)]*\)|[^\s()]+")
_LAST, _AT_END = " .", r"(?= *(?:\n|\Z))"
"""A phrase that ends so is the last of its message, which says nothing more."""
_FIRST, _AT_START = ". ", r"(?<![^\n])"
"""One that begins so is the first: with both, the message is nothing else («چقدر؟»)."""
_ANY_WORDS = r"(?!\w) (?:.* )?"


_DEEP = 8
"""Letters of a phrase that are looked up; only where they stand is the whole of it tried."""


_REACH = 2 * _DEEP
"""Characters of a message in which so many letters stand."""
_SHORT = 3
"""Letters: words with fewer stand in every message."""


class _AnyOf:
    """One of these phrases, at a place or (`within`) anywhere: a pattern that is made when a message first holds a word
    for it. Most never are."""

    __slots__ = ("_made", "_phrases", "_within")

    def __init__(self, phrases: Sequence[str], *, within: bool) -> None:
        self._phrases = phrases
        self._within = within
        self._made: re.Pattern[str] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        if self._made is None:
            form = _any_of([_phrase(line) for line in self._phrases])
            self._made = re.compile(rf"(?<!\w){form}" if self._within else form)
        return self._made

    def stands_in(self, heard: str, at: int) -> bool:
        pattern = self._made or self.pattern
        return (pattern.search(heard) if self._within else pattern.match(heard, at)) is not None


class PhraseIndex:
    """`phrases` are those of each text, by its full key. They are looked up by their first letters, without their
    spaces, and all of them at once."""

    __slots__ = ("_heads", "_looked_up", "_texts")

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        self._texts = {key: _AnyOf(lines, within=True) for key, lines in phrases.items()}
        parts = {line: _parts(line) for lines in phrases.values() for line in lines}
        common = Counter(way for each in parts.values() for ways in each for way in ways)
        under: dict[str, dict[tuple[str, bool], list[str]]] = {}
        for key, lines in phrases.items():
            for line in lines:
                telling = _most_telling(parts[line], common)
                for way in telling:
                    within = telling is not parts[line][0]
                    under.setdefault(way, {}).setdefault((key, within), []).append(line)
        self._looked_up = {
            way: tuple((key, _AnyOf(lines, within=within)) for (key, within), lines in found.items())
            for way, found in under.items()
        }
        self._heads = frozenset(way[:_SHORT] for way in under)

    def __contains__(self, key: object) -> bool:
        return key in self._texts

    def pattern(self, key: str) -> re.Pattern[str]:
        """The phrases of one text, for a folded message. Raises `KeyError` for a text that is not listened for."""
        return self._texts[key].pattern

    def held_in(self, heard: str) -> frozenset[str]:
        """The texts of which a folded message holds a phrase."""
        found, looked_up = set[str](), self._looked_up
        for word in _WORD.finditer(heard):
            at = word.start()
            letters = heard[at : at + _REACH].replace(" ", "")[:_DEEP]
            deepest = len(letters) if letters[:_SHORT] in self._heads else _SHORT
            for length in range(1, deepest + 1):
                way = letters[:length]
                if way not in looked_up:
                    continue
                for key, phrases in looked_up[way]:
                    if key not in found and phrases.stands_in(heard, at):
                        found.add(key)
        return frozenset(found)


def _most_telling(parts: Sequence[set[str]], common: Mapping[str, int]) -> set[str]:
    """The part that a phrase is looked up by: a message that holds «پرونده» seldom holds «پرونده … ناقص»."""
    return min(parts, key=lambda ways: (min(map(len, ways)) < _SHORT, max(map(common.__getitem__, ways))))


def _parts(phrase: str) -> list[set[str]]:
    """What stands between «…», each by its first letters in each way in which it may be put."""
    return [_beginnings(part) for part in phrase.removeprefix(_FIRST).removesuffix(_LAST).split("…")]


def _beginnings(part: str) -> set[str]:
    ways = {""}
    for piece in _PIECE.findall(part):
        if all(len(way) >= _DEEP for way in ways):
            break
        forms = ["".join(fold(one).split()) for one in piece.strip("()").split("|")]
        ways = {(way + form)[:_DEEP] for way in ways for form in forms}
    return ways


def _any_of(forms: Sequence[str]) -> str:
    """One of these patterns, to the end of a word. Those that begin with the same letter stand together: only they are
    tried where it is."""
    groups: dict[str, list[str]] = {}
    for form in forms:
        groups.setdefault(form[:1] if form[:1].isalnum() else "", []).append(form)
    ways = (f"{letter}(?:{'|'.join(each[len(letter) :] for each in group)})" for letter, group in groups.items())
    return rf"(?:{'|'.join(ways)})(?!\w)"


def _phrase(phrase: str) -> str:
    if phrase.startswith(_FIRST):
        return f"{_AT_START}{_phrase(phrase.removeprefix(_FIRST))}"
    if phrase.endswith(_LAST):
        return f"{_phrase(phrase.removesuffix(_LAST))}{_AT_END}"
    return _ANY_WORDS.join(" ?".join(map(_either, _PIECE.findall(part))) + _ENDING for part in phrase.split("…"))


def _either(piece: str) -> str:
    """One word, or one of several: «(خونه|ملک) همسایه»."""
    ways = piece.strip("()").split("|")
    forms = [" ?".join(re.escape(word) for word in fold(way).split()) for way in ways]
    return f"(?:{'|'.join(forms)})" if len(forms) > 1 else forms[0]
