"""The words of a message repaired: spoken as formal, Latin letters as Persian, slips mended. Offsets stay true.

Applied until nothing changes, so that repairing a repaired text is no repair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from nlu.text import Normal, normalise
from nlu.words.colloquial import formal, is_known
from nlu.words.context import BOTH, Context
from nlu.words.endings import bare
from nlu.words.finglish import FinglishIndex, is_foreign
from nlu.words.joining import key
from nlu.words.memory import keep
from nlu.words.neighbours import END, START, beside
from nlu.words.offsets import Change, replace
from nlu.words.particles import is_object_marker, joined
from nlu.words.spelling import SWAPPED, SpellingIndex
from nlu.words.tables import WordTables
from nlu.words.untouched import VALUES, Token, tokens

_PASSES = 5
_SHORTEST = 2  # letters of a word that its neighbours may call another; so short a one, both of them
_OFTENER = 10  # how much oftener what is meant is said than what stands there
_IS = "است"
_ALSO = "هم"  # «پرونده‌مم بگو» says that too, and not «بهم بگو», which is often said there
_ENDING = "ای"  # of the word before it, written apart: «طبقه ای ۱۲۰ متر»
_SHORTEST_LAST = 3  # letters of the last of two words that a known word is taken for
_SHORTEST_STEM = 4  # letters of a stem that is mended under its ending
_OFTEN = 8  # times a word is said before it is rather meant than a stranger, or mended under an ending
_FAMILIAR = 2  # words said so often are looked up when the tables load


@dataclass(frozen=True, repr=False)
class Repairer:
    """The tables with their indexes, and what single words have become before."""

    tables: WordTables
    spelling: SpellingIndex
    finglish: FinglishIndex
    context: Context
    remembered: dict[tuple[str, bool], str] = field(default_factory=dict)
    known: dict[str, bool] = field(default_factory=dict)
    meant: dict[tuple[str, str, str], str | None] = field(default_factory=dict)

    @classmethod
    def of(cls, tables: WordTables) -> Repairer:
        spelling = SpellingIndex.of(tables)
        made = cls(tables, spelling, FinglishIndex.of(tables), Context(tables.neighbours, tables.phrases, spelling))
        made.repair(normalise("سلام پرودنه salam"))  # word lists load now, not at a citizen's cost
        for compact, count in tables.counts.items():
            if count >= _FAMILIAR and not compact.isascii():
                made._word(Token(0, 0, tables.spelling_of(compact)))
        return made

    def repair(self, normal: Normal) -> Normal:
        """The message with repaired words. A message that does not settle stays as it was."""
        current = normal
        for _ in range(_PASSES):
            changes = list(self._changes(current.text))
            if not changes:
                return current
            current = replace(current, changes)
        return normal

    def _changes(self, text: str) -> Iterator[Change]:
        found = tokens(text, self.tables)
        skip = False
        for at, token in enumerate(found):
            if skip:
                skip = False
                continue
            after = _next(found, at, text)
            together = self._together(token, after) if after else None
            if after and together is not None:
                yield token.start, after.end, together
                skip = True
                continue
            written = self._in_context(token, text) or self._word(token)
            if token.word == "رو" and is_object_marker(_previous(found, at, text), after, self.tables):
                written = "را"
            if written != token.word:
                yield token.start, token.end, written

    def _together(self, left: Token, right: Token) -> str | None:
        if (both := joined(left, right, self.tables)) is not None:
            return both
        if not (left.respell and right.respell) or (self._knows(left.word) and self._knows(right.word)):
            return None
        whole = key(left.word + right.word)
        if len(whole) < 5 or whole not in self.spelling.counts or whole.isascii():
            return None
        return self.tables.spelling_of(whole)

    def _in_context(self, token: Token, text: str) -> str | None:
        """The formal spelling of another word that is surely meant here."""
        compact = key(token.word)
        if compact.isascii() and (read := self._latin_in_context(token, text)) is not None:
            return read
        if len(compact) < _SHORTEST or compact in (_ALSO, _ENDING) or not token.respell or self._is_settled(compact):
            return None
        around = beside(text, token.start, token.end)
        if compact in self.tables.verbs and around == (START, END):
            return None  # a real word, and nothing that speaks for another
        place = token.word, *around
        if place not in self.meant:
            keep(self.meant, place, self._meant(*place))
        return self.meant[place]

    def _meant(self, word: str, before: str, after: str) -> str | None:
        compact = key(word)
        everyday = (
            compact in self.tables.counts or compact in self.tables.verbs or self._word(Token(0, 0, word)) != word
        )
        stems = [stem for stem in bare(compact) if stem in self.tables.counts] if everyday else ()
        least = BOTH if everyday or len(compact) == _SHORTEST else 1
        meant = self.context.meant(compact, before, after, least=least, stems=stems)
        if meant is None or (everyday and (compact.startswith(meant) or meant.startswith(compact))):
            return None  # another ending is no slip
        return self._settled(self.tables.spelling_of(meant), respell=False)

    def _is_settled(self, compact: str) -> bool:
        """Does a word say what it says whatever stands beside it: a number, a spoken word, a word of the domain with an
        ending?"""
        if compact in VALUES or compact in self.tables.spoken:
            return True
        return compact not in self.tables.counts and any(stem in self.tables.counts for stem in bare(compact))

    def _latin_in_context(self, token: Token, text: str) -> str | None:
        """Of several Persian words that a Latin one may spell, the one that its neighbours, in Persian, speak for."""
        readings = self.finglish.readings(token.word)
        if len(readings) < 2:
            return None
        before, after = (self._first_word(one, token.respell) for one in beside(text, token.start, token.end))
        best = self.context.best(readings, before, after)
        return formal(best, self.tables) or best

    def _first_word(self, beside_it: str, respell: bool) -> str:
        return key(self._word(Token(0, 0, beside_it, respell))) if beside_it.isalpha() else beside_it

    def _knows(self, word: str) -> bool:
        known = self.known.get(word)
        return keep(self.known, word, is_known(word, self.tables)) if known is None else known

    def _word(self, token: Token) -> str:
        known = self.remembered.get((token.word, token.respell))
        if known is None:
            spelt = self._settled(token.word, respell=token.respell)
            return keep(self.remembered, (token.word, token.respell), spelt)
        return known

    def _settled(self, word: str, *, respell: bool) -> str:
        """One word in its formal spelling."""
        if word.isascii():
            return self._in_persian(word)
        if (proper := formal(word, self.tables)) is not None:
            return proper
        if not respell:
            return word
        if self._knows(word):
            return self._rather(word) or self._apart(word)
        return self._respelt(word)

    def _rather(self, word: str) -> str | None:
        """A word of the desk for one that is only the form of some stranger and lies a swap beside it: «دبهی» is «بدهی»
        and not of «دبه»."""
        compact, tables = key(word), self.tables
        if any(compact in each for each in (tables.counts, tables.attested, tables.verbs, tables.spoken)):
            return None
        stems, meant = bare(compact), self.spelling.mended(word, most=SWAPPED)
        if meant is None or any(stem in tables.verbs for stem in stems):
            return None
        said = max((tables.counts.get(stem, 0) for stem in stems), default=0)
        return self._formal_of(meant) if self.spelling.counts[meant] >= max(_OFTEN, _OFTENER * said) else None

    def _apart(self, word: str) -> str:
        """Two words that stand side by side in the training, and are one only by an ending or by a slip there:
        «لازماست», «کدنوسازی»."""
        compact = key(word)
        tables = self.tables
        if any(compact in known for known in (tables.attested, tables.listed, tables.verbs, tables.spoken)):
            return word
        parts = self.spelling.split(compact)
        if parts is None or len(parts[-1]) < _SHORTEST_LAST or not self.spelling.side_by_side(parts):
            return word
        stems = bare(compact) if parts[-1] != _IS else ()
        inflected = any(stem in tables.counts or stem in tables.attested for stem in stems)
        oftener = all(tables.counts.get(one, 0) > _OFTENER * tables.counts.get(compact, 0) for one in parts)
        return " ".join(self._formal_of(part) for part in parts) if oftener and not inflected else word

    def _in_persian(self, latin: str) -> str:
        """A Latin word in Persian, or as it stands when it cannot be read."""
        persian = self.finglish.persian(latin)
        if persian is None and not is_foreign(latin):
            persian = self._slipped(latin)
        return latin if persian is None else (formal(persian, self.tables) or persian)

    def _slipped(self, latin: str) -> str | None:
        """Latin words written together, or with a slip, by those of the training texts; in Persian."""
        meant = self.spelling.split(latin) or tuple(one for one in [self.spelling.mended(latin)] if one)
        persian = [self.finglish.persian(one) for one in meant]
        return " ".join(one for one in persian if one) if meant and all(persian) else None

    def _respelt(self, word: str) -> str:
        """Two words that stand side by side elsewhere; else one with a slip in it; else any two."""
        parts = self.spelling.split(word)
        if parts is None or not self.spelling.side_by_side(parts):
            right = self.spelling.mended(word)
            if (one := self._formal_of(right) if right is not None else self._inflected(word)) is not None:
                return one
        return word if parts is None else " ".join(self._formal_of(part) for part in parts)

    def _inflected(self, word: str) -> str | None:
        """A slip in what stands before an ending: «وضعبتش»."""
        compact = key(word)
        for stem in bare(compact):
            right = self.spelling.mended(stem) if len(stem) >= _SHORTEST_STEM else None
            if right is not None and self.spelling.counts[right] >= _OFTEN:
                whole = self.tables.spelling_of(right) + compact[len(stem) :]
                return formal(whole, self.tables) or whole
        return None

    def _formal_of(self, compact: str) -> str:
        written = self.tables.spelling_of(compact)
        return formal(written, self.tables) or written


def repair(normal: Normal, tables: WordTables) -> Normal:
    """A new `Normal` with repaired, formal words; every character still knows its stretch of raw text."""
    return _repairer(tables).repair(normal)


_made: dict[int, Repairer] = {}


def _repairer(tables: WordTables) -> Repairer:
    """One repairer for each tables object that is in use; a program has one."""
    made = _made.get(id(tables))
    if made is None or made.tables is not tables:
        _made.clear()
        made = _made[id(tables)] = Repairer.of(tables)
    return made


def _next(found: list[Token], at: int, text: str) -> Token | None:
    """The token after this one, when a single space stands between them."""
    after = found[at + 1] if at + 1 < len(found) else None
    return after if after and text[found[at].end : after.start] == " " else None


def _previous(found: list[Token], at: int, text: str) -> Token | None:
    return found[at - 1] if at and _next(found, at - 1, text) else None
