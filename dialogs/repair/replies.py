"""Answers to the question that stands: chosen, confirmed, several at once, corrected, wrong. Each pattern is
`(draft, said) -> bool`; the order they are tried in is in `patterns`."""

from __future__ import annotations

from dialogs import questions
from dialogs.another import names_the_taken, pick_another
from dialogs.bare import is_number
from dialogs.choices import choose_by_label, choose_by_number, describes_one, fold, is_ordinal, only_names
from dialogs.draft import Draft, fingerprint
from dialogs.fill import fill, fill_served
from dialogs.formats import kind_of
from dialogs.hints import hinted, words_stand_in
from dialogs.kept import say_changed
from dialogs.other_than import turns_from_shown
from dialogs.picking import asked_about, told_last
from dialogs.portions import without_portions
from dialogs.questions import asked_collect, in_confirm
from dialogs.repair.along import elsewhere, wishes_after_yes, wishes_along
from dialogs.repair.asking import asks_us, asks_whence
from dialogs.repair.done import only_values
from dialogs.repair.no_answer import keeps_who, needless, wrong_answer, wrong_at_summary
from dialogs.repair.orders import SHORT
from dialogs.repair.refusals import (
    another_one,
    askable,
    holds_back,
    not_this,
    reopen,
    says_yes,
    wants_none,
)
from dialogs.repair.rewrites import change_named, choose_otherwise, put_right
from dialogs.signing import SIGN_IN, requests_own
from dialogs.starts import note_for_later, start
from dialogs.state import Asked, Frame
from dialogs.steps import Collect, Confirm
from dialogs.taking import Filled
from dialogs.terms import has_mark
from dialogs.values import args_for
from dialogs.walk import ROUTE, walk
from dialogs.wishes import START, STRONG, SURE, WHO, clear_wishes, in_parts, leads, signed
from nlu.types import Act, Understanding

_POLITE = 3
_THANKS = 4
"""Words of thanks and a yes that say nothing more."""
_TOPIC = 2
"""Words that name again what a report is about, and tell nothing more, at most."""
_SENTENCE = 6


def confirm_answer(draft: Draft, said: Understanding) -> bool:
    """Yes or no to a summary. A changed value comes first: then there is a new summary to see."""
    asked = draft.asked
    if asked is None or not in_confirm(draft):
        return False
    if Act.AFFIRM not in said.acts and keeps_who(draft, said):
        return True
    frame, at = draft.stack[-1], len(draft.effects)
    filled = fill(draft, said)
    if filled.changed:
        return go_on(draft, filled)
    if not filled.took and wrong_at_summary(draft, said):
        return True
    if _same_number(draft, filled, said) or _put_otherwise(draft, said) or _confirmed(draft, asked, said):
        return True
    draft.stack[-1] = frame  # the patterns after this one find it as it was
    del draft.effects[at:]
    return False


def _same_number(draft: Draft, filled: Filled, said: Understanding) -> bool:
    """«نه همون شیش»: the number that is shown, and no refusal of it."""
    flow = draft.flow
    if flow is None or Act.DENY not in said.acts or len(filled.slots) != 1 or wants_none(draft, said):
        return False
    if not all(is_number(each) for _, each in flow.collects() if each.slot in filled.slots):
        return False
    draft.name("repaired")
    draft.say("common.this_is_it")
    questions.again(draft)
    return True


def _put_otherwise(draft: Draft, said: Understanding) -> bool:
    """Something else than what is shown is wanted, and said so."""
    words = len(fold(said.raw).split())
    ordinal = is_ordinal(said.raw)
    turned = words > 1 and (Act.DENY in said.acts or leads(said, "correct"))
    if (ordinal or turned or describes_one(said.raw)) and pick_another(draft, said):
        draft.name("corrected")  # «نه، پلاک ۵», «دومی»: another one of the list it was chosen from
        draft.unask()
        walk(draft)
        return True
    if (ordinal or turned) and draft.flow and names_the_taken(draft, draft.flow, draft.stack[-1].slots, said):
        draft.name("repaired")  # «نه اولی رو می‌خواستم»: it is the one that is shown
        draft.say("common.this_is_it")
        questions.again(draft)
        return True
    if change_named(draft, said) or choose_otherwise(draft, said):
        return True
    return put_right(draft, said) or another_one(draft, said)


