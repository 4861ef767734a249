"""Orders to the bot itself, at any point of any flow: a human, cancel, restart, it did not come, repeat, explain, back,
skip, I do not know. Each pattern is `(draft, said) -> bool`; the order they are tried in is in `patterns`."""

from __future__ import annotations

from dialogs import questions
from dialogs.asides import by_title
from dialogs.choices import choose, fold, names_other
from dialogs.desk import CALL_BACK, leave_queue, open_case, tell_call_back
from dialogs.draft import MENU, OFFERED, Draft
from dialogs.fill import fill_served
from dialogs.heard import way_told
from dialogs.hints import hinted, words_stand_in
from dialogs.leftover import left_over, turns_to
from dialogs.naming import named_in
from dialogs.past import earlier_one, just_ended, just_failed
from dialogs.questions import again, asked_collect, asked_without, in_confirm
from dialogs.repair.done import about, acted, chooses_of_last, goes_on, wished_of_last
from dialogs.repair.refusals import answers_no, lets_go, not_this
from dialogs.repair.remarks import least_of
from dialogs.repair.returning import named_to_repeat, of_the_list, return_to, waiting_below
from dialogs.repair.withdrawing import undo_last, withdraw_last
from dialogs.starts import keep_beside_person, start
from dialogs.steps import Collect, SayStep
from dialogs.taking import assume
from dialogs.terms import has_mark, holds_why, lacks
from dialogs.values import args_for
from dialogs.walk import walk
from dialogs.wishes import DIGRESS, PERSON, STRONG, SURE, asks_calendar, clear_wishes, leads, signed
from nlu.types import Act, Understanding

_DOCUMENTS = ".documents"
"""Where a text that tells what is needed has it from."""
APPROXIMATE = "approximate"
"""The fault of «۳۵۰ تا ۴۰۰ متر»: no answer yet, and more than none."""
_PLAINLY = "common.said_plainly"
_TOLD = "common.told_beside"
_FEW = 4
"""Words of a lack, with what is lacking."""
SHORT = 6
"""Words: a longer free text is an answer, whatever act it seems to hold."""


def call_human(draft: Draft, said: Understanding) -> bool:
    """«کارشناس»: a real case, at any point. Never refused, never argued with."""
    beside = keep_beside_person(draft, said) or _names_person(draft, said)
    if not (beside or _ordered(draft, said, Act.HUMAN) or _reads_as(draft, said, PERSON)):
        return False
    if not (beside or Act.HUMAN in said.acts) and (Act.EXPLAIN in said.acts or _not_now(draft, said)):
        return False
    if words_stand_in(draft.book.texts, CALL_BACK, said):
        tell_call_back(draft)  # before the case is: nobody should wait at the telephone
    open_case(draft, "citizen_asked")
    return True


def _names_person(draft: Draft, said: Understanding) -> bool:
    """«کارشناس می‌خوام پروندم خیلی وقته گیر کرده»: the rest is why, though it reads like a service. One who is to come
    is none of the desk."""
    if draft.stack or draft.in_line or Act.DENY in said.acts:
        return False
    texts = draft.book.texts
    return words_stand_in(texts, "common.asks_person", said) and not words_stand_in(texts, "common.asks_visitor", said)


def _not_now(draft: Draft, said: Understanding) -> bool:
    """A reading of it that something else in the message outweighs."""
    of_last = wished_of_last(draft, said) or chooses_of_last(draft, said)
    return of_last or goes_on(draft, said) or bool(signed(draft, said))


def cancel(draft: Draft, said: Understanding) -> bool:
    """Stops at once, says what was stopped. Another wish in the same message is followed."""
    only_told = draft.stack and words_stand_in(draft.book.texts, "common.asks_only_told", said)
    turned = turns_to(draft, said)
    if not (Act.CANCEL in said.acts or Act.DENY in said.acts or leads(said, "cancel") or only_told or turned):
        return False
    # «لغوش کن» where cancelling something is a choice, «یعنی چی انصراف»
    if _names_choice(draft, said) or _undoes(draft, said) or Act.EXPLAIN in said.acts or not_this(draft, said):
        return False
    if Act.FOLLOW_UP in said.acts and (draft.calls or just_ended(draft)):
        return False  # «لغو شد؟» asks what came of it
    ordered = _ordered(draft, said, Act.CANCEL) or _refuses(draft, said) or turned
    if not (ordered or (Act.AFFIRM not in said.acts and _reads_as(draft, said, "cancel"))):
        return False
    if asks_calendar(draft, said) or (signed(draft, said) and not turned):
        return False  # what is to end is a standing one, not the flow in hand
    top = draft.stack[-1].flow if draft.stack else None
    rest = left_over(draft, said)
    least = STRONG if rest is None else DIGRESS
    wishes = clear_wishes(draft, rest or said, least=least)[: 1 if rest else None]
    others = [name for name in wishes if name != top]
    if others and not (draft.stack or rest):
        return False
    if draft.stack:
        questions.cancel_top(draft)
    elif not others:
        _nothing_in_hand(draft, said)
    if others:
        start(draft, others[0], rest or said)
    return True


