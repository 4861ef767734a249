"""What all noises share: changing words and leaving alone what carries a code. No noise is here."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Change = Callable[[str, random.Random], str]
"""A text and the dice give the text as it arrives."""

_WORD = re.compile(r"\S+")
_CODE = re.compile(r"[\d@/\\]")


def is_code(word: str) -> bool:
    """A word with a digit, an address or a path: spelling it otherwise would make it another value."""
    return bool(_CODE.search(word))


def on_words(text: str, change: Callable[[str], str]) -> str:
    """Every word changed except codes; the spaces between stay as they are."""
    return _WORD.sub(lambda match: match.group() if is_code(match.group()) else change(match.group()), text)


def on_some_words(text: str, change: Callable[[str], str], *, count: int, least: int, dice: random.Random) -> str:
    """At most `count` of the words of at least `least` characters changed, picked by the dice."""
    words = list(_WORD.finditer(text))
    fit = [match for match in words if len(match.group()) >= least and not is_code(match.group())]
    picked = {match.start() for match in dice.sample(fit, min(count, len(fit)))}
    return _WORD.sub(lambda match: change(match.group()) if match.start() in picked else match.group(), text)
