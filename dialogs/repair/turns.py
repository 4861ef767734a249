"""Where the conversation turns to when the message is no answer: another service, chitchat, good-bye, which of two, not
ours, not understood. Each pattern is `(draft, said) -> bool`; the order they are tried in is in `patterns`."""

from __future__ import annotations

import re

from dialogs import desk, questions
from dialogs.asides import has_aside
from dialogs.choices import fold
from dialogs.draft import EXPIRY, IDLE, MENU, Draft
from dialogs.effects import Say
from dialogs.hints import words_stand_in
from dialogs.past import just_ended, just_failed, last_one
from dialogs.portions import BOTH_WORDS, BY_THE_WAY, portion, told_apart, without_portions
from dialogs.ports import Json
from dialogs.questions import again, asked_collect, in_confirm
from dialogs.repair.asking import asks_the_same, context, look_up
from dialogs.repair.beside import tell_along
from dialogs.repair.done import about, same_thing
from dialogs.repair.doubt import keep_doubt, say_wishes
from dialogs.repair.orders import SHORT, say_why
from dialogs.repair.refusals import is_no
from dialogs.repair.replies import say_working, thanks_with_a_yes
from dialogs.signing import SIGN_IN
from dialogs.starts import kept_for, start
from dialogs.state import Carried
from dialogs.terms import asked_word
from dialogs.wishes import (
    ASKING,
    FAINT,
    JOINING_WORDS,
    NOT_SERVICES,
    START,
    STRONG,
    SURE,
    clear_wishes,
    close_ones,
    code_takers,
    leads,
    near_miss,
)
from nlu.entities.numbers import find_numbers
from nlu.types import Act, Understanding

_ASKED = re.compile(r"[?؟]")
_TO_THE_SAME = 3
"""Words of a question that is too short to be about anything new."""
_PARTS = re.compile(r"[،,؛.]")
_SENTENCE = 3
"""Words: with fewer, a message is a try at the question rather than something else."""


def digress(draft: Draft, said: Understanding) -> bool:
    """A service is wanted: it starts on top of what is in hand. A second one in the message is noted for later."""
    least = SURE if _points_at_list(draft, said) else START if _no_value(draft, said) else None
    wishes = clear_wishes(draft, said, least=least)
    if not wishes or (draft.stack and wishes[0] == draft.stack[-1].flow):
        return False
    if draft.stack and draft.stack[-1].flow == SIGN_IN and wishes[0] == draft.served:
        draft.name("repaired")
        if (instead := _not_this_but(draft, said)) is not None:
            draft.stack = draft.stack[:-2]
            start(draft, instead, said)
            return True
        # that is what the sign-in is for
        again(draft)
        return True
    if draft.stack:
        draft.name("repaired")
    if asks_the_same(draft, said):
        wishes = [ASKING]
    if _all_is_first(draft, wishes, said):
        wishes = wishes[:1]
    if told_apart(said, STRONG) or BY_THE_WAY.search(said.raw):
        wishes = sorted(wishes, key=lambda name: name != ASKING)  # told at once, and what comes then waits for nothing
    others = say_wishes(draft, wishes, said)
    own = without_portions(said, wishes[1:])
    if wishes[0] == ASKING:
        known = context(draft, own)
    else:
        known = _same_place(draft, wishes[0], said) or same_thing(draft, wishes[0], said)
    start(draft, wishes[0], own, known)
    if len(wishes) == 1:
        tell_along(draft, said)
    if others is not None:
        keep_doubt(draft, wishes[0], others)
    return True


def _all_is_first(draft: Draft, wishes: list[str], said: Understanding) -> bool:
    """Does what sounds like other wishes belong to the first? Of a message that surely falls into parts only a question
    which that one answers does («چاله هست. کی میان؟»)."""
    apart = told_apart(said, STRONG)
    if len(wishes) == 2:
        rest = portion(said, wishes[1]) if apart else None
        if has_aside(draft, wishes[0], rest or said):
            return True
        asks = wishes[1] == ASKING and draft.book.terms.asks(said.raw)
        if not (apart or asks) and _ends_with_answer(draft, wishes[0], said):
            return True
    return len(wishes) > 1 and not apart and _all_of_first(draft, wishes[0], said)