def _nothing_in_hand(draft: Draft, said: Understanding) -> None:
    """The queue is left, what was just done is taken back; or it is said why not."""
    draft.unask()
    draft.name("repaired")
    if draft.in_line:
        leave_queue(draft)
    elif Act.CANCEL not in said.acts and words_stand_in(draft.book.texts, "common.asks_only_told", said):
        draft.say("common.closing")  # «بعدا» lets go of nothing
        draft.name("chitchat")
    elif not (undo_last(draft, said) or withdraw_last(draft)):
        ended = just_ended(draft)
        late = ended is not None and acted(draft, ended[1])
        draft.say("common.cancel_too_late" if late else "common.nothing_to_cancel")


def restart(draft: Draft, said: Understanding) -> bool:
    """Asks first: answers would be lost."""
    if not _ordered(draft, said, Act.RESTART):
        return False
    draft.name("repaired")
    if draft.stack:
        questions.ask_restart(draft)
    else:
        questions.show_menu(draft, "common.restarted")
    return True


def resend(draft: Draft, said: Understanding) -> bool:
    """«کد نیومد»: what was sent is sent once more."""
    collect = asked_collect(draft)
    if collect is None or collect.renew is None or Act.RESEND not in said.acts:
        return False
    draft.name("repaired")
    draft.say(collect.renew.say, args_for(draft, collect.renew.say))
    draft.unmark(collect.renew.again)
    walk(draft)
    return True


def repeat(draft: Draft, said: Understanding) -> bool:
    """Says the last texts once more, with fresh buttons under the question that stands. What the other side did not
    answer is tried once more instead."""
    if not _ordered(draft, said, Act.REPEAT) or of_the_list(draft, said):
        return False
    draft.name("repaired")
    failed = just_failed(draft)
    if failed and not draft.stack:
        start(draft, failed, None)
        return True
    if (named := named_to_repeat(draft, said)) is not None:
        earlier = earlier_one(draft)
        kept = earlier[1] if earlier and earlier[0].id == named else None
        start(draft, named, None if kept else said, kept.slots if kept else None)
        return True
    last = draft.before.last
    if not last:
        draft.say("common.nothing_to_repeat")
    menu = draft.asked is not None and draft.asked.slot == MENU
    offered = menu and last[-1:] and last[-1].key == OFFERED
    told = menu and last[-1:] and (last[-1].key == _TOLD or not last[-1].key.startswith("common."))
    for text in last[:-1] if draft.asked and not told else last:
        if text.key in draft.book.texts:
            draft.say(text.key, text.args, again=text.again)
    if offered and draft.asked:
        draft.offer_services([str(offer.value) for offer in draft.asked.offers])
    elif draft.asked and not told:  # what was asked beside the offers was no question of ours
        if draft.stack:
            draft.change(step=None)  # the question in full, not its shorter form
        again(draft)
    return True


def explain(draft: Draft, said: Understanding) -> bool:
    """«چرا می‌پرسی؟ یعنی چه؟» about the question that stands. About anything else it is a question of its own."""
    if not _ordered(draft, said, Act.EXPLAIN) or (draft.asked is None and not draft.before.last):
        return False
    if clear_wishes(draft, said, least=STRONG) and (not draft.asked or len(fold(said.raw).split()) > 4):
        return False
    if draft.stack or not _say_plainly(draft):
        say_why(draft)
    return True


