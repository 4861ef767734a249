"""«نه بیخیال، پایان کارم چی؟»: what a message wants after the words that let go of something. Which patterns ask for
it is `repair`'s."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.choices import fold
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.hints import phrases_of, words_stand_in
from dialogs.texts import TextBook
from dialogs.wishes import ASKING, DIGRESS, clear_wishes
from nlu.types import Act, Intent, Understanding

_OFF = "common.asks_off"
_BEFORE_OFF = "common.words_before_off"
"""Words that may stand before those, and mean nothing («خب ولش کن»)."""
_LONGEST = 6
"""Words that let go of something, at most."""
_LEAST = 2
"""Words of what is wanted instead, at least."""
_PAUSE = re.compile(r"[،,.!؛:…]\Z")
_BARE_NO = frozenset(("نه", "خیر", "نخیر", "na"))
_LETS_GO = frozenset(("cancel", "correct"))
_MOST = 0.99


def left_over(draft: Draft, said: Understanding) -> Understanding | None:
    """The message without its beginning, read as one that lets go of nothing; None when there is no such beginning or
    nothing after it."""
    words = said.raw.split()
    ordered = {Act.CANCEL, Act.DENY} & set(said.acts) or (said.intent and said.intent.name == "cancel")
    at = _let_go_until(draft.book.texts, words) if ordered or words_stand_in(draft.book.texts, _OFF, said) else 0
    if not at or len(words) - at < _LEAST or not (ordered or set(fold(" ".join(words[:at])).split()) - _BARE_NO):
        return None
    since = len(said.raw) - len(said.raw.split(maxsplit=at)[-1])
    return replace(
        said,
        raw=said.raw[since:].strip(),
        normal="",
        acts=tuple(act for act in said.acts if act not in (Act.CANCEL, Act.DENY)),
        intents=_otherwise(said.intents),
        entities=tuple(
            replace(each, start=each.start - since, end=each.end - since)
            for each in said.entities
            if each.start >= since
        ),
    )


def turns_to(draft: Draft, said: Understanding) -> bool:
    """«بی‌خیال، قبض نوسازیمو بده»: does it let go of what is in hand, though no order is read in it, and surely want
    something else?"""
    if Act.DENY in said.acts or not draft.stack or not words_stand_in(draft.book.texts, _OFF, said):
        return False
    rest = left_over(draft, said)
    wishes = clear_wishes(draft, rest, least=DIGRESS) if rest else []
    return bool(wishes) and wishes[0] not in (ASKING, draft.served)


def of_hand(flow: Flow | None, said: Understanding) -> bool:
    """Does it name a value of this flow?"""
    names = {name for _, each in flow.collects() for name in each.entities} if flow else set[str]()
    return any(entity.name in names and not entity.fault for entity in said.entities)


def _let_go_until(texts: TextBook, words: list[str]) -> int:
    """How many words at the beginning let go of something. A no alone does only with a pause after it: «نه پلاک ۶» is a
    correction."""
    one = phrases_of(texts, _OFF).pattern
    whole = re.compile(rf"(?:{phrases_of(texts, _BEFORE_OFF).pattern} )?{one}(?: {one})*")
    for count in range(min(_LONGEST, len(words) - 1), 0, -1):
        folded = fold(" ".join(words[:count]))
        if not whole.fullmatch(folded):
            continue
        if _PAUSE.search(words[count - 1]) or not set(folded.split()) <= _BARE_NO:
            return count
    return 0


def _otherwise(intents: tuple[Intent, ...]) -> tuple[Intent, ...]:
    """How likely each is when it is no order to stop."""
    gone = sum(each.confidence for each in intents if each.name in _LETS_GO)
    share = max(1 - gone, 1 - _MOST)
    kept = [each for each in intents if each.name not in _LETS_GO]
    return tuple(Intent(each.name, min(_MOST, each.confidence / share)) for each in kept)
