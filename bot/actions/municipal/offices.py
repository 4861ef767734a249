"""Which offices a question is about: by district, quarter, name, kind, or near a place; and what is open instead when
they are not. How an office is shown is `office_hours`'s; how words are read is `wording`'s."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.action import OutsideAction, Subject
from bot.actions.municipal.office_hours import Moment, is_open, moment_of, shown
from bot.actions.municipal.parcels import ParcelSearch
from bot.actions.municipal.shapes import text_of
from bot.actions.municipal.wording import nosazi_code_in, place_nearby, plain, telling_words, words_of
from dialogs.places import is_point
from dialogs.ports import Accepted, CallResult, Json, Rejected, Unavailable
from integrations.municipal.client import MunicipalClient
from nlu.wordlists import districts_of, is_quarter, quarters_in

KNOWN_TYPES = frozenset({"counter", "district", "central", "training"})
CITYWIDE = frozenset({"central", "training"})
LONG_CODE = 3
MOST_NAMED = 5
MOST_NEAR = 3
MOST_LISTED = 5
"""As many as the register tells at once: there may be more."""
DISTRICTS = range(1, 16)
Office = Mapping[str, Any]


def office_actions(client: MunicipalClient) -> Mapping[str, OutsideAction]:
    return {"municipal.look_up_offices": OfficeSearch(client)}


@dataclass(frozen=True, slots=True)
class Where:
    """What a question comes down to. `way`: named, district, near, all, unknown or which_district."""

    way: str
    codes: tuple[str, ...] = ()
    district: int | None = None
    point: tuple[float, float] | None = None
    districts: tuple[int, ...] = ()
    quarter: str | None = None


class NotReached(Exception):
    """The backend did not answer one of the questions on the way: its result is the answer."""

    def __init__(self, result: CallResult) -> None:
        super().__init__()
        self.result = result


@dataclass(frozen=True, slots=True)
class OfficeSearch:
    """`municipal.look_up_offices`."""

    client: MunicipalClient

    async def __call__(self, args: Mapping[str, Json], subject: Subject, *, key: str) -> CallResult:  # noqa: ARG002
        kind = text_of(args.get("office_type"))
        if kind and kind not in KNOWN_TYPES:
            return Rejected("other_office")
        if isinstance(args.get("place"), int) and not _district(args.get("place")):
            return Rejected("no_such_number")
        moment = moment_of(args.get("day"), args.get("time"), subject.now, early=args.get("early") is True)
        try:
            where = await self._where(args, kind)
            if where is None:
                known = is_quarter(str(args.get("place")))
                return Rejected("no_such_district" if known else "no_such_place")
            told = await self._answer(where, kind, moment, args)
            return _with_contradiction(told, where, text_of(args.get("message")))
        except NotReached as stopped:
            return Rejected("no_such_day") if isinstance(stopped.result, Rejected) else stopped.result

    async def reconcile(self, subject: Subject, *, key: str) -> CallResult:  # noqa: ARG002
        return Unavailable()

    # Where

    async def _where(self, args: Mapping[str, Json], kind: str | None) -> Where | None:
        place, chosen = args.get("place"), args.get("district")
        said = text_of(args.get("named"))
        if said and (named := await self._named(said, in_full=True)):
            return Where("named", codes=named)
        if isinstance(place, dict) and is_point(place):
            return await self._at(place)
        if (number := _district(chosen)) or (number := _district(place)):
            return Where("district", district=number, quarter=_quarter(place))
        if isinstance(place, str) and place not in ("", "all"):
            return await self._said(place)
        message = text_of(args.get("message"))
        if message and (named := await self._named(message)):
            return Where("named", codes=named)
        if place != "all" and (near := place_nearby(message or "")):
            return await self._said(near)
        return Where("all" if place == "all" or kind in CITYWIDE else "unknown")

    async def _said(self, place: str) -> Where | None:
        """A quarter, the code of one's own property, an office's name, or an address."""
        districts = districts_of(place)
        if len(districts) > 1:
            return Where("which_district", districts=districts, quarter=place)
        code = nosazi_code_in(place) or ""
        if number := districts[0] if districts else _district(code.partition("-")[0]):
            return Where("district", district=number, quarter=_quarter(place))
        if named := await self._named(place):
            return Where("named", codes=named)
        return await self._by_address(place)

    async def _at(self, point: Mapping[str, Any]) -> Where:
        """A point is a place even where the map has no land: what is near is near."""
        found = await ParcelSearch(self.client).at(point)
        return Where("near", point=(float(point["lon"]), float(point["lat"])), district=_district_of(found))

    async def _by_address(self, written: str) -> Where | None:
        """Near the first of its parcels: a street is not long."""
        found = await ParcelSearch(self.client).by_address(written)
        if not isinstance(found, Accepted):
            return None
        parcels: Any = found.data["parcels"]
        point, district = parcels[0]["point"], _district_of(found)
        if point:
            return Where("near", point=(point["lon"], point["lat"]), district=district)
        return Where("district", district=district) if district else None

    async def _named(self, written: str, *, in_full: bool = False) -> tuple[str, ...]:
        """The offices whose own words, whole name or long code stand in the text: those with the most of them.
        `in_full`: one word alone is too little («خیابان نمونه»)."""
        found = await self.client.offices()
        if not isinstance(found, Accepted):
            raise NotReached(found)
        offices: Any = found.data["offices"]
        offices = [each for each in offices if not in_full or _in_full(each, written)]
        ranked = sorted(((_likeness(office, written), office["code"]) for office in offices), reverse=True)
        best = ranked[0][0] if ranked else 0
        return tuple(code for likeness, code in ranked if likeness and likeness == best)[:MOST_NAMED]

    # What is there

    async def _answer(self, where: Where, kind: str | None, moment: Moment, args: Mapping[str, Json]) -> CallResult:
        wanted, hours = text_of(args.get("wanted")), args.get("hours") is True
        if wanted == "district" and where.district:  # whose place it is: those who serve it, not who is near
            where = Where("district", district=where.district, quarter=where.quarter)
        told: dict[str, Json] = {
            "way": where.way,
            "quarter": where.quarter,
            "district": where.district,
            "whose": None if where.quarter else where.district,
            "districts": [{"district": number} for number in where.districts],
            "date": moment.date,
            "time": moment.time,
            "mode": "contact" if wanted in ("phone", "department") and not hours else moment.mode,
            "missing": None,
            "offices": [],
            "count": 0,
            "more": False,
            "none_open": False,
            "instead": [],
        }
        if where.way in ("unknown", "which_district"):
            return Accepted(told)
        # A department sits in the district's own town hall, when there is one in the list.
        sought = kind or ("district" if wanted == "department" and where.way == "district" else None)
        offices, missing = await self._listed(where, sought, moment, only_open=args.get("day") == "now")
        missing = None if missing == "kind" and not kind else missing
        instead = [] if told["mode"] == "contact" else await self._instead(offices, where, kind, moment)
        closed = bool(offices) and all(is_open(office, moment) is False for office in offices)
        asks_now = moment.mode == told["mode"] == "now" and (hours or wanted != "address")
        return Accepted(
            {
                **told,
                "missing": missing,
                "none_open": closed and not instead and asks_now,
                "offices": [shown(office, moment) for office in offices],
                "count": len(offices),
                "more": where.way in ("all", "district") and len(offices) == MOST_LISTED,
                "instead": [shown(office, moment) for office in instead],
            }
        )

    async def _listed(
        self, where: Where, kind: str | None, moment: Moment, *, only_open: bool
    ) -> tuple[list[Office], str | None]:
        """The offices, and what was asked for and is not there: `kind` in that district, any `office` in it, or the
        `place` of every office on the map."""
        if where.codes:
            return await self._find(codes=where.codes, at=moment.asked), None
        district = where.district
        if where.point:
            near = await self._near(where.point, kind, moment, only_open=only_open)
            if near or not district:
                return near or await self._find(office_type=kind, at=moment.asked), None if near else "place"
        if (found := await self._find(district=district, office_type=kind, at=moment.asked)) or not district:
            return _own_first(found), None
        if kind and (found := await self._find(district=district, at=moment.asked)):
            return _own_first(found), "kind"
        return await self._find(office_type=kind, at=moment.asked), "office"

    async def _near(
        self, point: tuple[float, float], kind: str | None, moment: Moment, *, only_open: bool
    ) -> list[Office]:
        """The nearest whose place is known; when those that are open are wanted and none is, the others."""
        for opened in (True, False) if only_open else (False,):
            found = await self._find(point=point, office_type=kind, open_only=opened, at=moment.asked)
            if placed := [office for office in found if office["distance_m"] is not None]:
                return placed[:MOST_NEAR]
        return []

    async def _instead(self, offices: list[Office], where: Where, kind: str | None, moment: Moment) -> list[Office]:
        """One that is open when all of these are known to be closed: the nearest to them."""
        if not offices or any(is_open(office, moment) is not False for office in offices):
            return []
        point = where.point or next(((at["lon"], at["lat"]) for office in offices if (at := office["point"])), None)
        known = {office["code"] for office in offices}
        for alike in (kind or offices[0]["type"], None):
            found = await self._find(point=point, office_type=alike, open_only=True, at=moment.at_work)
            if others := [office for office in found if office["code"] not in known]:
                return [{**others[0], "distance_m": None}]
        return []

    async def _find(self, **asked: Any) -> list[Office]:
        found = await self.client.find_offices(**asked)
        if not isinstance(found, Accepted):
            raise NotReached(found)
        offices: Any = found.data["offices"]
        return list(offices)


def _own_first(offices: list[Office]) -> list[Office]:
    """A district's own town hall before its counters."""
    return sorted(offices, key=lambda office: office["type"] != "district")


