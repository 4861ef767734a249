"""What the plan says of a piece of land, however it is named; what was decided about it; which properties are own ones.
Nothing about owners is asked or told. How words are read is `wording`'s."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.action import OutsideAction
from bot.actions.municipal.shapes import OwnQuestion, Question, text_of
from bot.actions.municipal.wording import addresses_in, in_district, nosazi_code_in, plate_in, street_within, subject_in
from dialogs.places import is_point
from dialogs.ports import Accepted, CallResult, Json, Rejected
from integrations.municipal.client import MunicipalClient
from nlu.wordlists import districts_of

MOST_WORDS = 5
MOST_SHOWN = 5
_BUILT = frozenset({"residential", "commercial", "office", "industrial", "mixed"})
"""Uses of land that say what is built there, as an estimate asks it."""
Parcel = Mapping[str, Any]


def parcel_actions(client: MunicipalClient) -> Mapping[str, OutsideAction]:
    return {
        "municipal.my_properties": OwnQuestion(lambda citizen, args: client.my_properties(citizen)),  # noqa: ARG005
        "municipal.look_up_land": Question(ParcelSearch(client).find),
        "municipal.look_up_decisions": Question(ApprovalSearch(client).find),
    }


@dataclass(frozen=True, slots=True)
class ParcelSearch:
    """Looks for the land that a place names: a code, a plate, a point, or words."""

    client: MunicipalClient

    async def find(self, args: Mapping[str, Json]) -> CallResult:
        place, section, district = args.get("place"), args.get("registry_section"), args.get("district")
        if isinstance(place, dict) and is_point(place):
            return _told(await self.at(place), "nothing_here")
        written = str(place or "")
        if code := nosazi_code_in(written):
            coded = await self.client.find_parcels(nosazi_code=code)
            return _elsewhere(coded, _number(district)) or _told(coded, "no_such_code")
        if plate := plate_in(written):
            return _told(await self._by_plate(*plate, section=_number(section)), "no_such_plate")
        found: CallResult = Rejected("not_found")
        for number in _districts(district, text_of(args.get("quarter"))):
            for words in filter(None, dict.fromkeys((written, street_within(written)))):
                if isinstance(found, Rejected):
                    found = await self.by_address(words, district=number)
        return _told(found, "no_such_address")

    async def at(self, point: Mapping[str, Any]) -> CallResult:
        return await self.client.find_parcels(point=(float(point["lon"]), float(point["lat"])))

    async def by_address(self, written: str, *, district: int | None = None) -> CallResult:
        """The fullest reading of the words that the register knows."""
        found: CallResult = Rejected("not_found")
        for address in addresses_in(written):
            found = await self.client.find_parcels(address=in_district(address, district))
            if not isinstance(found, Rejected):
                break
        return found

    async def _by_plate(self, main: int, sub: int | None, *, section: int | None) -> CallResult:
        """«فرعی از اصلی» is said in both orders: the other one is tried too, and said to be."""
        found = await self.client.find_parcels(registry_plate=(main, sub, section))
        if sub and isinstance(found, Rejected):
            turned = await self.client.find_parcels(registry_plate=(sub, main, section))
            if isinstance(turned, Accepted):
                return Accepted({**turned.data, "found_by": "registry_plate_reversed"})
        return found


@dataclass(frozen=True, slots=True)
class ApprovalSearch:
    """Looks for decisions by the words of a message: those with all of them, else those with the most."""

    client: MunicipalClient

    async def find(self, args: Mapping[str, Json]) -> CallResult:
        asked: dict[str, Any] = {"district": _number(args.get("district")), "body": text_of(args.get("body"))}
        words = subject_in(str(args.get("words") or args.get("text") or ""), beside=str(asked["district"]))[:MOST_WORDS]
        found = await self.client.plan_approvals(text=" ".join(words) or None, **asked)
        if not isinstance(found, Accepted):
            return _as_none(found)
        approvals: Any = found.data["approvals"]
        if approvals or not words:
            return _listed(approvals, exact=True)
        return _listed(await self._with_most(words, asked), exact=False)

    async def _with_most(self, words: list[str], asked: Mapping[str, Any]) -> list[Any]:
        """Each word by itself; what has more of them comes first, then the newer."""
        seen: dict[str, tuple[int, Any]] = {}
        for word in words if len(words) > 1 else ():
            found = await self.client.plan_approvals(text=word, **asked)
            listed: Any = found.data["approvals"] if isinstance(found, Accepted) else []
            for one in listed:
                seen[one["approval_no"]] = (seen.get(one["approval_no"], (0, one))[0] + 1, one)
        ranked = sorted(seen.values(), key=lambda pair: (pair[0], pair[1]["approved_on"]), reverse=True)
        most = ranked[0][0] if ranked else 0
        return [one for count, one in ranked if count == most]


def _as_none(found: CallResult) -> CallResult:
    return _listed([], exact=True) if isinstance(found, Rejected) else found


def _listed(approvals: list[Any], *, exact: bool) -> CallResult:
    shown: list[Json] = [_approval(each) for each in approvals[:MOST_SHOWN]]
    return Accepted({"approvals": shown, "count": len(shown), "exact": exact})


def _approval(given: Mapping[str, Any]) -> dict[str, Json]:
    names = ("approval_no", "body_label", "title", "content", "district", "nosazi_code", "approved_on")
    return {name: given[name] or None for name in names}


def _elsewhere(found: CallResult, district: int | None) -> Rejected | None:
    """«طرح تفصیلی منطقه ۵» beside a code of another district, or right after it: one of the two is not meant."""
    parcels: Any = found.data["parcels"] if isinstance(found, Accepted) and district else []
    if not parcels or any(each["district"] == district for each in parcels):
        return None
    first = parcels[0]
    return Rejected(
        "other_district", {"nosazi_code": first["nosazi_code"], "district": first["district"], "asked": district}
    )


def _told(found: CallResult, refusal: str) -> CallResult:
    """The backend's answer as the flow shows it."""
    if isinstance(found, Rejected):
        return Rejected(refusal)
    if not isinstance(found, Accepted):
        return found
    data: Mapping[str, Any] = found.data
    parcels: list[Json] = [_parcel(each) for each in data["parcels"]]
    count, zone = int(data["count"]), data["zone"]
    return Accepted(
        {
            "way": data["found_by"],
            "count": count,
            "more": count if count > len(parcels) else None,
            "parcels": parcels,
            "zone": None if zone is None else {"district": zone["district"], **_zone(zone)},
        }
    )


