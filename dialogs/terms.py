"""The glossary citizens can ask about: «تراکم یعنی چی؟». Which word a message asks to explain; what follows is
`repair.words`. The words and their plain meanings are data: `texts/terms.fa.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from dialogs.choices import fold
from dialogs.document import Document
from dialogs.findings import Finding
from dialogs.texts import Text, read_text
from dialogs.whole_phrases import NO_PHRASES, STEM, Phrases, any_phrase, loose_phrases

_WORDS = (
    "cues",
    "why",
    "loose",
    "beside",
    "where",
    "lacking",
    "taking",
    "lacked",
    "nameless",
    "asking",
    "pointing",
    "concerning",
    "small",
)
_IN_FULL = {"چقد": "چقدر", "چن": "چند", "چنتا": "چند", "cheghad": "cheghadr"}  # each of them is `asking`
_SHORTENED = re.compile(rf"(?<!\S)(?:{'|'.join(_IN_FULL)})(?!\S)")
"""Words of a question as they are spoken."""
_FEW, _TWO = 4, 2
ASPECTS = ("undo", "next", "bring", "duration", "when", "cost", "where")
"""What may be asked of the matter in hand, in the order in which it is looked for."""
SPACE = "term"
"""The texts of terms are `term.<name>` in the text book."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the trade and every way it is written, folded for comparing. Its meaning is the text `key`."""

    name: str
    names: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{SPACE}.{self.name}"


@dataclass(frozen=True, slots=True)
class Aspect:
    """What may be asked of whatever is in hand: `asked` are the words that ask for it, `named` those that do in a
    question, `told` those a line begins with that tells it («هزینه: رایگان»), `said` those of a sentence that does,
    `bare` all that a message says that asks for it («چقدر؟»)."""

    name: str
    asked: Phrases = NO_PHRASES
    named: Phrases = NO_PHRASES
    told: tuple[str, ...] = ()
    said: Phrases = NO_PHRASES
    bare: frozenset[str] = frozenset()

    def is_told_in(self, line: str) -> bool:
        """Does a line tell it?"""
        head, colon, _ = line.partition(":")
        begins = bool(colon) and any(word in self.told for word in fold(head).split())
        return begins or self.said.stand_in(fold(line))


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """The glossary as loaded. `cues` are words that ask for a meaning, `why` for a reason (each with a space after it),
    `loose` the cues and those that ask for a meaning only while a question stands (elsewhere «چیه» asks for an
    article), `beside` words that add nothing, `where` words that ask where something is found, `lacking` those of
    whoever does not have it at hand, `taking` those that point to the one thing shown, `lacked` those that say it is
    another, `nameless` all that only point, `asking` words that make a message a question without its mark, `pointing`
    words that point to what was just said or asked, `concerning` words for what a matter in hand costs and how long it
    takes, `small` those that say nothing beside these, `aspects` what may be asked of it."""

    terms: tuple[Term, ...] = ()
    cues: Phrases = NO_PHRASES
    why: tuple[str, ...] = ()
    loose: Phrases = NO_PHRASES
    beside: frozenset[str] = frozenset()
    where: Phrases = NO_PHRASES
    lacking: Phrases = NO_PHRASES
    taking: frozenset[str] = frozenset()
    lacked: frozenset[str] = frozenset()
    nameless: frozenset[str] = frozenset()
    asking: frozenset[str] = frozenset()
    pointing: frozenset[str] = frozenset()
    concerning: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()
    aspects: tuple[Aspect, ...] = ()

    _by_name: Mapping[str, Term] = field(init=False, repr=False, compare=False)
    _begun: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)
    _begun_as: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)
    """The aspects that a word, and one of these first letters, may begin to ask for."""
    nothing: frozenset[str] = field(init=False, repr=False, compare=False)
    """The words that add nothing to a question about the matter in hand."""
    named_in: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # The first term of a name counts, so later ones are written first.
        by_name = {_bare(name): term for term in reversed(self.terms) for name in term.names}
        # «یعنی چی در انتظار بازدید» is read without its «در»: names are found without the words that add nothing, too
        short = {_bare(self._told(name)): term for term in self.terms for name in term.names if " " in self._told(name)}
        by_name = short | by_name
        object.__setattr__(self, "_by_name", by_name)
        nothing = self.beside.union(self.nameless, self.asking, self.pointing, self.small)
        object.__setattr__(self, "nothing", nothing)
        named = frozenset[str]().union(*(aspect.named.begins for aspect in self.aspects))
        object.__setattr__(self, "named_in", named)
        begun = [(word, aspect.name) for aspect in self.aspects for word in aspect.asked.begins]
        stems = [(stem, aspect.name) for aspect in self.aspects for stem in aspect.asked.stems]
        object.__setattr__(self, "_begun", _grouped(begun))
        object.__setattr__(self, "_begun_as", _grouped(stems))

    def _told(self, name: str) -> str:
        return " ".join(word for word in name.split() if word not in self.beside)

    def aspect_of(self, text: str) -> tuple[Aspect | None, list[str]]:
        """The aspect of the matter in hand that is asked about, and the words beside it that mean something."""
        return _aspect_of(self, text)

    def may_ask(self, words: Iterable[str]) -> set[str]:
        """The names of the aspects that (folded) words may ask for: none, as those of most messages."""
        begun, stems, found = self._begun, self._begun_as, set[str]()
        for word in words:
            if word in begun:
                found |= begun[word]
            if (stem := word[:STEM]) in stems:
                found |= stems[stem]
        return found

    def says_nothing(self, word: str) -> bool:
        """Is it a word that adds nothing to a question about the matter in hand?"""
        return word in self.nothing

    def telling(self, folded: str) -> list[str]:
        """The words of a (folded) text that say something."""
        return [word for word in folded.split() if word not in self.nothing]

    def asks(self, text: str) -> bool:
        """Is it a question?"""
        return has_mark(text) or not self.asking.isdisjoint(fold(text).split())

    def takes(self, text: str) -> bool:
        """Does it begin by pointing to the one thing that was shown («همینو می‌خوام», «آره همونه»)?"""
        words = fold(text).split()
        return any(word in self.taking for word in words[:2]) and not any(word in self.lacked for word in words)

    def only_points(self, text: str) -> bool:
        """Is it nothing but words that point to something («اون یکی چی»), with nothing they could point to?"""
        words = fold(text).split()
        return len(words) <= _FEW and all(word in self.nameless for word in words)

    def points(self, text: str) -> bool:
        """Does a question point to what was just said or asked («کدوم یکی بهتره»)?"""
        return any(word in self.pointing for word in fold(text).split())

    def concerns(self, text: str) -> bool:
        """Does it ask what the matter in hand costs, or how long it takes («چند روز طول می‌کشه»)?"""
        return any(word in self.concerning for word in fold(text).split())

    def held_in(self, text: str) -> list[Term]:
        """The terms a message speaks of («تراکمش چقدره»)."""
        words = [form for word in fold(text).split() for form in (word, word.removesuffix("ش"))]
        return [term for word in words if (term := self.find(word)) is not None]

    def named(self, text: str) -> list[Term]:
        """The terms that stand in a line, by the longest name first, the first two."""
        folded, found = f" {fold(text)} ", list[Term]()
        names = sorted(((name, term) for term in self.terms for name in term.names), key=lambda one: -len(one[0]))
        for name, term in names:
            if f" {name} " in folded:
                folded = folded.replace(f" {name} ", "  ")
                found += [term] if term not in found else []
        return found[:_TWO]

    def shared(self, text: str, told: str) -> bool:
        """Is a term of the message in what was told?"""
        return any(name in fold(told) for term in self.held_in(text) for name in term.names)

    def find(self, words: str) -> Term | None:
        """The term that is exactly these (folded) words, written together or apart, with or without «ها»."""
        return self._by_name.get(_bare(words))

    def joined(self, words: str) -> list[Term]:
        """The term that is these words, or all that «و» joins («عرصه و اعیان»)."""
        if (one := self.find(words)) is not None:
            return [one]
        found = [self.find(part) for part in words.split(" و ")]
        return [] if None in found else [term for term in found if term is not None]


