"""Understanding of one message, step by step: normal form, acts, entities, intents. Never raises on any text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

from nlu.acts import find_acts, is_act, order_spans
from nlu.apart import ends_a_wish, groupings, only_wishes, pieces, without_orders
from nlu.entities.kinds import ANSWERS
from nlu.features import feature_words
from nlu.intents import OUT_OF_SCOPE, IntentModel, load_intents
from nlu.listed import enumerated, listed, plainly
from nlu.model_folder import ModelRefused, opened
from nlu.reading import TABLES, Reader, Reading
from nlu.slots.letters import letters
from nlu.slots.store import load_tagger
from nlu.slots.tagger import Tagger
from nlu.text import Normal, normalise
from nlu.types import Entity, Intent, Understanding
from nlu.wordlists import words
from nlu.words.tables import WordTables

LONGEST = 1000  # characters of a message that are understood; the rest is kept but not read
CALM = 0.2  # what is left of an intent's confidence when the message holds only values or acts
SECOND = 0.6  # how much of a clause's own reading counts for the whole message
REPORTED = 4
_ANY_TIME = datetime(2025, 1, 1, tzinfo=UTC)
MOST_LISTED = 6  # items of a list that are read
MOST_JOINED = 8  # words «و» of a sentence that may divide two wishes
LISTED, IN_WORDS = 0.45, 0.7  # how sure an item of a numbered list has to be, and of one that words alone tell off
_LONG_PART = 12  # words of a wish that stands beside others
_SHORT_ITEM = 7  # words of an item that nothing tells off but «و» or a comma
_STEP = 0.001  # keeps the order of a list
_NO_WISH = frozenset({OUT_OF_SCOPE, "greeting", "thanks", "correct", "cancel"})
UNSURE = 0.985
"""A whole message read more surely than this is not taken apart at an «و» alone."""
PLAIN, JOINED, TOLD, ENUMERATED = 0.5, 0.85, 0.4, 0.95
"""How sure a clause has to be: more where an «و … هم» alone divides, less where «هم … هم …» tells them off, and most
where nothing but «و» and commas tell off three of them."""
_JOIN = r" و (?=(?:\S+ ){1,5}هم )"
_MARKED = (
    r"[؟!؛،\n]+|\.(?!\d)| (?:(?:و )?بعدش هم|بعد هم|بعدشم|(?:و )?بعدش|و بعد|(?:و )?سپس|(?:و )?قبلش|ضمنا|همچنین|در ضمن"
    r"|بعد(?= (?:\S+ ){1,4}می.?خواهم)|راستی|یه چیز دیگه|و اینکه|و اگه|و اگر|va) "
    r"|(?<=ولش کن) (?!\S+ (?:رو|را)\Z)|(?<=خیال شو) "
)
"""What ends a sentence, and what begins the next one; after «ولش کن» another thing is wanted («ولش کن شکایت دارم»)."""
_CLAUSES = re.compile(f"{_MARKED}|{_JOIN}")
_BOTH = re.compile(r"(?<!\w)(?<!با )هم(?!\w)")
_SENTENCES = re.compile(_MARKED)
_TOLD_OFF = re.compile(rf"{_CLAUSES.pattern}|{_BOTH.pattern}")
_JOINED = re.compile(_JOIN)
_AND = re.compile(
    r"( و )|(?<!\w)(?:(?:را|هم) (?:بگو|بگویید|بگید|بگین|بده|بدهید|ببینم)|چیست|چی هست|کجاست|چطور است|چقدر است|چقدر شده"
    r"|چه شد|چی شد|چه خبر)( )(?!و )"
)
"""What may divide two wishes that nothing else does: «و», and the end of a question or an order in a message without a
mark («وضعیت پروندم چیه قبضمم بگو»)."""
Parts = dict[str, tuple[int, int]]
"""Where in the raw text the part stands that wants a service, by its name."""
_MARKUP = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>")


class Pipeline:
    """Steps over arrays held in memory; safe to share between threads, since nothing changes after loading."""

    def __init__(self, model: IntentModel, reader: Reader | Tagger) -> None:
        self.model, self.reader = model, reader
        self.version = model.version

    def understand(self, text: str, *, now: datetime, expecting: str | None = None) -> Understanding:
        if isinstance(self.reader, Tagger):
            return self._learned(text, self.reader)
        readable = _MARKUP.sub(lambda tag: " " * len(tag.group()), text[:LONGEST])  # places in the text stay
        reading = _without_orders(self.reader.read(readable, now=now, expecting=expecting))
        return Understanding(
            raw=text,
            normal=reading.normal.text,
            acts=find_acts(reading.normal) or find_acts(reading.heard),
            intents=self._intents(reading, expecting),
            entities=reading.entities,
            model_version=self.version,
        )

    def in_formal_words(self, text: str) -> str:
        """The text as it is read: its words repaired, spoken forms formal, Finglish in Persian letters."""
        normal = normalise(text[:LONGEST])
        return normal.text if isinstance(self.reader, Tagger) else self.reader.repaired(normal).text

    def _learned(self, text: str, tagger: Tagger) -> Understanding:
        """A model of other data: its entities are learned, and no rule of this desk weighs its intents."""
        normal = normalise(text[:LONGEST])
        found = tagger.read(normal, self.model.chances(letters(normal.text)))
        return Understanding(
            raw=text,
            normal=normal.text,
            acts=find_acts(normal),
            intents=_ranked(found.intents),
            entities=found.entities,
            model_version=self.version,
        )

    def _intents(self, reading: Reading, asked: str | None) -> tuple[Intent, ...]:
        if not feature_words(reading.heard.plain):
            return (Intent(OUT_OF_SCOPE, CALM),)
        parts: Parts = {}
        chances = self._told_off(reading, asked, parts) or self._enumerated(reading, asked, parts)
        chances = self._apart(reading, asked, parts) or chances or self._with_clauses(reading, asked, parts)
        if wants_nothing(reading.normal, reading.entities):
            chances = {name: chance * CALM for name, chance in chances.items()}
        return _ranked(chances, parts)

    def _with_clauses(self, reading: Reading, asked: str | None, parts: Parts) -> dict[str, float]:
        """The whole message's reading, with what single clauses want beside it («… و راستی کلاس هم دارید؟»)."""
        normal, entities = reading.heard, reading.entities
        plain = normal.plain  # made anew each time it is asked for
        chances = self.model.probabilities(plain, entities, asked=asked)
        doubt = max(chances.values()) < UNSURE or _BOTH.search(plain) is not None
        if doubt and (both := self._both_of_and(reading, asked, parts)):
            return both
        clauses = [(start, end) for start, end in _clauses(plain) if _says_something(plain[start:end])]
        if len(clauses) < 2:
            return chances
        top = max(chances, key=lambda name: chances[name])
        least = JOINED if _JOINED.search(plain) else TOLD if len(_BOTH.findall(plain)) > 1 else PLAIN
        wants: dict[str, float] = {}
        for start, end in clauses[:4]:
            span = normal.raw_span(start, end)
            found = self.model.probabilities(plain[start:end], _inside(entities, *span), asked=asked)
            best = max(found, key=lambda name: found[name])
            if best != OUT_OF_SCOPE and found[best] > max(least, wants.get(best, 0)):
                wants[best], parts[best] = found[best], span
        wishes = {name: wants[name] for name in wants if name not in _NO_WISH}
        if sum(chance > JOINED for chance in wishes.values()) > 1 and chances[top] < PLAIN:
            return _in_order(wishes)  # the whole is read as what no part of it surely is: a mixture of them
        if len(_BOTH.findall(plain)) < 2:
            parts.pop(top, None)
        for name in wants.keys() - {top}:
            chances[name] = min(max(chances[name], wants[name] * SECOND), chances[top])
        return chances

    def _both_of_and(self, reading: Reading, asked: str | None, parts: Parts) -> dict[str, float]:
        """«پروندم چطوره و عوارضم چقدر شده؟»: two wishes that «و» alone divides, each surely read. Nothing otherwise."""
        plain = reading.heard.plain
        for since, to in _clauses(plain, _SENTENCES):
            # each is read twice: whoever says it more often tells a story and no two wishes
            marks = [*_AND.finditer(plain, since, to)]
            for mark in marks if len(marks) <= MOST_JOINED else ():
                cut = mark.span(mark.lastindex or 0)
                halves = ((since, cut[0]), (cut[1], to))
                if not all(map(feature_words, (plain[start:end] for start, end in halves))):
                    continue
                wants: dict[str, float] = {}
                for half in halves:
                    span = reading.heard.raw_span(*half)
                    found = self.model.probabilities(plain[slice(*half)], _inside(reading.entities, *span), asked=asked)
                    best = max(found, key=lambda name: found[name])
                    least = JOINED if _says_something(plain[slice(*half)]) else ENUMERATED
                    if best not in _NO_WISH and _sure_of_one(found, best, wants) > least:
                        wants[best], parts[best] = found[best], span
                if len(wants) > 1:
                    return _in_order(wants)
                parts.clear()
        return {}

    def _told_off(self, reading: Reading, asked: str | None, parts: Parts) -> dict[str, float]:
        """Of a list of wishes what each item wants, the first of the list the surest; nothing when it is no such list.
        Its marks are looked for in the words as they were written: no repair knows them."""
        wants: dict[str, float] = {}
        places: Parts = {}
        least = LISTED if plainly(reading.normal) else IN_WORDS
        for span in listed(reading.normal)[:MOST_LISTED]:
            since, to = reading.normal.raw_span(*span)
            item = _part(reading.heard, since, to)
            chances = self.model.probabilities(item, _inside(reading.entities, since, to), asked=asked)
            best = max(chances, key=lambda name: chances[name])
            if best not in _NO_WISH and best not in wants and chances[best] > least:
                wants[best], places[best] = chances[best], (since, to)
        if len(wants) < 2:
            return {}
        parts |= places
        return _in_order(wants)

    def _enumerated(self, reading: Reading, asked: str | None, parts: Parts) -> dict[str, float]:
        """«وضعیت پرونده و قبضم و یه کلاس هم می‌خوام»: of several items without a mark each wants another thing, all
        surely; nothing when one of them does not."""
        for spans in enumerated(reading.heard):
            if len(spans) == 2 and not all(_says_something(reading.heard.plain[slice(*span)]) for span in spans):
                continue
            wants: dict[str, float] = {}
            places: Parts = {}
            for start, end in spans[: MOST_LISTED + 1]:
                span = reading.heard.raw_span(start, end)
                item = reading.heard.plain[start:end]
                chances = self.model.probabilities(item, _inside(reading.entities, *span), asked=asked)
                best = max(chances, key=lambda name: chances[name])
                if best in _NO_WISH or best in wants or chances[best] <= ENUMERATED or len(item.split()) > _SHORT_ITEM:
                    break
                wants[best], places[best] = chances[best], span
            else:
                parts |= places
                return _in_order(wants)
        return {}

    def _apart(self, reading: Reading, asked: str | None, parts: Parts) -> dict[str, float]:
        """«وضعیت پروندمو بدونم عوارضمو بدم و تو یه کلاس هم ثبت نام کنم»: the most wishes that the message falls into,
        each another and each surely read; nothing when it falls into no more than the `parts` found already."""
        spans = pieces(reading.heard)
        if not 1 < len(spans) <= MOST_LISTED:
            return {}
        wish_in = cache(partial(self._one_wish, reading, asked))
        for found in groupings(spans):
            if len(found) <= len(parts):
                break
            wants: dict[str, float] = {}
            for name, chance in map(wish_in, found):
                if name in wants or not chance:
                    break
                wants[name] = chance
            else:
                places = [reading.heard.raw_span(*span) for span in found]
                parts.clear()
                parts |= dict(zip(wants, places, strict=True))
                return _in_order(wants)
        return {}

    def _one_wish(self, reading: Reading, asked: str | None, span: tuple[int, int]) -> tuple[str, float]:
        """What this part wants and how sure that is: not at all where it is not surely a wish."""
        clause = reading.heard.plain[slice(*span)].strip()
        if not feature_words(clause) or only_wishes(clause) or len(clause.split()) > _LONG_PART:
            return OUT_OF_SCOPE, 0.0
        inside = _inside(reading.entities, *reading.heard.raw_span(*span))
        ways = [
            self.model.probabilities(each, inside, asked=asked) for each in (clause, without_orders(clause)) if each
        ]
        chances = max(ways, key=lambda each: max(each.values()))
        name = max(chances, key=lambda each: chances[each])
        least = JOINED if ends_a_wish(clause) or _BOTH.search(clause) else UNSURE
        least = least if _says_something(clause) else max(least, ENUMERATED)
        return (name, chances[name]) if name not in _NO_WISH and chances[name] > least else (OUT_OF_SCOPE, 0.0)


