"""Values that could be two things: fifty toman or fifty million, a neighbourhood for a district, a code read from its
end, «نه» for nine or no. Each asks with named choices instead of guessing or complaining. Patterns are
`(draft, said) -> bool`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dialogs.draft import Draft, Label
from dialogs.places import districts_of
from dialogs.ports import Json
from dialogs.questions import asked_collect
from dialogs.steps import Collect
from nlu.types import Act, Entity, Understanding

_MILLION_TOMAN = 10_000_000
_THOUSAND_TOMAN = 10_000


def unit_meant(draft: Draft, said: Understanding) -> bool:
    """«۵۰ تومن» as an amount: thousand or million?"""
    collect, entity = _faulty(draft, said, "ambiguous_unit")
    if collect is None or entity is None or not isinstance(entity.value, int | float):
        return False
    number = entity.value / 10
    amounts = [int(number * unit) for unit in (_MILLION_TOMAN, _THOUSAND_TOMAN)]
    choices: list[tuple[Json, Label]] = [(amount, ("common.meant_amount", {"value": amount})) for amount in amounts]
    draft.ask_meant(collect.slot, "common.meant_which_amount", {}, choices=choices)
    draft.name("clarified")
    return True


def code_meant(draft: Draft, said: Understanding) -> bool:
    """«۷-۱۱۰-۲-۶» copied off a right-to-left page: only its end can be a district. Asks whether it is turned round."""
    collect, entity = _faulty(draft, said, "reversed")
    if collect is None or entity is None or entity.fault in collect.faults:
        return False
    turned = "-".join(reversed(str(entity.value).split("-")))
    draft.ask_meant(collect.slot, "common.meant_code", {"value": turned}, choices=_yes(turned))
    draft.name("clarified")
    return True


def nine_meant(draft: Draft, said: Understanding) -> bool:
    """«نه» to a question of numbers, and nothing else: nine, or no?"""
    collect = asked_collect(draft)
    if collect is None or Act.DENY not in said.acts:
        return False
    given = [entity for entity in said.entities if entity.name in collect.entities]
    alone = len(said.raw.split()) == 1 and not any(map(str.isdigit, said.raw))
    if len(given) != 1 or not alone or any(option.value == given[0].value for option in collect.options):
        return False
    draft.ask_meant(collect.slot, "common.meant_nine", {"value": NINE}, choices=_yes(given[0].value))
    draft.name("clarified")
    return True


NINE = 9
"""What «نه» is as a number, of hours as of floors."""


def district_meant(draft: Draft, said: Understanding) -> bool:
    """A neighbourhood where the district is asked for: which one it may be, to be confirmed. One that does not lie in
    the district given with it: which of the two."""
    collect = asked_collect(draft) if said.entities else None
    flow = draft.flow
    if collect is None or flow is None or "district" not in collect.entities:
        return False
    if any("neighbourhood" in each.entities for _, each in flow.collects()):
        return False  # the flow makes a district of it itself
    given = [entity.value for entity in said.entities if entity.name == "district"]
    names = [str(entity.value) for entity in said.entities if entity.name == "neighbourhood"]
    found = [(name, districts) for name in names if (districts := districts_of(name, draft.book.places))]
    if len(found) != 1 or len(given) > 1 or (given and given[0] in found[0][1]):
        return False
    name, districts = found[0]
    args: dict[str, Json] = {"name": name, "value": districts[0]}
    if given:  # «مرداویج، منطقهٔ ۵»: the two do not go together as far as we know
        draft.ask_meant(collect.slot, "common.meant_other_district", args, choices=_districts((given[0], *districts)))
    elif len(districts) == 1:
        draft.ask_meant(collect.slot, "common.meant_district", args, choices=_yes(districts[0]))
    else:
        draft.ask_meant(collect.slot, "common.meant_which_district", {"name": name}, choices=_districts(districts))
    draft.name("clarified")
    return True


def _districts(numbers: Iterable[Json]) -> Sequence[tuple[Json, Label]]:
    return [(number, ("common.meant_district_no", {"value": number})) for number in numbers]


def _yes(value: Json) -> Sequence[tuple[Json, Label]]:
    return [(value, ("common.answer_yes", {}))]


def _faulty(draft: Draft, said: Understanding, fault: str) -> tuple[Collect | None, Entity | None]:
    """The question that stands and the value for it with this fault, when there is just the one value."""
    collect = asked_collect(draft) if said.entities else None
    if collect is None:
        return None, None
    given = [entity for entity in said.entities if entity.name in collect.entities]
    if len(given) != 1 or given[0].fault != fault:
        return None, None
    return collect, given[0]
