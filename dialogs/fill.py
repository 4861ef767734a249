"""Takes answers out of a message: choices, entities (several at once), bare numbers, free text; and notices when an
answer given earlier is changed. Asking and going on are `walk`'s."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from dialogs.choices import another, choose, choose_by_label, fold
from dialogs.draft import USED, Draft
from dialogs.flow import Collect, Flow, OptionsFrom
from dialogs.formats import kind_of
from dialogs.naming import named_in
from dialogs.ports import Json
from dialogs.state import Offer
from dialogs.validators import VALIDATORS
from dialogs.values import items_of, shown
from nlu.types import Act, Entity, Understanding

_NUMBER = re.compile(r"(?<!\d)(\d{1,12})(?:[./٫](\d{1,3}))?(?!\d)")
_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
NUMBER_OF_REQUEST = "request_no"
_RUN = re.compile(r"(?<!\d)\d{4,20}(?!\d)")


@dataclass(slots=True)
class Filled:
    """What a message gave. `answered`: the question that stood is answered. `changed`: earlier answers that are
    different now. `wrong`: why the answer to the question cannot stay (a text key). `frozen`: a change came too
    late, its request is on the way."""

    answered: bool = False
    took: int = 0
    changed: list[tuple[Collect, Json]] = field(default_factory=list)
    wrong: str | None = None
    frozen: bool = False


def fill(draft: Draft, said: Understanding) -> Filled:
    """Takes all it can for the top flow. Changes slots only."""
    filled = Filled()
    flow, frame = draft.flow, draft.top
    if flow is None or frame is None:
        return filled
    asked = _asked(draft, flow)
    if asked and asked.free_text:
        _take(draft, flow, asked, said.raw.strip(), filled, asked=True)
        return filled
    if asked and _fill_choice(draft, flow, asked, said, filled):
        return filled
    if _fill_named(draft, flow, asked, said, filled):
        return filled
    twice = _ambiguous(flow, asked, said)
    for entity in said.entities:
        _fill_entity(draft, flow, asked, entity, filled, twice=twice)
    if asked and not filled.answered and not filled.wrong and not filled.changed:
        _fill_bare(draft, flow, asked, said, filled)
    return filled


def fill_values(draft: Draft, given: Iterable[Entity]) -> Filled:
    """What was written beside a file, for the flow in hand. Nothing is asked for now, so nothing can be wrong."""
    filled = Filled()
    if draft.flow:
        for entity in given:
            _fill_entity(draft, draft.flow, None, entity, filled, twice=False)
    return filled


def fill_served(draft: Draft, said: Understanding) -> bool:
    """During a sign-in: an answer to the service that waits for it. Taken now, so that it is not asked later."""
    flow = draft.flow
    if flow is None or not flow.system or len(draft.stack) < 2:
        return False
    top = draft.stack.pop()
    below, before = draft.flow, draft.stack[-1].slots
    if below:
        for entity in said.entities:
            _fill_entity(draft, below, None, entity, Filled(), twice=False)
        _fill_labels(draft, below, said, Filled())
    changed = draft.stack[-1].slots != before
    draft.stack.append(top)
    return changed


def _fill_labels(draft: Draft, flow: Flow, said: Understanding, filled: Filled) -> bool:
    """A fixed choice that is not asked for now, by its label: «بانک» ahead of the question, «نه، بانک» after it."""
    for _, collect in flow.collects():
        offers = [Offer(each.value, draft.book.texts.render(each.label, {})) for each in collect.options]
        at = choose_by_label(said.normal or said.raw, offers)
        if at is not None and (draft.asked is None or draft.asked.slot != collect.slot):
            _take(draft, flow, collect, offers[at].value, filled, asked=False)
    return bool(filled.took or filled.frozen)


def pick_another(draft: Draft, said: Understanding) -> bool:
    """«اولی چی؟», «اون یکی» after the result: another one of the list the finished flow chose from."""
    frame, flow = draft.top, draft.flow
    if frame is None or flow is None:
        return False
    for _, collect in flow.collects():
        source = collect.options_from
        items = items_of(draft.book.texts, source, frame.slots) if source else []
        if source is None or len(items) < 2:
            continue
        at = another(
            said.normal or said.raw, [_as_offer(draft, source, item) for item in items], frame.slots.get(collect.slot)
        )
        if at is not None:
            put(draft, flow, collect, items[at][0])
            return True
    return False


def _as_offer(draft: Draft, source: OptionsFrom, item: tuple[Json, dict[str, Json]]) -> Offer:
    return Offer(item[0], draft.book.texts.render(source.label, item[1]))


def fill_opening(draft: Draft, said: Understanding) -> None:
    """What the message that started the flow already says. Wrong values are left to be asked for."""
    flow = draft.flow
    if flow is None:
        return
    for entity in said.entities:
        _fill_entity(draft, flow, None, entity, Filled(), twice=False)
    _fill_misread(draft, flow, said)
    for _, collect in flow.collects():
        if collect.opening and collect.free_text:
            draft.fill(collect.slot, said.raw.strip())


def _fill_misread(draft: Draft, flow: Flow, said: Understanding) -> None:
    """Digits that are no sound national ID are what a service about requests wants: «مدرک برای ۱۴۰۵۹۰۰۸۳۹ دارم»."""
    slots = draft.stack[-1].slots
    open_ones = [each for _, each in flow.collects() if each.check == NUMBER_OF_REQUEST and each.slot not in slots]
    unsound = [entity for entity in said.entities if entity.name == "national_id" and entity.fault is not None]
    if open_ones and len(unsound) == 1 and VALIDATORS[NUMBER_OF_REQUEST](unsound[0].value):
        put(draft, flow, open_ones[0], unsound[0].value)


def put(draft: Draft, flow: Flow, collect: Collect, value: Json) -> None:
    """Sets a slot. Changing an earlier answer makes later one-time codes count for nothing."""
    frame = draft.stack[-1]
    if collect.slot in frame.slots and frame.slots[collect.slot] != value:
        later = flow.collects()
        at = next(index for index, (_, each) in enumerate(later) if each.slot == collect.slot)
        draft.unmark(step.id for step, each in later[at + 1 :] if each.secret and frame.done.get(step.id) == USED)
    draft.fill(collect.slot, value)


def wrong_key(draft: Draft, flow: Flow, collect: Collect, fault: str | None = None) -> str:
    """The text that says what is wrong with an answer: the most particular one there is."""
    keys = [f"{flow.id}.invalid_{collect.slot}"]
    if collect.files:
        keys.append("common.file_needed")
    if collect.options or collect.options_from:
        keys.append("common.choose_one")
    names = [name for name in (collect.check, collect.slot) if name]
    keys += [f"common.invalid_{name}_{fault}" for name in reversed(names) if fault]
    keys += [f"common.invalid_{name}" for name in names]
    return next((key for key in keys if key in draft.book.texts), "common.invalid")


def _asked(draft: Draft, flow: Flow) -> Collect | None:
    if draft.asked is None or ((step := flow.step(draft.asked.slot)) and not isinstance(step.does, Collect)):
        return None
    pair = flow.collect_of(draft.asked.slot)
    return pair[1] if pair else None


def _fill_choice(draft: Draft, flow: Flow, asked: Collect, said: Understanding, filled: Filled) -> bool:
    offers = draft.asked.offers if draft.asked else ()
    if not offers or _named(asked, said):
        return False
    at = choose(said.normal or said.raw, offers, said.acts)
    if at is None:
        return _names_gone(draft, asked, said, filled)
    put(draft, flow, asked, offers[at].value)
    filled.answered = True
    filled.took += 1
    return True


def _names_gone(draft: Draft, asked: Collect, said: Understanding, filled: Filled) -> bool:
    """One of the list that cannot be chosen, by its name: say why."""
    source, frame = asked.options_from, draft.top
    if source is None or source.gone is None or frame is None:
        return False
    hidden = items_of(draft.book.texts, source, frame.slots, offered=False)
    offers = [_as_offer(draft, source, item) for item in hidden]
    if not re.search(r"[^\W\d]{3}", said.raw) or choose(said.normal or said.raw, offers) is None:
        return False
    filled.wrong = source.gone
    return True


def _named(collect: Collect, said: Understanding) -> bool:
    return any(entity.name in collect.entities for entity in said.entities)


def _ambiguous(flow: Flow, asked: Collect | None, said: Understanding) -> bool:
    """Two different values for the one question, and nothing that says which is the right one?"""
    if asked is None or Act.DENY in said.acts or (said.intent and said.intent.name == "correct"):
        return False
    values = {entity.value for entity in said.entities if entity.name in asked.entities and not entity.fault}
    takers = [collect for _, collect in flow.collects() if set(collect.entities) & set(asked.entities)]
    return len(values) > 1 and len(takers) == 1


def _fill_entity(
    draft: Draft, flow: Flow, asked: Collect | None, entity: Entity, filled: Filled, *, twice: bool
) -> None:
    frame = draft.stack[-1]
    takers = [collect for _, collect in flow.collects() if entity.name in collect.entities and not collect.free_text]
    if asked in takers and not filled.answered and asked is not None:
        if twice:
            filled.wrong = "common.ambiguous_value"
        else:
            _take(draft, flow, asked, entity.value, filled, asked=True, fault=entity.fault)
        return
    takers = [collect for collect in takers if not collect.secret]
    open_ones = [collect for collect in takers if collect.slot not in frame.slots]
    if entity.fault is None and open_ones:
        _take(draft, flow, open_ones[0], entity.value, filled, asked=False)
    elif entity.fault is None and takers and takers[0] is not asked:
        _take(draft, flow, takers[0], entity.value, filled, asked=False)


def _take(
    draft: Draft, flow: Flow, collect: Collect, value: Json, filled: Filled, *, asked: bool, fault: str | None = None
) -> None:
    """Puts one value where it belongs, if it may stand there."""
    frame = draft.stack[-1]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not _sound(draft, collect, value, fault):
        if asked:
            filled.wrong = wrong_key(draft, flow, collect, fault)
        return
    if collect.slot in frame.slots and frame.slots[collect.slot] == value:
        filled.took += 1
        return
    if draft.acting_call(frame):
        filled.frozen = True
        return
    change = collect.slot in frame.slots and frame.slots[collect.slot] is not None
    put(draft, flow, collect, value)
    filled.took += 1
    if asked:
        filled.answered, filled.wrong = True, None
    elif change:
        filled.changed.append((collect, shown(draft.book.texts, collect, frame.slots, value)))


def _sound(draft: Draft, collect: Collect, value: Json, fault: str | None) -> bool:
    if fault is not None or value in ("", None):
        return False
    fixed = any(option.value == value for option in collect.options)
    if collect.options and not fixed and not collect.options_from:
        return False
    if collect.options_from and not fixed and collect.check is None and not _offered(draft, collect, value):
        return False
    return collect.check is None or VALIDATORS[collect.check](value)


def _offered(draft: Draft, collect: Collect, value: Json) -> bool:
    asked = draft.asked
    return asked is not None and asked.slot == collect.slot and any(offer.value == value for offer in asked.offers)


def _fill_named(draft: Draft, flow: Flow, asked: Collect | None, said: Understanding, filled: Filled) -> bool:
    """«منطقه رو اشتباه گفتم، ۶»: the number goes where the words say. «نه ۶»: to the answer just given."""
    if Act.DENY not in said.acts and not (said.intent and said.intent.name == "correct"):
        return False
    if _fill_labels(draft, flow, said, filled):
        return True
    target = named_in(said.raw, flow, draft.book.texts) or _just_given(draft, flow, asked)
    if target is None or target is asked or target.slot not in draft.stack[-1].slots or not _is_number(target):
        return False
    if any(len(entity.raw.split()) > 1 for entity in said.entities):
        return False
    value = said.entities[0].value if len(said.entities) == 1 else _bare_number(flow, None, said)
    if isinstance(value, str) or value is None:
        return False
    _take(draft, flow, target, value, filled, asked=False)
    return bool(filled.took or filled.frozen)


def _just_given(draft: Draft, flow: Flow, asked: Collect | None) -> Collect | None:
    """The question before the one that stands, when both want a number and this one was not tried yet."""
    if asked is None or not _is_number(asked) or draft.stack[-1].attempts.get(asked.slot):
        return None
    questions = [collect for _, collect in flow.collects()]
    before = questions[: questions.index(asked)]
    return before[-1] if before and _is_number(before[-1]) else None


def _is_number(collect: Collect) -> bool:
    return bool({kind_of(name) for name in collect.entities} & {"number", "money"})


def _bare_number(flow: Flow, asked: Collect | None, said: Understanding) -> int | float | None:
    """The one number of the message that no other answer took: in «۴ طبقه» the four is spoken for."""
    raw = said.raw.translate(_DIGITS)
    wanted = {name for _, collect in flow.collects() if collect is not asked for name in collect.entities}
    for entity in said.entities:
        if entity.name in wanted:
            raw = raw.replace(entity.raw.translate(_DIGITS), " ", 1)
    numbers = _NUMBER.findall(raw)
    if len(numbers) != 1:
        return None
    whole, part = numbers[0]
    return float(f"{whole}.{part}") if part else int(whole)


def _fill_bare(draft: Draft, flow: Flow, asked: Collect, said: Understanding, filled: Filled) -> None:
    """A number without a word beside it answers the question that stands."""
    if asked.files or asked.options or (asked.options_from and asked.check is None):
        return
    text = fold(said.raw).replace(" ", "") if asked.check else ""
    kinds = {kind_of(name) for name in asked.entities}
    if kinds & {"number", "money"}:
        value = _bare_number(flow, asked, said)
        if value is not None:
            _take(draft, flow, asked, value, filled, asked=True)
    elif asked.check and (runs := _RUN.findall(fold(said.raw)) or _RUN.findall(text)) and len(runs) == 1:
        _take(draft, flow, asked, runs[0], filled, asked=True)
