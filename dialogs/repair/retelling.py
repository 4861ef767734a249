"""«مهلت دفاع تموم شده؟» right after a result: what was just told is told again, by the line that is asked about. What
a service answers by texts of its own is `beside`'s. The pattern is `(draft, said) -> bool`;
its place is in `patterns`."""

from __future__ import annotations

from itertools import takewhile

from dialogs.asides import MOST_LINES
from dialogs.choices import fold
from dialogs.draft import Draft
from dialogs.repair.beside import is_of
from dialogs.repair.orders import SHORT
from dialogs.wishes import ASKING, SURE, clear_wishes
from nlu.types import Understanding

_TELLING, _LONG = 2, 12
"""Words: fewer of a question may stand anywhere, and in a longer line they need not belong together."""
_NO_RESULT = ("common.", f"{ASKING}.")
"""Texts of no service: an article has passages, which are looked up."""
_HEADS, _LISTS = ":", "•"
"""How a line ends that stands above a list, and how those of the list begin."""


def told_before(draft: Draft, said: Understanding) -> bool:
    """«مهلت دفاع تموم شده؟» right after a result: the line that tells it, once more. Only when every word of the
    question that means something stands in one line, and nothing else is surely meant."""
    if draft.stack:
        return False
    texts, words = draft.book.texts, _meaning(draft, said)
    aspect, beside = (None, []) if said.entities else draft.book.terms.aspect_of(said.raw)
    if not (words or (aspect and not beside)) or clear_wishes(draft, said, least=SURE):
        return False
    told = [each for each in draft.before.last if each.key in texts and not each.key.startswith(_NO_RESULT)]
    lines = [line for each in told for line in texts.render(each.key, each.args).splitlines()]
    found = [line for line in reversed(lines) if words and _tells(line, words)][:1]  # particulars come last
    if not found and aspect and not beside:
        found = [line for line in lines if aspect.is_told_in(line)]
    if not 0 < len(found) <= MOST_LINES:
        return False
    if found[-1].endswith(_HEADS):  # the list under it is what is asked for
        found = [found[-1], *takewhile(_is_listed, lines[lines.index(found[-1]) + 1 :])]
    draft.say("common.told_beside", {"lines": [{"line": line} for line in found]})
    draft.name("repaired")
    return True


def _is_listed(line: str) -> bool:
    return line.startswith(_LISTS)


def _tells(line: str, words: list[str]) -> bool:
    """Do all these words stand in the line? One alone has to be what the line is about («رأی کمیسیون: …»)."""
    about = line.partition(":")[0] if len(words) < _TELLING and ":" in line else line
    stands = set(fold(about).split())
    enough = len(words) >= _TELLING or about is not line
    return enough and len(stands) <= _LONG and all(is_of(word, stands) for word in words)


def _meaning(draft: Draft, said: Understanding) -> list[str]:
    """The words of a short question about nothing but what was told."""
    if said.entities or not draft.book.terms.asks(said.raw) or len(said.raw.split()) > SHORT:
        return []
    return draft.book.terms.telling(fold(said.raw))
