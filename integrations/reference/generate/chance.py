"""Chance that is the same every time: a stream of its own for each subject, so that a change in one subject leaves the
others as they were. And numbers that look right and belong to nobody."""

from __future__ import annotations

import random

# Beside the demo people (999100000x). 999 is assigned to no registry office.
FIRST_PERSON = 999_200_000
MOST_PEOPLE = 800_000
# 097 is no operator's.
FIRST_MOBILE = 9_700_000_000


def stream(seed: int, subject: str) -> random.Random:
    """The subject's own chance."""
    return random.Random(f"{seed}:{subject}")  # noqa: S311 - a made-up city, no secret


def national_id(number: int) -> str:
    """Of the person with this number (from 0), with the unassigned prefix 999 and a right check digit.

    Raises:
        ValueError: when there are no more.
    """
    if not 0 <= number < MOST_PEOPLE:
        raise ValueError("more people than national IDs with the prefix 999")
    nine = str(FIRST_PERSON + number)
    rest = sum(int(digit) * (10 - place) for place, digit in enumerate(nine)) % 11
    return nine + str(rest if rest < 2 else 11 - rest)


def mobile(number: int) -> str:
    return f"0{FIRST_MOBILE + number}"
