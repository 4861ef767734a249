"""Parcels of a generated city, the squares they touch, and the prices of its blocks and districts."""

from __future__ import annotations

from collections.abc import Iterator

from integrations.reference.city.places import squares_of
from integrations.reference.generate.chance import stream
from integrations.reference.generate.ground import Ground
from integrations.reference.generate.plan import Plan, outline
from integrations.reference.generate.sizes import DISTRICTS

COLUMNS = (
    "id", "nosazi_code", "district", "registry_main", "registry_sub", "registry_section", "street_id", "plate_no",
    "area_m2", "fabric", "price_block", "zone_id", "west", "south", "east", "north", "outline",
)  # fmt: skip
BLOCK_PRICE_COLUMNS = ("id", "block", "use", "year", "district", "regional_price_rial")
DISTRICT_PRICE_COLUMNS = ("id", "district", "use", "year", "regional_price_rial")
# Invented: how much dearer a use is than living.
USES = {"residential": 100, "commercial": 320, "office": 180, "industrial": 70}


def rows(ground: Ground, plan: Plan) -> Iterator[tuple[object, ...]]:
    for number in range(ground.lots):
        lot = ground.lot(number)
        zone = plan.of(lot.block)
        box = lot.box
        _, neighbourhood, _, _ = lot.code.split("-")
        yield (
            number + 1, lot.code, lot.block.district, lot.block.district * 1000 + int(neighbourhood), number + 1,
            lot.block.district, lot.street + 1, lot.plate, ground.lot_m2, zone.fabric, lot.block.code, zone.number + 1,
            box.west, box.south, box.east, box.north, outline(box),
        )  # fmt: skip


def squares(ground: Ground) -> Iterator[tuple[object, ...]]:
    for number in range(ground.lots):
        for square in squares_of(ground.lot(number).box):
            yield square, number + 1


def block_prices(ground: Ground, seed: int, *, year: int) -> Iterator[tuple[object, ...]]:
    """A price for every block and use."""
    chance = stream(seed, "prices")
    bases = _bases(seed)
    number = 0
    for block in ground.blocks():
        factor = chance.randint(80, 130)
        for use, share in USES.items():
            number += 1
            price = bases[block.district] * factor // 100 * share // 100 * 1000
            yield number, block.code, use, year, block.district, price


def district_prices(seed: int, *, year: int) -> Iterator[tuple[object, ...]]:
    """A price for every district and use, this year and the year before."""
    bases = _bases(seed)
    number = 0
    for district in range(1, DISTRICTS + 1):
        for use, share in USES.items():
            for before in (1, 0):
                number += 1
                yield number, district, use, year - before, bases[district] * share // (100 + 15 * before) * 1000


def _bases(seed: int) -> dict[int, int]:
    """Thousands of rial for a square metre to live on."""
    chance = stream(seed, "district prices")
    return {district: chance.randint(300, 1500) for district in range(1, DISTRICTS + 1)}