def _confirmed(draft: Draft, asked: Asked, said: Understanding) -> bool:
    """A plain yes, by a word or the number that stands alone; or a no, and all that is not a plain yes beside one."""
    if is_ordinal(said.raw):  # nothing here is numbered in words
        return False
    at = None if said.acts else choose_by_number(said.raw, asked.offers)
    at = choose_by_label(said.raw, asked.offers) if at is None and len(said.raw.split()) == 1 else at
    later = wishes_after_yes(draft, said)
    if later or says_yes(draft, said, SHORT) or at == 0 or _says_yes_to_this(draft, asked, said):
        for name in later:
            note_for_later(draft, name, said, first=None)
        affirm(draft)
    elif (
        at == 1
        or Act.DENY in said.acts
        or not_this(draft, said)
        or (Act.AFFIRM in said.acts and holds_back(draft, said))
    ):
        refuse(draft)
    else:
        return False
    return True


def _says_yes_to_this(draft: Draft, asked: Asked, said: Understanding) -> bool:
    """A yes in the words of what is offered: «لینک رو بفرست»."""
    step = draft.flow.step(asked.slot) if draft.flow else None
    if step is None or not isinstance(step.does, Confirm) or step.does.words is None:
        return False
    plain = not {Act.DENY, Act.CANCEL, Act.HOLD} & set(said.acts) and not draft.book.terms.asks(said.raw)
    return plain and len(said.raw.split()) <= _SENTENCE and words_stand_in(draft.book.texts, step.does.words, said)


def affirm(draft: Draft) -> None:
    """The summary that stands is confirmed, with the values it shows."""
    asked, flow = draft.asked, draft.flow
    step = flow.step(asked.slot) if flow and asked else None
    if step and isinstance(step.does, Confirm):
        draft.mark(step.id, fingerprint(args_for(draft, step.does.summary)))
        draft.unask()
        walk(draft)


def refuse(draft: Draft) -> None:
    """A no to the summary that stands: what should be changed? Or on where the flow says, when nothing can be."""
    asked, flow = draft.asked, draft.flow
    step = flow.step(asked.slot) if flow and asked else None
    draft.name("repaired")
    if step and isinstance(step.does, Confirm) and step.does.otherwise:
        draft.mark(step.id, f"{fingerprint(args_for(draft, step.does.summary))}{ROUTE}{step.does.otherwise}")
        draft.unask()
        walk(draft)
    elif len(slots := askable(draft)) == 1:
        reopen(draft, slots[0])
    elif not slots:
        questions.cancel_top(draft)
    else:
        questions.ask_change(draft, "common.confirm_change")


def take_answers(draft: Draft, said: Understanding) -> bool:
    """Answers, several at once, corrections among them; and a question asked along with the answer."""
    collect = asked_collect(draft)
    polite = collect is not None and collect.free_text and _only_polite(said)
    if not draft.stack or polite or elsewhere(draft, collect, said) or _asks_aside(draft, said):
        return False
    said = requests_own(draft, said)
    before, named = draft.stack[-1], draft.asked is not None and only_names(said.raw, draft.asked.offers)
    worded = _worded(draft, collect, said) or _one_of_list(draft, collect, said)
    filled = fill(draft, said)
    if not filled.answered:
        turns_from_shown(draft, said, filled.slots)
    if not filled.took and (not filled.wrong or _of_another(said)) and _serves(draft, said):
        return True
    if filled.frozen:
        draft.say("common.cannot_change")
        draft.name("working")
        return True
    if filled.wrong and not filled.answered:
        if collect is None or _is_no_try(draft, said):
            return False
        say_changed(draft, filled)
        wrong_answer(draft, collect.slot, collect.attempts, filled.wrong)
        return True
    # Nothing that was not said before is no answer to a summary, and not to be passed over
    unchanged = draft.stack[-1].slots == before.slots
    # «کارمنده سرم داد زد» where its office is asked for tells more of what happened
    more = unchanged and collect is not None and collect.whole and len(said.raw.split()) > _TOPIC
    same = in_confirm(draft) and unchanged
    if more or same or not (filled.answered or filled.changed or filled.took):
        return same and _shown_again(draft, filled, said)
    free = (asked := asked_collect(draft)) is not None and asked.free_text
    aside = [] if free or worded or named else wishes_along(draft, said)
    if worded and not named and (wish := signed(draft, said)) not in (None, draft.served):
        aside = [str(wish)]  # «بعدا ثبت می‌کنم، فعلا قبضامو نشون بده»: by words that can mean nothing else
    return _with_wishes(draft, said, aside, filled, before) if aside else go_on(draft, filled)


