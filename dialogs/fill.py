"""Takes answers out of a message: choices, entities (several at once), bare numbers, free text; and notices when an
answer given earlier is changed. Asking and going on are `walk`'s."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from dialogs.bare import is_number, only_number, put_instead, take_bare
from dialogs.choices import choose, choose_by_label, choose_by_number, fold
from dialogs.conditions import look
from dialogs.draft import Draft
from dialogs.filling_place import fill_place, fill_street, within_tried
from dialogs.flow import Flow
from dialogs.formats import kind_of
from dialogs.given import Given, givens, not_yet
from dialogs.heard import only_place, readied, words_of_place
from dialogs.hints import hinted
from dialogs.levels import put_in_place
from dialogs.naming import named_in
from dialogs.own_words import added_to, answers_others, only_named, says_nothing
from dialogs.picking import as_offer, by_other_means, called, corrects, keep_pick, keep_words, meant_of, named_offers
from dialogs.ports import Json
from dialogs.relative import settled
from dialogs.same_place import same_place
from dialogs.several import fill_beside, fill_told_off, one_of_list
from dialogs.shares import shared_out
from dialogs.steps import Collect
from dialogs.taking import Filled, put, take
from dialogs.told_last import keep_told
from dialogs.validators import VALIDATORS
from dialogs.values import items_of
from dialogs.variants import parted
from dialogs.wishes import ASKING, STRONG, leads
from nlu.types import Act, Entity, Understanding

SWAPPED = "swapped"
"""The fault of a value that is right and was called by another's name."""


def fill(draft: Draft, said: Understanding) -> Filled:
    """Takes all it can for the top flow. Changes slots; says only that two numbers stood in each other's place."""
    flow = draft.flow
    if flow is None or draft.top is None:
        return Filled()
    asked = _asked(draft, flow)
    before = draft.stack[-1].slots
    filled = _fill(draft, flow, asked, said)
    _unsay(draft, flow, asked, said, before, filled)
    keep_told(draft, flow, filled)
    if asked and asked.said_in and filled.answered and not _bare_choice(draft, asked, said):
        draft.fill(asked.said_in, said.raw.strip())
    return filled


def _unsay(
    draft: Draft, flow: Flow, asked: Collect | None, said: Understanding, before: Mapping[str, Json], filled: Filled
) -> None:
    """«نه منظورم ۱۲ واحد بود»: the number that was just given answers another question, and its own stands again."""
    if Act.DENY not in said.acts and (only_number(said) or not leads(said, "correct")):
        return
    given = _just_given(draft, flow, asked)
    if given is None or given.slot in filled.slots or before.get(given.slot) is None:
        return
    now = draft.stack[-1].slots
    if any(now.get(slot) == before[given.slot] and slot not in before for slot in filled.slots):
        draft.clear([given.slot])


def _bare_choice(draft: Draft, asked: Collect, said: Understanding) -> bool:
    """Nothing but a choice: its number or its label as it stands."""
    labels = {fold(draft.book.texts.render(option.label, {})) for option in asked.options}
    return fold(said.raw) in labels or not any(letter.isalpha() for letter in said.raw)


def _fill(draft: Draft, flow: Flow, asked: Collect | None, said: Understanding) -> Filled:
    filled = Filled()
    said = within_tried(draft, asked, put_in_place(draft, flow, settled(draft, flow, said)))
    said = parted(draft, flow, readied(flow, _weighed(flow, shared_out(draft, flow, said))))
    if asked and asked.free_text:
        _fill_words(draft, flow, asked, said, filled)
        return filled
    if asked and _fill_choice(draft, flow, asked, said, filled):
        _fill_codes(draft, flow, asked, said, filled)
        fill_beside(draft, flow, asked, said, filled)
        return filled
    if _fill_named(draft, flow, asked, said, filled):
        return filled
    twice = _ambiguous(flow, asked, said)
    if asked and asked.whole and (words := same_place(draft, said) or words_of_place(draft, asked, said)):
        take(draft, flow, asked, words, filled, asked=True)
    for given in givens(flow, said):
        _fill_given(draft, flow, asked, given, filled, twice=twice)
    _fill_hinted(draft, flow, asked, said, filled)
    if asked and not filled.answered and not filled.wrong and not filled.changed:
        take_bare(draft, flow, asked, said, filled)
    if asked and not filled.took and not filled.wrong and (words := words_of_place(draft, asked, said)):
        take(draft, flow, asked, words, filled, asked=True)
    fill_street(draft, flow, said, filled)
    if not filled.took and not filled.wrong:
        _fill_odd(draft, flow, said, filled)
    return filled


