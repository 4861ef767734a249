"""Offices of a generated city: counters all over it and one municipality a district, with places and hours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from integrations.reference.generate.chance import stream
from integrations.reference.generate.ground import Ground
from integrations.reference.generate.sizes import DISTRICTS, Size
from integrations.reference.generate.words import filled, words

COLUMNS = ("code", "type", "district", "name", "address", "phone")
PLACE_COLUMNS = ("code", "lon", "lat")
HOUR_COLUMNS = ("office", "weekday", "opens", "closes", "valid_from", "valid_to")
EXCEPTION_COLUMNS = ("office", "day", "reason")
SINCE = date(2021, 3, 21)
# (weekdays from Saturday, opens, closes) in minutes; usual and in the hot season.
USUAL = {"counter": ((5, 480, 960), (1, 480, 780)), "district": ((5, 420, 840),)}
SUMMER = {"counter": ((6, 420, 780),), "district": ((5, 360, 780),)}


class Offices:
    def __init__(self, size: Size, ground: Ground, names: list[str], seed: int) -> None:
        chance = stream(seed, "offices")
        self.rows: list[tuple[str, str, int, str, str, str]] = []
        self.places: list[tuple[object, ...]] = []
        per_district = ground.lots // DISTRICTS
        for number in range(size.offices + DISTRICTS):
            counter = number < size.offices
            district = number % DISTRICTS + 1 if counter else number - size.offices + 1
            lot = ground.lot((district - 1) * per_district + chance.randrange(per_district))
            name = filled(words()["office"], number=number + 1)
            if not counter:
                name = filled(words()["district_office"], district=district)
            street = names[lot.street]
            address = filled(words()["office_address"], district=district, street=street, plate=lot.plate)
            code = f"G{number + 1:03d}"
            kind = "counter" if counter else "district"
            self.rows.append((code, kind, district, name, address, f"031000{number + 1:05d}"))
            centre = lot.box.centre
            self.places.append((code, centre.lon, centre.lat))

    def hours(self, today: date) -> Iterator[tuple[object, ...]]:
        """The usual hours without an end, and those of the hot season of the year before, this one and the next."""
        seasons = [(date(year, 6, 1), date(year, 9, 22)) for year in range(today.year - 1, today.year + 2)]
        for code, kind, *_ in self.rows:
            yield from _week(code, USUAL[kind], SINCE, None)
            for first, last in seasons:
                yield from _week(code, SUMMER[kind], first, last)

    def exceptions(self, today: date) -> Iterator[tuple[object, ...]]:
        """A day in the coming month on which the office is closed."""
        for place, (code, *_) in enumerate(self.rows):
            yield code, (today + timedelta(days=3 + place % 27)).isoformat(), words()["closed_day"]


def _week(
    code: str, stretches: tuple[tuple[int, int, int], ...], first: date, last: date | None
) -> Iterator[tuple[object, ...]]:
    weekday = 0
    for days, opens, closes in stretches:
        for _ in range(days):
            yield code, weekday, opens, closes, first.isoformat(), last.isoformat() if last else None
            weekday += 1
