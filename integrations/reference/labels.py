"""Persian labels of the backend's codes, and the code that a written name stands for. The words are data in
`labels.fa.yaml` and `stages.fa.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from integrations.reference.written import fold

DATA = Path(__file__).with_name("labels.fa.yaml")


class Vocabulary:
    """The codes of one kind: a label each, and the names they are known by."""

    def __init__(self, entries: Mapping[str, Mapping[str, Any]]) -> None:
        self._labels: dict[str, str] = {code: str(entry["label"]) for code, entry in entries.items()}
        self._names: dict[str, str] = {}
        for code, entry in entries.items():
            for name in (code, entry["label"], *entry.get("aliases", [])):
                self._names.setdefault(fold(str(name)), code)

    def __contains__(self, code: object) -> bool:
        return code in self._labels

    def label(self, code: str) -> str:
        return self._labels[code]

    def code(self, written: str) -> str | None:
        """The code of a written name: exactly, or else the longest known name that stands in it («درخواست پروانه
        ساختمانی مسکونی»). None when there is none."""
        folded = fold(written)
        if folded in self._names:
            return self._names[folded]
        inside = [name for name in self._names if len(name) >= 4 and name in folded]
        return self._names[max(inside, key=len)] if inside else None


@cache
def load_labels() -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.safe_load(DATA.read_text("utf-8"))
    return data


@cache
def vocabulary(kind: str) -> Vocabulary:
    """`kind`: modes, levies, bill_statuses, office_types, uses or documents."""
    return Vocabulary(load_labels()[kind])