def _fill_words(draft: Draft, flow: Flow, asked: Collect, said: Understanding, filled: Filled) -> None:
    """Where words are asked for they are the answer, unless they say nothing, or only answer other questions."""
    where = None if asked.opening else only_place(draft, flow, said)
    if says_nothing(draft, flow, asked, said):
        filled.wrong = "common.own_words_wanted"
    elif where or answers_others(flow, asked, said):
        for given in givens(flow, said):
            _fill_given(draft, flow, None, given, filled, twice=False)
        if where and (place := flow.place_question()):
            take(draft, flow, place, where, filled, asked=False)
    else:
        take(draft, flow, asked, added_to(draft, said.raw.strip()), filled, asked=True)


def fill_values(draft: Draft, given: Iterable[Entity]) -> Filled:
    """What was written beside a file, for the flow in hand. Nothing is asked for now, so nothing can be wrong."""
    filled = Filled()
    if draft.flow:
        for entity in given:
            _fill_given(draft, draft.flow, None, Given(entity.name, entity.value, entity.fault), filled, twice=False)
    return filled


def fill_served(draft: Draft, said: Understanding) -> Filled | None:
    """During a sign-in: an answer to the service that waits for it. Taken now, so that it is not asked later."""
    flow = draft.flow
    if flow is None or not flow.system or len(draft.stack) < 2:
        return None
    top, filled = draft.stack.pop(), Filled()
    below, before = draft.flow, draft.stack[-1].slots
    if below:
        for given in givens(below, said):
            _fill_given(draft, below, None, given, filled, twice=False)
        _fill_labels(draft, below, said, filled)
        _fill_passing(draft, below, said)
        fill_place(draft, below, said, filled)
        keep_pick(draft, below, said)
        if (named := named_in(said.raw, below, draft.book.labels)) and (
            option := hinted(draft.book.texts, named, said)
        ):
            put(draft, below, named, option.value)  # «موضوعش آب‌گرفتگیه»
        _fill_unasked(draft, below, said, filled)
    changed = draft.stack[-1].slots != before
    draft.stack.append(top)
    return filled if changed or filled.took else None


def _fill_unasked(draft: Draft, flow: Flow, said: Understanding, filled: Filled) -> None:
    """«برای فروش خونه» at the sign-in of an inquiry: a choice that will be asked for, by words of its own. One that was
    made already («خب ثبتش کن») is heard."""
    for collect in flow.worded:
        slots = draft.stack[-1].slots
        if collect.options_from and Act.DENY in said.acts and not look(slots, collect.options_from.list):
            continue  # beside a list that nobody has seen, «نه» is no choice
        option = None if collect.heard or not_yet(flow, collect, slots) else hinted(draft.book.texts, collect, said)
        if option is not None and slots.get(collect.slot, option.value) == option.value:
            take(draft, flow, collect, option.value, filled, asked=False)


def _fill_passing(draft: Draft, flow: Flow, said: Understanding) -> None:
    """What is heard of this one message («فردا میان؟»), and of no later one."""
    for collect in flow.worded:
        if collect.heard and collect.passing and (option := hinted(draft.book.texts, collect, said)):
            put(draft, flow, collect, option.value)


