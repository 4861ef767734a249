"""Values named by words: land use, inquiry and request types, documents… The words are data in `nlu/lexicon/`.

Phrases are looked up by their first letters at every word of the text; a space inside one may be missing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import Any

from nlu.entities.doc import SUFFIX, Doc, Found, any_of, near
from nlu.text import normalise
from nlu.wordlists import FOLDER, read_yaml

KINDS = ("phrases", "charged", "short", "asked")
_KEY = 5  # letters of a phrase it is looked up by
_ASKED = 15  # what was asked for is meant before any other kind the same words may name
_WORD = re.compile(r"\d+|[^\W\d]+")
_AND = re.compile(r" ?[،,] ?(?:و |va )?| (?:و|va) ")
_PAUSES = frozenset(("", *"،,.!؛:-\n"))
_OWN = ("م", "ش", "مون", "تون", "شون")
_FOLLOWED = "|"
_TAIL = re.compile(rf"{SUFFIX}(?!\w)")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One entity's words. A short form counts only beside a `near` word or when the entity was asked for; an asked
    one only then."""

    entity: str
    rank: int
    near: tuple[str, ...]
    gives_way: tuple[str, ...] = ()  # values that count only when no other of this entity is found
    to: tuple[str, ...] = ()  # the others they give way to; none named: all
    not_after: tuple[str, ...] = ()  # words right before that say it is somebody else's
    short_not_after: tuple[str, ...] = ()  # the same of short forms alone: «از خونه میشه؟» asks where from
    charged_near: tuple[str, ...] = ()  # words of money, beside which a charged form counts as well
    also_asked: tuple[str, ...] = ()  # questions these words answer as well as the question for this entity
    by_itself: bool = False  # a short form that is a whole clause counts too: «…، مالک.»

    def firm(self, value: object) -> bool:
        return value in self.to if self.to else value not in self.gives_way

    def ends(self, kind: str) -> tuple[str, ...]:
        words = self.not_after if kind == "phrases" else self.not_after + self.short_not_after
        return tuple(f" {word}" for word in words)

    def asked(self, doc: Doc) -> bool:
        return doc.expecting == self.entity or doc.expecting in self.also_asked

    def counts(self, kind: str, doc: Doc) -> bool:
        if kind == "phrases" or self.asked(doc):
            return True
        if kind == "charged" and near(doc.plain, self.charged_near):
            return True
        return kind in {"short", "charged"} and bool(self.near) and near(doc.plain, self.near)


@dataclass(frozen=True, slots=True)
class Form:
    """A phrase without its spaces, and after how many letters they may stand."""

    letters: str
    spaces: frozenset[int]
    kind: str
    value: str | int
    lexicon: Lexicon
    own: int  # letters that are the value; what follows them must follow: «شهرداری | منطقه»


@dataclass(frozen=True, slots=True)
class _Squeezed:
    """A text without its spaces; `places[i]` is where letter i stands in the text."""

    letters: str
    places: tuple[int, ...]
    plain: str

    def end_of(self, form: Form, at: int) -> int | None:
        """Where the form ends in the text when it stands at letter `at`; None when it does not."""
        if not self.letters.startswith(form.letters, at):
            return None
        start, end = self.places[at], self.places[at + len(form.letters) - 1] + 1
        if end - start > len(form.letters):
            gaps = (index - at for index in range(at + 1, at + len(form.letters)) if self._after_space(index))
            if not form.spaces.issuperset(gaps):
                return None
        return end

    def _after_space(self, index: int) -> bool:
        return self.places[index] != self.places[index - 1] + 1


def find(doc: Doc) -> Iterator[Found]:
    found = _longest(_counting(doc, list(_all(doc))))
    firm = {(one.name, one.value) for form, one in found if form.lexicon.firm(form.value)}
    return (one for form, one in found if not (one.value in form.lexicon.gives_way and _others(firm, one)))


def _others(firm: Set[tuple[str, object]], one: Found) -> bool:
    """Is there a firm value of the same entity beside this one?"""
    return any(name == one.name and value != one.value for name, value in firm)


def _counting(doc: Doc, seen: Sequence[tuple[Form, Found]]) -> list[tuple[Form, Found]]:
    """Those that count by themselves, as a clause, or in a row with one that does («سند، کارت ملی و اجاره‌نامه»)."""
    phrases = [one for form, one in seen if form.kind == "phrases"]
    counts: dict[tuple[str, str], bool] = {}
    kept: list[tuple[Form, Found]] = []
    rest: list[tuple[Form, Found]] = []
    for form, one in seen:
        which = (one.name, form.kind)
        if which not in counts:
            counts[which] = form.lexicon.counts(form.kind, doc)
        if _belongs(form, one, phrases):
            continue
        alone = counts[which] or (form.lexicon.by_itself and _is_clause(doc, one))
        (kept if alone else rest).append((form, one))
    while beside := [pair for pair in rest if any(_in_a_row(doc, pair[1], other) for _, other in kept)]:
        kept += beside
        rest = [pair for pair in rest if pair not in beside]
    return kept


def _belongs(form: Form, one: Found, phrases: Sequence[Found]) -> bool:
    """«مرکز آموزش شهرداری» is no answer with two places."""
    return form.kind == "asked" and any(other.name == one.name and other.end + 1 == one.start for other in phrases)


def _in_a_row(doc: Doc, one: Found, other: Found) -> bool:
    first, then = (one, other) if one.end <= other.start else (other, one)
    return one.name == other.name and _AND.fullmatch(doc.plain[first.end : then.start]) is not None


