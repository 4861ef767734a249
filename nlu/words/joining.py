"""How words and endings are written together: the one spelling convention of formal words. No word list is here."""

from __future__ import annotations

import re
from functools import lru_cache

from nlu.text import ZWNJ

NON_JOINING = frozenset("اآدذرزژو")
_SPOKEN_AFTER = frozenset("اآو")
_SILENT_AFTER_VAV = ("جزوه", "قهوه", "میوه", "شیوه", "نوه", "بیوه", "علاوه", "رشوه")
_KEY = str.maketrans({ZWNJ: "", "آ": "ا"})
_NEEDLESS = re.compile(f"(?<=[{''.join(sorted(NON_JOINING))}]){ZWNJ}(?=ها)")
_AFTER_SILENT = {"م": "ام", "ت": "ات", "ش": "اش"}
_PLURAL_OWNERS = {"م": "یم", "ت": "یت", "ش": "یش", "مان": "یمان", "تان": "یتان", "شان": "یشان"}


@lru_cache(maxsize=32768)
def key(word: str) -> str:
    """The word as look-ups see it: half-spaces gone, آ as ا."""
    return word.translate(_KEY)


def ends_silent(word: str) -> bool:
    """Does the word end in the silent ه of «پرونده» (and not in the spoken one of «راه»)?"""
    return len(word) > 2 and word[-1] == "ه" and (word[-2] not in _SPOKEN_AFTER or word.endswith(_SILENT_AFTER_VAV))


def plural(word: str) -> str:
    """«کلاس‌ها», «پرونده‌ها», but «کارها»: a half-space only where the letters would join or a silent ه ends."""
    return f"{word}ها" if word[-1] in NON_JOINING else f"{word}{ZWNJ}ها"


def owned(word: str, owner: str) -> str:
    """The word with a formal ending of possession: «زمینم», «پرونده‌ام», «کاربری‌مان», «دعوایم»."""
    if word[-1] in "اآ":
        return word + _PLURAL_OWNERS[owner]
    if ends_silent(word) or word[-1] == "ی":
        return f"{word}{ZWNJ}{_AFTER_SILENT.get(owner, owner)}"
    return word + owner


def without_needless_joiners(word: str) -> str:
    """«کار‌ها» as «کارها»: a half-space after a letter that never joins says nothing."""
    return _NEEDLESS.sub("", word)