def _say_plainly(draft: Draft) -> bool:
    """«نفهمیدم، ساده‌تر بگو» after an answer: the words of the trade that its first lines are about, in plain ones, or
    without any the answer once more; and a person."""
    texts, told = draft.book.texts, draft.before.last
    if any(each.key == _PLAINLY for each in told):
        draft.say("common.explain_fallback", choices=draft.start_buttons(["human_handoff"]))
        draft.name("repaired")
        return True
    answers = [each for each in told if each.key in texts and not each.key.startswith("common.")]
    if not answers:
        return False
    shown = [texts.render(each.key, each.args) for each in answers]
    terms = next((found for text in shown for line in text.splitlines() if (found := draft.book.terms.named(line))), [])
    for each in () if terms else answers:
        draft.say(each.key, each.args, again=each.again)
    for term in terms:
        draft.say(term.key)
    draft.say(_PLAINLY, choices=draft.start_buttons(["human_handoff"]))
    draft.unask()
    draft.name("repaired")
    return True


def papers(draft: Draft, said: Understanding) -> bool:
    """«چی باید بیارم؟», «چی لازمه؟» in the middle of a service that told it: told again, and the question after it."""
    aspect, beside = draft.book.terms.aspect_of(said.raw)
    if not (Act.PAPERS in said.acts or (aspect and aspect.name == "bring" and not beside)):
        return False  # as most messages
    flow, frame = draft.flow, draft.top
    if said.entities or flow is None or frame is None or draft.asked is None:
        return False
    told = [step.does.key for step in flow.steps if isinstance(step.does, SayStep) and step.id in frame.done]
    told = [key for key in told if any(each.path.endswith(_DOCUMENTS) for each in draft.book.texts.get(key).paths)]
    if not told:
        return False
    draft.name("repaired")
    draft.say(told[-1], args_for(draft, told[-1]))
    again(draft)
    return True


def say_why(draft: Draft) -> None:
    """Why the question that stands is asked, and the question once more."""
    draft.name("repaired")
    collect = asked_collect(draft)
    if collect:
        draft.say(collect.why, args_for(draft, collect.why))
    else:
        draft.say("common.explain_confirm" if in_confirm(draft) else "common.explain_fallback")
    again(draft)


def back(draft: Draft, said: Understanding) -> bool:
    """One question back: its answer is taken away, and the walk asks it again."""
    flow, frame = draft.flow, draft.top
    if not _ordered(draft, said, Act.BACK) or flow is None or frame is None:
        return False
    draft.name("repaired")
    if draft.acting_call(frame):
        draft.say("common.cannot_change")
        return True
    here = flow.position(frame.step or "")
    before = [
        collect.slot
        for step, collect in flow.collects()
        if flow.position(step.id) < here
        and collect.slot in frame.slots
        and not collect.heard
        and asked_without(draft, collect.slot)
    ]
    if before:
        draft.unask()
        draft.clear([before[-1]])
        walk(draft)
    elif not (below := waiting_below(draft)) or not return_to(draft, below[0]):
        draft.say("common.back_not_possible")
        again(draft)
    return True


def skip(draft: Draft, said: Understanding) -> bool:
    """«رد کن»: an optional question stays empty; the others say why they cannot."""
    collect = asked_collect(draft)
    if not _ordered(draft, said, Act.SKIP) or collect is None:
        return False
    draft.name("repaired")
    declines = draft.asked is not None and any(offer.value is False for offer in draft.asked.offers)
    if declines:  # «ندارم» is one of the choices
        draft.fill(collect.slot, False)
        draft.unask()
        walk(draft)
    elif collect.optional:
        draft.fill(collect.slot, None)
        draft.say("common.skipped")
        walk(draft)
    else:
        draft.say("common.skip_not_possible")
        again(draft)
    return True


def dont_know(draft: Draft, said: Understanding) -> bool:
    """«نمی‌دانم»: takes the stated assumption and says so, or tells how to find out. What it is said with («… ولی تو
    احمدآباده») may be the way."""
    collect, flow = asked_collect(draft), draft.flow
    if collect is None or flow is None:
        return Act.DONT_KNOW in said.acts and _enough_without(draft, said)
    if not (_ordered(draft, said, Act.DONT_KNOW) or _lacks_answer(draft, collect, said)):
        return False
    if way_told(draft, collect, said):
        return False
    draft.name("repaired")
    if collect.assume:
        assume(draft, collect.slot, collect.assume.value)
        draft.say(collect.assume.say, args_for(draft, collect.assume.say))
        walk(draft)
    elif collect.optional:
        draft.fill(collect.slot, None)
        walk(draft)
    elif draft.attempt(collect.slot) >= collect.attempts:
        questions.offer_human(draft, "attempts_used")
    elif collect.help:
        draft.say(collect.help, args_for(draft, collect.help))
        again(draft)
    else:
        draft.say(collect.why, args_for(draft, collect.why))
        draft.say("common.dont_know_hint")
        again(draft)
    return True