def _fill_labels(draft: Draft, flow: Flow, said: Understanding, filled: Filled) -> bool:
    """A fixed choice that is not asked for now, by its label: «بانک» ahead of the question, «نه، بانک» after it."""
    for _, collect in flow.collects():
        if collect.heard:
            continue
        offers = named_offers(draft, collect)
        at = choose_by_label(said.normal or said.raw, offers)
        if at is not None and (draft.asked is None or draft.asked.slot != collect.slot):
            take(draft, flow, collect, offers[at].value, filled, asked=False)
    return bool(filled.took or filled.frozen)


def fill_opening(draft: Draft, said: Understanding) -> None:
    """What the message that started the flow already says. Wrong values are left to be asked for, and so is a question
    for which it holds two («استعلام بانک برای فروش»)."""
    flow = draft.flow
    if flow is None:
        return
    said, filled = parted(draft, flow, readied(flow, _weighed(flow, shared_out(draft, flow, said)))), Filled()
    several = flow.collects() if len(said.entities) > 1 else ()
    doubtful = [collect for _, collect in several if _ambiguous(flow, collect, said)]
    for given in givens(flow, said):
        if not any(given.fits(collect) for collect in doubtful):
            _fill_given(draft, flow, None, given, filled, twice=False)
    fill_street(draft, flow, said, filled)
    _fill_odd(draft, flow, said, filled)
    _fill_hinted(draft, flow, None, said, filled, but=doubtful)
    faulty = {each.name for each in said.entities if each.fault}
    for collect in flow.mending if faulty else ():  # «قبض ۱۲۳ رو بدم», with a wrong digit: that one, and no list
        for option in collect.options:
            if not faulty.isdisjoint(option.wrong):
                draft.fill(collect.slot, option.value)
    fill_told_off(draft, flow, said)
    if not keep_pick(draft, flow, said):
        keep_words(draft, flow, said)
    for collect in flow.opened:
        if not (draft.stack[-1].slots.get(collect.slot) and only_named(draft, flow, said)):
            draft.fill(collect.slot, said.raw.strip())


def _weighed(flow: Flow, said: Understanding) -> Understanding:
    """Without the choices that another one in the message outweighs."""
    kept = said.entities
    for collect in flow.weighing:
        heavy = [option.value for option in collect.options if option.outweighs]
        own = [entity for entity in kept if entity.name in collect.entities]
        if len({entity.value for entity in own if entity.value in heavy}) == 1:
            kept = tuple(entity for entity in kept if entity not in own or entity.value in heavy)
    return said if len(kept) == len(said.entities) else replace(said, entities=kept)


def _fill_odd(draft: Draft, flow: Flow, said: Understanding, filled: Filled) -> None:
    """A number read as something that is not asked for, and unsound as that, may be what is: a request's ten digits."""
    odd = [entity for entity in said.entities if entity.fault]
    if not odd:
        return
    asked_for = {name for _, collect in flow.collects() for name in collect.entities}
    odd = [entity for entity in odd if entity.name not in asked_for]
    takers = [collect for _, collect in flow.collects() if collect.check and not (collect.secret or collect.options)]
    takers = [collect for collect in takers if len(odd) == 1 and VALIDATORS[str(collect.check)](odd[0].value)]
    takers = [collect for collect in takers if collect.slot not in filled.slots]
    if takers and len({collect.slot for collect in takers}) == 1:
        take(draft, flow, takers[0], odd[0].value, filled, asked=False)


def _asked(draft: Draft, flow: Flow) -> Collect | None:
    if draft.asked is None or ((step := flow.step(draft.asked.slot)) and not isinstance(step.does, Collect)):
        return None
    pair = flow.collect_of(draft.asked.slot)
    return pair[1] if pair else None


