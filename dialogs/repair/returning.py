"""«برگردیم به عوارض»: back to a service that was left half done, by its name or by what it is about, or to the one that
waits; and which one is to be told once more. One question back within a service is `orders.back`'s. The pattern is
`(draft, said) -> bool`; the order they are tried in is in `patterns`."""

from __future__ import annotations

from dialogs.book import Book
from dialogs.choices import choose, fold, names_other
from dialogs.draft import Draft
from dialogs.fill import fill
from dialogs.flow import Flow
from dialogs.hints import hinted, phrases_of, words_held, words_stand_in
from dialogs.past import earlier_one, just_ended, just_stopped
from dialogs.picking import asks_for_place
from dialogs.questions import again, asked_collect
from dialogs.signing import SIGN_IN
from dialogs.starts import start
from dialogs.state import Frame
from dialogs.steps import Confirm
from dialogs.walk import walk
from dialogs.wishes import STRONG, clear_wishes
from nlu.types import Act, Understanding

RETURN, GO_ON = "common.asks_return", "common.asks_go_on"
_PAUSE, AFTER_ALL = "common.hold", "common.asks_after_all"
_LET_GO = "common.cancelled"
_MOST = 9
"""Words of a message that goes back to something and says nothing else."""
_FREE = 5
"""Of one where any words are an answer."""
_LETTERS = 3


def go_back_to(draft: Draft, said: Understanding) -> bool:
    """«خب برگردیم به درخت», «ول کن، برگرد سر درخواست پروانه», «ادامه بدیم»: what stands above it is let go of."""
    held = words_held(draft.book.texts, said)
    if GO_ON in held and _back_from_pause(draft, said):
        return True
    if _after_all(draft, said):
        return True
    if RETURN not in held:
        return False  # as most messages
    collect = asked_collect(draft)
    most = _FREE if collect is not None and collect.free_text else _MOST
    if len(said.raw.split()) > most:
        return False
    words = _named(draft, said)
    if not draft.stack:
        return _take_up(draft, words, said)
    at = _meant(draft, words, said)
    if at is None:
        return _stands_already(draft, words, said)
    return return_to(draft, at)


def _stands_already(draft: Draft, words: list[str], said: Understanding) -> bool:
    """«برگردیم سر پرونده» at the question, or the sign-in, of that very service, and «ادامه بده», which answers no
    question: that one again."""
    served = next((frame for frame in reversed(draft.stack) if frame.flow != SIGN_IN), None)
    if served is None or draft.asked is None:
        return False
    if not (_likeness(draft.book, served, words, said) if words else _only_goes_on(draft, said)):
        return False
    draft.name("repaired")
    again(draft)
    return True


def _only_goes_on(draft: Draft, said: Understanding) -> bool:
    """At a summary it is a yes, and where nothing has to be given, a no to that."""
    collect = asked_collect(draft)
    if collect is None or collect.optional or collect.files or GO_ON not in words_held(draft.book.texts, said):
        return False
    return draft.asked is not None and choose(said.normal or said.raw, draft.asked.offers, said.acts) is None


def _back_from_pause(draft: Draft, said: Understanding) -> bool:
    """«خب ادامه» after a moment that was asked for: the question is put again. At a summary that is no yes yet. Without
    that moment, where it answers no question."""
    paused = draft.stack and draft.asked and any(told.key == _PAUSE for told in draft.before.last)
    paused = paused or (bool(draft.stack) and Act.AFFIRM in said.acts and _only_goes_on(draft, said))
    if not paused or len(said.raw.split()) > _FREE:
        return False
    draft.name("repaired")
    again(draft)
    return True


def says_go_on(draft: Draft, said: Understanding) -> bool:
    """«ادامه بدیم» to whether to go on: a yes, unless another one that waits is named."""
    if Act.DENY in said.acts or not words_stand_in(draft.book.texts, RETURN, said):
        return False
    words = _named(draft, said)
    return not words or bool(_likeness(draft.book, draft.stack[-1], words, said))


def put_below(draft: Draft, said: Understanding) -> bool:
    """«۳۶۹» to whether to go on: an answer to the question that waits, which stands again for it."""
    trial = draft.trial(draft.stack)
    walk(trial)
    collect = asked_collect(trial)
    if collect is None or collect.free_text or not (said.entities or any(map(str.isdigit, said.raw))):
        return False
    stands, trial = trial.asked, draft.trial(draft.stack)
    trial.asked = stands
    if not fill(trial, said).answered:
        return False
    draft.say("common.resume", {"title": draft.title(draft.served)})
    draft.asked = stands
    return True


def waiting_below(draft: Draft) -> list[int]:
    """The services that wait under the one in hand, the last one first."""
    return [at for at in range(len(draft.stack) - 1, -1, -1) if draft.stack[at].flow not in (SIGN_IN, draft.served)]


