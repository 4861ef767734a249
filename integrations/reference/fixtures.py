"""Reads fixtures (`docs/protocols/fixtures.schema.json`) into rows: tolerant in writing, strict in meaning. Every
problem has a path and a code. Writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from integrations.reference.case.fixtures import read_property
from integrations.reference.case.slots import slots
from integrations.reference.city.reading import REGISTER_READERS
from integrations.reference.entry import Entry, Problem
from integrations.reference.labels import vocabulary
from integrations.reference.stages import FIRST, OTHER, load_stages

Row = dict[str, object]


class FixtureError(Exception):
    """Fixtures that cannot be written. The message names places and codes, never values."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{problem.path}: {problem.code}" for problem in problems))
        self.problems = tuple(problems)


@dataclass
class City:
    """The rows that were read, by table; what was wrong; and what was taken with a guess."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def read_fixtures(data: Mapping[str, object], *, today: date, people: dict[str, str]) -> City:
    """All kinds in one document. `people`: mobile or name to national ID of citizens already known;
    those of the document are added to it."""
    city = City()
    for name in data:
        if name not in READERS and name not in ("version", "label", "$schema"):
            city.problems.append(Problem(name, "unknown_kind"))
    for kind, read in READERS.items():
        entries = data.get(kind, [])
        if not isinstance(entries, list):
            city.problems.append(Problem(kind, "not_a_list"))
            continue
        city.rows[kind] = []
        for place, raw in enumerate(entries):
            entry = Entry(raw, f"{kind}[{place}]", today=today, people=people)
            row = read(entry)
            city.warnings += entry.warnings
            city.problems += entry.problems
            if not entry.problems:
                city.rows[kind].append(row)
    return city


def _citizen(entry: Entry) -> Row:
    row: Row = {"name": entry.text("name"), "national_id": entry.national_id("national_id"), "mobile": entry.mobile()}
    # Files and bills may name their owner by any of the three.
    for name in ("name", "mobile", "national_id"):
        entry.people[str(row[name])] = str(row["national_id"])
    return row


def _file(entry: Entry) -> Row:
    stages = load_stages()
    type_code, type_label = entry.code("type", stages.type_names, otherwise=OTHER)
    stage_code, stage_label = entry.code("stage", stages.stage_names, otherwise=OTHER, absent=FIRST)
    return {
        "request_no": entry.number_text("request_no", "number"),
        "nosazi_code": entry.number_text("nosazi_code", required=False),
        "type": type_code,
        "type_label": type_label,
        "stage": stage_code,
        "stage_label": stage_label,
        "district": entry.district(),
        "address": entry.text("address", required=False),
        "entered_on": entry.day("entered_on", "stage_since", required=False),
        "inspection_on": entry.day("inspection", "inspection_on", required=False, lenient=True),
        "inspection_slot": entry.inside("inspection", "slot", slots()),
        "issued_on": entry.day("issued_on", required=False),
        "missing_docs": entry.labels("missing_docs", vocabulary("documents")),
        "holders": [
            *({"national_id": owner, "role": "owner", "valid_to": None} for owner in entry.owners("owner")),
            *entry.attorneys(),
        ],
    }


def _bill(entry: Entry) -> Row:
    owners = entry.owners("owner")
    return {
        "bill_id": entry.number_text("bill_id"),
        "payment_id": entry.number_text("payment_id"),
        "owner": owners[0] if owners else "",
        "levy": entry.code("levy", vocabulary("levies"), otherwise=OTHER, absent=OTHER)[0],
        "year": entry.year("year"),
        "amount_rial": entry.number("amount_rial", lowest=0),
        "status": entry.code("status", vocabulary("bill_statuses"), otherwise="unpaid", absent="unpaid")[0],
        "request_no": entry.number_text("request_no", "file", required=False),
    }


def _course(entry: Entry) -> Row:
    start = entry.day("start")
    capacity = entry.number("capacity", lowest=0)
    registered = entry.count("registered")
    return {
        "id": entry.number_text("id", "code"),
        "title": entry.text("title"),
        "mode": entry.code("mode", vocabulary("modes"), otherwise="in_person", absent="in_person")[0],
        "start": start,
        "signup_until": entry.day("signup_until", required=False) or start,
        "place": entry.text("place", required=False),
        "capacity": capacity,
        "registered_elsewhere": min(registered, capacity),
        "waiting_elsewhere": entry.count("waiting"),
        "fee_rial": entry.count("fee_rial"),
        "hour": entry.hour("hour"),
    }


def _office(entry: Entry) -> Row:
    return {
        "code": entry.number_text("code", "id"),
        "type": entry.code("type", vocabulary("office_types"), otherwise="counter", absent="counter")[0],
        "district": entry.district(),
        "name": entry.text("name"),
        "address": entry.text("address", required=False),
        "phone": entry.number_text("phone", required=False),
        "hours": entry.text("hours", required=False),
    }


def _block_price(entry: Entry) -> Row:
    return {
        "district": entry.number("district", lowest=1),
        "use": entry.code("use", vocabulary("uses"), otherwise="residential")[0],
        "year": entry.year("year"),
        "regional_price_rial": entry.number("regional_price_rial", lowest=0),
    }


# In this order: files and bills name citizens that the same document may bring, the register offices and files.
READERS: Mapping[str, Callable[[Entry], Row]] = {
    "citizens": _citizen,
    "files": _file,
    "bills": _bill,
    "classes": _course,
    "offices": _office,
    "block_prices": _block_price,
    "properties": read_property,
    **REGISTER_READERS,
}
