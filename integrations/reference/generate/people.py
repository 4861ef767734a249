"""Citizens of a generated city. Which of them owns which file is worked out from the file's number."""

from __future__ import annotations

from collections.abc import Iterator

from integrations.reference.generate.chance import mobile, national_id, stream
from integrations.reference.generate.words import words

COLUMNS = ("national_id", "name", "mobile")


def rows(count: int, seed: int) -> Iterator[tuple[object, ...]]:
    chance = stream(seed, "people")
    given, family = words()["given"], words()["family"]
    for number in range(count):
        name = f"{given[int(chance.random() * len(given))]} {family[int(chance.random() * len(family))]}"
        yield national_id(number), name, mobile(number)


def owner_of(file_number: int, people: int) -> int:
    """The owner's number. Spread over everybody; neighbours in the list of files are no neighbours here."""
    return (file_number * 1_000_003 + 17) % people


def attorney_of(file_number: int, people: int) -> int | None:
    """Every thirtieth file has an attorney beside its owner."""
    other = (file_number * 700_001 + 5) % people
    return other if file_number % 30 == 0 and other != owner_of(file_number, people) else None
