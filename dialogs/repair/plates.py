"""A plate that names another house: «پلاک ۶ چی؟» after something was told of one, «نه پلاک ۱۲» after one was chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.another import pick_another
from dialogs.draft import Draft
from dialogs.past import just_ended
from dialogs.picking import plate_in, with_plate
from dialogs.ports import Json
from dialogs.questions import asked_collect
from dialogs.repair.done import acted
from dialogs.repair.orders import SHORT
from dialogs.starts import start
from dialogs.walk import walk
from nlu.types import Understanding

_PLATE = re.compile(r"پلاک ?[0-9۰-۹]{1,5}")


def other_plate(draft: Draft, said: Understanding) -> bool:
    """The service that just ended, about the house with this plate. Where it takes an address in words, the last one's
    with the other plate; where it chooses from a list, the one of the list."""
    plate, ended = plate_in(said.raw), just_ended(draft)
    if plate is None or ended is None or draft.stack or said.entities or len(said.raw.split()) > SHORT:
        return False
    flow, kept = ended
    place = flow.place_question()
    address = next((each for each in _texts(dict(kept.slots)) if _PLATE.search(each)), None)
    if acted(draft, kept) or not (flow.has_chosen(kept.slots) or (place and place.words and address)):
        return False
    if place and place.words and address:
        start(draft, flow.id, None, {place.slot: with_plate(address, plate)})
    else:
        start(draft, flow.id, said)
    draft.name("repaired")
    return True


def _texts(value: Json) -> Iterator[str]:
    """Every text in what is known, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def plate_corrected(draft: Draft, said: Understanding) -> bool:
    """«نه پلاک ۱۲», «پلاک ۱۲ رو می‌خواستم» where something else is asked: another one of the list it was chosen from."""
    collect = asked_collect(draft)
    if collect is None or collect.options_from or collect.location or collect.free_text or collect.secret:
        return False
    if plate_in(said.raw) is None or not pick_another(draft, said):
        return False
    draft.name("corrected")
    draft.unask()
    walk(draft)
    return True
