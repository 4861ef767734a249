"""Which district a place lies in: its number, a quarter, a street, a nosazi code or a point on the map; and what there
is to ask when several may be meant or what was said does not go together. How words are read is `wording`'s."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.action import OutsideAction
from bot.actions.municipal.parcels import ParcelSearch
from bot.actions.municipal.shapes import Question, text_of
from bot.actions.municipal.wording import nosazi_code_in, without_tail
from dialogs.places import is_point
from dialogs.ports import Accepted, CallResult, Json, Rejected
from integrations.municipal.client import MunicipalClient
from nlu.wordlists import districts_of, is_quarter

DISTRICTS = range(1, 16)


def district_actions(client: MunicipalClient) -> Mapping[str, OutsideAction]:
    return {"municipal.district_of": Question(DistrictSearch(client).find)}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was said of the place, and where that may be. `name` is how it was said, when not by number."""

    districts: tuple[int, ...]
    name: str | None = None


class NotReached(Exception):
    """The map did not answer: its result is the answer."""

    def __init__(self, result: CallResult) -> None:
        super().__init__()
        self.result = result


@dataclass(frozen=True, slots=True)
class DistrictSearch:
    """`municipal.district_of`."""

    client: MunicipalClient

    async def find(self, args: Mapping[str, Json]) -> CallResult:
        place, quarter = args.get("place"), text_of(args.get("quarter"))
        if number := district_number(args.get("chosen")):
            return _found((number,), way="said")
        try:
            told = [Told(districts_of(quarter), quarter)] if quarter else []
            told += [one] if (one := await self._told(place)) else []
        except NotReached as stopped:
            return stopped.result
        known = [one for one in told if one.districts]
        if not known:
            vague = is_quarter(quarter or "") or (isinstance(place, str) and is_quarter(place))
            return Rejected("no_such_district" if vague else "no_such_place")
        return _weighed(known)

    async def _told(self, place: Json) -> Told | None:
        if number := district_number(place):
            return Told((number,))
        if isinstance(place, dict) and is_point(place):
            return Told(_districts_in(await ParcelSearch(self.client).at(place)))
        if not isinstance(place, str) or not place:
            return None
        if code := nosazi_code_in(place):
            number = district_number(code.partition("-")[0])
            return Told((number,) if number else ())
        return Told(districts_of(place), place) if is_quarter(place) else await self._street(place)

    async def _street(self, written: str) -> Told:
        """The fullest reading that the map knows; what a sentence goes on with is no part of the name."""
        for words in without_tail(written):
            if districts := _districts_in(await ParcelSearch(self.client).by_address(words)):
                return Told(districts, words)
        return Told((), written)


def district_number(value: Json) -> int | None:
    number = int(value) if isinstance(value, int | float | str) and str(value).isdecimal() else 0
    return number if number in DISTRICTS else None


def _weighed(known: Sequence[Told]) -> CallResult:
    """What all that was said has in common; when that is nothing, all of it, to be asked about."""
    common = [number for number in known[0].districts if all(number in one.districts for one in known)]
    names = [one.name for one in known if one.name]
    named = next((one for one in known if one.name), None)
    said = next((one.districts[0] for one in known if one.name is None), None)
    name = named.name if named else None
    if not common:
        every = tuple(dict.fromkeys(number for one in known for number in one.districts))
        other = named.districts[0] if named and said else None
        beside = None if said else names[-1]
        return _found(every, way="contradiction", name=name, said=said, known=other, beside=beside)
    if len(common) > 1:
        return _found(tuple(common), way="which", name=name)
    return _found(tuple(common), way="found" if name and said is None else "said", name=None if said else name)


def _found(
    districts: tuple[int, ...],
    *,
    way: str,
    name: str | None = None,
    said: int | None = None,
    known: int | None = None,
    beside: str | None = None,
) -> Accepted:
    return Accepted(
        {
            "way": way,
            "district": districts[0] if len(districts) == 1 else None,
            "districts": [{"district": number} for number in districts],
            "name": name,
            "border": name if way == "which" else None,
            "said": said,
            "known": known,
            "beside": beside,
        }
    )


def _districts_in(found: CallResult) -> tuple[int, ...]:
    """Where the parcels of a street lie, the most frequent first."""
    if isinstance(found, Rejected):
        return ()
    if not isinstance(found, Accepted):
        raise NotReached(found)
    rows = list(_rows(found.data))
    numbers = [number for row in rows if (number := district_number(row["district"]))]
    return tuple(sorted(dict.fromkeys(numbers), key=lambda number: -numbers.count(number)))


def _rows(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from data["parcels"]
    if not data["parcels"] and data["zone"]:
        yield data["zone"]
