"""The web channel's own words, read once from `texts.fa.yaml`. What the bot says is not here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import yaml

from bot.errors import Code, Defect

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Texts:
    """Three small books: faults by code, the widget's labels, the plain page's labels."""

    errors: Mapping[str, str]
    widget: Mapping[str, str]
    page: Mapping[str, str]

    def error(self, code: str) -> str:
        """The text of a fault; any fault without a text of its own reads as a bad request."""
        return self.errors.get(code, self.errors["bad_request"])


def load_texts(path: Path = HERE / "texts.fa.yaml") -> Texts:
    """Read the book.

    Raises:
        Defect: DATA_INVALID when a section is missing or holds anything but text.
    """
    document = yaml.safe_load(path.read_text("utf-8"))
    sections: list[Mapping[str, str]] = []
    for name in ("errors", "widget", "page"):
        section = document.get(name)
        if not isinstance(section, dict) or not all(isinstance(value, str) and value for value in section.values()):
            raise Defect(Code.DATA_INVALID, file=path.name, section=name)
        sections.append(MappingProxyType(dict(section)))
    return Texts(*sections)