def _with_wishes(draft: Draft, said: Understanding, wishes: list[str], filled: Filled, before: Frame) -> bool:
    """An answer, and what is wanted along with it: that starts on top, and the rest goes on after it."""
    if not (filled.answered or filled.changed) or said.raw.strip() in draft.stack[-1].slots.values():
        draft.stack[-1] = before  # «قسطی» is said of the other service, and a whole message that wants it no place
        filled = fill(draft, rest) if (rest := without_portions(said, wishes)) is not said else filled
    if draft.flow and draft.flow.system:  # who is there is needed for what is in hand: that comes first
        for name in wishes:
            note_for_later(draft, name, said, first=None)
        return go_on(draft, filled)
    say_changed(draft, filled)
    start(draft, wishes[0], said)
    return True


def _is_no_try(draft: Draft, said: Understanding) -> bool:
    """A wish that names no value; «کدش ۶-۲-۱۱۰-۷ است», which is no mobile that is wrong."""
    if draft.flow and draft.flow.system and needless(said):
        return True
    return not said.entities and any(name != draft.served for name in clear_wishes(draft, said, least=STRONG))


def _shown_again(draft: Draft, filled: Filled, said: Understanding) -> bool:
    """«مجوز تعمیرات» at the summary of taking that back: the same as is shown, and no wish for another."""
    flow = draft.flow
    if flow is None or not filled.took or not only_values(flow, said) or not clear_wishes(draft, said):
        return False
    draft.name("repaired")
    questions.again(draft)
    return True


def _worded(draft: Draft, collect: Collect | None, said: Understanding) -> bool:
    """«پرونده‌م چند ماهه معطله» where a report asks for its topic: a sentence that tells it is no wish beside it."""
    if collect is None or has_mark(said.raw) or in_parts(said):
        return False
    return hinted(draft.book.texts, collect, said) is not None


def _one_of_list(draft: Draft, collect: Collect | None, said: Understanding) -> bool:
    if collect is None or collect.options_from is None or draft.asked is None:
        return False
    asks = draft.book.terms.asks(said.raw) and asked_about(draft, said) is not None
    return asks or describes_one(said.raw) or told_last(draft, said, draft.asked.offers) is not None


def _serves(draft: Draft, said: Understanding) -> bool:
    """An answer, or a correction, for the service behind the sign-in: said, and the sign-in goes on."""
    before = draft.stack[-2].slots if len(draft.stack) > 1 else None
    served = fill_served(draft, said)
    if served is None or (draft.stack[-2].slots == before and _tells_more(draft, said)):
        return False
    say_changed(draft, served)
    if draft.stack[-2].slots == before:
        draft.name("repaired")  # known already: that is what the sign-in is for
    elif not served.changed:
        draft.say("common.asked_behind" if draft.book.terms.asks(said.raw) else "common.noted")
    _drop_needless(draft, said)
    walk(draft)
    return True


def _tells_more(draft: Draft, said: Understanding) -> bool:
    """«پیاده‌رو هم خرابه» at the sign-in for a report: the same topic, and more words of it (`remarks.add_remark`)."""
    flow = draft.book.flows.get(draft.served)
    return flow is not None and bool(flow.opened) and len(said.raw.split()) > 2 and not said.entities


def _of_another(said: Understanding) -> bool:
    """May a wrong answer to the sign-in be one for the service behind it? It has words, or is a number that says itself
    what it is (a request's, a bill's)."""
    return any(map(str.isalpha, said.raw)) or any(not each.fault and each.name not in WHO for each in said.entities)


