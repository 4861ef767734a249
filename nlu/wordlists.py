"""The small word lists of `nlu/lexicon/`, in plain form. Entity lexicons are read by `nlu.entities.lexical`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from nlu.text import normalise

FOLDER = Path(__file__).parent / "lexicon"


@cache
def words(name: str) -> frozenset[str]:
    """A list of `words.yaml` by its name."""
    content = yaml.safe_load((FOLDER / "words.yaml").read_text("utf-8"))
    return frozenset(normalise(str(word)).plain for word in content[name])


@cache
def labels() -> dict[str, tuple[str, ...]]:
    """What a run of digits may be called: entity → its words, in the order of `labels.yaml`."""
    content = yaml.safe_load((FOLDER / "labels.yaml").read_text("utf-8"))
    return {name: tuple(normalise(str(word)).plain for word in listed) for name, listed in content["labels"].items()}


def districts_of(neighbourhood: str) -> tuple[int, ...]:
    """The districts a neighbourhood lies in: none when that is not known, two where it borders both."""
    return _districts().get(neighbourhood, ())


@cache
def _districts() -> dict[str, tuple[int, ...]]:
    content = yaml.safe_load((FOLDER / "neighbourhood.yaml").read_text("utf-8"))
    return {entry["value"]: tuple(entry["districts"]) for entry in content["values"]}
