"""Removes personal data from anything that is about to be logged. Not for display: it errs towards removing.

Works on a folded copy (digits of every script, invisible characters out) and cuts in the text itself. What it
cannot see: names, street addresses without numbers, numbers written in words; a log line (`redact_event`) loses every
Persian word for that reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, MutableMapping
from typing import Any

WITHHELD = "[withheld]"
_LONGEST = 8_000
_SMALLEST_PERSONAL_INT = 10_000_000

# The join of our own ids: kept, so that one trace can be followed. Only the exact shape passes.
_OWN_ID = re.compile(r"(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\Z")
_ID_KEYS = frozenset({"trace_id", "conversation_id", "conversation", "call_id", "model_version"})
_PLAIN_KEYS = frozenset({"timestamp", "level", "logger", "event_id"})
_SECRET_KEYS = frozenset(
    {"text", "raw", "normal", "body", "payload", "args", "mobile", "national_id", "address", "secret", "ticket"}
    | {"token", "password", "channel_user", "question", "answer", "note"}
)
# Nothing of ours is logged in Persian, so Persian in a log line is what a citizen wrote: a name, an address.
_LETTERS = r"\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff"
_PERSIAN = re.compile(rf"[{_LETTERS}](?:[\s\u200b-\u200f]*[{_LETTERS}])*")

# Direction marks could make a log line read as another one.
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

_SEPARATOR = r"[\s\-_./\\,،٬٫:;*·–—()\[\]|]"
_PATTERN = re.compile(
    rf"""
    (?P<own_id>(?<![0-9a-f])[0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}(?![0-9a-f]))
    | (?P<email>[^\s@<>"'،؛]{{1,64}}\s?@\s?[A-Za-z0-9\-]+(?:\s?\.\s?[A-Za-z0-9\-]+)+)
    | (?P<iban>[iI][rR]{_SEPARATOR}{{0,3}}\d(?:{_SEPARATOR}{{0,3}}\d){{15,25}})
    | (?P<number>\+?\(?\d(?:{_SEPARATOR}{{0,3}}\d){{4,}})
    """,
    re.VERBOSE,
)
_INVISIBLE = frozenset({"Cf", "Mn", "Cc"})
_MOBILE = re.compile(r"(?:0098|98|0)?9\d{9}\Z")
_PARTS = re.compile(r"\d{1,2}(?:[^\d]{1,3}\d{1,6}){3,7}\Z")


def redact(text: str) -> str:
    """`text` with every personal number and e-mail replaced by the name of its kind in brackets."""
    shown = text[:_LONGEST]
    folded, places = _fold(shown)
    out, last = [], 0
    for match in _PATTERN.finditer(folded):
        if match["own_id"]:
            continue
        start, end = places[match.start()], places[match.end() - 1] + 1
        out += [shown[last:start], f"[{_kind(match)}]"]
        last = end
    return "".join([*out, shown[last:]])


def redact_event(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The structlog processor. Goes last before the renderer, after the traceback has become text."""
    return {key: _value(key, value) for key, value in event.items()}


def _value(key: str, value: object) -> object:
    if key in _SECRET_KEYS and value is not None:
        return WITHHELD
    if value is None or isinstance(value, bool | float) or key in _PLAIN_KEYS:
        return value
    if isinstance(value, int):
        return value if abs(value) < _SMALLEST_PERSONAL_INT else "[number]"
    if isinstance(value, Mapping):
        return {redact(str(name)): _value(str(name), inner) for name, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_value("", inner) for inner in value]
    if isinstance(value, str) and key in _ID_KEYS and _OWN_ID.match(value):
        return value
    return _UNSEEN.sub("", _PERSIAN.sub("[fa]", redact(str(value))))


def _fold(text: str) -> tuple[str, list[int]]:
    """The text with ASCII digits and without invisible characters, and each character's place in the original."""
    characters, places = [], []
    for place, character in enumerate(text):
        digit = unicodedata.decimal(character, None)
        if digit is not None:
            characters.append(str(digit))
        elif character.isspace():
            characters.append(" ")  # a line break separates as a space does: "0912\n345" is still one number
        elif character == "\N{ARABIC TATWEEL}" or unicodedata.category(character) in _INVISIBLE:
            continue
        else:
            characters.append(character if character.isascii() else unicodedata.normalize("NFKC", character)[:1] or " ")
        places.append(place)
    return "".join(characters), places


def _kind(match: re.Match[str]) -> str:
    if not match["number"]:
        return match.lastgroup or "number"
    digits = re.sub(r"\D", "", match["number"])
    if len(digits) == 10 and _is_national_id(digits):
        return "national_id"
    if _MOBILE.match(digits):
        return "mobile"
    if _PARTS.match(match["number"]):
        return "nosazi_code"
    named = {
        24: "iban",
        16: "card",
        10: "postal_code",
        5: "code",
        6: "code",
        7: "request_no",
        8: "request_no",
        9: "request_no",
    }
    return named.get(len(digits), "number")


def _is_national_id(digits: str) -> bool:
    remainder = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return int(digits[9]) == (remainder if remainder < 2 else 11 - remainder)
