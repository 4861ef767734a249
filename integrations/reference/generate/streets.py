"""Streets of a generated city: names that say what they are, lengths that add up to the city's kilometres, widths now
and as planned."""

from __future__ import annotations

from collections.abc import Iterator

from integrations.reference.city.finding import street_words
from integrations.reference.generate.chance import stream
from integrations.reference.generate.ground import MAIN_EAST, MAIN_NORTH, Ground, Stretch
from integrations.reference.generate.words import filled, words

COLUMNS = ("id", "code", "district", "name", "length_m", "width_cm", "planned_width_cm", "search_text")
MAIN_WIDTHS = ((12, 16), (14, 20), (16, 24), (18, 24), (20, 20))
LANE_WIDTHS = ((4, 6), (6, 8), (6, 10), (8, 8), (8, 10), (10, 10), (10, 12))


def names(ground: Ground) -> list[str]:
    """The name of every street, by its index."""
    return [_name(street) for street in ground.streets]


def rows(ground: Ground, seed: int) -> Iterator[tuple[object, ...]]:
    chance = stream(seed, "streets")
    gone = 0.0
    for street, name in zip(ground.streets, names(ground), strict=True):
        # Rounded from the running sum, so that the rounded lengths add up to the whole.
        length = round(gone + street.length) - round(gone)
        gone += street.length
        width, planned = chance.choice(MAIN_WIDTHS if street.piece is None else LANE_WIDTHS)
        code = f"S{street.index + 1:05d}"
        yield (street.index + 1, code, street.district, name, length, width * 100, planned * 100, street_words(name))


def _name(street: Stretch) -> str:
    if street.piece is None:
        return _main_name(
            street.district, eastward=street.eastward, place=street.line // _step(eastward=street.eastward)
        )
    parent = _main_name(street.district, eastward=not street.eastward, place=street.piece)
    return filled(words()["lane" if street.eastward else "alley"], street=parent, number=street.line)


def _main_name(district: int, *, eastward: bool, place: int) -> str:
    flowers, sides = words()["flowers"], words()["sides"]
    flower = flowers[(district * 11 + place) % len(flowers)]
    pattern = words()["street" if eastward else "crossing"]
    return filled(pattern, flower=flower, side=sides[(place + district) % len(sides)], number=district)


def _step(*, eastward: bool) -> int:
    return MAIN_NORTH if eastward else MAIN_EAST