def _sure_of_one(found: Mapping[str, float], best: str, wants: Collection[str]) -> float:
    """How sure it is that this half wants something of its own: «عوارضم چقدره» is a bill or an estimate, and either is
    a wish. Of two that are about as likely neither is taken."""
    second = max((name for name in found if name != best), key=lambda name: found[name])
    other = second not in _NO_WISH and second not in wants and found[best] > 2 * found[second]
    return found[best] + (found[second] if other else 0.0)


def _in_order(wants: Mapping[str, float]) -> dict[str, float]:
    """What the items of a list want, the first of the list the surest."""
    ordered: dict[str, float] = {}
    for name, chance in wants.items():
        ordered[name] = min([chance, *(other - _STEP for other in ordered.values())])
    return ordered


def _without_orders(reading: Reading) -> Reading:
    """«بله درسته ثبت کنید», «are sabt kon»: the word of an order («ثبت») is no value."""
    if not reading.entities:
        return reading
    orders = [reading.normal.raw_span(*span) for span in order_spans(reading.normal)]
    orders = orders or [reading.heard.raw_span(*span) for span in order_spans(reading.heard)]
    kept = [each for each in reading.entities if not any(_well_inside(each, *span) for span in orders)]
    return reading if len(kept) == len(reading.entities) else replace(reading, entities=tuple(kept))