def _enough_without(draft: Draft, said: Understanding) -> bool:
    """«شمارهٔ منطقه رو نمی‌دونم» at a summary: what it names was not asked for, and what is shown is enough."""
    if draft.flow is None or not in_confirm(draft) or said.entities or draft.book.terms.asks(said.raw):
        return False
    if named_in(said.raw, draft.flow, draft.book.labels) is None:
        return False
    draft.name("repaired")
    draft.say("common.enough_here")
    again(draft)
    return True


def _lacks_answer(draft: Draft, collect: Collect, said: Understanding) -> bool:
    """«قبضو گم کردم», «شماره موبایلم یادم نیست»: what the question asks for by its name, or a few words and no more."""
    fixed = bool(collect.options) and collect.options_from is None
    if collect.free_text or fixed or said.entities or not lacks(said.raw, draft.book.terms):
        return False
    if draft.flow and named_in(said.raw, draft.flow, draft.book.labels) is collect:
        return True
    return len(said.raw.split()) <= _FEW and not clear_wishes(draft, said, least=STRONG)


def _ordered(draft: Draft, said: Understanding, act: Act) -> bool:
    """Is this act meant as an order? Not inside a long free text, and not beside an answer to the question."""
    if act not in said.acts:
        return False
    collect = asked_collect(draft)
    if collect is None or act in (Act.CANCEL, Act.HUMAN, Act.RESTART):
        return not (collect and collect.free_text) or len(fold(said.raw).split()) <= SHORT
    if collect.free_text:
        return len(fold(said.raw).split()) <= SHORT
    given = [entity for entity in said.entities if entity.name in collect.entities]
    return not any(entity.fault in (None, APPROXIMATE) for entity in given)


def _refuses(draft: Draft, said: Understanding) -> bool:
    """«نمی‌خوام» at a question of the sign-in: nobody has to say who they are; or to what is in hand as a whole."""
    flow = draft.flow
    if flow is not None and not flow.system and lets_go(draft, said):
        return True
    few = len(said.raw.split()) <= _FEW and not said.entities
    few = few and not any(map(str.isdigit, said.raw))  # «نه ببخشید کوچه ۱۴» puts something right
    refused = flow is not None and flow.system and few and Act.DENY in said.acts
    return refused and not (_serves_below(draft, said) or by_title(draft, [*draft.book.menu()], said))


def _serves_below(draft: Draft, said: Understanding) -> bool:
    """«نه کوچهٔ ۵» at the sign-in: an answer for the service behind it. Tried on a copy."""
    trial = draft.trial(draft.stack)
    return fill_served(trial, said) is not None


def _names_choice(draft: Draft, said: Understanding) -> bool:
    """Does an entity of the message name one of the fixed choices of the question that stands?"""
    collect = asked_collect(draft)
    values = [option.value for option in collect.options] if collect else []
    return any(collect and each.name in collect.entities and each.value in values for each in said.entities)


def _undoes(draft: Draft, said: Understanding) -> bool:
    """«وقت بازدیدمو لغو کن» while it is being moved: the visit is to be cancelled, and not this talk about it."""
    flow, frame = draft.flow, draft.top
    if flow is None or frame is None or not flow.undo or not about(flow, frame):
        return False
    if frame.slots.get(flow.wish) == flow.undo:
        return False  # at its summary it is an order again
    return any(entity.name == flow.wish and entity.value == flow.undo for entity in said.entities)


def _reads_as(draft: Draft, said: Understanding, order: str) -> bool:
    """Does the model read it as this order? Not where any words are an answer («قبلش زنگ بزنید»), and not when it is
    plainly one of the choices that stand («یکی»)."""
    collect = asked_collect(draft)
    surely = leads(said, order, least_of(draft, order))
    if not surely or (collect is not None and collect.free_text) or names_other(said.raw):
        return False
    if holds_why(said.raw, draft.book.terms) or (collect is not None and hinted(draft.book.texts, collect, said)):
        return False  # «چرا شماره می‌خوای»; «بعداً میارم» where that is a choice
    if order == "cancel" and in_confirm(draft) and has_mark(said.raw):
        return False  # «لغوش کنم دوباره میشه گرفت؟» asks of it
    if order == "cancel" and in_confirm(draft) and not answers_no(draft):
        return leads(said, order, SURE) and len(said.raw.split()) > 1  # «نه ولش کن یکجا میدم» is more than a no
    return draft.asked is None or choose(said.normal or said.raw, draft.asked.offers) is None
