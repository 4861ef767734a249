"""The city register's Persian words, from `labels.fa.yaml` beside this file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from integrations.reference.labels import Vocabulary

DATA = Path(__file__).with_name("labels.fa.yaml")


@cache
def load_words() -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.safe_load(DATA.read_text("utf-8"))
    return data


@cache
def names(kind: str) -> Vocabulary:
    """`kind`: land_uses, fabrics, bodies or parts."""
    return Vocabulary(load_words()[kind])
