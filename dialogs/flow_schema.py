"""The form of a flow document as a JSON Schema, for editors that complete and underline while one types. `flow_reader`
is the judge; a test holds the two together. What steps mean together is `check`'s alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dialogs.terms import ASPECTS
from dialogs.validators import VALIDATORS
from nlu.types import Act

Schema = dict[str, Any]

_NAME: Schema = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}
_PATH: Schema = {"type": "string", "pattern": r"^[a-z][a-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$"}
_WORD: Schema = {"type": "string", "minLength": 1}
_NAMES: Schema = {"type": "array", "items": {"type": "string"}}
_LISTED = ("of", "one", "at", "each", "count", "whole")
_FLAG: Schema = {"type": "boolean"}


def flow_schema() -> Schema:
    """The whole schema (draft 2020-12), ready to be written as JSON."""
    top = {
        "id": _NAME,
        "version": _int(0, 10_000),
        "title": _WORD,
        "assurance": _int(0, 2),
        "menu": _int(0, 10_000),
        "system": _FLAG,
        "draft": _FLAG,
        "acts": {"type": "array", "items": {"enum": [act.value for act in Act]}},
        "signs": _map(_NAMES),
        "wish": _NAME,
        "undo": _WORD,
        "file_offer": _WORD,
        "file_none": _WORD,
        "shares": _object(
            {**dict.fromkeys(("of", "both", "whole"), _NAME), "parts": _map(_NAME)}, ["of", "both", "whole", "parts"]
        ),
        "listed": _object(dict.fromkeys(_LISTED, _NAME), _LISTED),
        "asides": {"type": "array", "items": _aside()},
        "migrate": {"type": "array", "items": _migration()},
        "steps": {"type": "array", "minItems": 1, "items": _item()},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A service's flow.yaml",
        **_object(top, ["id", "version", "title", "steps"]),
        "$defs": {"condition": _condition(), "handler": _handler(), "step": _step()},
    }


def _object(properties: Schema, required: Sequence[str] = ()) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _int(least: int, most: int) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most}


def _map(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


def _condition() -> Schema:
    tests: Schema = {"is": {}, "in": {"type": "array"}, "empty": _FLAG}
    return {"oneOf": [_object({"slot": _PATH, name: value}, ["slot", name]) for name, value in tests.items()]}


def _known() -> Schema:
    """An answer, or where it stands."""
    return {"if": {"type": "object"}, "then": _object({"from": _PATH}, ["from"])}


def _aside() -> Schema:
    told = {"words": _WORD, "about": {"enum": list(ASPECTS)}, "when": _ref("condition")}
    flags = dict.fromkeys(("alone", "beside", "kept"), _FLAG)
    form = _object({**told, "say": _WORD, "start": _NAME, "with": _map(_known()), **flags})
    asked, answered = ([{"required": [name]} for name in names] for names in (("words", "about"), ("say", "start")))
    return {**form, "allOf": [{"oneOf": asked}, {"oneOf": answered}]}


def _handler() -> Schema:
    ways = ["clear", "goto", "end", "handoff"]
    flags = {"end": _FLAG, "answers": _FLAG}
    form = _object({"say": _WORD, "clear": _NAMES, "again": _NAMES, "goto": _WORD, "handoff": _WORD, **flags})
    alone = {"required": ["again"], "not": {"anyOf": [{"required": [way]} for way in ways]}}
    return {**form, "oneOf": [*({"required": [way]} for way in ways), alone]}


def _step() -> Schema:
    kinds = {
        "collect": _collect(),
        "confirm": _object({"summary": _WORD, "otherwise": _WORD, "words": _WORD, "undoes": _FLAG}, ["summary"]),
        "call": _call(),
        "branch": _object({"when": _ref("condition"), "then": _WORD, "otherwise": _WORD}, ["when", "then"]),
        "say": _WORD,
        "handoff": _object({"reason": _WORD}, ["reason"]),
        "link": _object({"flow": _NAME, "with": _arguments(), "save": _map(_PATH)}, ["flow"]),
        "remind": _remind(),
        "repeat": _object({"from": _WORD}, ["from"]),
        "vary": _object(
            {"of": _NAMES, "keep": _NAMES, "save_as": _NAME, "wish": _NAME, "either": _WORD},
            ["of", "keep", "save_as", "wish"],
        ),
        "end": {
            "oneOf": [
                _object({"offer": _NAMES, "carry": _NAMES}),
                _object({"go": _NAME, "with": _arguments()}, ["go"]),
            ]
        },
    }
    form = _object({"id": _NAME, "when": _ref("condition"), "next": _WORD, **kinds}, ["id"])
    return {**form, "oneOf": [{"required": [kind]} for kind in kinds]}


def _item() -> Schema:
    """What stands in the list of steps: a step, or a part that is taken in there."""
    part = _object({"include": _NAME}, ["include"])
    return {"if": {"required": ["include"]}, "then": part, "else": _ref("step")}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _arguments() -> Schema:
    return _map({"oneOf": [_PATH, _object({"value": {}}, ["value"])]})


def _option() -> Schema:
    return _object(
        {
            "value": {},
            **dict.fromkeys(("label", "words"), _WORD),
            **dict.fromkeys(("outweighs", "asks", "foreign"), _FLAG),
            **dict.fromkeys(("also", "wrong"), _NAMES),
        },
        ["value", "label"],
    )


def _collect() -> Schema:
    form = _object(
        {
            "slot": _NAME,
            "ask": _WORD,
            "why": _WORD,
            "ask_again": _WORD,
            "label": _WORD,
            "entities": _NAMES,
            "check": {"enum": sorted(VALIDATORS)},
            "options": {
                "type": "array",
                "minItems": 1,
                "items": _option(),
            },
            "options_from": _object(
                {
                    **dict.fromkeys(("list", "value", "label", "only", "gone"), _WORD),
                    "take_single": _FLAG,
                    "told": _FLAG,
                    "keep": _NAME,
                    "ranks": {
                        "type": "array",
                        "items": _object(
                            {**dict.fromkeys(("words", "by", "tie"), _WORD), "most": _FLAG}, ["words", "by"]
                        ),
                    },
                },
                ["list", "value", "label"],
            ),
            "attempts": _int(1, 5),
            "assume": _object({"value": {}, "say": _WORD}, ["value", "say"]),
            "optional": _FLAG,
            "secret": _FLAG,
            "free_text": _FLAG,
            "opening": _FLAG,
            "renew": _object({"again": _NAMES, "say": _WORD}, ["say"]),
            "files": _NAMES,
            "most_mb": _int(1, 50),
            **dict.fromkeys(("aside", "gather", "passing", "location", "words", "whole", "heard", "closed"), _FLAG),
            "until": _PATH,
            **dict.fromkeys(("said_in", "others"), _NAME),
            **dict.fromkeys(("faults", "forgets", "anew"), _NAMES),
            "help": _WORD,
            "changed_by": _NAME,
            "stands": _PATH,
            "retries": _NAME,
        },
        ["slot"],
    )
    return {
        **form,
        "anyOf": [{"required": ["ask", "why"]}, {"properties": {"heard": {"const": True}}, "required": ["heard"]}],
    }


def _call() -> Schema:
    return _object(
        {
            "action": _WORD,
            "with": _arguments(),
            "save_as": _WORD,
            "rejected": _map(_ref("handler")),
            "unavailable": _ref("handler"),
            "unknown": _WORD,
            "if_signed_in": _FLAG,
        },
        ["action"],
    )


def _remind() -> Schema:
    form = _object(
        {"name": _WORD, "at": _WORD, "time": _WORD, "hours_before": _int(0, 24 * 30), "say": _WORD, "of": _PATH},
        ["name"],
    )
    return {**form, "dependentRequired": {"at": ["say"]}}


def _migration() -> Schema:
    return _object(
        {
            "to": _int(2, 10_000),
            "slots": _map(_WORD),
            "steps": _map(_WORD),
            "values": _map({"type": "object"}),
            "drop": _NAMES,
        },
        ["to"],
    )