def _is_clause(doc: Doc, one: Found) -> bool:
    """«…هستم، مالک. زمینم …»"""
    before, after = doc.plain[: one.start].rstrip(), doc.plain[one.end :].lstrip()
    return bool(before or after) and before[-1:] in _PAUSES and after[:1] in _PAUSES - {":"}  # «مالک: محمد کریمی»


def _longest(found: list[tuple[Form, Found]]) -> list[tuple[Form, Found]]:
    """Without what is only part of a longer phrase: «عوارض صدور پروانه» asks for no permit."""
    whole = [one for form, one in found if form.kind == "phrases"]
    return [
        (form, one)
        for form, one in found
        if not any(
            other.start <= one.start and one.end <= other.end and one.end - one.start < other.end - other.start
            for other in whole
        )
    ]


def _all(doc: Doc) -> Iterator[tuple[Form, Found]]:
    text = _squeezed(doc.plain)
    for at in _word_starts(text):
        taken: set[tuple[str, str]] = set()
        for form in _candidates(text, at):
            which = (form.lexicon.entity, form.kind)
            if which not in taken and (found := _found(doc, text, form, at)) is not None:
                taken.add(which)
                yield form, found


def _candidates(text: _Squeezed, at: int) -> list[Form]:
    """The phrases that begin as the text does from here, longer ones first."""
    letters = text.letters
    if letters[at : at + 2] not in _heads() and letters[at] not in _heads():
        return []
    listed = forms()
    return [
        form
        for length in range(_KEY, 0, -1)
        for form in listed.get(letters[at : at + length], ())
        if letters.startswith(form.letters, at)
    ]


@cache
def _heads() -> frozenset[str]:
    """The first two letters of every phrase: most words of a text begin none."""
    return frozenset(key[:2] for key in forms())


@cache
def forms() -> Mapping[str, tuple[Form, ...]]:
    """Every phrase of every lexicon by its first letters, longer ones first."""
    found: dict[str, list[Form]] = defaultdict(list)
    for path in sorted(FOLDER.glob("*.yaml")):
        content = read_yaml(path)
        if "entity" in content:
            for form in _forms_of(content):
                found[form.letters[:_KEY]].append(form)
    return {key: tuple(sorted(listed, key=lambda form: -len(form.letters))) for key, listed in found.items()}


def _forms_of(content: Mapping[str, Any]) -> Iterator[Form]:
    lexicon = Lexicon(
        entity=content["entity"],
        rank=content.get("rank", 48),
        near=tuple(normalise(word).plain for word in content.get("near", ())),
        gives_way=tuple(content.get("gives_way", ())),
        to=tuple(content.get("to", ())),
        not_after=tuple(normalise(word).plain for word in content.get("not_after", ())),
        short_not_after=tuple(normalise(word).plain for word in content.get("short_not_after", ())),
        charged_near=tuple(normalise(word).plain for word in content.get("charged_near", ())),
        also_asked=tuple(content.get("also_asked", ())),
        by_itself=content.get("by_itself", False),
    )
    for listed in filter(None, (lexicon.near, lexicon.charged_near)):
        any_of(listed)  # made now, not at a citizen's cost
    for entry in content["values"]:
        for kind in KINDS:
            for phrase in entry.get(kind, ()):
                said, _, following = phrase.partition(_FOLLOWED)
                words, rest = normalise(said).plain.split(), normalise(following).plain.split()
                yield _form(words, rest, kind, entry["value"], lexicon)
                if len(words) > 1 and words[0].endswith("ه"):  # «پروانه‌ی ساخت»
                    yield _form([words[0], "ی", *words[1:]], rest, kind, entry["value"], lexicon)
                if words[-1].endswith("نامه"):  # «قولنامم»
                    for own in _OWN:
                        yield _form([*words[:-1], words[-1][:-1] + own], rest, kind, entry["value"], lexicon)


def _form(said: list[str], rest: list[str], kind: str, value: str | int, lexicon: Lexicon) -> Form:
    words = said + rest
    ends = [sum(map(len, words[: count + 1])) for count in range(len(words) - 1)]
    return Form("".join(words), frozenset(ends), kind, value, lexicon, len("".join(said)))


def _squeezed(plain: str) -> _Squeezed:
    places = tuple([at for at, letter in enumerate(plain) if letter != " "])
    return _Squeezed(plain.replace(" ", ""), places, plain)


def _word_starts(text: _Squeezed) -> Iterator[int]:
    spaces = last = 0
    for match in _WORD.finditer(text.plain):
        start = match.start()
        spaces += text.plain.count(" ", last, start)
        last = start
        yield start - spaces


def _found(doc: Doc, text: _Squeezed, form: Form, at: int) -> Found | None:
    end = text.end_of(form, at)
    tail = _TAIL.match(doc.plain, end) if end is not None else None
    if tail is None or end is None:
        return None
    if form.own < len(form.letters):
        end = text.places[at + form.own - 1] + 1
    ends = form.lexicon.ends(form.kind)
    if ends and f" {doc.plain[: text.places[at]]}".rstrip().endswith(ends):
        return None
    glued = " " not in tail.group() and end == tail.start()
    rank = form.lexicon.rank - (0 if form.kind == "phrases" else 4)
    rank += _ASKED if doc.expecting == form.lexicon.entity else 0
    return Found(form.lexicon.entity, form.value, text.places[at], tail.end() if glued else end, rank)
