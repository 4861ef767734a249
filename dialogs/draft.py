"""One turn in the making: the state being changed and the effects so far. Rules live in the modules that use it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from hashlib import blake2b, sha1
from json.encoder import c_make_encoder, encode_basestring  # type: ignore[attr-defined]  # see `_canonical`
from typing import Any
from uuid import NAMESPACE_OID

from dialogs.book import Book
from dialogs.daytime import next_morning
from dialogs.effects import Ask, Call, Choice, Effect, Outcome, Say, WakeAt
from dialogs.flow import Flow
from dialogs.places import is_point
from dialogs.ports import Identity, Json
from dialogs.state import Asked, Frame, Mode, Offer, Pending, Said, State
from nlu.types import Entity

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
EXPIRY = timedelta(hours=24)
MENU = "@menu"
"""The slot of a standing offer of services."""
OFFERED = "common.anything_else"
"""The closing line under which a finished service offers the next ones."""
FILE = "@file"
"""The slot of the question whether a file is for a service."""
MEANT = "@meant"
"""The slot of the question which value is meant."""
PLACE = "@place"
"""The slot of the question what a shared place is for."""
USED = "used"
"""In `done` of a question whose secret answer was used up by its call."""

_TEXTS = (Say, Ask)

Label = tuple[str, Mapping[str, Json]]
"""A text key and its values: how a choice reads."""


_FIELDS = (
    *("asked", "before", "book", "calls", "calls_made", "carried", "earlier", "effects", "expired", "fallback"),
    *("files", "heard", "held", "identity", "in_line", "mode", "news", "noted", "noted_at", "now", "offers"),
    *("outcome", "pattern", "point", "queued", "rated_at", "reminders", "shelved", "stack", "strikes", "topic"),
    *("trusted", "updated_at", "woken"),
)


class Draft:
    """Mutable inside one `advance`, and only there: `advance` stays pure from the outside."""

    __slots__ = _FIELDS

    def __init__(self, book: Book, state: State, now: datetime) -> None:
        self.book = book
        self.before = state
        self.now = now
        self.mode = state.mode
        self.stack = list(state.stack)
        self.asked = state.asked
        self.identity = state.identity
        self.strikes = state.strikes
        self.queued = state.queued
        self.noted = state.noted
        self.calls = dict(state.calls)
        self.calls_made = state.calls_made
        self.shelved = state.shelved
        self.earlier = state.earlier
        self.topic = state.topic
        self.held = state.held
        self.expired = state.expired
        self.noted_at = state.noted_at
        self.rated_at = state.rated_at
        self.in_line = state.in_line
        self.updated_at = state.updated_at
        self.effects: list[Effect] = []
        self.outcome: str | None = None
        self.fallback = "quiet"
        self.offers: tuple[str, ...] = ()
        self.trusted = False
        self.reminders = state.reminders
        self.files = state.files
        self.woken = False
        self.carried = state.carried
        self.news = state.news
        self.pattern = ""
        self.heard: tuple[Entity, ...] = ()
        self.point: Mapping[str, Json] | None = None

    # The stack

    @property
    def top(self) -> Frame | None:
        return self.stack[-1] if self.stack else None

    @property
    def flow(self) -> Flow | None:
        return self.book.flows.get(self.stack[-1].flow) if self.stack else None

    def change(self, **changes: Any) -> None:
        """Replaces fields of the top frame."""
        self.stack[-1] = self.stack[-1]._replace(**changes)

    def fill(self, slot: str, value: Json) -> None:
        top = self.stack[-1]
        self.stack[-1] = top.with_slots({**top.slots, slot: value})

    def clear(self, slots: Iterable[str]) -> None:
        gone = set(slots)
        if not gone:
            return
        top = self.stack[-1]
        self.stack[-1] = top.with_slots({name: value for name, value in top.slots.items() if name not in gone})

    def mark(self, step: str, fingerprint: str) -> None:
        top = self.stack[-1]
        self.stack[-1] = top.with_done({**top.done, step: fingerprint})

    def unmark(self, steps: Iterable[str]) -> None:
        gone = set(steps)
        top = self.stack[-1]
        self.stack[-1] = top.with_done({name: mark for name, mark in top.done.items() if name not in gone})

    def attempt(self, slot: str) -> int:
        """Counts one more failed attempt at this question, and says how many that makes."""
        count = self.stack[-1].attempts.get(slot, 0) + 1
        self.change(attempts={**self.stack[-1].attempts, slot: count})
        return count

    def title(self, flow_id: str) -> dict[str, Json]:
        flow = self.book.flows.get(flow_id)
        return {"key": flow.title if flow else "common.menu"}

    @property
    def served(self) -> str:
        """The service in hand by name; under a sign-in, the one that needs it."""
        names = [frame.flow for frame in self.stack]
        flow = self.book.flows.get(names[-1])
        return names[-2] if flow and flow.system and len(names) > 1 else names[-1]

    def trial(self, stack: Iterable[Frame]) -> Draft:
        """A copy with this stack, to try something on: nothing of it comes back."""
        made = Draft(self.book, self.before, self.now)
        for name in _FIELDS:
            setattr(made, name, getattr(self, name))
        made.stack, made.effects, made.calls, made.asked = list(stack), [], dict(self.calls), None
        return made

    # Who is there

    @property
    def level(self) -> int:
        """The assurance that holds now."""
        identity = self.identity
        if identity is None or self.now - identity.used_at > IDLE or self.now - identity.confirmed_at > ABSOLUTE:
            return 0
        return identity.level

    def use_identity(self) -> None:
        who = self.identity
        if who is not None and who.used_at != self.now:
            self.identity = Identity(who.level, who.mobile, who.national_id, who.confirmed_at, used_at=self.now)

    # Speaking

    def say(
        self, key: str, args: Mapping[str, Json] | None = None, choices: tuple[Choice, ...] = (),
        *, again: bool | None = None,
    ) -> None:  # fmt: skip
        """Says a text, once in a turn; what was said in the turn before gets its other wording, unless `again` says
        which."""
        if any(isinstance(each, Say) and each.key == key and each.args == (args or {}) for each in self.effects):
            return
        if again is None:
            again = False
            for said in self.before.last:
                if said.key == key:
                    again = not said.again
                    break
        self.effects.append(Say(key, args or {}, choices, again))

    def ask(
        self, slot: str, key: str, args: Mapping[str, Json], *, choices: Iterable[tuple[Json, Label]] = (),
        secret: bool = False, lasting: bool = False,
    ) -> None:  # fmt: skip
        """Puts the question that stands from now on. With `lasting` the buttons start services, and never go stale."""
        offers: list[Offer] = []
        buttons: list[Choice] = []
        for index, (value, (label, label_args)) in enumerate(choices):
            offers.append(Offer(value, self.book.texts.render(label, label_args)))
            payload = f"/start:{value}" if lasting else f"/press:{self.before.turn_seq}:{index}"
            buttons.append(Choice(payload, label, label_args))
        self.asked = Asked(slot, self.before.turn_seq, tuple(offers), secret)
        self.effects.append(Ask(slot, key, args, tuple(buttons), secret))

    def unask(self) -> None:
        """No question stands. A method, so that what is asked afterwards is not taken for known to be none."""
        self.asked = None

    def forget_past(self) -> None:
        """Nothing that was done or told before is gone back to."""
        self.shelved = self.earlier = self.topic = None

    def ask_meant(
        self, slot: str, key: str, args: Mapping[str, Json], *, choices: Iterable[tuple[Json, Label]]
    ) -> None:
        """Which value is meant for `slot` of the flow in hand: the choices, and «no»."""
        offers: list[tuple[Json, Label]] = [({"slot": slot, "value": value}, label) for value, label in choices]
        no = "common.answer_no" if len(offers) == 1 else "common.clarification_none"
        self.ask(MEANT, key, args, choices=[*offers, ({"slot": slot}, (no, {}))])

    def offer_services(self, flows: Iterable[str]) -> None:
        """Services under a closing line. Their names and numbers can be typed while nothing else is asked."""
        buttons = self.start_buttons(flows)
        self.say(OFFERED, choices=buttons)
        offers = tuple(
            Offer(each.payload.removeprefix("/start:"), self.book.texts.render(each.label, {})) for each in buttons
        )
        self.asked = Asked(MENU, self.before.turn_seq, offers)

    def start_buttons(self, flows: Iterable[str]) -> tuple[Choice, ...]:
        return tuple(Choice(f"/start:{name}", self.book.flows[name].title) for name in flows if name in self.book.flows)

    def name(self, outcome: str) -> None:
        """What this turn came to. The first, most telling name wins; our own fault is never hidden by another."""
        if self.outcome is None or outcome == "failed":
            self.outcome = outcome

    # Calling

    def call(self, action: str, args: Mapping[str, Json], pending: Pending) -> str:
        index = self.calls_made
        self.calls_made += 1
        call_id = name_uuid(f"{self.before.conversation_id}:{self.before.turn_seq}:{index}")
        self.calls[call_id] = pending
        self.effects.append(Call(call_id, action, args))
        return call_id

    def acting_call(self, frame: Frame) -> Pending | None:
        """The acting call this frame waits for, if it does."""
        pending = self.calls.get(frame.waiting or "")
        return pending if pending and pending.acts else None

    # The end

    @property
    def expires_at(self) -> datetime:
        """When silence ends what is in hand."""
        return (self.updated_at or self.now) + EXPIRY

    @property
    def point_kept(self) -> bool:
        """Is a shared place still held, though nothing is in hand that needs it?"""
        if self.stack:
            return False
        for frame in (self.shelved, self.earlier):
            for value in frame.slots.values() if frame is not None else ():
                if is_point(value):
                    return True
        return self.asked is not None and self.asked.slot == PLACE

    def forget_point(self) -> None:
        """Where somebody is, is nobody's business any longer."""
        if self.asked is not None and self.asked.slot == PLACE:
            self.asked = None
        if self.shelved is not None:
            self.shelved = _without_point(self.shelved)
        if self.earlier is not None:
            self.earlier = _without_point(self.earlier)

    def _set_timer(self) -> None:
        """There is one timer: the earliest of all that is due. When it rings too early it is put off, so that it is
        set once a flow, not once a turn."""
        before, begun = self.before, bool(self.stack) and not self.before.stack
        changed = self.reminders != before.reminders or self.news != before.news
        if not (begun or self.woken or changed or self.point_kept):
            return
        due = [reminder.at for reminder in self.reminders]
        if self.news and self.mode is not Mode.STAFF:
            due.append(next_morning(self.now))
        if self.point_kept:
            due.append((self.updated_at or self.now) + IDLE)
        if self.stack and (begun or self.mode is Mode.BOT):
            due.append(self.expires_at)
        if due:
            self.effects.append(WakeAt(min(due)))

    def finish(self) -> tuple[State, tuple[Effect, ...]]:
        said = tuple(
            [Said(e.key, e.args, isinstance(e, Say) and e.again) for e in self.effects if isinstance(e, _TEXTS)]
        )
        before = self.before
        state = State(  # by position, in the order of the fields: by name it takes more than twice as long
            before.conversation_id,
            before.version,
            before.turn_seq,
            self.mode,
            tuple(self.stack),
            self.asked if self.mode is Mode.BOT else None,
            self.identity,
            self.strikes,
            self.queued,
            self.updated_at,
            self.calls,
            self.calls_made,
            self.shelved,
            said or before.last,
            self.held,
            self.expired,
            self.noted_at,
            self.rated_at,
            self.reminders,
            self.carried,
            self.news,
            self.files if self.stack or (self.asked and self.asked.slot == FILE) else (),
            self.in_line,
            {name: self.noted[name] for name in self.queued if name in self.noted} if self.noted else self.noted,
            self.earlier,
            self.topic,
        )
        self._set_timer()
        self.effects.append(Outcome(self.outcome or self.fallback, self.pattern))
        return state, tuple(self.effects)