def _drop_needless(draft: Draft, said: Understanding) -> None:
    """«شناسهٔ قبض …» at the sign-in for one's own bills: anyone may see that one. Tried on a copy."""
    top = draft.top
    if top is None or top.flow != SIGN_IN or len(draft.stack) < 2 or "mobile" in top.slots:
        return
    if not any(kind_of(entity.name) == "code" for entity in said.entities):
        return
    trial = draft.trial(draft.stack[:-1])
    walk(trial)
    if all(frame.flow != SIGN_IN for frame in trial.stack):
        draft.stack.pop()
        draft.unask()


def _asks_aside(draft: Draft, said: Understanding) -> bool:
    """«برای پایان‌کار چه مدارکی لازمه؟» at a sign-in: a question of its own, and no answer for the service behind it;
    «وکیل باید بگیرم؟» where words are wanted."""
    flow = draft.flow
    if asks_us(draft, said) or asks_whence(draft, said):
        return True
    if flow is None or not flow.system or not draft.book.terms.asks(said.raw) or Act.WHAT_IF in said.acts:
        return False
    if any(entity.name in WHO and not entity.fault for entity in said.entities):
        return False
    return any(name != draft.served for name in clear_wishes(draft, said, least=START))


def _only_polite(said: Understanding) -> bool:
    """A greeting or thanks in a word or two, where any words would do: still no answer."""
    return len(said.raw.split()) <= _POLITE and (leads(said, "greeting", SURE) or leads(said, "thanks", SURE))


def thanks_with_a_yes(draft: Draft, said: Understanding) -> bool:
    """«باشه مرسی» where no yes is asked for: nothing but thanks."""
    yes = Act.AFFIRM in said.acts and Act.DENY not in said.acts and len(said.raw.split()) <= _THANKS
    return yes and words_stand_in(draft.book.texts, "common.words_of_thanks", said)


def still_working(draft: Draft, _said: Understanding) -> bool:
    """Written while a call runs: seen, and nothing is lost."""
    if not draft.stack or not draft.stack[-1].waiting:
        return False
    say_working(draft)
    return True


def say_working(draft: Draft) -> None:
    """A call is on its way; or nobody knows yet whether it was done, and then that is said again."""
    waiting = next((frame.waiting for frame in reversed(draft.stack) if frame.waiting), "")
    told = any(pending.told for pending in draft.calls.values()) if not waiting else None
    pending = draft.calls.get(waiting or "")
    checking = told if told is not None else bool(pending and pending.told)
    draft.say("common.call_checking" if checking else "common.still_processing")
    draft.name("working")


def go_on(draft: Draft, filled: Filled) -> bool:
    say_changed(draft, filled)
    stood = draft.asked.slot if draft.asked and asked_collect(draft) else None
    kept = filled.slots - {each.slot for _, each in draft.flow.collects() if each.passing} if draft.flow else set()
    beside = bool(kept and not filled.answered and not filled.changed and stood and not _wished(draft, filled))
    at = len(draft.effects)
    draft.unask()
    if filled.changed or _narrowed(draft, filled):
        draft.change(attempts={})  # what follows from another answer is asked for the first time
    if draft.stack[-1].waiting:
        say_working(draft)
    walk(draft)
    if beside and draft.asked and draft.asked.slot == stood:  # an answer, but not to the question, which comes again
        draft.say("common.noted")
        draft.effects.insert(at, draft.effects.pop())
    return True


def _narrowed(draft: Draft, filled: Filled) -> bool:
    """«پایانکار» at the list of files: what is listed then was not there to be chosen from before."""
    flow = draft.flow
    return flow is not None and any(
        each.slot in filled.slots for each in flow.unasked if not each.options and each.slot != flow.wish
    )


def _wished(draft: Draft, filled: Filled) -> bool:
    """«پرونده‌های من» at the list of them: the wish once more, which is no answer to anything."""
    slots, asking = draft.stack[-1].slots, draft.flow.asking if draft.flow else ()
    asked = [each for each in asking if each.slot in filled.slots]
    return any(option.asks and slots.get(each.slot) == option.value for each in asked for option in each.options)
