"""Archive images of a generated city: what each shows, not the images, which are drawn when asked for. Most files have
a few, one in a hundred is as thick as an old permit's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from integrations.reference.city.words import load_words
from integrations.reference.generate.chance import stream
from integrations.reference.generate.sizes import Size
from integrations.reference.labels import load_labels

COLUMNS = (
    "id", "file_id", "image_no", "part", "document", "page", "taken_on", "width_px", "height_px",
)  # fmt: skip
FIRST_NUMBER = 700_000_000
THICK = 120
SCANS = ((1240, 1754), (1654, 2339), (1754, 1240))


def images_of(file_number: int) -> int:
    """Three a file in the average of each hundred: one of 120, eighteen of one, eighty-one of two."""
    place = file_number % 100
    if place == 0:
        return THICK
    return 1 if place <= 18 else 2


def rows(size: Size, seed: int, today: date) -> Iterator[tuple[object, ...]]:
    chance = stream(seed, "archive").random
    parts, documents = list(load_words()["parts"]), list(load_labels()["documents"])
    days = [(today - timedelta(days=day)).isoformat() for day in range(365 * 25)]
    number, file_number = 0, 0
    while number < size.images:
        for page in range(min(images_of(file_number), size.images - number)):
            number += 1
            wide, high = SCANS[int(chance() * 3)]
            yield (
                number, file_number % size.files + 1, str(FIRST_NUMBER + number), parts[int(chance() * len(parts))],
                documents[int(chance() * len(documents))], page + 1, days[int(chance() * len(days))], wide, high,
            )  # fmt: skip
        file_number += 1
