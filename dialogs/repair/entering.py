"""Who wants to sign in before anything else («ورود به سامانه»), or gives a mobile number for nothing yet: what there is
to sign in for. The sign-in itself is a flow; when it is needed is `walk`'s. The pattern is `(draft, said) -> bool`;
its place is in `patterns`."""

from __future__ import annotations

from dialogs.choices import fold
from dialogs.draft import Draft
from dialogs.hints import phrases_of, words_held
from dialogs.past import just_failed
from dialogs.repair.orders import SHORT
from dialogs.signing import keep_who
from dialogs.starts import start
from nlu.types import Understanding

_ASKS = "common.asks_sign_in"
_ALONE = "common.asks_sign_in_alone"
_ANSWER = "common.asks_sign_in_answer"
_OFFERED = 3
_MOBILE = "mobile"
_LEVEL = 2


def enter(draft: Draft, said: Understanding) -> bool:
    """Nobody signs in for nothing: the first services that need it are offered. A number right after a sign-in that
    came to nothing is another try at it, and nothing has to be said twice."""
    if draft.stack or draft.in_line:
        return False
    if _gives_mobile(said) and (failed := just_failed(draft)):
        draft.heard = said.entities
        start(draft, failed, None)
        keep_who(draft)
        draft.name("repaired")
        return True
    if _only_mobile(said):
        key = "common.asks_mobile_answer"
    elif _wants_in(draft, said):
        key = _ANSWER
    else:
        return False
    needing = [flow.id for flow in draft.book.menu() if flow.assurance == _LEVEL]
    draft.unask()
    draft.say(key, choices=draft.start_buttons(needing[:_OFFERED]))
    draft.name("answered")
    return True


def _wants_in(draft: Draft, said: Understanding) -> bool:
    held = words_held(draft.book.texts, said)
    alone = _ALONE in held and phrases_of(draft.book.texts, _ALONE).fullmatch(fold(said.raw)) is not None
    return alone or _ASKS in held


def _gives_mobile(said: Understanding) -> bool:
    """«با این شماره امتحان کن: …»"""
    names = [each.name for each in said.entities if not each.fault]
    return names == [_MOBILE] and len(said.raw.split()) <= SHORT


def _only_mobile(said: Understanding) -> bool:
    """A number and no word."""
    return [each.name for each in said.entities] == [_MOBILE] and not any(map(str.isalpha, said.raw))