def _well_inside(entity: Entity, since: int, to: int) -> bool:
    return since <= entity.start and entity.end <= to and entity.end - entity.start < to - since


def _part(normal: Normal, since: int, to: int) -> str:
    """What stands for that stretch of the raw text."""
    letters = zip(normal.plain, normal.offsets, strict=True)
    return "".join(letter for letter, (start, end) in letters if since <= start and end <= to)


def _inside(entities: tuple[Entity, ...], since: int, to: int) -> list[Entity]:
    return [entity for entity in entities if since <= entity.start and entity.end <= to]


def load(model_dir: Path) -> Pipeline:
    """The understander of a model folder; `ModelRefused` when the folder's files are not what its manifest says."""
    manifest = opened(model_dir)
    reader = load_tagger(model_dir, manifest) or _rules(model_dir)
    pipeline = Pipeline(load_intents(model_dir, manifest), reader)
    pipeline.understand("پرونده ۱۲۳۴۵۶۷، زمین ۲۰۰ متر", now=_ANY_TIME)  # word lists load now, not at a citizen's cost
    return pipeline


def _rules(model_dir: Path) -> Reader:
    try:
        return Reader(WordTables.load(model_dir / TABLES))
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise ModelRefused(f"{model_dir}: no usable word tables; run `python -m bot train`") from error


