"""The small word lists of `nlu/lexicon/`, in plain form. Entity lexicons are read by `nlu.entities.lexical`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from nlu.text import normalise

FOLDER = Path(__file__).parent / "lexicon"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times the speed where libyaml is there


def read_yaml(path: Path) -> Any:
    """The content of one of our own data files."""
    return yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader, either of the two


@cache
def words(name: str) -> frozenset[str]:
    """A list of `words.yaml` by its name."""
    return frozenset(normalise(str(word)).plain for word in _word_lists()[name])


@cache
def _word_lists() -> Any:
    return read_yaml(FOLDER / "words.yaml")


@cache
def labels() -> dict[str, tuple[str, ...]]:
    """What a run of digits may be called: entity → its words, in the order of `labels.yaml`."""
    content = read_yaml(FOLDER / "labels.yaml")
    return {name: tuple(normalise(str(word)).plain for word in listed) for name, listed in content["labels"].items()}


def districts_of(neighbourhood: str) -> tuple[int, ...]:
    """The districts a neighbourhood lies in: none when that is not known, two where it borders both."""
    return _districts().get(neighbourhood, ())


def is_quarter(name: str) -> bool:
    """Do we know a neighbourhood of this name, whether or not its district is known?"""
    return name in _districts()


def quarters_in(text: str) -> list[str]:
    """The neighbourhoods of a known district that a text names as they are written."""
    return [name for name, districts in _districts().items() if districts and name in text]


@cache
def _districts() -> dict[str, tuple[int, ...]]:
    content = read_yaml(FOLDER / "neighbourhood.yaml")
    return {entry["value"]: tuple(entry["districts"]) for entry in content["values"]}
