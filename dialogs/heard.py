"""What a message tells of a place beside its entities: an answer in words to a question about one, and which of several
ways to one place counts. Words that mean a choice are in `hints`; taking it all is `fill`'s."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dialogs.choices import fold
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.hints import words_stand_in
from dialogs.naming import named_in
from dialogs.places import City
from dialogs.ports import Json
from dialogs.steps import Collect
from dialogs.terms import has_mark
from dialogs.wishes import DIGRESS, STRONG, leads
from nlu.types import Act, Entity, Understanding

MOST_SAID = 200
_FEW = 3
_NAME = 2
"""Words: the longest name that is sure to be none but a name."""
_WHERE = frozenset({"district", "neighbourhood", "address", "office_type", "name"})
"""Entities that tell where."""
_LONGEST = 8
"""Words of an address and no more."""
_STREET = 3
"""Words: the longest name of a street that is told by its house alone."""
_HOUSE = 2
"""Words: «پلاک ۵»."""
_NOT, _CHANGE = "نه", "common.asks_change"
_QUARTER = "neighbourhood"
_MARKS = "،,.!؟?:؛ "
_ELSEWHERE = ("cancel", "greeting", "thanks", "chitchat", "human_handoff", "correct")


def holds_any(text: str, phrases: Iterable[str]) -> bool:
    """Does one of the (folded) phrases stand in the folded text as whole words?"""
    return any(f" {phrase} " in f" {text} " for phrase in phrases)


def readied(flow: Flow, said: Understanding) -> Understanding:
    """The message as this flow reads it: faults it minds not are none, and of several ways to one place (`location`)
    the one that its question names first is the surest."""
    if not said.entities:
        return said
    entities = tuple([_unfaulted(flow, entity) if entity.fault else entity for entity in said.entities])
    for _, collect in flow.collects() if len(entities) > 1 else ():
        if collect.location and len(entities) > 1:
            entities = tuple(entity for entity in entities if not _second_way(flow, collect, entity, entities))
    return said if entities == said.entities else replace(said, entities=entities)


def words_of_place(draft: Draft, collect: Collect, said: Understanding) -> str | None:
    """An answer in words to a question about a place: «نبش کوچهٔ ۵». Words of an address tell, whatever a model reads in
    the names; without one, a message that asks for something else or says what is missing is none."""
    text, city = fold(said.raw), draft.book.city
    if not collect.words or said.acts or not any(letter.isalpha() for letter in text) or _nameless(city, text):
        return None
    asks = "؟" in said.raw or "?" in said.raw
    body = collect.whole and text.split()[0] in city.bodies and not holds_any(text, city.not_told_by)
    if holds_any(text, city.told_by) or (body and not draft.book.terms.asks(said.raw)):
        elsewhere = asks and _wishes(draft, said, least=STRONG)
    else:
        elsewhere = (
            asks
            or draft.book.terms.asks(said.raw)
            or any(leads(said, name) for name in _ELSEWHERE)
            or _wishes(draft, said, least=DIGRESS)
        )
        elsewhere = elsewhere or holds_any(text, city.not_told_by)
        elsewhere = elsewhere or all(word in city.goes_on | city.nameless for word in text.split())
        elsewhere = (
            elsewhere
            or _of_another_answer(draft, collect, said)
            or _of_other_kinds(collect, said)
            or _ends_as_told(city, text)
        )
    return None if elsewhere else said.raw.strip()[:MOST_SAID]


def place_put_right(draft: Draft, said: Understanding) -> str | None:
    """«نه ببخشید، خیابان مثال», «اشتباه گفتم، کوچهٔ ۵», «خیابان مثال نه، خیابان دیگر»: the place without the words that
    say that the one before was wrong; None where the message tells more, or no place."""
    if draft.book.terms.asks(said.raw) or "؟" in said.raw:
        return None
    city = draft.book.city
    words = _named(said).split()
    if (at := _turned_at(city, words)) is not None:
        words = words[at + 1 :] if holds_any(fold(" ".join(words[at + 1 :])), city.told_by) else words[:at]
    elif not (Act.DENY in said.acts or leads(said, "correct") or words_stand_in(draft.book.texts, _CHANGE, said)):
        return None
    while words and fold(words[0]).strip() in city.corrects:
        del words[0]
    while words and fold(words[-1]).strip() in city.corrects:
        del words[-1]
    text = fold(" ".join(words))
    if not holds_any(text, city.told_by) or _nameless(city, text) or any(w in city.goes_on for w in text.split()):
        return None
    quarter = {word for each in said.entities if each.name == _QUARTER for word in fold(str(each.value)).split()}
    if all(word in quarter | city.nameless for word in text.split()):
        return None  # «تو محلهٔ مثال»: where that street is, and no other place
    return " ".join(words).strip(_MARKS)[:MOST_SAID]


def _named(said: Understanding) -> str:
    """Its words, with neighbourhoods by their names («جلفاست»)."""
    text = said.raw
    for each in said.entities:
        text = text.replace(each.raw, str(each.value)) if each.name == _QUARTER else text
    return text


def _turned_at(city: City, words: list[str]) -> int | None:
    """Where «نه» turns from one place to another; after «کوچه» it is the number nine."""
    bare = [fold(word).strip() for word in words]
    found = (at for at in range(len(bare) - 2, 0, -1) if bare[at] == _NOT and bare[at - 1] not in city.told_by)
    return next(found, None)


def _of_another_answer(draft: Draft, collect: Collect, said: Understanding) -> bool:
    """«موضوعش غلطه»: it speaks of another question by its name, and in few words."""
    if draft.flow is None or said.entities or len(said.raw.split()) > _FEW:
        return False
    return named_in(said.raw, draft.flow, draft.book.labels) not in (None, collect)


def _of_other_kinds(collect: Collect, said: Understanding) -> bool:
    """«سه طبقه هر طبقه یک واحد»: nothing but values, and none of them tells a place."""
    if any(entity.name in collect.entities for entity in said.entities):
        return False
    return len(said.raw.split()) <= sum(len(entity.raw.split()) for entity in said.entities)


def _ends_as_told(city: City, text: str) -> bool:
    """«یه کامیون خاک ریختن», «یک هفته‌س»: it ends as a sentence does, and no name of a place."""
    *before, last = [word for word in text.split() if len(word) > 1] or [""]
    return bool(before) and last in city.goes_on


def only_place(draft: Draft, flow: Flow, said: Understanding) -> str | None:
    """«منطقه ۶ خیابان مثال کوچه ۵», «شهرداری منطقه ۶» where words of what happened are asked for: nothing but where it
    was, and that is not known yet."""
    collect, city = flow.place_question(), draft.book.city
    if collect is None or not (collect.words and collect.whole) or collect.slot in draft.stack[-1].slots or said.acts:
        return None
    if _is_street(draft, said):
        return said.raw.strip()[:MOST_SAID]
    where = [entity.raw for entity in said.entities if entity.name in _WHERE]
    if not where or has_mark(said.raw):
        return None
    named = {word for each in (*where, spot_in(draft, said) or "") for word in fold(each).split()}
    known = named | city.told_by | city.streets | city.nameless | city.offices
    return said.raw.strip()[:MOST_SAID] if all(word in known for word in fold(said.raw).split()) else None


def _is_street(draft: Draft, said: Understanding) -> bool:
    """«خیابان مثال جلوی پمپ بنزین»: it begins with a street and tells nothing of what happened there."""
    city, words = draft.book.city, fold(said.raw).split()
    told = any(word in city.goes_on for word in words) or has_mark(said.raw)
    return not told and len(words) <= _LONGEST and words[0] in city.streets and spot_in(draft, said) is not None


def names_nowhere(draft: Draft, said: Understanding) -> bool:
    """«همون جلوی خونه‌مون»: words for a place and no more, and none that says which one."""
    return _nameless(draft.book.city, fold(said.raw))


def _nameless(city: City, text: str) -> bool:
    """«سر کوچه», «همین‌جا», «محل»: words for a place, and none that says which one."""
    said = city.nameless | city.not_told_by | city.goes_on | city.told_by
    return all(word in said for word in text.split())


def way_told(draft: Draft, collect: Collect, said: Understanding) -> bool:
    """«نمی‌دونم، ولی تو احمدآباده», «نمی‌دونم، خیابون کاوه»: by what it is told with, the answer may be found."""
    asked = draft.flow.collects() if draft.flow and collect.help else ()
    heard = any(each.heard and entity.name in each.entities for _, each in asked for entity in said.entities)
    return heard or (collect.location and collect.words and street_in(draft, said) is not None)


def street_in(draft: Draft, said: Understanding) -> str | None:
    """A street with its name in a message that says more than that («کاربری خیابان مثال چیه»): from there on."""
    street = next(_streets(draft, said), None)
    return _without_question(draft, street) if street else _named_by_plate(draft, said.raw.split())


def _without_question(draft: Draft, street: str) -> str:
    """«خیابان مثال چیه»: what is asked of it is no part of its name."""
    words = street.split()
    while len(words) > _NAME and fold(words[-1].strip(_MARKS)) in draft.book.terms.asking:
        words.pop()
    return " ".join(words)


def _streets(draft: Draft, said: Understanding) -> Iterator[str]:
    words, city = said.raw.split(), draft.book.city
    for at, word in enumerate(words[:-1]):
        named = fold(" ".join(words[at + 1 :])).split()
        if named[:1] and named[0].isdecimal():  # «خیابان ۲۲ بهمن», but not «کوچهٔ ۸ متری»
            named = named[1:]
        if fold(word) in city.streets and named and named[0] not in city.nameless:
            yield " ".join(words[at - _plate_before(city, words[:at]) :])[:MOST_SAID]


def _named_by_plate(draft: Draft, words: list[str]) -> str | None:
    """«کاربری چهارباغ بالا پلاک ۱۲»: a street without its word, right before the number of its house."""
    city = draft.book.city
    beside = city.unnamed | city.nameless | draft.book.titles.get(draft.served, frozenset())
    bare = [fold(word.strip(_MARKS)) for word in words]
    at = next((at for at in range(1, len(bare) - 1) if bare[at] in city.plates and bare[at + 1].isdecimal()), None)
    if at is None:
        return None
    start = at
    while start > max(0, at - _STREET) and bare[start - 1] not in beside:
        start -= 1
    return None if start == at else " ".join(words[start : at + 2]).strip(_MARKS)


def _plate_before(city: City, words: list[str]) -> int:
    """How many words right before a street say the house: «پلاک ۵ خیابان مثال»."""
    before = [fold(word) for word in words[-_HOUSE:]]
    return _HOUSE if len(before) == _HOUSE and before[0] in city.plates and before[1].isdecimal() else 0


def spot_in(draft: Draft, said: Understanding) -> str | None:
    """The same without what the sentence goes on with, where people read it: «خیابان مثال کوچهٔ ۵» and no more. Of
    «آسفالت کوچه خرابه، خیابان مثال …» the one that has a name."""
    city = draft.book.city
    spots = [spot for street in _streets(draft, said) if (spot := _spot(city, street))]
    if len(spots) > 1 and fold(spots[0].split()[0]) in city.inner and fold(spots[1].split()[0]) not in city.inner:
        between = said.raw.partition(spots[0])[2].partition(spots[1])[0].split()
        if len(between) <= 1 and spots[1] not in spots[0]:  # «سر کوچهٔ مثال تو خیابان دیگر»: where that lane is
            return f"{spots[0]}، {spots[1]}"
    return next(iter(spots), None)


def put_within(draft: Draft, before: Json, spot: str) -> str:
    """«کوچه ۱۳ بود» of «خیابان مثال کوچه ۱۲»: another lane of the same street, and not of none."""
    kind, *name = spot.split()
    city = draft.book.city
    if not isinstance(before, str) or len(name) != 1 or fold(kind) not in city.inner:
        return spot
    said = before.split()
    at = next((at for at, word in enumerate(said[:-1]) if fold(word) == fold(kind)), None)
    if at is not None:
        tail = said[at + 1][-1] if said[at + 1][-1] in "،,." else ""
        return " ".join([*said[: at + 1], name[0] + tail, *said[at + 2 :]])
    return f"{before}، {spot}" if any(fold(word) in city.streets for word in said) else spot


def _spot(city: City, street: str) -> str | None:
    kept, name = list[str](), 0
    for word in street.split():
        bare = fold(word.strip("،,.!؟?:؛()«»"))
        tells = bare in city.told_by | city.streets or bare.isdecimal()
        closed = bool(kept) and (kept[-1][-1] in "،,.!؟?:؛" or fold(kept[-1]).isdecimal())
        name = 0 if tells else name + 1
        if not tells and (closed or name > _NAME or bare in city.goes_on | city.nameless):
            break
        kept.append(word)
    while kept and fold(kept[-1]) in city.dangling:  # «خیابان مثال بعد …»: after what was never said
        kept.pop()
    if len(kept) < _NAME:  # «خیابون خاموشه»: a street without its name
        return None
    return " ".join(kept).strip(_MARKS) or None


def _wishes(draft: Draft, said: Understanding, *, least: float) -> bool:
    """Is a service wanted? A few words that sound like the one in hand («دفتر ایمان») are an answer to it."""
    intent = said.intent
    if intent is None or intent.name not in draft.book.flows or intent.confidence < least:
        return False
    return intent.name != draft.stack[-1].flow or len(said.raw.split()) > _FEW


def _unfaulted(flow: Flow, entity: Entity) -> Entity:
    minded = not any(
        entity.name in collect.entities and entity.fault in collect.faults for _, collect in flow.collects()
    )
    return entity if minded else replace(entity, fault=None)


def _second_way(flow: Flow, collect: Collect, entity: Entity, entities: tuple[Entity, ...]) -> bool:
    """Is there a surer way in the message than this entity, and nobody else who takes it?"""
    if entity.name not in collect.entities or len(collect.entities) == 1:
        return False
    ways = [name for name in collect.entities if any(each.name == name and not each.fault for each in entities)]
    others = (each for _, each in flow.collects() if each is not collect)
    return bool(ways) and entity.name != ways[0] and not any(entity.name in each.entities for each in others)
