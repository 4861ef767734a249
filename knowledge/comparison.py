"""Estimates side by side: which lines differ, what every one comes to, which is the cheapest. Pure; how it is worded is
text, and which estimates are meant is said by whoever asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Lines = Sequence[Mapping[str, Any]]
"""The lines of one estimate: `levy_code`, `title`, `formula`, `amount_rial`."""


@dataclass(frozen=True, slots=True)
class Row:
    """One levy in every estimate, in their order; None where it is not levied. `formula` when it is the same in all."""

    title: str
    amounts: tuple[int | None, ...]
    formulas: tuple[str | None, ...]

    @property
    def formula(self) -> str | None:
        found = {formula for formula in self.formulas if formula is not None}
        return found.pop() if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """`rows` are the levies that differ; the others are `same` in number and come to `same_rial` together (`same_title`
    when it is just one). `cheapest` and `dearest` are positions, the first of equals."""

    rows: tuple[Row, ...]
    same: int
    same_title: str | None
    same_rial: int
    cheapest: int
    dearest: int
    difference_rial: int


def compare(estimates: Sequence[Lines], totals: Sequence[int]) -> Comparison:
    """At least one estimate, each with its total."""
    codes = dict.fromkeys(str(line["levy_code"]) for lines in estimates for line in lines)
    rows = [_row(code, estimates) for code in codes]
    equal = [row for row in rows if len(set(row.amounts)) == 1]
    cheapest, dearest = totals.index(min(totals)), totals.index(max(totals))
    return Comparison(
        rows=tuple(row for row in rows if row not in equal),
        same=len(equal),
        same_title=equal[0].title if len(equal) == 1 else None,
        same_rial=sum(row.amounts[0] or 0 for row in equal),
        cheapest=cheapest,
        dearest=dearest,
        difference_rial=totals[dearest] - totals[cheapest],
    )


def _row(code: str, estimates: Sequence[Lines]) -> Row:
    found = [next((line for line in lines if line["levy_code"] == code), None) for lines in estimates]
    title = next(str(line["title"]) for line in found if line)
    return Row(
        title=title,
        amounts=tuple(None if line is None else int(line["amount_rial"]) for line in found),
        formulas=tuple(None if line is None else str(line["formula"]) for line in found),
    )