def _clauses(plain: str, marks: re.Pattern[str] | None = None) -> Iterator[tuple[int, int]]:
    """Where the clauses of a message stand. «هم … هم …» tells them off."""
    start = 0
    marks = marks or (_TOLD_OFF if len(_BOTH.findall(plain)) > 1 else _CLAUSES)
    for match in marks.finditer(plain):
        yield start, match.start()
        start = match.end()
    yield start, len(plain)


def _says_something(clause: str) -> bool:
    return len(feature_words(clause)) >= 2


def wants_nothing(normal: Normal, entities: tuple[Entity, ...]) -> bool:
    """Does the message only answer, or move the conversation, whatever a model sees in it?"""
    return is_act(normal) or _only_answers(normal, entities)


def _ranked(chances: Mapping[str, float], parts: Parts | None = None) -> tuple[Intent, ...]:
    best = sorted(chances.items(), key=lambda each: (-each[1], each[0]))[:REPORTED]
    return tuple(Intent(name, round(float(chance), 4), (parts or {}).get(name)) for name, chance in best)


def _only_answers(normal: Normal, entities: tuple[Entity, ...]) -> bool:
    """Does the message hold nothing but values, acts and small words?"""
    spans = [(entity.start, entity.end) for entity in entities if entity.name in ANSWERS]
    if not spans:
        return False
    left = "".join(
        " " if any(start < to and since < end for since, to in spans) else letter
        for letter, (start, end) in zip(normal.plain, normal.offsets, strict=True)
    )
    rest = [word for word in re.findall(r"[^\W\d_]+", left) if word not in words("beside_values")]
    return not rest or is_act(normalise(" ".join(rest)))
