"""Files and inquiries of a generated city, and who holds them. A file's lot and owner follow from its number, so that
its inquiry, its holders and its images agree without being kept in memory."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from integrations.reference.generate.chance import national_id, stream
from integrations.reference.generate.ground import Ground
from integrations.reference.generate.people import attorney_of, owner_of
from integrations.reference.generate.sizes import Size
from integrations.reference.generate.words import filled
from integrations.reference.labels import load_labels, vocabulary
from integrations.reference.stages import OTHER, load_stages

COLUMNS = (
    "id", "request_no", "type", "stage", "nosazi_code", "district", "address", "entered_on", "inspection_on",
    "issued_on", "missing_docs", "parent_id", "open_inquiry",
)  # fmt: skip
HOLDER_COLUMNS = ("file_id", "national_id", "role", "valid_to")
FIRST_NUMBER = 20_000_000
EVERY = 9  # every ninth file has an inquiry, as long as there are inquiries
INSPECTED, ISSUED = "inspected", "issued"


def request_no(number: int) -> str:
    """Of the file with this number, from 0; inquiries come after the files."""
    return str(FIRST_NUMBER + number)


class Drawn(NamedTuple):
    """What chance says of a file or an inquiry. `number`: of its row, from 0; `file`: itself, or what it asks about."""

    number: int
    file: int
    kind: str
    path: tuple[str, ...]
    stage: str
    entered: date
    missing: str


@dataclass(frozen=True, slots=True)
class Register:
    """What the files are about."""

    size: Size
    ground: Ground
    streets: list[str]
    seed: int
    today: date

    def rows(self) -> Iterator[tuple[object, ...]]:
        ends = load_stages().ends
        for one in self.drawn():
            parent, inquiry = None, None
            if one.number != one.file:
                parent = one.file + 1
                inquiry = None if one.stage in ends else one.kind.removeprefix("inquiry_")
            yield (
                one.number + 1, request_no(one.number), one.kind, one.stage, *self._place(one.file),
                one.entered.isoformat(), *_dates(one.path, one.stage, one.entered), one.missing, parent, inquiry,
            )  # fmt: skip

    def holders(self) -> Iterator[tuple[object, ...]]:
        people = self.size.citizens
        until = (self.today + timedelta(days=365)).isoformat()
        for number in range(self.size.files):
            yield number + 1, national_id(owner_of(number, people)), "owner", None
            attorney = attorney_of(number, people)
            if attorney is not None:
                yield number + 1, national_id(attorney), "attorney", until
        for number in range(self.size.inquiries):
            owner = owner_of(parent_of(number, self.size.files), people)
            yield self.size.files + number + 1, national_id(owner), "owner", None

    def drawn(self) -> Iterator[Drawn]:
        """All files, then all inquiries, the same every time: what else follows from them need not be kept."""
        yield from self._drawn_files()
        yield from self._drawn_inquiries()

    def _drawn_files(self) -> Iterator[Drawn]:
        chance = stream(self.seed, "files")
        stages = load_stages()
        types = [code for code in stages.types if code != OTHER and not code.startswith("inquiry_")]
        for number in range(self.size.files):
            kind = types[int(chance.random() * len(types))]
            path = stages.types[kind].path
            stage = path[int(chance.random() * len(path))]
            entered = self.today - timedelta(days=int(chance.random() ** 3 * 1500))
            yield Drawn(number, number, kind, path, stage, entered, _missing(stage, chance))

    def _drawn_inquiries(self) -> Iterator[Drawn]:
        chance = stream(self.seed, "inquiries")
        types = load_stages().types
        kinds = [code for code in types if code.startswith("inquiry_")]
        for number in range(self.size.inquiries):
            kind = kinds[int(chance.random() * len(kinds))]
            path = types[kind].path
            stage = path[int(chance.random() * len(path))]
            entered = self.today - timedelta(days=int(chance.random() ** 3 * 900))
            yield Drawn(self.size.files + number, parent_of(number, self.size.files), kind, path, stage, entered, "[]")

    def _place(self, number: int) -> tuple[str, int, str]:
        lot = self.ground.lot(lot_of(number, self.ground.lots))
        address = filled("{street}، پلاک {plate}", street=self.streets[lot.street], plate=lot.plate)
        return lot.code, lot.block.district, address


def lot_of(file_number: int, lots: int) -> int:
    return file_number * 7_368_787 % lots


def parent_of(inquiry_number: int, files: int) -> int:
    """Each on a file of its own while there are enough."""
    return inquiry_number * EVERY % files


def _dates(path: tuple[str, ...], stage: str, entered: date) -> tuple[str | None, str | None]:
    """When it was inspected and issued, for what is that far."""
    far = path.index(stage)
    inspected = INSPECTED in path and far >= path.index(INSPECTED)
    issued = ISSUED in path and far >= path.index(ISSUED)
    return (
        (entered - timedelta(days=12)).isoformat() if inspected else None,
        (entered - timedelta(days=1)).isoformat() if issued else None,
    )


def _missing(stage: str, chance: random.Random) -> str:
    if stage != "docs_defect" or chance.random() < 0.1:
        return "[]"
    codes = list(load_labels()["documents"])
    label = vocabulary("documents").label(codes[int(chance.random() * len(codes))])
    return json.dumps([label], ensure_ascii=False)
