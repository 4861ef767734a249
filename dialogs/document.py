"""Reads YAML and keeps the line of every key, so that `check` can point at it. Meaning is not read here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

try:  # the C loader is ten times faster; PyYAML's pure one reads the same
    from yaml import CSafeLoader as _Loader
except ImportError:
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

Where = tuple[str | int, ...]


class DocumentError(Exception):
    """The file is not YAML, or not there."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path = path
        self.line = line
        self.message = message


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML file as plain data. `lines` maps the place of a value to its line, counted from 1."""

    path: Path
    data: Any
    lines: Mapping[Where, int]
    doubled: tuple[tuple[str, int], ...] = ()

    def line(self, *where: str | int) -> int:
        """The line of the value at `where`, or of the nearest thing around it."""
        place: Where = where
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_document(path: Path) -> Document:
    try:
        text = path.read_text(encoding="utf-8")
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            reading = _Reading(loader)
            data = reading.value(node, ()) if node is not None else None
        finally:
            loader.dispose()
    except OSError as error:
        raise DocumentError(path, 1, "cannot be read") from error
    except UnicodeDecodeError as error:
        raise DocumentError(path, 1, "is not UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise DocumentError(path, mark.line + 1 if mark else 1, str(getattr(error, "problem", error))) from error
    return Document(path=path, data=data, lines=reading.lines, doubled=tuple(reading.doubled))


class _Reading:
    """Turns composed nodes into plain data, writing down lines on the way."""

    def __init__(self, loader: Any) -> None:
        self._loader = loader
        self.lines: dict[Where, int] = {}
        self.doubled: list[tuple[str, int]] = []

    def value(self, node: yaml.Node, where: Where) -> Any:
        self.lines.setdefault(where, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, where)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*where, index)) for index, item in enumerate(node.value)]
        return self._loader.construct_object(node)

    def _mapping(self, node: yaml.MappingNode, where: Where) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in found:
                self.doubled.append((key, key_node.start_mark.line + 1))
            place = (*where, key)
            self.lines[place] = key_node.start_mark.line + 1
            found[key] = self.value(value_node, place)
        return found
