"""Our training data as a complete Rasa 3.6 project. Only writing is here: reading such data is `nlu.rasa_data`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from nlu.entities.recognise import recognise
from nlu.rasa_data import DEFAULT_PATHS, DataFault, Example, parse_example, read_examples
from nlu.text import normalise

VERSION = "3.1"
TEMPLATE = ("config.yml", "README.md")
_ANY_TIME = datetime(2025, 1, 1, tzinfo=UTC)
_WORD = re.compile(r"[a-z_]+")


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    examples: int
    intents: int
    entities: int
    synonyms: int


def export(out: Path, data: Sequence[Path] = ()) -> Exported:
    """Write the project into `out`; files of an earlier export are replaced, others left alone.

    Raises:
        DataFault: an example that Rasa's format cannot hold.
    """
    examples = read_examples(data or DEFAULT_PATHS)
    intents = sorted({example.intent for example in examples})
    entities = sorted({mark.name for example in examples for mark in example.entities})
    synonyms = find_synonyms(examples)
    (out / "data").mkdir(parents=True, exist_ok=True)
    (out / "data/nlu.yml").write_text("".join(_nlu(examples, intents, synonyms)), "utf-8")
    _dump(out / "data/rules.yml", {"version": VERSION, "rules": [_rule(intent) for intent in intents]})
    _dump(out / "domain.yml", _domain(intents, entities))
    template = files("integrations.rasa").joinpath("template")
    for name in TEMPLATE:
        (out / name).write_text(template.joinpath(name).read_text("utf-8"), "utf-8")
    return Exported(len(examples), len(intents), len(entities), len(synonyms))


def marked(example: Example) -> str:
    """The example with its entities as `[raw](name)`.

    Raises:
        DataFault: what comes out would be read as something else.
    """
    text, at = "", 0
    for mark in example.entities:
        text += f"{example.text[at : mark.start]}[{mark.raw}]({mark.name})"
        at = mark.end
    text += example.text[at:]
    if text.split("\n") != [text] or parse_example(text.strip(), example.intent) != example:
        raise DataFault(f"intent {example.intent}: Rasa's format cannot hold the example {example.text!r}")
    return text


def find_synonyms(examples: Iterable[Example]) -> dict[str, list[str]]:
    """Canonical value → the marked words that mean it, as our own grammar reads them. Rasa's synonyms know nothing of
    entities, so words that mean different values in different entities are left out."""
    meanings: dict[str, set[str]] = {}
    for mark in {(mark.name, mark.raw) for example in examples for mark in example.entities}:
        value = _named_value(*mark)
        if value is not None:
            meanings.setdefault(mark[1], set()).add(value)
    synonyms: dict[str, list[str]] = {}
    for raw, values in sorted(meanings.items()):
        value = min(values)
        if len(values) == 1 and raw != value:
            synonyms.setdefault(value, []).append(raw)
    return dict(sorted(synonyms.items()))


def _named_value(entity: str, raw: str) -> str | None:
    """The value of a word of a lexicon (`residential`). Numbers, dates and codes are no synonyms."""
    values = {one.value for one in recognise(normalise(raw), now=_ANY_TIME, expecting=entity) if one.name == entity}
    named = [value for value in values if isinstance(value, str) and _WORD.fullmatch(value)]
    return named[0] if len(values) == len(named) == 1 else None


def _nlu(examples: Sequence[Example], intents: Sequence[str], synonyms: Mapping[str, list[str]]) -> Iterator[str]:
    """Line by line rather than through a YAML library: literal blocks are what people of Rasa read and edit."""
    yield f'version: "{VERSION}"\nnlu:\n'
    for intent in intents:
        yield f"  - intent: {intent}\n    examples: |\n"
        yield from (f"      - {marked(example)}\n" for example in examples if example.intent == intent)
    for value, raws in synonyms.items():
        yield f"  - synonym: {value}\n    examples: |\n"
        yield from (f"      - {raw}\n" for raw in raws)


def _rule(intent: str) -> dict[str, Any]:
    return {"rule": f"Say that {intent} was understood", "steps": [{"intent": intent}, {"action": f"utter_{intent}"}]}


def _domain(intents: Sequence[str], entities: Sequence[str]) -> dict[str, Any]:
    return {
        "version": VERSION,
        "intents": list(intents),
        "entities": list(entities),
        "responses": {f"utter_{intent}": [{"text": intent}] for intent in intents},
        "session_config": {"session_expiration_time": 1440, "carry_over_slots_to_new_session": True},
    }


def _dump(path: Path, content: Mapping[str, Any]) -> None:
    text = yaml.safe_dump({**content}, allow_unicode=True, sort_keys=False, default_flow_style=False)
    path.write_text(text.replace(f"version: '{VERSION}'", f'version: "{VERSION}"'), "utf-8")
