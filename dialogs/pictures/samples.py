"""Sample values for the placeholders of a text, so that it can be read as a citizen reads it. Figures are made up and
plainly so; words come from `words.fa.yaml`."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.flow import Flow
from dialogs.ports import Json
from dialogs.texts import Placeholder, Text

_BY_KIND: Mapping[str, Json] = {
    "number": 120,
    "money": 123_450_000,
    "toman": 123_450_000,
    "code": "1234567",
    "date": "1404-07-20",
    "mobile": "09130000000",
}
_BY_NAME: Mapping[str, Json] = {
    "district": 5,
    "floors": 3,
    "units": 4,
    "year": 1404,
    "tariff_year": 1404,
    "position": 2,
    "minutes": 3,
    "most_mb": 10,
    "n": 1,
    "valid_from": "1404-01-01",
    "reviewed_on": "1404-06-01",
}
_ITEMS = 2


def sample_args(text: Text, flow: Flow | None, words: Mapping[str, str]) -> dict[str, Json]:
    """A value for every placeholder; labels are those of the flow's first choices."""
    args: dict[str, Json] = {}
    for part in text.paths:
        if part.kind == "list":
            args[part.path] = [_item(text, part.path, number, words) for number in range(1, _ITEMS + 1)]
        elif part.kind == "label":
            args[f"{part.path}:label"] = _label(part.path, flow, words)
        else:
            args[part.path] = _value(part, words)
    return args


def _item(text: Text, path: str, number: int, words: Mapping[str, str]) -> Json:
    fields: dict[str, Json] = {"n": number}
    for line in text.each.get(path, ()):
        for part in line:
            if isinstance(part, Placeholder) and part.path != "n":
                fields[part.path] = _value(part, words)
    return fields


def _value(part: Placeholder, words: Mapping[str, str]) -> Json:
    name = part.path.rpartition(".")[2]
    if part.kind in ("number", "text") and name in _BY_NAME:
        return _BY_NAME[name]
    return _BY_KIND.get(part.kind, words.get(name, words["text"]))


def _label(path: str, flow: Flow | None, words: Mapping[str, str]) -> Json:
    pair = flow.collect_of(path) if flow else None
    if pair and pair[1].options:
        return {"key": pair[1].options[0].label}
    return {"value": words["title"] if path.rpartition(".")[2] == "title" else words["text"]}