def _fill_choice(draft: Draft, flow: Flow, asked: Collect, said: Understanding, filled: Filled) -> bool:
    offers = draft.asked.offers if draft.asked else ()
    if not offers:
        return False
    if _named(asked, said):  # «۲» is the second choice, whatever else it may be read as
        at = choose_by_number(said.raw, offers)
        if at is None:
            return False
    else:
        at = meant_of(said, offers)
        if at is not None and Act.DENY in said.acts and corrects(draft, flow, asked, said, offers[at].value):
            return False
    if at is None:
        at = by_other_means(draft, asked, said, offers)
    at, tie = one_of_list(draft, asked, said, offers) if at is None else (at, None)
    named = None if _asks_of_rules(draft, flow, said) else hinted(draft.book.texts, asked, said)
    chosen = offers[at] if at is not None else named
    if chosen is None:
        filled.wrong = tie
        return tie is not None or _names_gone(draft, asked, said, filled)
    put(draft, flow, asked, chosen.value)
    filled.answered = True
    filled.took += 1
    return True


def _fill_codes(draft: Draft, flow: Flow, asked: Collect, said: Understanding, filled: Filled) -> None:
    """The numbers beside a choice in words («شناسه قبض …، پرداخت …»): nobody has to write them twice. Of a sentence
    that is kept (`said_in`: «از ادارهٔ درآمد منطقه ۵») all that it tells; and what is wanted («از تمدید خبر نده»)."""
    spelt = filled.answered and any(map(str.isalpha, said.raw))
    told = spelt and asked.said_in is not None and Act.DENY not in said.acts
    for given in givens(flow, said) if spelt else ():
        wanted = told or kind_of(given.name) == "code" or given.value in flow.signs.get(given.name, ())
        if wanted and given.name not in asked.entities:
            _fill_given(draft, flow, None, given, filled, twice=False)
    if told:
        fill_street(draft, flow, said, filled)


def _asks_of_rules(draft: Draft, flow: Flow, said: Understanding) -> bool:
    """«فرق استعلام بانک و انتقال چیست؟»: a question for the articles has the words of choices too."""
    return flow.id != ASKING and leads(said, ASKING, STRONG) and draft.book.terms.asks(said.raw)


def _names_gone(draft: Draft, asked: Collect, said: Understanding, filled: Filled) -> bool:
    """One of the list that cannot be chosen, by its name: say why."""
    source, frame = asked.options_from, draft.top
    if source is None or source.gone is None or frame is None:
        return False
    hidden = items_of(draft.book.texts, source, frame.slots, offered=False)
    offers = [as_offer(draft, source, item) for item in hidden]
    if (named := called(draft, asked, said)) and not named[1]:
        filled.wrong = source.gone
        return True
    if not re.search(r"[^\W\d]{3}", said.raw) or choose(said.normal or said.raw, offers) is None:
        return False
    if choose(said.normal or said.raw, [*offers, *(draft.asked.offers if draft.asked else ())]) is None:
        return False  # it may as well be one of those that can be chosen
    filled.wrong = source.gone
    return True


def _named(collect: Collect, said: Understanding) -> bool:
    return any(entity.name in collect.entities for entity in said.entities)


def _ambiguous(flow: Flow, asked: Collect | None, said: Understanding) -> bool:
    """Two different values for the one question, and nothing that says which is the right one?"""
    if asked is None or asked.said_in or asked.gather or Act.DENY in said.acts or leads(said, "correct"):
        return False  # `said_in`: «درخت افتاده وسط پیاده‌رو» is about what it names first
    named = [entity for entity in said.entities if entity.name in asked.entities and not entity.fault]
    if len(named) < 2:
        return False
    values = {asked.as_choice(entity.value) for entity in named}
    if len(values) < 2:
        return False
    takers = [collect for _, collect in flow.collects() if set(collect.entities) & set(asked.entities)]
    return len({taker.slot for taker in takers}) == 1


