"""Test sets: utterances with what they want, and messages with the exact values they hold. Read here, not measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from nlu.rasa_data import DataFault
from nlu.types import EntityValue

Value = tuple[str, EntityValue]


@dataclass(frozen=True, slots=True)
class ValueCase:
    """A message, what was asked before it, and all the values and faults it holds."""

    text: str
    expecting: str | None
    found: tuple[Value, ...]
    faults: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LanguageSet:
    """One file of utterances. `now` is what its relative dates are read against."""

    name: str
    utterances: tuple[tuple[str, str], ...]  # (text, intent)
    values: tuple[ValueCase, ...]
    now: datetime


def read_set(path: Path) -> LanguageSet:
    """A file in the format of `tests/language/dev.yaml`; `values` and `now` may be left out."""
    try:
        content = yaml.safe_load(path.read_text("utf-8"))
        return LanguageSet(
            name=path.stem,
            utterances=tuple((str(text), intent) for intent, texts in content["intents"].items() for text in texts),
            values=tuple(map(_case, content.get("values", ()))),
            now=datetime.fromisoformat(str(content["now"])) if "now" in content else datetime.now(UTC),
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError) as fault:
        raise DataFault(f"{path}: no test set ({type(fault).__name__}: {fault})") from fault


def _case(case: Mapping[str, Any]) -> ValueCase:
    """`found` is {name: value}; a name said twice has a list of values."""
    pairs = [(name, one) for name, said in case["found"].items() for one in (said if _several(said) else [said])]
    return ValueCase(str(case["text"]), case.get("expecting"), tuple(pairs), case.get("faults") or {})


def _several(said: object) -> bool:
    return isinstance(said, Sequence) and not isinstance(said, str)
