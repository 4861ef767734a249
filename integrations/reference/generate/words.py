"""The generated city's words, from `words.fa.yaml` beside this file, and numbers as Persian texts write them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from nlu.text import persian_digits

DATA = Path(__file__).with_name("words.fa.yaml")


@cache
def words() -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.safe_load(DATA.read_text("utf-8"))
    return data


def filled(pattern: str, **values: object) -> str:
    """The pattern with its values; numbers in Persian digits, codes as they are."""
    shown = {name: persian_digits(str(value)) if isinstance(value, int) else value for name, value in values.items()}
    return pattern.format(**shown)