def _without_point(frame: Frame) -> Frame:
    return frame._replace(slots={name: value for name, value in frame.slots.items() if not is_point(value)})


_canonical = c_make_encoder(None, str, encode_basestring, None, ":", ",", True, False, True)
"""What `json.dumps` makes for `sort_keys`, without spaces or escapes and with `str` for what JSON has not: the encoder
that `JSONEncoder.encode` builds anew each time, which takes longer than encoding what a text shows."""


def fingerprint(values: Json | Mapping[str, Json]) -> str:
    """Short, stable, and different when any value is."""
    if not values and values == {}:  # a text without values, a call without arguments: every other one
        return _NO_VALUES
    made = _BLANK.copy()  # sooner than a new one
    made.update("".join(_canonical(values, 0)).encode())
    return made.hexdigest()


_BLANK = blake2b(digest_size=9)
_NO_VALUES = blake2b(b"{}", digest_size=9).hexdigest()
_OID = NAMESPACE_OID.bytes
_VARIANT = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}


def name_uuid(name: str) -> str:
    """`str(uuid5(NAMESPACE_OID, name))` in a third of its time: a turn makes one or two of them."""
    digits = sha1(_OID + name.encode(), usedforsecurity=False).hexdigest()
    return f"{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-{_VARIANT[digits[16]]}{digits[17:20]}-{digits[20:32]}"