def _all_of_first(draft: Draft, name: str, said: Understanding) -> bool:
    """«می‌خوام خونه‌مو بکوبم بسازم، ۱۵۰ متره، منطقه ۸، شهرداری چقدر ازم می‌گیره؟»: a matter told in full and one question
    about it. Its parts sound like other wishes, and nothing joins them as such, nor is it one of two surely read."""
    if any(intent.name == name and intent.part for intent in said.intents):
        return False
    flow = draft.book.flows.get(name)
    values = {entity.name for entity in said.entities}
    whole = flow is not None and flow.vary is not None and bool(values) and values <= flow.names
    several = len(_ASKED.findall(said.raw)) > 1 or JOINING_WORDS.search(said.raw) or BOTH_WORDS.search(said.raw)
    return whole and not several


def _not_this_but(draft: Draft, said: Understanding) -> str | None:
    """«نه ببخشید، پیگیری استعلام قبلیم رو می‌خوام» at the sign-in for an inquiry: not the service in hand, and so the
    next reading of the message."""
    if Act.DENY not in said.acts:
        return None
    others = [each for each in said.intents if each.name not in NOT_SERVICES and each.name != draft.served]
    likely = others and others[0].name in draft.book.flows and others[0].confidence >= FAINT
    return others[0].name if likely else None


def _points_at_list(draft: Draft, said: Understanding) -> bool:
    """«همون پرونده ساختمونم» where one of a list is asked for: one of these, if any."""
    collect = asked_collect(draft)
    return collect is not None and collect.options_from is not None and draft.book.terms.takes(said.raw)


def _ends_with_answer(draft: Draft, first: str, said: Understanding) -> bool:
    """«تو کلاس پروانه ثبت‌نام کنم، حضوری باشه»: the last part is nothing but an answer to the service that starts."""
    *before, last = _PARTS.split(said.raw.strip())
    flow = draft.book.flows.get(first)
    if not before or flow is None:
        return False
    words = fold(last).split()
    given = {word for each in said.entities if each.name in flow.takers for word in fold(each.raw).split()}
    return not given.isdisjoint(words) and all(word in given or draft.book.terms.says_nothing(word) for word in words)


def _same_place(draft: Draft, name: str, said: Understanding) -> dict[str, Json]:
    """«تا ساعت چند؟», «جمعه چی؟» right after an office was told of: a short question about that one, unless it names
    another place itself."""
    ended = just_ended(draft)
    if draft.stack or ended is None or ended[0].id != name or not ended[0].place_question():
        return {}
    short = len(said.raw.split()) <= _TO_THE_SAME and draft.book.terms.asks(said.raw)
    return about(*ended) if short else {}


def _no_value(draft: Draft, said: Understanding) -> bool:
    """A question that wants a number stands, and the message is a sentence without one."""
    collect = asked_collect(draft)
    if collect is None or collect.check is None or any(letter.isdigit() for letter in said.raw):
        return False
    return len(said.raw.split()) >= _SENTENCE and not any(entity.name in collect.entities for entity in said.entities)


def farewell(draft: Draft, said: Understanding) -> bool:
    """«خداحافظ», «همین کافیه»: nothing is thrown away. What is half done stays, or is asked about."""
    going = Act.FAREWELL in said.acts
    if not (going or Act.ENOUGH in said.acts) or len(said.raw.split()) > SHORT:
        return False
    if clear_wishes(draft, said, least=STRONG):
        return False
    draft.name("chitchat")
    if not draft.stack:
        draft.say("common.goodbye" if going else "common.closing")
    elif going:
        draft.say("common.goodbye_kept", {"title": draft.title(draft.served)})
    elif draft.stack[-1].waiting:
        say_working(draft)
    elif in_confirm(draft):
        draft.say("common.explain_confirm")
        again(draft)
    else:
        questions.ask_resume(draft, "common.resume_offer", {"title": draft.title(draft.served)})
    return True


