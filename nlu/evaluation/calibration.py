"""Whether confidence is honest: of the messages that were 80 % sure, are 80 % right?"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from nlu.evaluation.intents import Answer

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Messages of about the same confidence: how many, how sure on average, how many of them right."""

    low: float
    high: float
    n: int
    sure: float
    right: float


def bins(given: Sequence[Answer], count: int = BINS) -> list[Bin]:
    """Bins of equal width; empty ones are left out."""
    members: dict[int, list[Answer]] = {}
    for one in given:
        members.setdefault(min(int(one.sure * count), count - 1), []).append(one)
    return [
        Bin(
            low=at / count,
            high=(at + 1) / count,
            n=len(inside),
            sure=statistics.fmean(one.sure for one in inside),
            right=statistics.fmean(one.right for one in inside),
        )
        for at, inside in sorted(members.items())
    ]


def calibration_error(found: Sequence[Bin]) -> float:
    """Expected calibration error: how far confidence and truth lie apart, weighed by how often."""
    total = sum(one.n for one in found)
    return sum(abs(one.sure - one.right) * one.n for one in found) / total if total else 0.0