def _fill_given(draft: Draft, flow: Flow, asked: Collect | None, given: Given, filled: Filled, *, twice: bool) -> None:
    frame = draft.stack[-1]
    takers = given.takers(flow)
    if given.fault == SWAPPED and takers:
        if all(getattr(effect, "key", "") != "common.swapped" for effect in draft.effects):
            draft.say("common.swapped")
        given = given._replace(fault=None)
    if asked in takers and not filled.answered and asked is not None:
        if twice:
            filled.wrong = "common.ambiguous_value"
        else:
            take(draft, flow, asked, given.value, filled, asked=True, fault=given.fault)
        return
    takers = [collect for collect in takers if not collect.secret]
    open_ones = [collect for collect in takers if collect.slot not in frame.slots]
    if given.fault is None and open_ones:
        take(draft, flow, open_ones[0], given.value, filled, asked=False)
    elif given.fault is None and takers and takers[0] is not asked:
        take(draft, flow, takers[0], given.value, filled, asked=False)


def _fill_hinted(
    draft: Draft,
    flow: Flow,
    asked: Collect | None,
    said: Understanding,
    filled: Filled,
    *,
    but: Collection[Collect] = (),
) -> None:
    """A choice that is not asked for now, by words of its own («قسطی», «الان»). One that was made is not unmade by
    them, but for what is only ever heard."""
    spent: set[str | None] = set()  # the same words of two questions answer the first
    for collect in flow.worded:
        slots = draft.stack[-1].slots
        empty = collect.options_from is not None and look(slots, collect.options_from.list) == []
        left = collect is asked or collect in but or empty or not_yet(flow, collect, slots)
        option = None if left else hinted(draft.book.texts, collect, said)
        if option is None or option.words in spent or (collect.heard and collect.slot in filled.slots):
            continue
        spent.add(option.words)
        if collect.heard or slots.get(collect.slot, option.value) == option.value:
            take(draft, flow, collect, option.value, filled, asked=False)
            if collect.heard and collect.said_in:
                draft.fill(collect.said_in, said.raw.strip())


def _fill_named(draft: Draft, flow: Flow, asked: Collect | None, said: Understanding, filled: Filled) -> bool:
    """«منطقه رو اشتباه گفتم، ۶»: the number goes where the words say. «نه ۶»: to the answer just given."""
    if Act.DENY not in said.acts and (only_number(said) or not leads(said, "correct")):
        return False
    own = [each for each in said.entities if asked and each.name in asked.entities]
    in_words = any(len(each.raw.split()) > 1 or kind_of(each.name) == "code" for each in own)
    if not in_words and _fill_labels(draft, flow, said, filled):  # «بخش تجاری رو بکن ۸۰ متر» where that is asked
        return True
    target = named_in(said.raw, flow, draft.book.labels) or _just_given(draft, flow, asked)
    if target is None or target is asked or target.slot not in draft.stack[-1].slots or not is_number(target):
        return False
    value = said.entities[0].value if len(said.entities) == 1 else put_instead(draft, flow, target, said)
    if any(len(entity.raw.split()) > 1 for entity in said.entities) or isinstance(value, str) or value is None:
        return False
    take(draft, flow, target, value, filled, asked=False)
    return bool(filled.took or filled.frozen)


def _just_given(draft: Draft, flow: Flow, asked: Collect | None) -> Collect | None:
    """The answered question before the one that stands, when both want a number and this one was not tried yet; at a
    summary, the only number in it."""
    slots = draft.stack[-1].slots
    if asked is None and draft.asked is not None:
        numbers = [each for _, each in flow.collects() if is_number(each) and slots.get(each.slot) is not None]
        return numbers[0] if len(numbers) == 1 else None
    if asked is None or not is_number(asked) or draft.stack[-1].attempts.get(asked.slot):
        return None
    order = [each for _, each in flow.collects() if is_number(each) or slots.get(each.slot) is not None]
    before = [each for each in order[: order.index(asked)] if not each.heard]
    return before[-1] if before and is_number(before[-1]) else None