def heard_out(draft: Draft, said: Understanding) -> bool:
    """«یه لحظه», «یه سوال دارم»: the question stands and is not put again. «خب»: heard, and no try at anything."""
    heard = {Act.HOLD, Act.ACK, Act.ASKS_LEAVE} & set(said.acts)
    if not heard or (Act.ASKS_LEAVE in heard and not _only_asks_leave(draft, said)):
        return False
    draft.name("chitchat")
    if draft.stack and draft.stack[-1].waiting:
        say_working(draft)
        return True
    if Act.HOLD in heard:
        draft.say("common.hold")
        return True
    if Act.ASKS_LEAVE in heard:
        draft.say("common.ask_away")
        return True
    if draft.stack:
        again(draft)
    else:
        draft.say("common.go_ahead")
    return True


def _only_asks_leave(draft: Draft, said: Understanding) -> bool:
    """«یه سوال دارم» and no question yet, nor anything else."""
    return set(said.acts) == {Act.ASKS_LEAVE} and not said.entities and not clear_wishes(draft, said, least=START)


def small_word(draft: Draft, said: Understanding) -> bool:
    """A yes, a no or a thumb when nothing was asked; «باشه ممنون» is thanks."""
    free = draft.asked is None or draft.asked.slot == MENU
    if draft.stack or not free or len(said.raw.split()) > SHORT:
        return False
    if any(not is_no(entity.raw) for entity in said.entities) or thanks_with_a_yes(draft, said):
        return False
    if not {Act.AFFIRM, Act.DENY} & set(said.acts) or clear_wishes(draft, said) or leads(said, "correct"):
        return False
    failed = just_failed(draft)
    if failed is not None and Act.DENY not in said.acts:  # «باشه» where it was said to try again
        draft.name("repaired")
        start(draft, failed, None)
        return True
    draft.name("chitchat")
    thanked = "common.thanks" if words_stand_in(draft.book.texts, "common.words_of_thanks", said) else "common.go_ahead"
    draft.say("common.closing" if Act.DENY in said.acts else thanked)
    return True


def satisfaction(draft: Draft, said: Understanding) -> bool:
    """Thanks after something was done: once a day, did it work? Whoever says no is offered a person."""
    thanked = (leads(said, "thanks") and _thanks(draft, said)) or thanks_with_a_yes(draft, said)
    if not thanked or draft.stack or just_ended(draft) is None:
        return False
    if draft.rated_at and draft.now - draft.rated_at < EXPIRY:
        return False
    draft.rated_at = draft.now
    draft.name("chitchat")
    questions.ask_satisfied(draft)
    return True


def returned(draft: Draft, said: Understanding) -> bool:
    """A greeting after a while, with something half done: go on with it?"""
    since = draft.before.updated_at
    if not leads(said, "greeting") or not draft.stack or since is None or draft.now - since < IDLE:
        return False
    if draft.stack[-1].waiting or in_confirm(draft):
        return False
    draft.name("greeted")
    draft.say("common.hello")
    questions.ask_resume(draft, "common.resume_offer", {"title": draft.title(draft.served)})
    return True


def chitchat(draft: Draft, said: Understanding) -> bool:
    """A greeting or thanks, in one line; then back to the question."""
    least = SURE if draft.stack else START  # beside a question a few words more often belong to it
    kind = next((name for name in ("greeting", "thanks", "chitchat") if leads(said, name, least)), None)
    kind = "thanks" if thanks_with_a_yes(draft, said) else kind
    if kind is None or (kind == "thanks" and not _thanks(draft, said)):
        return False
    draft.name("chitchat")
    if kind == "greeting" and draft.before.last and words_stand_in(draft.book.texts, "common.asks_how_are_you", said):
        draft.say("common.how_are_you")
        if draft.stack:
            again(draft)
        return True
    if kind == "greeting" and not draft.stack:
        questions.show_menu(draft, "common.greeting_returning" if draft.before.last else "common.greeting_new")
        return True
    draft.say("common.hello" if kind == "greeting" else f"common.{kind}")
    if draft.stack:
        again(draft)
    return True


def _thanks(draft: Draft, said: Understanding) -> bool:
    """«خیلی کندی» sounds like thanks: a reading that is not sure needs a word for it."""
    if draft.stack and len(said.raw.split()) == 1 and find_numbers(fold(said.raw)):
        return False  # «بیست» is praise, and a number where something is asked
    return leads(said, "thanks", SURE) or words_stand_in(draft.book.texts, "common.words_of_thanks", said)


