"""Words to be added to a text of the citizen's own while its summary stands: «نه، اینو هم اضافه کن که …», «بله ولی اینم
بنویس …». They are put to it without the words that ask for that. Which other answers may be changed is `rewrites`'."""

from __future__ import annotations

from dialogs import questions
from dialogs.choices import fold
from dialogs.draft import Draft
from dialogs.hints import phrases_of, words_held, words_stand_in
from dialogs.repair.remarks import taker_of
from dialogs.steps import Collect
from dialogs.taking import ADDS_TO
from dialogs.terms import has_mark
from dialogs.walk import walk
from nlu.types import Understanding

_KEY, _BESIDE, _ANEW = "common.asks_add", "common.asks_add_beside", "common.asks_rewrite"
_BECAUSE = "common.words_because"
_SENTENCE = 3
"""Words, at least, of something that is told before it is said to be added."""
_MARKS = " ،,.!؛;:：-–«»()\"'"


def add_words(draft: Draft, said: Understanding) -> bool:
    """Adds what the message tells, or asks for it when it tells nothing yet. Only at a summary."""
    held = words_held(draft.book.texts, said)
    if _KEY not in held:
        return _BECAUSE in held and _gives_reason(draft, said)  # most messages hold neither
    if (collect := _taker_at_summary(draft)) is None:
        return False
    parted = _parted(draft, said)
    if parted is None:
        return False
    before, after = parted
    anew = bool(after) and words_stand_in(draft.book.texts, _ANEW, said)
    sentence = len(before.split()) >= _SENTENCE or any(map(str.isdigit, before))  # «پلاک ۲۰ رو هم اضافه کن»
    told = after or (before if sentence else "")
    _put(draft, collect, told, anew=anew)
    return True


def _taker_at_summary(draft: Draft) -> Collect | None:
    return taker_of(draft) if draft.stack and questions.in_confirm(draft) else None


def _gives_reason(draft: Draft, said: Understanding) -> bool:
    """«چون بازنشسته‌ام و توان پرداخت ندارم» at the summary of an objection: more of what is written, and no wish."""
    because = phrases_of(draft.book.texts, _BECAUSE).match(fold(said.raw))
    if because is None or len(said.raw.split()) <= _SENTENCE or has_mark(said.raw):
        return False
    if (collect := _taker_at_summary(draft)) is None:
        return False
    _put(draft, collect, said.raw.strip(), anew=False)
    return True


def _put(draft: Draft, collect: Collect, told: str, *, anew: bool) -> None:
    """`anew`: in the place of what was written so far («اشتباه نوشتم، بنویس …»)."""
    so_far = None if anew else draft.stack[-1].slots.get(collect.slot)
    so_far = so_far if isinstance(so_far, str) else ""
    draft.unask()
    if not told:
        if so_far:
            draft.fill(ADDS_TO, so_far)
            draft.say("common.own_words_kept")
        questions.ANSWERS[questions.CHANGE](draft, collect.slot)
        return
    draft.fill(collect.slot, "\n".join(filter(None, (so_far, told))))
    draft.name("corrected")
    walk(draft)


def _parted(draft: Draft, said: Understanding) -> tuple[str, str] | None:
    """What stands before the words that ask for it, without a yes or a no in front, and what stands after them."""
    words = said.raw.split()
    end = next((at for at in range(1, len(words) + 1) if _asks(draft, words[:at])), None)
    if end is None:
        return None
    asks = phrases_of(draft.book.texts, _KEY)
    whole = (at for at in range(end) if asks.fullmatch(fold(" ".join(words[at:end]))))
    start = next(whole, end - 1)  # «اینم بنویس», and not «بنویس» alone
    beside = phrases_of(draft.book.texts, _BESIDE)
    head = words[:start]
    while head and (not fold(head[0]) or beside.fullmatch(fold(head[0]))):
        del head[0]
    tail = words[end:]
    while tail and (not fold(tail[0]) or beside.fullmatch(fold(tail[0]))):
        del tail[0]
    return " ".join(head).strip(_MARKS), " ".join(tail).strip(_MARKS)


def _asks(draft: Draft, words: list[str]) -> bool:
    text = " ".join(words)
    return words_stand_in(draft.book.texts, _KEY, Understanding(text, text))
