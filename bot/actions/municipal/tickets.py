"""Messages to the 137 line: what of the citizen's words goes into one, whether one like it is open already, sending it,
and what became of it. Words that say nothing are `wording`'s."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.action import OutsideAction, Subject, TurnAction
from bot.actions.municipal.shapes import Deed, OwnQuestion, Question, code_of, text_of
from bot.actions.municipal.wording import (
    in_district,
    only_says_when,
    plain,
    says_what,
    telling_of_place,
    without_opening,
    words_of,
)
from bot.storage.store import Tx
from dialogs.places import is_point
from dialogs.ports import Accepted, CallResult, Identity, Json, Rejected
from integrations.municipal.client import MunicipalClient
from nlu.wordlists import districts_of

KINDS = {"staff": "other"}
"""What citizens choose, where the contract has another word for it."""
OPEN = ("open", "sent")
MOST_SHOWN = 5
_ALONE, _BESIDE_DETAILS = 3, 2
"""Telling words of an opening that says enough by itself; of one that names what it is about («نخاله ریختن»), or
(«از کارمند باجهٔ ۳ شکایت دارم») whom."""
_SAME_WORDS = 2
"""Words that two texts about one thing share, at least."""


def ticket_actions(client: MunicipalClient) -> Mapping[str, OutsideAction]:
    return {
        "municipal.place_at": Question(lambda args: _place_at(client, args)),
        "municipal.tickets_like": OwnQuestion(lambda citizen, args: _like(client, citizen, args)),
        "municipal.ticket_status": OwnQuestion(
            lambda citizen, args: client.ticket_status(citizen, ticket_no=code_of(args["ticket_no"]))
        ),
        "municipal.open_ticket": Deed(client, lambda citizen, args, key: _open(client, citizen, args, key)),
    }


def ticket_turn_actions() -> Mapping[str, TurnAction]:
    return {"tickets.written": written}


def written(tx: Tx, args: Mapping[str, Json], subject: Subject) -> CallResult:  # noqa: ARG001
    """The words of the message so far, null when they only say that there is a complaint; the neighbourhood, where the
    place does not name it; `elsewhere`, its district where that is surely not the one that was said; and `only_when`,
    that what was asked for tells nothing but a time."""
    place, quarter = args.get("place"), text_of(args.get("quarter"))
    named = args.get("complaint_topic") not in (None, "staff")
    least = _BESIDE_DETAILS if named or args.get("details") else _ALONE
    heard = [text for name in _HEARD if (text := _told(args.get(name))) and says_what(text, least=least)]
    said = [*heard, *(text_of(args.get(name)) for name in _MORE)]
    inside = quarter is None or plain(quarter) in plain(str(place or ""))
    districts = districts_of(quarter or "")
    elsewhere = districts[0] if args.get("district") and districts and args["district"] not in districts else None
    told: dict[str, Json] = {"text": "\n".join(filter(None, said)) or None, "elsewhere": elsewhere}
    told["only_when"] = only_says_when(text_of(args.get("details")) or "")
    return Accepted({**told, "quarter": None if inside else quarter})


def _told(words: Json) -> str | None:
    """Without the greeting, and the words that only say that there is a report («یه گزارش ثبت کن: …»)."""
    text = text_of(words)
    return without_opening(text) if text else text


_HEARD = ("message", "told")
"""The opening and the words beside the topic: perhaps they say something."""
_MORE = ("details", "what", "note")


async def _place_at(client: MunicipalClient, args: Mapping[str, Json]) -> CallResult:
    """The address and the district that the map has for a point."""
    point = args["place"]
    if not isinstance(point, dict) or not is_point(point):
        return Rejected("nothing_here")
    found = await client.find_parcels(point=_degrees(point))
    if isinstance(found, Rejected):
        return Rejected("nothing_here")
    if not isinstance(found, Accepted):
        return found
    data: Mapping[str, Any] = found.data
    here = next(iter(data["parcels"]), None) or data["zone"] or {}
    return Accepted({"address": here.get("address"), "district": here.get("district")})


async def _like(client: MunicipalClient, citizen: Identity, args: Mapping[str, Json]) -> CallResult:
    """The citizen's own messages of that kind that are not answered yet, newest first; without a kind all of them."""
    found = await client.my_tickets(citizen, limit=100)
    if not isinstance(found, Accepted):
        return found
    kind, items = _kind(args) if args.get("complaint_topic") else None, found.data.get("items")
    alike: list[Json] = [
        each
        for each in (items if isinstance(items, list) else [])
        if isinstance(each, dict) and (kind is None or (each.get("kind") == kind and each.get("status") in OPEN))
    ]
    alike = [each for each in alike if kind is None or _may_be(args, each)]
    return Accepted({"tickets": alike[:MOST_SHOWN], "count": len(alike)})


def _may_be(args: Mapping[str, Json], ticket: Json) -> bool:
    """Not at another place; and of a kind that others share («other»), with words in common."""
    if not isinstance(ticket, dict):
        return False
    here, there = (telling_of_place(text_of(side.get("place")) or "") for side in (args, ticket))
    if here and there and not here & there:
        return False
    if str(args["complaint_topic"]) not in KINDS:
        return True
    shared = words_of(text_of(args.get("text")) or "") & words_of(text_of(ticket.get("text")) or "")
    return len({word for word in shared if says_what(word, least=1)}) >= _SAME_WORDS


async def _open(client: MunicipalClient, citizen: Identity, args: Mapping[str, Json], key: str) -> CallResult:
    at = args.get("at") if is_point(args.get("place")) else None
    said = args.get("district") or (at.get("district") if isinstance(at, dict) else None)
    district = said if isinstance(said, int) else None
    place = _place(args, at.get("address") if isinstance(at, dict) else None, district)
    return await client.open_ticket(
        citizen, kind=_kind(args), text=str(args["text"]), place=place, district=district, key=key
    )


def _kind(args: Mapping[str, Json]) -> str:
    topic = str(args["complaint_topic"])
    return KINDS.get(topic, topic)


def _place(args: Mapping[str, Json], address: Json, district: int | None) -> str:
    """The place in words: a point by its degrees behind its address; the district alone when that is all there is."""
    place, quarter = args.get("place"), text_of(args.get("quarter"))
    if isinstance(place, dict) and is_point(place):
        lon, lat = _degrees(place)
        return " ".join(filter(None, (text_of(address), f"({lat:.6f}, {lon:.6f})")))
    return "، ".join(filter(None, (quarter, text_of(place)))) or in_district("", district).strip()


def _degrees(point: Mapping[str, Any]) -> tuple[float, float]:
    return float(point["lon"]), float(point["lat"])
