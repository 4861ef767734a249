"""Answers out of our own knowledge: an article with its source, an estimate with its lines. Computed inside the
turn; nothing is sent anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from persiantools.jdatetime import JalaliDateTime

from bot.action import Subject
from bot.clock import TEHRAN
from bot.storage.store import Tx
from dialogs.ports import Accepted, CallResult, Json, Rejected
from knowledge.formula import Missing, OutOfTable
from knowledge.search import Search
from knowledge.tariffs import Estimate, Line, Tariffs, estimate
from nlu.text import persian_digits


@dataclass(frozen=True, slots=True)
class FindArticle:
    """`knowledge.search`."""

    index: Search

    def __call__(self, tx: Tx, args: Mapping[str, Json], subject: Subject) -> CallResult:  # noqa: ARG002
        hit = self.index.search(str(args["question"]), day=jalali_day(subject.now))
        if hit is None:
            return Rejected("nothing_found")
        article = hit.article
        return Accepted(
            {
                "article": article.id,
                "title": article.title,
                "answer": article.body,
                "source": article.source,
                "valid_from": article.valid_from,
                "reviewed_on": article.reviewed_on,
            }
        )


@dataclass(frozen=True, slots=True)
class EstimateLevies:
    """`knowledge.estimate`, with the tariff in force today."""

    tariffs: Tariffs

    def __call__(self, tx: Tx, args: Mapping[str, Json], subject: Subject) -> CallResult:  # noqa: ARG002
        tariff = self.tariffs.in_force(jalali_day(subject.now))
        if tariff is None:
            return Rejected("no_tariff")
        try:
            found = estimate(tariff, args)
        except (OutOfTable, Missing):
            return Rejected("out_of_table")
        return Accepted(_data(found))


def jalali_day(now: datetime) -> str:
    """The day it is in Tehran, `YYYY-MM-DD` Jalali."""
    day: str = JalaliDateTime(now.astimezone(TEHRAN)).strftime("%Y-%m-%d", locale="en")
    return day


def _data(found: Estimate) -> dict[str, Json]:
    left_out: list[Json] = [{"label": title} for title in found.not_included]
    return {
        "lines": [_line(line) for line in found.lines],
        "total_rial": found.total_rial,
        "tariff_title": found.tariff.title,
        "tariff_year": found.tariff.year,
        "tariff_version": found.tariff.version,
        "not_included": left_out,
    }


def _line(line: Line) -> Json:
    inputs: dict[str, Json] = dict(line.inputs)
    return {
        "levy_code": line.levy_code,
        "title": line.title,
        "formula": f"{line.formula}{_worked(line)}",
        "inputs": inputs,
        "rate": _exact(line.rate),
        "amount_rial": line.amount_rial,
        "legal_ref": line.legal_ref,
    }


def _worked(line: Line) -> str:
    """What the tables gave, so that the line can be checked by hand: ` = … × (۱۰۰×۸٪ + ۵۰×۱۲٪)`."""
    weighed = " + ".join(f"{_decimal(width)}×{_exact(rate)}" for width, rate in line.parts)
    steps = ([f"({weighed})"] if weighed else []) + [_exact(rate) for rate in line.looked_up]
    return persian_digits(f" = … × {' × '.join(steps)}".replace("%", "٪").replace(".", "٫")) if steps else ""


def _decimal(number: Fraction) -> str:
    return f"{float(number):.3f}".rstrip("0").rstrip(".")  # shown, never reckoned with


def _exact(rate: Fraction) -> str:
    """`8%`; a fraction of a hundredth stays a fraction."""
    hundredths = rate * 100
    return f"{hundredths.numerator}%" if hundredths.denominator == 1 else str(rate)
