"""The dialog engine: `begin` opens a turn, `advance` takes one event. Pure: no time, no chance, no I/O, nothing kept
between calls.

For one inbound: `state = begin(state, now)` once, then `advance` with its event, then `advance` again with
`CallAnswered` for every call of this turn that is answered inside the turn. `advance` never touches `version` or
`turn_seq`. Each `advance` gives exactly one `Outcome`; of several in one turn the last one counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from dialogs import desk, news, questions, reminders
from dialogs.answers import answered
from dialogs.book import Book
from dialogs.choices import fold
from dialogs.draft import ABSOLUTE, EXPIRY, IDLE, Draft
from dialogs.earlier import keep_earlier
from dialogs.effects import Effect, Quote
from dialogs.events import (
    CallAnswered,
    Event,
    FileRefused,
    FileSent,
    FileStored,
    Joined,
    Noticed,
    PointShared,
    Pressed,
    StaffReleased,
    StaffSaid,
    StaffTook,
    Unsupported,
    UserSaid,
    Woke,
)
from dialogs.hints import any_stand_in, phrases_of, words_stand_in
from dialogs.migrate import migrate
from dialogs.places import point_of
from dialogs.repair.care import crisis, danger
from dialogs.repair.files import fetch_file, refuse_file, take_file
from dialogs.repair.orders import SHORT
from dialogs.repair.patterns import respond
from dialogs.repair.points import awaits_point, take_point
from dialogs.repair.replies import affirm, refuse
from dialogs.starts import start
from dialogs.state import Mode, State
from dialogs.taking import put
from dialogs.terms import has_mark
from dialogs.walk import NewerFlow, walk
from dialogs.wishes import ASKING, DIGRESS, STRONG, clear_wishes, leads
from nlu.types import Act, Understanding

__all__ = ["NewerFlow", "advance", "begin"]

_PAYLOAD = re.compile(r"/(?:press:(\d{1,18}):(\d{1,4})|start:([a-z0-9_]{1,60}))\Z")
DESK_PHONE, THEIR_PHONE = "common.asks_desk_phone", "common.asks_their_phone"
"""Words of whoever would rather call the person they wait for."""
OUT_OF_LINE = "common.asks_out_of_line"
"""Words that leave the queue and mean nothing else."""
BOT_BACK = "common.asks_bot_back"  # words that say who is to answer, and speak of no service
_NO_MORE = 4
"""Words: with more, «لازم نیست» is about something else."""
_CITIZEN = frozenset((Joined, UserSaid, PointShared, Pressed, FileStored, FileSent, FileRefused, Unsupported))


def begin(state: State, now: datetime) -> State:
    """Opens the turn of one inbound. An identity past its last hour is gone before anything can use it."""
    identity = state.identity
    if identity and now - identity.confirmed_at > ABSOLUTE:
        identity = None
    return State(  # by position, in the order of the fields: `_replace` takes twice as long
        state.conversation_id,
        state.version + 1,
        state.turn_seq + 1,
        state.mode,
        state.stack,
        state.asked,
        identity,
        state.strikes,
        state.queued,
        state.updated_at,
        state.calls,
        0,
        state.shelved,
        state.last,
        state.held,
        state.expired,
        state.noted_at,
        state.rated_at,
        state.reminders,
        state.carried,
        state.news,
        state.files,
        state.in_line,
        state.noted,
        state.earlier,
        state.topic,
    )


def advance(book: Book, state: State, event: Event, now: datetime) -> tuple[State, tuple[Effect, ...]]:
    """What this event does to the conversation. Raises `NewerFlow` for a state of a newer program, and nothing else."""
    draft = Draft(book, state, now)
    migrate(draft)
    kind = type(event)
    if kind in _CITIZEN:
        _arrives(draft, event)
    _TAKES[kind](draft, event)
    if kind in _CITIZEN:
        _never_silent(draft)
    keep_earlier(draft)
    return draft.finish()


def _arrives(draft: Draft, event: Event) -> None:
    """Everything a citizen does first passes here: what a long silence ended is told."""
    if draft.mode is Mode.BOT:
        if draft.stack and draft.updated_at and draft.now - draft.updated_at >= EXPIRY:
            _expire(draft)
        if draft.expired:
            draft.expired = False
            if not isinstance(event, Joined):
                draft.say("common.expired")
    draft.updated_at = draft.now


def _expire(draft: Draft) -> None:
    draft.stack.clear()
    draft.unask()
    draft.queued = ()
    draft.forget_past()
    draft.identity = None
    draft.expired = True


def _joined(draft: Draft, _event: Joined) -> None:
    if draft.mode is Mode.STAFF:
        draft.name("with_staff")
        return
    draft.name("greeted")
    if draft.mode is Mode.WAITING_STAFF:
        desk.note(draft)
    elif draft.stack and draft.stack[-1].waiting:
        draft.say("common.still_processing")
    elif draft.stack:
        questions.ask_resume(draft, "common.resume_offer", {"title": draft.title(draft.served)})
    else:
        questions.show_menu(draft, "common.greeting_returning" if draft.before.last else "common.greeting_new")


def _said(draft: Draft, event: UserSaid) -> None:
    if draft.mode is Mode.STAFF:
        draft.name("with_staff")
    elif draft.mode is Mode.WAITING_STAFF:
        _said_in_line(draft, event)
    elif draft.in_line and _leaves_line(draft, event.understanding):
        _asked_instead(draft, event.understanding)
    elif draft.in_line and _asks_place(draft, event.understanding):
        desk.ask_place(draft)
    elif draft.in_line and not draft.stack and words_stand_in(draft.book.texts, DESK_PHONE, event.understanding):
        desk.tell_phone(draft)
    else:
        _heard(draft, event)


def _said_in_line(draft: Draft, event: UserSaid) -> None:
    """Written while waiting for staff: leaving the queue, the place in it, what the bot can answer meanwhile; all else
    is kept for staff, who read everything."""
    said = event.understanding
    if crisis(draft, said) or danger(draft, said):
        desk.note(draft)
    elif _leaves(draft, said) or any_stand_in(draft.book.texts, {"common.asks_bot", BOT_BACK}, said):
        _asked_instead(draft, said)
    elif Act.FOLLOW_UP in said.acts or words_stand_in(draft.book.texts, "common.asks_queue", said):
        desk.ask_place(draft)
    elif words_stand_in(draft.book.texts, desk.CALL_BACK, said):
        desk.tell_call_back(draft)
    elif any_stand_in(draft.book.texts, {DESK_PHONE, THEIR_PHONE}, said) and not said.entities:
        desk.tell_phone(draft)
    elif leads(said, "thanks", STRONG) and len(said.raw.split()) <= SHORT:
        draft.say("common.thanks")
        draft.name("with_staff")
    elif _meanwhile(draft, said):
        desk.answer_meanwhile(draft)
        _heard(draft, event)
    else:
        if Act.DENY in said.acts or _waits_for_word(draft, said):
            draft.noted_at = None  # how the queue is left is worth saying again
        desk.note(draft)


def _leaves(draft: Draft, said: Understanding) -> bool:
    """«از صف بیام بیرون», «لازم نیست دیگه»: is the person not waited for any more?"""
    if Act.CANCEL in said.acts or words_stand_in(draft.book.texts, OUT_OF_LINE, said):
        return True
    short = Act.DENY in said.acts and len(said.raw.split()) <= _NO_MORE
    return short and words_stand_in(draft.book.texts, "common.asks_no_more", said)


def _leaves_line(draft: Draft, said: Understanding) -> bool:
    """The same while the bot answers meanwhile; in the middle of a service of ours only in words of the queue, or of
    who is to answer («برگردیم به ربات»)."""
    texts = draft.book.texts
    if words_stand_in(texts, BOT_BACK, said):
        return True
    of_line = not draft.stack or words_stand_in(texts, "common.asks_place_in_line", said)
    return of_line and words_stand_in(texts, OUT_OF_LINE, said)


def _asks_place(draft: Draft, said: Understanding) -> bool:
    """Of the queue; while a question of ours stands, in words that speak of nothing else."""
    key = "common.asks_place_in_line" if draft.stack else "common.asks_queue"
    return words_stand_in(draft.book.texts, key, said)


def _asked_instead(draft: Draft, said: Understanding) -> None:
    """«ولش کن، خودت بگو …»: the bot answers what is asked, by an article where no service is surely meant; with
    nothing asked, or when that was said, the queue is left."""
    wishes = clear_wishes(draft, said, least=STRONG)
    texts, heard = draft.book.texts, fold(said.raw)
    *_, after = phrases_of(texts, "common.asks_bot").split(heard)
    beside = phrases_of(texts, OUT_OF_LINE).sub(" ", after)
    if not wishes and not (draft.book.terms.asks(said.raw) and draft.book.terms.telling(beside)):
        desk.leave_queue(draft)
        return
    instead = after != heard and not words_stand_in(texts, OUT_OF_LINE, said)
    if instead or not _leaves(draft, said):
        desk.answer_meanwhile(draft)
    else:
        desk.leave_meanwhile(draft)
    asked = replace(said, raw=beside.strip(), normal=beside.strip()) if draft.book.terms.asks(beside) else said
    start(draft, wishes[0] if wishes else ASKING, said if wishes else asked)


def _waits_for_word(draft: Draft, said: Understanding) -> bool:
    """A question, a wish, or «… بگو»?"""
    asks = draft.book.terms.asks(said.raw) or words_stand_in(draft.book.texts, "common.asks_telling", said)
    return asks or bool(clear_wishes(draft, said))


def _meanwhile(draft: Draft, said: Understanding) -> bool:
    """Does it ask for something the bot can do? A long sentence is more likely what staff are to read, unless it says
    that this is for the meantime («تا کارشناس بیاد …»), or what is wanted («می‌خوام گزارش بدم»)."""
    plain = draft.book.terms.asks(said.raw) or len(said.raw.split()) <= SHORT
    plain = plain or any_stand_in(draft.book.texts, {"common.asks_meanwhile", "common.asks_doing"}, said)
    least = DIGRESS if has_mark(said.raw) else STRONG  # nobody puts a question mark behind what is told
    return plain and Act.HUMAN not in said.acts and bool(clear_wishes(draft, said, least=least))


def _heard(draft: Draft, event: UserSaid) -> None:
    """The words; and the place that came along, for what they ask for or for the question that stands."""
    point, said = event.point, event.understanding
    if point and draft.book.city.holds(point.lon, point.lat):
        draft.point = point_of(point.lon, point.lat)
    if point and (awaits_point(draft) or not (draft.stack or clear_wishes(draft, said))):
        take_point(draft, point)
    else:
        draft.point = draft.point or questions.standing_point(draft)
        respond(draft, said)
        if point and draft.point is None and not draft.book.city.holds(point.lon, point.lat):
            draft.say("common.location_outside")


def _pressed(draft: Draft, event: Pressed) -> None:
    found = _PAYLOAD.match(event.payload)
    if found and found[3] and draft.mode is Mode.WAITING_STAFF:
        desk.answer_meanwhile(draft)
    if desk.with_staff(draft):
        return
    if found and found[3]:
        draft.strikes = 0
        start(draft, found[3], None)
        return
    asked = draft.asked
    if not found or asked is None or asked.turn_seq != int(found[1]) or int(found[2]) >= len(asked.offers):
        draft.say("common.stale_button")
        draft.name("stale")
        questions.again(draft)
        return
    _chosen(draft, int(found[2]))


def _chosen(draft: Draft, index: int) -> None:
    """A fresh button of the question that stands."""
    asked, flow = draft.asked, draft.flow
    if asked is None:
        return
    value = asked.offers[index].value
    draft.strikes = 0
    if asked.slot in questions.ANSWERS:
        questions.answer(draft, value)
    elif questions.in_confirm(draft):
        if value is True:
            affirm(draft)
        else:
            refuse(draft)
    elif flow and (pair := flow.collect_of(asked.slot)):
        put(draft, flow, pair[1], value)
        draft.unask()
        walk(draft)


def _file_sent(draft: Draft, event: FileSent) -> None:
    if not desk.with_staff(draft):
        fetch_file(draft, event)


def _unsupported(draft: Draft, event: Unsupported) -> None:
    if draft.mode is Mode.STAFF:
        draft.name("with_staff")
        return
    key = f"common.unsupported_{event.kind}"
    draft.say(key if key in draft.book.texts else "common.unsupported_other")
    draft.name("unsupported")
    if draft.mode is Mode.BOT:
        questions.again(draft)


def _answered(draft: Draft, event: CallAnswered) -> None:
    answered(draft, event.call_id, event.result)


def _staff_took(draft: Draft, event: StaffTook) -> None:
    draft.mode = Mode.STAFF
    draft.in_line = False
    draft.say("common.staff_joined", {"staff": event.staff})
    draft.name("with_staff")


def _staff_said(draft: Draft, event: StaffSaid) -> None:
    draft.effects.append(Quote(event.staff, event.text))
    draft.name("with_staff")


def _staff_released(draft: Draft, event: StaffReleased) -> None:
    """Staff hand back: what came meanwhile is told now, and the interrupted step is taken up."""
    draft.in_line = False
    if draft.mode is Mode.BOT:
        return
    draft.mode = Mode.BOT
    draft.unask()
    draft.noted_at = None
    draft.strikes = 0
    draft.name("with_staff")
    draft.say("common.staff_closed" if event.closed else "common.staff_released", {"staff": event.staff})
    draft.updated_at = draft.now
    if draft.stack:
        draft.change(attempts={})
    held, draft.held = draft.held, ()
    for answer in held:
        answered(draft, answer.call_id, answer.result)
    if draft.stack and draft.asked is None and draft.mode is Mode.BOT:
        walk(draft)
    draft.woken = draft.woken or bool(draft.news)
    news.tell(draft)


def _noticed(draft: Draft, event: Noticed) -> None:
    news.arrive(draft, event.notices)


def _woke(draft: Draft, _event: Woke) -> None:
    """What was asked to be told now; and silence: a day ends what was in hand (told when the citizen is back).
    Whatever else is due later rings again."""
    draft.woken = True
    reminders.ring(draft)
    if draft.point_kept and draft.updated_at and draft.now - draft.updated_at >= IDLE:
        draft.forget_point()
    if draft.stack and draft.mode is Mode.BOT and draft.now >= draft.expires_at:
        _expire(draft)
    news.tell(draft)


def _never_silent(draft: Draft) -> None:
    """A citizen who wrote to the bot gets an answer, whatever happened."""
    if draft.effects or draft.mode is not Mode.BOT:
        return
    draft.say("common.still_processing" if draft.stack and draft.stack[-1].waiting else "common.anything_else")


_TAKES: Mapping[type, Callable[[Draft, Any], None]] = {
    Joined: _joined,
    UserSaid: _said,
    PointShared: take_point,
    Pressed: _pressed,
    FileStored: take_file,
    FileSent: _file_sent,
    FileRefused: refuse_file,
    Unsupported: _unsupported,
    CallAnswered: _answered,
    StaffTook: _staff_took,
    StaffSaid: _staff_said,
    StaffReleased: _staff_released,
    Noticed: _noticed,
    Woke: _woke,
}