def _likeness(office: Office, written: str) -> int:
    """How many of an office's own words the text has; none when one is missing, or when they are numbers only."""
    said, own = words_of(written), telling_words(office["name"])
    code = plain(office["code"])
    if len(code) >= LONG_CODE and code in said:
        return len(own) + LONG_CODE
    if f" {plain(office['name'])} " in f" {plain(written)} ":
        return len(own) + 1
    return len(own) if own <= said and any(not word.isdecimal() for word in own) else 0


def _in_full(office: Office, written: str) -> bool:
    own = len(telling_words(office["name"]))
    return own > 1 or _likeness(office, written) > own


def _district_of(found: CallResult) -> int | None:
    if not isinstance(found, Accepted):
        return None
    parcels, zone = found.data["parcels"], found.data["zone"]
    first: Any = parcels[0] if isinstance(parcels, list) and parcels else zone
    return _district(first["district"]) if first else None


def _district(value: Json) -> int | None:
    number = int(value) if isinstance(value, int | float | str) and str(value).isdecimal() else 0
    return number if number in DISTRICTS else None


def _quarter(place: Json) -> str | None:
    """The quarter whose district was chosen."""
    return place if isinstance(place, str) and districts_of(place) else None


def _with_contradiction(answer: CallResult, where: Where, message: str | None) -> CallResult:
    """«مرداویج، منطقهٔ ۱۲»: the district that was said counts, and that the quarter lies in another is told."""
    named = [name for name in quarters_in(message or "") if where.district not in districts_of(name)]
    if not isinstance(answer, Accepted):
        return answer
    told = where.way != "district" or where.quarter or len(named) != 1
    elsewhere: Json = None if told else {"quarter": named[0], "district": districts_of(named[0])[0]}
    return Accepted({**answer.data, "elsewhere": elsewhere})
