"""Words by which a choice is named without being asked for: «قبض‌هام», «پرداخت کردم». They are data: the text that an
option names under `words` holds one phrase a line."""

from __future__ import annotations

import re
from functools import lru_cache

from dialogs.choices import fold
from dialogs.flow import Collect, Option
from dialogs.texts import TextBook
from nlu.types import Understanding

_ENDING = r"(?: ?(?:ها|های|هام|هایم|هاش|ام|م|مو|اش|ش|شو|رو|را|و|ه|ی|یم|ست|است|مون|شون))?"

_ANY_WORDS = r"(?!\w) (?:.* )?"


def hinted(texts: TextBook, collect: Collect, said: Understanding) -> Option | None:
    """The choice whose words the message holds. Of several the last one counts: choices stand from the general to the
    particular."""
    found = None
    for option in collect.options:
        if option.words and words_stand_in(texts, option.words, said):
            found = option
    return found


def words_stand_in(texts: TextBook, key: str, said: Understanding) -> bool:
    """Does the message hold one of the phrases of the text `key`?"""
    return any(_stands_in(phrase, said) for phrase in texts.written(key).splitlines())


def _stands_in(phrase: str, said: Understanding) -> bool:
    pattern = _pattern(phrase)
    return pattern.search(fold(said.raw)) is not None or pattern.search(fold(said.normal)) is not None


@lru_cache(maxsize=1024)
def _pattern(phrase: str) -> re.Pattern[str]:
    """The phrase as whole words: spaces inside it may be missing, an ending may follow; «…» stands for any words."""
    parts = (" ?".join(re.escape(word) for word in fold(part).split()) + _ENDING for part in phrase.split("…"))
    return re.compile(r"(?<!\w)" + _ANY_WORDS.join(parts) + r"(?!\w)")
