"""The choices of a question, as types: fixed ones, and those out of a list that a call gave. Which one a message
means is `choices`, `picking` and `described`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from dialogs.ports import Json


@dataclass(frozen=True, slots=True)
class Option:
    """One choice. `words` is the text with what names it unasked, one a line; with `asks` they start the service, with
    `foreign` though a model surely reads it as none of ours. What `outweighs` is meant when another is named with it:
    «المثنی پایان‌کار». The same values are `also` its own. A `wrong` value of these entities in the first message says
    this choice, by which it is asked for again."""

    value: Json
    label: str
    words: str | None = None
    outweighs: bool = False
    asks: bool = False
    foreign: bool = False
    also: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


class Rank(NamedTuple):
    """Words (a text) that choose what is least by the field `by`, empty first, or `most`, empty last; `tie` is said of
    several alike."""

    words: str
    by: str
    tie: str = "common.several_fit"
    most: bool = False


@dataclass(frozen=True, slots=True)
class OptionsFrom:
    """Choices out of a saved result. With `take_single` one alone is not asked about. What is offered has the field
    `only`; `gone` tells who names another. `keep` is a slot for the whole item. `ranks` choose by comparing. With
    `told` a word of the first message that one label alone has names it."""

    list: str
    value: str
    label: str
    take_single: bool = False
    only: str | None = None
    gone: str | None = None
    keep: str | None = None
    ranks: tuple[Rank, ...] = ()
    told: bool = False
