"""Which choice a message names by other means than its number or label: by what the list shows of it, or as another
answer to a question before. Numbers and labels are `choices`'; putting values into slots is `taking`'s."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs.choices import choose_by_label
from dialogs.draft import Draft
from dialogs.flow import Collect, Flow, OptionsFrom
from dialogs.ports import Json
from dialogs.state import Offer
from dialogs.values import chosen_item
from nlu.types import Understanding


def as_offer(draft: Draft, source: OptionsFrom, item: tuple[Json, dict[str, Json]]) -> Offer:
    return Offer(item[0], draft.book.texts.render(source.label, item[1]))


def named_offers(draft: Draft, collect: Collect) -> list[Offer]:
    """Its fixed choices by their labels. A yes or no answers the question that stands and no other."""
    named = [each for each in collect.options if not isinstance(each.value, bool)]
    return [Offer(each.value, draft.book.texts.render(each.label, {})) for each in named]


def by_what_is_shown(draft: Draft, asked: Collect, said: Understanding, offers: Sequence[Offer]) -> int | None:
    """«پلاک ۶», «اونی که در انتظار پرداخته»: one of the list by something that is shown of it beside its label."""
    source = asked.options_from
    if source is None or not re.search(r"[^\W\d]{3}", said.raw):
        return None
    slots = draft.stack[-1].slots
    items = [chosen_item(source, slots, offer.value) or {} for offer in offers]
    shown = [" ".join(each for each in item.values() if isinstance(each, str)) for item in items]
    return choose_by_label(said.normal or said.raw, [Offer(None, text) for text in shown])


def corrects(draft: Draft, flow: Flow, asked: Collect, said: Understanding) -> bool:
    """«نه، اشتباه شد، بانک می‌خوام» where a yes or no is asked for: another value for an answer given before."""
    slots = draft.stack[-1].slots
    for _, collect in flow.collects():
        if collect is asked or collect.heard or slots.get(collect.slot) is None:
            continue
        given: list[Json] = [
            each.value for each in said.entities if each.name in collect.entities and each.fault is None
        ]
        offers = named_offers(draft, collect)
        if (at := choose_by_label(said.normal or said.raw, offers)) is not None:
            given.append(offers[at].value)
        if any(collect.as_choice(value) != slots[collect.slot] for value in given):
            return True
    return False
