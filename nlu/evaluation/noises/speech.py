"""What speaking does to a text: colloquial forms, and messages dictated to a phone. The words are in `speech.yaml`."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from nlu.evaluation.noises.words import on_some_words, on_words
from nlu.text import ZWNJ

_TABLE = Path(__file__).with_name("speech.yaml")
_MARKS = re.compile(r"[^\w\s\u200c]")


def colloquial(text: str, dice: random.Random) -> str:
    """Formal words as they are said: «می‌شود» → «میشه», «را» → «رو», «ان» → «ون», plural «ها» → «ا»."""
    spoken = _table()["spoken"]

    def say(word: str) -> str:
        core = word.strip("؟?!.،,؛:«»()")
        if core in spoken:
            return word.replace(core, dice.choice(spoken[core]))
        if len(core) > 4 and core.endswith(("ان", "انم")) and dice.random() < 0.5:
            return word.replace(core, re.sub("ان(م?)$", r"ون\1", core))
        if len(core) > 5 and core.endswith(f"{ZWNJ}ها"):
            return word.replace(core, core.removesuffix(f"{ZWNJ}ها") + "ا")
        return word

    return on_words(text, say)


def voice(text: str, dice: random.Random) -> str:
    """Dictated: no punctuation, fillers («خب», «ببین», «اِ»), a word or two said twice."""
    bare = on_words(text, lambda word: _MARKS.sub("", word))
    stuttered = on_some_words(bare, lambda word: f"{word} {word}", count=dice.choice((1, 2)), least=2, dice=dice)
    words = stuttered.split()
    fillers = _table()["fillers"]
    for _ in range(dice.choice((1, 2, 3))):
        words.insert(_between_no_numbers(words, dice), dice.choice(fillers))
    return " ".join(words)


def _between_no_numbers(words: list[str], dice: random.Random) -> int:
    """A place for a filler; the start when it would part a number that is said in groups."""
    at = dice.randrange(len(words) + 1)
    return 0 if any(re.search(r"\d", word) for word in words[max(0, at - 1) : at + 1]) else at


@cache
def _table() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(_TABLE.read_text("utf-8"))
    return content