def _parcel(given: Parcel) -> dict[str, Json]:
    zone, limits, street, plate = (given[name] or {} for name in ("zone", "limits", "street", "registry_plate"))
    widening = street.get("widening_m") or None
    return {
        "nosazi_code": given["nosazi_code"],
        "district": given["district"],
        "address": given["address"],
        "plate": _plate(plate),
        "section": plate.get("section"),
        "land_area_m2": given["area_m2"],
        "planned": bool(zone),
        "to_build": {"use": zone.get("land_use") if zone.get("land_use") in _BUILT else None},
        **_zone(zone),
        "gross_m2": limits.get("gross_floor_area_m2"),
        "footprint_m2": limits.get("footprint_m2"),
        "min_lot_m2": zone.get("min_lot_m2") or None,
        "small_lot_m2": zone.get("min_lot_m2") if limits.get("below_min_lot") else None,
        "street": street.get("name"),
        "width_m": street.get("width_m"),
        "planned_width_m": street.get("planned_width_m") if widening else None,
        "widening_m": widening,
        "kept_width_m": None if widening else street.get("width_m"),
        "fabric": given["fabric"],
        "fabric_label": given["fabric_label"],
        "approvals": [_approval(each) for each in given["approvals"]],
    }


def _zone(zone: Mapping[str, Any]) -> dict[str, Json]:
    """What the plan says there; nothing where it says nothing."""
    told = ("density_percent", "coverage_percent", "floors", "front_setback_m", "side_setback_m", "plan", "approved_on")
    return {"use": zone.get("land_use_label"), **{name: zone.get(name) or None for name in told}}


def _plate(plate: Mapping[str, Any]) -> str | None:
    if not plate:
        return None
    return str(plate["main"]) if plate["sub"] is None else f"{plate['main']}/{plate['sub']}"


def _districts(district: Json, quarter: str | None) -> tuple[int | None, ...]:
    """In which of them an address is looked for: in the one that was told; or first where the quarter lies, which is
    no more than a guess."""
    told = _number(district)
    return (told,) if told is not None else (*districts_of(quarter or ""), None)


def _number(value: Json) -> int | None:
    return int(value) if isinstance(value, int | float | str) and str(value).isdecimal() else None
