"""«آره لغوش کن» to «وقت بازدید را لغو کنم؟»: the words of an order to the bot are a yes here, for it is what is shown
that is cancelled; another answer turns away from it. The pattern is `(draft, said) -> bool`; its place is in
`patterns`. Cancelling what is in hand is `orders.cancel`'s, and other answers to a summary are `replies`'."""

from __future__ import annotations

from dialogs import questions
from dialogs.draft import Draft
from dialogs.fill import fill
from dialogs.hints import words_stand_in
from dialogs.repair.refusals import holds_back
from dialogs.repair.replies import affirm, go_on, refuse
from dialogs.steps import Confirm
from dialogs.values import args_for, unconfirmed_key
from dialogs.walk import walk
from dialogs.wishes import STRONG, clear_wishes
from nlu.types import Act, Understanding

_SENTENCE = 6
"""Words: a longer message says more than a yes."""
_FEW = 3
_IT = "common.asks_cancel_standing"
_NO_ANSWER = {Act.HOLD, Act.EXPLAIN, Act.WHAT_IF, Act.HUMAN}


def undo_answer(draft: Draft, said: Understanding) -> bool:
    """A yes in the words of what is cancelled; one that may also let go of this talk («لغو») is asked about, and what
    does that («ولش کن») leaves everything as it is, and says so."""
    confirm = _standing(draft)
    if confirm is not None and _turns_to_another(draft, confirm, said):
        return True
    if _undoes_instead(draft, said):
        return True
    if confirm is None or confirm.words is None or not _may_answer(draft, said):
        return False
    texts, acts = draft.book.texts, set(said.acts)
    denied = Act.DENY in acts
    if not denied and words_stand_in(texts, confirm.words, said):
        affirm(draft)
    elif {Act.CANCEL, Act.WITHDRAW} & acts and words_stand_in(texts, "common.asks_cancel_what", said):
        _ask_which(draft)
    elif _leaves_it(draft, confirm, said, few=len(said.raw.split()) <= _FEW):
        refuse(draft)
    else:
        return False
    return True


def _turns_to_another(draft: Draft, confirm: Confirm, said: Understanding) -> bool:
    """«نه بذار هفتهٔ بعد» to «وقت بازدید را لغو کنم؟»: an answer to another question, which changes nothing of what is
    shown. So it is not to be undone any more; what is wanted instead comes of the answer."""
    flow, frame = draft.flow, draft.top
    if flow is None or frame is None or not flow.undo or frame.slots.get(flow.wish) != flow.undo:
        return False
    if not said.entities or Act.CANCEL in said.acts:
        return False
    trial = draft.trial(draft.stack)
    asked_for = {each.slot for _, each in flow.collects() if not each.heard}
    given = fill(trial, said).slots
    if (
        flow.wish in given
        or not given & asked_for
        or args_for(trial, confirm.summary) != args_for(draft, confirm.summary)
    ):
        return False
    filled = fill(draft, said)
    draft.clear([flow.wish])
    draft.name("corrected")
    return go_on(draft, filled)


def _undoes_instead(draft: Draft, said: Understanding) -> bool:
    """«می‌خوام کلاً لغوش کنم» while what stands is being changed: that is to be cancelled, and not this talk about it.
    Its own summary asks first."""
    flow, frame = draft.flow, draft.top
    if flow is None or frame is None or not flow.undo or draft.acting_call(frame):
        return False
    if frame.slots.get(flow.wish) in (None, flow.undo) or not words_stand_in(draft.book.texts, _IT, said):
        return False
    draft.unask()
    draft.fill(flow.wish, flow.undo)
    draft.name("corrected")
    walk(draft)
    return True


def _leaves_it(draft: Draft, confirm: Confirm, said: Understanding, *, few: bool) -> bool:
    """«ولش کن», «لغو نکن»; a longer one with its no: «نه پشیمون شدم، بذار باشه»."""
    lets_go = Act.CANCEL in said.acts and confirm.otherwise is not None
    return (lets_go and (few or Act.DENY in said.acts)) or (few and not said.acts and holds_back(draft, said))


def _standing(draft: Draft) -> Confirm | None:
    """The summary that stands, when it undoes something."""
    flow = draft.flow if questions.in_confirm(draft) else None
    step = flow.step(draft.asked.slot) if flow and draft.asked else None
    return step.does if step and isinstance(step.does, Confirm) and step.does.undoes else None


def _may_answer(draft: Draft, said: Understanding) -> bool:
    """Nothing else is wanted or asked, and it is about this one."""
    if len(said.raw.split()) > _SENTENCE or _NO_ANSWER & set(said.acts) or draft.book.terms.asks(said.raw):
        return False
    if set(clear_wishes(draft, said, least=STRONG)) - {draft.served}:
        return False
    return not fill(draft.trial(draft.stack), said).changed


def _ask_which(draft: Draft) -> None:
    """Neither way is taken on such a word; no try is lost."""
    flow, asked = draft.flow, draft.asked
    if flow and asked:
        draft.say(unconfirmed_key(draft, flow, asked.slot))
        draft.name("clarified")
        questions.again(draft)