@lru_cache(maxsize=4)  # several patterns ask it of one message
def _aspect_of(terms: Terms, text: str) -> tuple[Aspect | None, list[str]]:
    asks, folded = terms.asks(text), fold(text)
    words = folded.split()
    for aspect in terms.aspects:
        if folded in aspect.bare:
            return aspect, []
    if asks and not _IN_FULL.keys().isdisjoint(words):
        folded = _SHORTENED.sub(lambda found: _IN_FULL[found[0]], folded)
        words = folded.split()
    named, may_ask = asks and not terms.named_in.isdisjoint(words), terms.may_ask(words)
    for aspect in terms.aspects if named or may_ask else ():
        rest = aspect.asked.taken_out(folded) if aspect.name in may_ask else None
        if rest is None and named:
            rest = aspect.named.taken_out(folded)
        if rest is not None:
            return aspect, terms.telling(rest)
    return None, []


def has_mark(text: str) -> bool:
    """Has it the mark of a question?"""
    return "؟" in text or "?" in text


def asked_word(text: str, terms: Terms, *, loosely: bool) -> str | None:
    """The (folded) words whose meaning the message asks for and nothing else, or None when it asks no such thing."""
    cues, folded = terms.loose if loosely else terms.cues, fold(text)
    rest = cues.taken_out(folded)
    if rest is None:
        return None  # as in most messages
    return " ".join(word for word in rest.split() if word not in terms.beside) or None


