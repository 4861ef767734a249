"""Which words of a text are never changed: codes and links, names of people, and the places respelling keeps off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from nlu.entities.calendar_words import DAYS, MONTHS, WEEKDAYS
from nlu.entities.number_words import AND, HALF, POINT, SCALES, WORDS
from nlu.text import ZWNJ
from nlu.wordlists import words
from nlu.words import lexicon
from nlu.words.finglish import is_english
from nlu.words.joining import key
from nlu.words.neighbours import WORD
from nlu.words.tables import WordTables

_LETTERS = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
_PERSIAN = re.compile(f"[{_LETTERS}]+(?:{ZWNJ}[{_LETTERS}]+)*")
_CODE = re.compile(r"[\d@_\\#]|://|www\.|[a-z]\.[a-z]|[a-z0-9]-[a-z0-9]|[a-z]/[a-z]")
_FILE = "colloquial.yaml"
VALUES = frozenset(
    key(word) for table in (WORDS, SCALES, MONTHS, DAYS, WEEKDAYS, AND, HALF, POINT) for word in table
) | {key("سی‌ام")}
"""Numbers and words of the calendar: whatever stands beside one, it says what it says."""
_NAME_WORDS = 3
_PLACE_WORDS = 2


class Token(NamedTuple):  # made by the dozen for each message: half the price of a frozen dataclass
    """A word that may be changed. `respell`: also when only its spelling looks wrong."""

    start: int
    end: int
    word: str
    respell: bool = True


def tokens(text: str, tables: WordTables) -> list[Token]:
    """The words of a text that may be changed, in order."""
    found = list(_words(text))
    latin = [word for _, _, word, _ in found if word.isascii()]
    english = bool(latin) and is_english(latin)
    kept: list[Token] = []
    names, places = lexicon.listed(_FILE, "name_cues"), lexicon.listed(_FILE, "place_cues")
    name_left = place_left = 0
    before = ""
    for start, end, word, code in found:
        if (name_left or place_left) and (code or _is_stop(text, start)):
            name_left = place_left = 0
        compact = key(word)
        if name_left and _ends_a_name(compact, tables):
            name_left = 0
        if not code and not name_left and not (english and word.isascii()):
            kept.append(Token(start, end, word, respell=place_left == 0))
        name_left = _NAME_WORDS if compact in names and not _enrols(word, before) else max(0, name_left - 1)
        place_left = _PLACE_WORDS if compact in places else max(0, place_left - 1)
        before = word
    return kept


def _words(text: str) -> Iterator[tuple[int, int, str, bool]]:
    at = 0
    for chunk in text.split(" "):
        if _PERSIAN.fullmatch(chunk):
            yield at, at + len(chunk), chunk, False
        else:
            code = _CODE.search(chunk) is not None or _mixed(chunk)
            for match in WORD.finditer(chunk):
                yield at + match.start(), at + match.end(), match.group(), code
        at += len(chunk) + 1


def _mixed(chunk: str) -> bool:
    """Latin and Persian letters in one word, or letters of a third script: nothing we could read."""
    return any(not word.isascii() and not _PERSIAN.fullmatch(word) for word in WORD.findall(chunk))


def _is_stop(text: str, start: int) -> bool:
    """A mark right before this word ends a name."""
    return start > 0 and text[start - 1] != " "


def _enrols(word: str, before: str) -> bool:
    """«ثبت نام» names nobody."""
    return word in {"نام", "اسم", "name"} and before in {"ثبت", "sabt", "sabte"}


def _ends_a_name(compact: str, tables: WordTables) -> bool:
    if compact in words("not_names") or compact in words("after_a_name") or compact in tables.spoken:
        return True
    return compact in tables.verbs and compact in tables.counts
