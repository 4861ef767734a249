"""An answer in the citizen's own words: what is none though words are asked for, and words that are added to others.
Putting them in their place is `fill`'s."""

from __future__ import annotations

from dialogs.choices import fold, is_ordinal
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.steps import Collect
from dialogs.taking import ADDS_TO
from nlu.types import Act, Understanding

_SMALL = 2
"""Words of a bare yes or no."""


def added_to(draft: Draft, words: str) -> str:
    """The words, after those that they are to be added to («می‌خوام توضیح اضافه کنم»)."""
    before = draft.stack[-1].slots.get(ADDS_TO)
    draft.clear([ADDS_TO])
    return f"{before}\n{words}" if isinstance(before, str) else words


def says_nothing(draft: Draft, flow: Flow, asked: Collect, said: Understanding) -> bool:
    """«بله», «۲», «دومی», «باشه اعتراض می‌کنم» where words are wanted: an answer to some other question, or that the
    service itself is wanted."""
    if asked.optional or asked.secret:
        return False
    small = bool({Act.AFFIRM, Act.DENY} & set(said.acts)) and len(said.raw.split()) <= _SMALL
    named = only_named(draft, flow, said, _label(draft, asked))
    return bool(small or named or is_ordinal(said.raw) or not any(map(str.isalpha, said.raw)))


def only_named(draft: Draft, flow: Flow, said: Understanding, beside: frozenset[str] = frozenset()) -> bool:
    """«شکایت»: the service by its title, or by other words `beside`, and nothing of what it is about."""
    named, terms = draft.book.titles.get(flow.id, frozenset()) | beside, draft.book.terms
    words = fold(said.raw).split()
    return bool(named) and all(word.removesuffix("ش") in named or word in terms.small | terms.beside for word in words)


def _label(draft: Draft, asked: Collect) -> frozenset[str]:
    """The words of what is asked for: «دلیلش» is none of the reason."""
    return frozenset(fold(draft.book.texts.written(asked.label)).split()) if asked.label else frozenset()


def answers_others(flow: Flow, asked: Collect, said: Understanding) -> bool:
    """«منطقه ۴» where words are wanted: nothing but values that other questions of the flow ask for."""
    others = [collect for _, collect in flow.collects() if not (collect.free_text or collect.secret)]
    spoken = [each for each in said.entities if not each.fault and any(each.name in one.entities for one in others)]
    beside = len(said.raw.split()) - sum(len(each.raw.split()) for each in spoken)
    return bool(spoken) and not (asked.opening or beside)
