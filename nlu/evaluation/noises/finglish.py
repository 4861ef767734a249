"""Persian in Latin letters as people write it, by the tables of `finglish.yaml`. The trainer has another way."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from nlu.evaluation.noises.words import on_words
from nlu.text import ZWNJ

_TABLE = Path(__file__).with_name("finglish.yaml")
_LETTERS = re.compile("[\u0621-\u064a\u066e-\u06d3\u200c]+")
_CONSONANT = re.compile("[بپتثجچحخدذرزژسشصضطظغفقکگلمنه]")
_FOLDED = str.maketrans({"ي": "ی", "ك": "ک", ZWNJ: None})
_MARKS = str.maketrans({"؟": "?", "،": ",", "؛": ";", "«": '"', "»": '"'})


def finglish(text: str, dice: random.Random) -> str:
    """Latin letters: common words in one of their usual spellings, others by ear, many short vowels left out."""
    return on_words(text.translate(_MARKS), lambda word: _LETTERS.sub(lambda match: _spell(match.group(), dice), word))


def _spell(word: str, dice: random.Random) -> str:
    """A known word, a known word with an ending, «می» before a verb, or letter by letter."""
    table = _table()
    plain = word.translate(_FOLDED)
    if plain in table["words"]:
        return str(dice.choice(table["words"][plain]))
    for ending in sorted(table["endings"], key=len, reverse=True):
        stem = plain.removesuffix(ending)
        if stem != plain and stem in table["words"] and len(stem) > 2:
            return str(dice.choice(table["words"][stem]) + dice.choice(table["endings"][ending]))
    if match := re.match(rf"(ن?می){ZWNJ}(?=.)", word):
        start = "nemi" if match.group(1) == "نمی" else "mi"
        return start + dice.choice(("", "", " ")) + _by_ear(plain[len(match.group(1)) :], dice)
    return _by_ear(plain, dice)


def _by_ear(word: str, dice: random.Random) -> str:
    word = re.sub("خوا", "خا", word)
    heard: list[str] = []
    for at, letter in enumerate(word):
        before, after = word[at - 1 : at], word[at + 1 : at + 2]
        heard.append(_sound(letter, before, after, dice))
        if _CONSONANT.match(letter) and after and _CONSONANT.match(after) and dice.random() < 0.62:
            heard.append(dice.choice(_table()["vowels"]))
    return "".join(heard)


def _sound(letter: str, before: str, after: str, dice: random.Random) -> str:
    """One letter by its place: و and ی are consonants before a vowel, ه at the end is a vowel."""
    if letter == "ه" and not after and before and before not in "اوی":
        return dice.choice(("e", "e", "eh", "a"))
    if letter == "و" and (not before or after in {"ا", "ی"}):
        return dice.choice(("v", "v", "w"))
    if letter == "ی" and (not before or after == "ا"):
        return "y"
    if letter == "ا" and not before:
        return dice.choice(("a", "e", "")) if after in {"ی", "و"} else dice.choice(("a", "e"))
    return str(dice.choice(_table()["letters"].get(letter, [letter])))


@cache
def _table() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(_TABLE.read_text("utf-8"))
    return content