def clarify(draft: Draft, said: Understanding) -> bool:
    """Two readings are close, or several services take the number that stands alone: asks which, three at most."""
    if draft.stack:
        return False
    names = close_ones(draft, said) or near_miss(draft, said)
    if names == [ASKING]:  # nobody knows whether that is what they want: the article shows it
        look_up(draft, said)
        return True
    if names:
        draft.carried = kept_for(draft, names, said)
    if not names and (takers := code_takers(draft, said)):
        names = list(takers)
        draft.carried = Carried(tuple(names), {slot: value for each in takers.values() for slot, value in each.items()})
    if not names:
        return False
    questions.ask_which(draft, names)
    draft.name("clarified")
    return True


def foreign(draft: Draft, said: Understanding) -> bool:
    """A question of another desk while one of ours stands: said, and ours comes again. No try at it is lost."""
    sure = said.intent is not None and said.intent.name == "out_of_scope" and said.intent.confidence >= SURE
    collect = asked_collect(draft)
    if not (sure and draft.stack and draft.asked) or said.entities or said.acts or (collect and collect.free_text):
        return False
    if not draft.book.terms.asks(said.raw) or draft.asked.slot in questions.ANSWERS:
        return False
    if draft.book.terms.concerns(said.raw) or draft.book.terms.only_points(said.raw):
        return False
    if (word := asked_word(said.raw, draft.book.terms, loosely=True)) and len(word.split()) == 1:
        return False  # «سند چیه»: a word of the question that stands, though the glossary has it not
    if draft.book.terms.points(said.raw):  # «کدوم یکی بهتره؟» is about what was just asked
        say_why(draft)
        return True
    draft.say("common.out_of_scope_meanwhile")
    draft.name("out_of_scope")
    again(draft)
    return True


def out_of_scope(draft: Draft, said: Understanding) -> bool:
    """Understood, but not ours: who does it, and what is ours. After a result, a word of ours («تراکمش چقدره») is not
    another desk's: that is looked up."""
    if draft.stack or draft.in_line or not leads(said, "out_of_scope") or _just_expired(draft):
        return False
    if draft.book.terms.only_points(said.raw):
        return False
    if last_one(draft) and len(said.raw.split()) <= SHORT and draft.book.terms.held_in(said.raw):
        if not _says_it_again(draft, said):
            start(draft, ASKING, said)
        return True
    draft.strikes += 1
    draft.name("out_of_scope")
    if draft.strikes >= 3:
        questions.offer_human(draft, "out_of_scope")
    else:
        draft.say("common.out_of_scope")
        questions.show_menu(draft, "common.menu")
    return True


def _says_it_again(draft: Draft, said: Understanding) -> bool:
    """The word is in what was just told («تراکمش چقدره» after the land's particulars): told again."""
    texts = draft.book.texts
    told = [each for each in draft.before.last if each.key in texts and not each.key.startswith("common.")]
    told = [each for each in told if draft.book.terms.shared(said.raw, texts.render(each.key, each.args))]
    for each in told:
        draft.say(each.key, each.args)
    draft.name("repaired")
    return bool(told)


def cannot_handle(draft: Draft, _said: Understanding) -> bool:
    """Not understood: a hint how to say it, then the menu, then a human."""
    if _just_expired(draft):
        questions.show_menu(draft, "common.menu")  # an answer to what is no more: nothing to reproach
        return True
    if draft.in_line and not draft.stack:
        desk.note(draft)  # for staff to read
        return True
    draft.strikes += 1
    draft.name("not_understood")
    if draft.strikes >= 3 and (draft.strikes % 2 or draft.stack):
        questions.offer_human(draft, "not_understood")
    elif draft.strikes >= 2 and not draft.stack:  # and in turn with the offer of a person, from then on
        questions.show_menu(draft, "common.cannot_handle_2")
    else:
        draft.say("common.cannot_handle_1")
        if draft.stack:
            again(draft)
    return True


def _just_expired(draft: Draft) -> bool:
    """Was something half done closed in this very turn? Then the message may be an answer to it."""
    return any(isinstance(effect, Say) and effect.key == "common.expired" for effect in draft.effects)
