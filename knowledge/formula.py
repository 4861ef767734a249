"""The closed arithmetic of tariff documents: exact fractions over named inputs and tables, never float, never
code. Which levies exist and what they are called is in `knowledge.tariffs` and its data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

Input = Fraction | str
Part = tuple[Fraction, Fraction]
"""So much of a number, at this rate."""
_MANY: Mapping[str, Callable[[Iterable[Fraction]], Fraction | int]] = {"sum": sum, "min": min, "max": max}


class OutOfTable(Exception):
    """The tariff has no row for this. Never guessed, never extended."""

    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.table = table


class Missing(Exception):
    """A formula needs an input nobody gave."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Row:
    """A bracket (`over` < x ≤ `up_to`, open where None) or a key (`key`), with its rate."""

    rate: Fraction
    over: Fraction | None = None
    up_to: Fraction | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rates by bracket or key. `marginal`: each bracket's rate goes to the part of the number that lies in it;
    otherwise the whole number takes the rate of the bracket it falls in."""

    name: str
    marginal: bool
    rows: tuple[Row, ...]

    def rate(self, value: Input) -> Fraction:
        for row in self.rows:
            if row.key is not None:
                if row.key == _key(value):
                    return row.rate
            elif isinstance(value, Fraction) and _inside(row, value):
                return row.rate
        raise OutOfTable(self.name)

    def split(self, value: Fraction) -> list[Part]:
        """`value` with its rate: as a whole, or bracket by bracket."""
        whole = self.rate(value)  # above the last bracket or in a gap: no row, no answer
        if not self.marginal:
            return [(value, whole)]
        parts: list[Part] = []
        reached = Fraction(0)
        for row in self.rows:
            low = row.over or Fraction(0)
            if value <= low:
                break
            if low != reached:
                raise OutOfTable(self.name)
            reached = value if row.up_to is None else min(value, row.up_to)
            parts.append((reached - low, row.rate))
        return parts


@dataclass(slots=True)
class Sheet:
    """What a formula may read: the inputs, the tables, the lines worked out before it. Gathered on the way, so
    that the citizen can check: the inputs it did `read`, the `parts` it weighed, the rates it `looked_up`."""

    inputs: Mapping[str, Input]
    tables: Mapping[str, Table]
    lines: Mapping[str, int] = field(default_factory=dict)
    read: dict[str, Input] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    looked_up: list[Fraction] = field(default_factory=list)

    def number(self, expression: Any) -> Fraction:
        """The value of `expression`: a number, an input's name, or one operation on expressions."""
        if isinstance(expression, str):
            constant = as_fraction(expression)
            return constant if constant is not None else self._number_of(expression)
        if isinstance(expression, int):
            return Fraction(expression)
        return self._operate(*_operation(expression), of=expression.get("of"))

    def _operate(self, operation: str, operand: Any, *, of: Any) -> Fraction:
        if operation in _MANY:
            return Fraction(_MANY[operation](self.number(part) for part in operand))
        match operation:
            case "product":
                value = Fraction(1)
                for part in operand:
                    value *= self.number(part)
                return value
            case "difference":
                return self.number(operand[0]) - self.number(operand[1])
            case "quotient":
                return self._quotient(operand)
            case "lines":
                return Fraction(sum(self.lines.get(code, 0) for code in operand))
            case "weigh":
                split = self.tables[operand].split(self.number(of))
                self.parts.extend(split)
                return sum((width * rate for width, rate in split), Fraction(0))
            case _:  # "rate", the last one `_operation` lets through
                found = self.tables[operand].rate(self._of(of))
                self.looked_up.append(found)
                return found

    def _quotient(self, operand: list[Any]) -> Fraction:
        above, below = (self.number(part) for part in operand)
        if not below:
            raise OutOfTable("division")
        return above / below

    def _of(self, expression: Any) -> Input:
        if isinstance(expression, str) and as_fraction(expression) is None:
            return self._input(expression)
        return self.number(expression)

    def _number_of(self, name: str) -> Fraction:
        value = self._input(name)
        if not isinstance(value, Fraction):
            raise OutOfTable(name)
        return value

    def _input(self, name: str) -> Input:
        if name not in self.inputs:
            raise Missing(name)
        return self.read.setdefault(name, self.inputs[name])


def as_fraction(text: str) -> Fraction | None:
    """`"12"`, `"0.75"`, `"3/100"`, `"2.5%"` exactly; None when it is not a number."""
    try:
        return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None


def read_table(name: str, document: Mapping[str, Any]) -> Table:
    """A table of a tariff document. ValueError when it is not one."""
    marginal = document["marginal"]
    rows, low = [], None
    for raw in document["rows"]:
        rate = _exact(raw["rate"])
        if "is" in raw:
            rows.append(Row(rate, key=str(raw["is"])))
            continue
        over = _exact(raw["over"]) if "over" in raw else low
        low = _exact(raw["up_to"]) if raw.get("up_to") is not None else None
        rows.append(Row(rate, over=over, up_to=low))
    if not isinstance(marginal, bool) or not rows:
        raise ValueError(f"table {name}: says neither marginal nor whole, or has no rows")
    return Table(name, marginal, tuple(rows))


def check(expression: Any) -> None:
    """ValueError when `expression` is not in the grammar (floats are not: 0.1 is not a tenth)."""
    if isinstance(expression, str) or (isinstance(expression, int) and not isinstance(expression, bool)):
        return
    operation, operand = _operation(expression)
    if operation in {"weigh", "rate"}:
        check(expression["of"])
    elif operation != "lines":
        for part in operand:
            check(part)


def _operation(expression: Any) -> tuple[str, Any]:
    known = [*_MANY, "product", "difference", "quotient", "lines", "weigh", "rate"]
    found = [name for name in known if isinstance(expression, dict) and name in expression]
    if len(found) != 1:
        raise ValueError(f"not a formula: {expression!r}")
    return found[0], expression[found[0]]


def _exact(value: Any) -> Fraction:
    number = Fraction(value) if isinstance(value, int) else as_fraction(value) if isinstance(value, str) else None
    if number is None:
        raise ValueError(f"not an exact number: {value!r}")
    return number


def _inside(row: Row, value: Fraction) -> bool:
    return (row.over is None or value > row.over) and (row.up_to is None or value <= row.up_to)


def _key(value: Input) -> str:
    return value if isinstance(value, str) else str(value)