def asked_terms(text: str, terms: Terms) -> list[Term]:
    """The terms whose meaning the message asks for, or is the bare name of («عرصه و اعیان یعنی چی»)."""
    return terms.joined(asked_word(text, terms, loosely=True) or fold(text))


def asks_where(text: str, terms: Terms) -> bool:
    """Does it ask where something is found?"""
    return terms.where.stand_in(fold(text))


def lacks(text: str, terms: Terms) -> bool:
    """Does whoever says it not know something, or not have it at hand?"""
    return terms.lacking.stand_in(fold(text))


def asks_why(text: str, terms: Terms) -> bool:
    """Does the message begin by asking for a reason?"""
    return f"{fold(text)} ".startswith(terms.why)


def holds_why(text: str, terms: Terms) -> bool:
    """Does it ask for a reason at all («نه، کد ملی رو چرا می‌خوای؟»)?"""
    padded = f" {fold(text)} "
    return any(f" {cue}" in padded for cue in terms.why)


def read_terms(document: Document) -> tuple[Terms, dict[str, Text], list[Finding]]:
    """The glossary, its texts by full key, and complaints about its form."""
    data = document.data if isinstance(document.data, dict) else {}
    entries = data.get("terms")
    if not isinstance(entries, dict) or "version" not in data:
        return Terms(), {}, [_finding(document, (), "not a glossary", "write `version: 1` and `terms:`")]
    findings = list(_complaints(document, entries))
    sound = {name: entry for name, entry in entries.items() if _is_term(entry)}
    terms = tuple(Term(name, tuple(fold(each) for each in entry["names"])) for name, entry in sound.items())
    texts = {term.key: read_text(term.key, sound[term.name]["means"]) for term in terms}
    words = {name: _folded(data.get(name)) for name in _WORDS}
    glossary = Terms(
        terms=terms,
        cues=any_phrase(words["cues"]),
        why=tuple(f"{cue} " for cue in words["why"]),
        loose=any_phrase((*words["cues"], *words["loose"])),
        beside=frozenset(words["beside"]),
        where=any_phrase(words["where"], together=True),
        lacking=any_phrase(words["lacking"], together=True),
        taking=frozenset(words["taking"]),
        lacked=frozenset(words["lacked"]),
        nameless=frozenset(words["nameless"]),
        asking=frozenset(words["asking"]),
        pointing=frozenset(words["pointing"]),
        concerning=frozenset(words["concerning"]),
        small=frozenset(words["small"]),
        aspects=tuple(_aspect(name, (data.get("aspects") or {}).get(name, {})) for name in ASPECTS),
    )
    return glossary, texts, findings


def _aspect(name: str, given: dict[str, object]) -> Aspect:
    asked, named, told, said, bare = (_folded(given.get(key)) for key in ("asked", "named", "told", "said", "bare"))
    return (
        Aspect(name, loose_phrases(given.get("asked")), any_phrase(named), told, any_phrase(said), frozenset(bare))
        if asked
        else Aspect(name)
    )


def _complaints(document: Document, entries: dict[str, object]) -> Iterator[Finding]:
    taken: dict[str, str] = {}
    for key, line in document.doubled:
        yield Finding(document.path, line, "key_doubled", f"`{key}` stands twice", "keep one of them")
    for name, entry in entries.items():
        if not _is_term(entry):
            yield _finding(document, ("terms", name), f"`{name}` is no term", "give it `names: [...]` and `means: …`")
            continue
        for each in entry["names"]:  # type: ignore[index]  # a mapping: `_is_term`
            if (other := taken.setdefault(_bare(fold(each)), name)) != name:
                message = f"«{each}» is `{name}` and `{other}`"
                yield _finding(document, ("terms", name), message, "a word has one meaning")


def _is_term(entry: object) -> bool:
    if not isinstance(entry, dict) or set(entry) != {"names", "means"} or not isinstance(entry["means"], str):
        return False
    names = entry["names"]
    return bool(entry["means"].strip()) and bool(names) and isinstance(names, list) and all(map(_is_word, names))


def _is_word(name: object) -> bool:
    return isinstance(name, str) and bool(name.strip())


def _folded(given: object) -> tuple[str, ...]:
    words = [fold(str(word)) for word in given] if isinstance(given, list) else []
    return tuple(sorted(words, key=len, reverse=True))


def _grouped(found: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for word, name in found:
        groups.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in groups.items()}


def _bare(words: str) -> str:
    """Without spaces and the plural, which are written in every way."""
    joined = words.replace(" ", "")
    for ending in ("هاش", "های", "ها"):
        joined = joined.removesuffix(ending) if len(joined) > len(ending) + 2 else joined
    return joined


def _finding(document: Document, where: tuple[str, ...], message: str, fix: str) -> Finding:
    return Finding(document.path, document.line(*where), "terms_form", message, fix)
