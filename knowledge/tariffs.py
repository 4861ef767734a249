"""Tariffs as versioned data: which one is in force on a day, and an estimate with every line shown. Official
bills never come from here; the arithmetic is in `knowledge.formula`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from knowledge.formula import Input, Missing, OutOfTable, Part, Sheet, Table, as_fraction, check, read_table

_DAY = re.compile(r"1[34]\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\Z")


@dataclass(frozen=True, slots=True)
class Levy:
    """One line of a tariff: amount = base × rate, held between floor and cap. An `optional` one is left out,
    and said to be, when its inputs are not known."""

    code: str
    title: str
    formula: str
    base: Any
    rate: Any
    legal_ref: str
    uses: frozenset[str] | None
    optional: bool
    floor: Any = None
    cap: Any = None


@dataclass(frozen=True, slots=True)
class Tariff:
    """One version of a city's tariff. Dates are Jalali `YYYY-MM-DD`, which sort as text."""

    id: str
    title: str
    year: int
    version: int
    valid_from: str
    valid_to: str | None
    line_step: int
    total_step: int
    tables: Mapping[str, Table]
    levies: tuple[Levy, ...]
    not_included: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One levy of an estimate. `inputs` are the numbers it was worked out from, exact, as text; `parts` and
    `looked_up` what the tables gave for them."""

    levy_code: str
    title: str
    formula: str
    inputs: Mapping[str, str]
    rate: Fraction
    amount_rial: int
    legal_ref: str
    parts: tuple[Part, ...] = ()
    looked_up: tuple[Fraction, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    tariff: Tariff
    lines: tuple[Line, ...]
    total_rial: int
    not_included: tuple[str, ...]


class Tariffs:
    """All tariffs of a folder."""

    def __init__(self, tariffs: Sequence[Tariff]) -> None:
        self._tariffs = tuple(tariffs)

    @classmethod
    def load(cls, folder: Path) -> Tariffs:
        """Raises:
        ValueError: a document that is not a tariff; names the file.
        """
        return cls([read_tariff(path) for path in sorted(folder.glob("*.yaml"))])

    def in_force(self, day: str) -> Tariff | None:
        """The tariff of that Jalali day; of several the one that began last, then the newest version."""
        valid = [
            tariff
            for tariff in self._tariffs
            if tariff.valid_from <= day and (tariff.valid_to is None or day <= tariff.valid_to)
        ]
        return max(valid, key=lambda tariff: (tariff.valid_from, tariff.version), default=None)


def estimate(tariff: Tariff, given: Mapping[str, Any], parts: Sequence[Mapping[str, Any]] = ()) -> Estimate:
    """Every line that applies to what is `given` (numbers, and `use` as a word). `parts` are what differs by part of a
    building of several uses, each with its own `use`: a levy of some uses is reckoned of the part of such a use, every
    other levy once, of the whole.

    Raises:
        OutOfTable: the tariff has no row for it, or a number makes no sense.
        Missing: a line that must be there lacks an input.
    """
    whole = _inputs(given)
    by_use = {str(part["use"]): {**whole, **_inputs(part)} for part in parts} or {str(whole.get("use")): whole}
    known = frozenset().union(*(levy.uses for levy in tariff.levies if levy.uses is not None))
    if known and not known.issuperset(by_use):
        raise OutOfTable("use")
    amounts: dict[str, int] = {}
    lines: list[Line] = []
    left_out: list[str] = []
    for levy in tariff.levies:
        own = [inputs for use, inputs in by_use.items() if levy.uses is not None and use in levy.uses]
        if levy.uses is not None and not own:
            continue
        sheet = Sheet(own[0] if own else whole, tariff.tables, amounts)
        try:
            line = _line(levy, sheet, step=tariff.line_step)
        except Missing:
            if not levy.optional:
                raise
            left_out.append(levy.title)
            continue
        amounts[levy.code] = line.amount_rial
        lines.append(line)
    total = _cut(Fraction(sum(amounts.values())), tariff.total_step)
    return Estimate(tariff, tuple(lines), total, (*left_out, *tariff.not_included))


def read_tariff(path: Path) -> Tariff:
    """One document. ValueError names the file and what is wrong."""
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        tables = {name: read_table(name, table) for name, table in document.get("tables", {}).items()}
        tariff = Tariff(
            id=document["id"],
            title=document["title"],
            year=document["year"],
            version=document["version"],
            valid_from=_day(document["valid_from"]),
            valid_to=None if document.get("valid_to") is None else _day(document["valid_to"]),
            line_step=document["rounding"]["line"],
            total_step=document["rounding"]["total"],
            tables=tables,
            levies=tuple(_levy(levy) for levy in document["levies"]),
            not_included=tuple(document.get("not_included", ())),
        )
        _check_names(tariff)
    except (KeyError, TypeError, AttributeError, ValueError, yaml.YAMLError) as error:
        raise ValueError(f"{path.name}: {error!r}") from error
    return tariff


def _line(levy: Levy, sheet: Sheet, *, step: int) -> Line:
    rate = sheet.number(levy.rate)
    amount = sheet.number(levy.base) * rate
    if levy.floor is not None:
        amount = max(amount, sheet.number(levy.floor))
    if levy.cap is not None:
        amount = min(amount, sheet.number(levy.cap))
    return Line(
        levy_code=levy.code,
        title=levy.title,
        formula=levy.formula,
        inputs={name: str(value) for name, value in sheet.read.items()},
        rate=rate,
        amount_rial=_cut(amount, step),
        legal_ref=levy.legal_ref,
        parts=tuple(sheet.parts),
        looked_up=tuple(sheet.looked_up),
    )


def _cut(amount: Fraction, step: int) -> int:
    """Down to a multiple of `step`: a payment ID holds thousands of rials, so the rest is never asked for."""
    return int(amount // step) * step


def _inputs(given: Mapping[str, Any]) -> dict[str, Input]:
    return {name: _input(name, value) for name, value in given.items() if value is not None}


def _input(name: str, value: Any) -> Input:
    # A float comes as its shortest decimal: 120.5 typed is 241/2 reckoned.
    number = as_fraction(str(value))
    if number is None:
        if isinstance(value, str):
            return value
        raise OutOfTable(name)
    if number < 0 or isinstance(value, bool):
        raise OutOfTable(name)
    return number


def _levy(document: Mapping[str, Any]) -> Levy:
    levy = Levy(
        code=document["code"],
        title=document["title"],
        formula=document["formula"],
        base=document["base"],
        rate=document.get("rate", 1),
        legal_ref=document["legal_ref"],
        uses=frozenset(document["uses"]) if "uses" in document else None,
        optional=bool(document.get("optional", False)),
        floor=document.get("floor"),
        cap=document.get("cap"),
    )
    for expression in (levy.base, levy.rate, levy.floor, levy.cap):
        if expression is not None:
            check(expression)
    return levy


def _check_names(tariff: Tariff) -> None:
    """Every table named exists, every line named comes earlier."""
    earlier: set[str] = set()
    for levy in tariff.levies:
        for kind, name in _names((levy.base, levy.rate, levy.floor, levy.cap)):
            if name not in (tariff.tables if kind == "table" else earlier):
                raise ValueError(f"levy {levy.code}: no {kind} {name}")
        if levy.code in earlier:
            raise ValueError(f"levy {levy.code}: twice")
        earlier.add(levy.code)


def _names(expression: Any) -> list[tuple[str, str]]:
    if isinstance(expression, dict):
        own = [("table", expression[key]) for key in ("weigh", "rate") if key in expression]
        own += [("line", code) for code in expression.get("lines", ())]
        return own + [name for key, part in expression.items() if key != "lines" for name in _names(part)]
    if isinstance(expression, list | tuple):
        return [name for part in expression for name in _names(part)]
    return []


def _day(text: Any) -> str:
    if not isinstance(text, str) or not _DAY.match(text):
        raise ValueError(f"not a quoted Jalali day: {text!r}")
    return text