def return_to(draft: Draft, at: int) -> bool:
    """Goes on with this one. What is on its way to be done outside is not let go of."""
    kept = at + (2 if draft.stack[at + 1 : at + 2] and draft.stack[at + 1].flow == SIGN_IN else 1)
    gone = draft.stack[kept:]
    if any(frame.waiting for frame in gone):
        return False
    if gone:
        draft.shelved = next(frame for frame in reversed(gone) if frame.flow != SIGN_IN)
    draft.stack = draft.stack[:kept]
    draft.unask()
    draft.name("repaired")
    draft.say("common.resume", {"title": draft.title(draft.served)})
    draft.change(attempts={})
    walk(draft)
    return True


def _take_up(draft: Draft, words: list[str], said: Understanding) -> bool:
    """With nothing in hand: what was just let go of."""
    kept = just_stopped(draft)
    if kept is None or clear_wishes(draft, said, least=STRONG)[:1] not in ([], [kept.flow]):
        return False
    if words and not _likeness(draft.book, kept, words, said):
        return False
    start(draft, kept.flow, None)
    draft.name("repaired")
    return True


def _after_all(draft: Draft, said: Understanding) -> bool:
    """«بله لغو کن», «باشه ثبتش کن» right after that was let go of: taken up again, and its summary asks once more."""
    kept = just_stopped(draft)
    if draft.stack or kept is None or len(said.raw.split()) > _FREE or draft.book.terms.asks(said.raw):
        return False
    if all(told.key != _LET_GO for told in draft.before.last) or Act.HOLD in said.acts:
        return False
    step = draft.book.flows[kept.flow].step(kept.step or "")
    own = step.does.words if step and isinstance(step.does, Confirm) else None
    if not {AFTER_ALL, own} & words_held(draft.book.texts, said):
        return False
    if clear_wishes(draft, said, least=STRONG)[:1] not in ([], [kept.flow]):
        return False
    start(draft, kept.flow, None)
    draft.name("repaired")
    return True


def _meant(draft: Draft, words: list[str], said: Understanding) -> int | None:
    """Which of those in hand: the one that has most of the words; without any the one that waits, unless one step back
    is meant or the question that stands."""
    below = waiting_below(draft)
    ranked = [(_likeness(draft.book, draft.stack[at], words, said), at) for at in below]
    likely, at = max(ranked, default=(0, None))
    if likely or at is None:
        return at if likely else None
    if words:
        collect = asked_collect(draft)
        if collect is not None and any(each.name in collect.entities for each in said.entities):
            return None  # «بیخیال همون شنبه» answers the question that stands
        others = clear_wishes(draft, said, least=STRONG)
        return at if len(below) == 1 and not others and Act.CANCEL not in said.acts else None
    return None if {Act.BACK, Act.CANCEL} & set(said.acts) else at


def _named(draft: Draft, said: Understanding) -> list[str]:
    """The words beside those that only go back."""
    rest = phrases_of(draft.book.texts, RETURN).sub(" ", fold(said.raw))
    rest = phrases_of(draft.book.texts, "common.asks_off").sub(" ", rest)
    return [word for word in draft.book.terms.telling(rest) if len(word) >= _LETTERS]


def _likeness(book: Book, frame: Frame, words: list[str], said: Understanding) -> int:
    """How many of the words are of its title or of what was said to it; a choice by words of its own counts as one."""
    flow = book.flows.get(frame.flow)
    if flow is None:
        return 0
    known = [fold(value) for value in frame.slots.values() if isinstance(value, str)]
    found = sum(_of_title(book, flow, word) or any(word in text.split() for text in known) for word in words)
    return found or int(any(hinted(book.texts, each, said) for each in flow.worded if not each.heard))


def _of_title(book: Book, flow: Flow, word: str) -> bool:
    return any(word.startswith(each) for each in book.titles.get(flow.id, frozenset()) if len(each) >= _LETTERS)


def of_the_list(draft: Draft, said: Understanding) -> bool:
    """«اولی رو دوباره بگو», «اون یکی رو دوباره بگو»: of the list that was chosen from, and not what was said last."""
    ended = None if draft.stack else just_ended(draft)
    return ended is not None and (names_other(said.raw) or asks_for_place(draft, ended[0], said))


def named_to_repeat(draft: Draft, said: Understanding) -> str | None:
    """«وضعیت پرونده رو دوباره بگو» after something else was told: the service that is named, by what is surely read or
    by a word that is in its title alone."""
    told = {each.key.partition(".")[0] for each in draft.before.last} | {frame.flow for frame in draft.stack}
    wishes = clear_wishes(draft, said, least=STRONG)
    if not wishes and (earlier := earlier_one(draft)):
        own = draft.book.titles.get(earlier[0].id, frozenset()) & set(fold(said.raw).split())
        titles = draft.book.titles.values()
        wishes = [earlier[0].id] if any(sum(word in each for each in titles) == 1 for word in own) else []
    return wishes[0] if wishes and told.isdisjoint(wishes) else None
