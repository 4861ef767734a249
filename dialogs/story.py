"""Reads stories and plays them through the engine: understanding and answers to calls are scripted, everything else is
real. The format is in docs/protocols/stories.md."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from dialogs.book import Book
from dialogs.choices import fold
from dialogs.document import read_document
from dialogs.draft import fingerprint
from dialogs.effects import Ask, Call, Effect, Outcome, Quote, Say, WakeAt
from dialogs.engine import advance, begin
from dialogs.events import (
    CallAnswered,
    Event,
    FileRefused,
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
from dialogs.outcomes import OUTCOMES
from dialogs.ports import Accepted, CallResult, Identity, Rejected, Unavailable, Unknown
from dialogs.state import State
from dialogs.steps import Confirm
from dialogs.texts import NOTHING
from nlu.types import Act, Entity, Intent, Understanding

START = datetime(2025, 10, 12, 6, 30, tzinfo=UTC)
STAFF = "کارشناس نمونه"
_ISOLATES = dict.fromkeys([0x2066, 0x2067, 0x2068, 0x2069])
_SPAN = re.compile(r"(\d+)([mhd])\Z")
_SPANS = {"m": "minutes", "h": "hours", "d": "days"}
_WORDS: Mapping[str, Act] = {
    **dict.fromkeys(("بله", "اره", "بلی"), Act.AFFIRM),
    **dict.fromkeys(("نه", "خیر"), Act.DENY),
    **dict.fromkeys(("لغو", "لغو کن"), Act.CANCEL),
    "برگرد": Act.BACK,
    "تکرار": Act.REPEAT,
    **dict.fromkeys(("چرا", "چرا میپرسی", "چرا می پرسی"), Act.EXPLAIN),
    "رد کن": Act.SKIP,
    **dict.fromkeys(("نمیدانم", "نمی دانم", "نمیدونم"), Act.DONT_KNOW),
    "از اول": Act.RESTART,
    **dict.fromkeys(("اپراتور", "کارشناس"), Act.HUMAN),
}
_BUILT_IN: Mapping[str, Any] = {
    "desk.open_case": {"accepted": {"case_no": "1001", "position": 1, "staff_online": True}},
    "desk.leave_queue": {"accepted": {}},
    "documents.choose": {"accepted": {}},
    "calendar.about_visit": {"accepted": {}},
    "calendar.take_out": {"rejected": "not_given"},
    "knowledge.search": {"rejected": "nothing_found"},
    "identity.send_code": {"accepted": {"minutes": 3, "mobile_masked": "0913***0000"}},
    "identity.check_code": {"accepted": {}},
    "identity.confirm_citizen": {"accepted": {"name": "شهروند نمونه"}},
}
_KINDS = (
    *("citizen", "press", "press_payload", "joined", "unsupported", "file", "file_refused", "location"),
    *("answer", "staff", "after", "noticed"),
)
_EXPECTS = ("bot", "shows", "hides", "outcome", "called", "stack", "slots")
TURN_KEYS = frozenset({*_KINDS, *_EXPECTS, "means", "calls", "pending"})


class StoryBroken(AssertionError):
    """The conversation did not go as the story says."""


@dataclass(frozen=True, slots=True)
class Story:
    service: str
    name: str
    turns: tuple[Mapping[str, Any], ...]
    level: int = 0
    calls: Mapping[str, Any] = field(default_factory=dict)


def read_stories(path: Path) -> list[Story]:
    """The stories of one file; `check` says what is wrong with its form, this raises."""
    data = read_document(path).data
    return [
        Story(
            service=path.parent.name,
            name=given["name"],
            turns=tuple(given["turns"]),
            level=(given.get("start") or {}).get("identity", 0),
            calls=given.get("calls") or {},
        )
        for given in data["stories"]
    ]


Shown = Callable[[Say | Ask | Quote], tuple[str, list[tuple[str, str]]]]
"""Renders one effect: its text, and its buttons as (title, payload)."""


class Player:
    """Plays one story. `render` comes from outside, because channels are none of the dialogs' business."""

    def __init__(self, book: Book, story: Story, render: Shown) -> None:
        self.book = book
        self.story = story
        self.render = render
        self.now = START
        self.state = State("story")
        self.wake: datetime | None = None
        self.waiting: dict[str, str] = {}
        self.buttons: list[tuple[str, str]] = []
        self.answers: dict[str, list[Any]] = {}
        self.said: list[str] = []
        self.texts: list[str] = []
        self.called: list[str] = []
        self.outcomes: list[str] = []
        self.patterns: set[str] = set()
        self.files = 0
        self.reached: set[str] = set()
        if story.level:
            self.state = self.state._replace(identity=self._identity(story.level))

    def play(self) -> None:
        for number, turn in enumerate(self.story.turns, start=1):
            try:
                self._turn(turn)
                self._compare(turn)
            except StoryBroken as broken:
                where = f"{self.story.service}/{self.story.name}, turn {number}"
                raise StoryBroken(f"{where}: {broken}\n  said: {self.said}\n  shown: {self.texts}") from None

    # One turn

    def _turn(self, turn: Mapping[str, Any]) -> None:
        unknown = set(turn) - TURN_KEYS
        kinds = [kind for kind in _KINDS if kind in turn]
        if unknown or len(kinds) != 1:
            raise StoryBroken(f"a turn is one of {_KINDS}; unknown keys: {sorted(unknown)}")
        self.said, self.texts, self.called, self.outcomes = [], [], [], []
        self.answers = {**self._listed(self.story.calls), **self._listed(turn.get("calls") or {})}
        self.now += timedelta(seconds=20)
        for event in self._events(kinds[0], turn):
            self._inbound(event, pending=bool(turn.get("pending")))

    def _events(self, kind: str, turn: Mapping[str, Any]) -> list[Event]:
        given = turn[kind]
        if kind == "answer":
            return [event for action, result in given.items() for event in self._answer(action, result)]
        if kind == "after":
            return self._pass(str(given))
        one: Mapping[str, Callable[[], Event]] = {
            "citizen": lambda: UserSaid(understand(str(given), turn.get("means") or {})),
            "press": lambda: Pressed(self._payload(str(given))),
            "press_payload": lambda: Pressed(str(given)),
            "location": lambda: PointShared(lon=float(given["lon"]), lat=float(given["lat"])),
            "file": lambda: self._file(given, turn.get("means") or {}),
            "file_refused": lambda: FileRefused(str(given)),
            "staff": lambda: _staff(given),
            "noticed": lambda: Noticed(tuple(given)),
            "joined": Joined,
            "unsupported": lambda: Unsupported(str(given)),
        }
        return [one[kind]()]

    def _file(self, given: Any, means: Mapping[str, Any]) -> FileStored:
        """A stored file: its kind alone, or with its size and what was written beside it."""
        form = given if isinstance(given, dict) else {"mime": given}
        self.files += 1
        caption = str(form.get("caption", ""))
        said = understand(caption, means) if caption else None
        return FileStored(f"ref-{self.files}", str(form["mime"]), int(form.get("size", 1000)), said)

    def _inbound(self, event: Event, *, pending: bool) -> None:
        """One inbound as `bot.turn` takes it; answers from outside come as inbounds of their own, right after."""
        self.state = begin(self.state, self.now)
        outside: list[CallAnswered] = []
        events: list[Event] = [event]
        while events:
            for call in self._advance(events.pop(0)):
                spec = self.book.actions[call.action]
                self.waiting[call.call_id] = call.action
                if spec.outside and pending:
                    continue
                answers = [CallAnswered(call.call_id, result) for result in self._result_of(call.action)]
                if spec.outside:
                    outside += answers
                else:
                    events += answers
        for answer in outside:
            self._inbound(answer, pending=pending)

    def _advance(self, event: Event) -> list[Call]:
        before = self.state
        self.state, effects = advance(self.book, self.state, event, self.now)
        names = [effect.name for effect in effects if isinstance(effect, Outcome)]
        if len(names) != 1 or names[0] not in OUTCOMES:
            raise StoryBroken(f"outcomes of one step: {names}")
        self.outcomes += names
        self.reached |= set(names)
        self.patterns |= {effect.pattern for effect in effects if isinstance(effect, Outcome)}
        for effect in effects:
            self._effect(effect)
        calls = [effect for effect in effects if isinstance(effect, Call)]
        for call in calls:
            self._confirmed(before, call)
        return calls

    def _effect(self, effect: Effect) -> None:
        if isinstance(effect, Say | Ask | Quote):
            text, buttons = self.render(effect)
            text = text.translate(_ISOLATES)
            self.said.append("staff" if isinstance(effect, Quote) else effect.key)
            self.texts.append(text)
            if not isinstance(effect, Quote) and self._misses(effect.key, text):
                raise StoryBroken(f"a value is missing in {text!r}")
            if buttons:
                self.buttons = buttons
        elif isinstance(effect, Call):
            self.called.append(effect.action)
        elif isinstance(effect, WakeAt):
            self.wake = effect.at

    def _misses(self, key: str, text: str) -> bool:
        return NOTHING in text and NOTHING not in self.book.texts.written(key)

    def _confirmed(self, before: State, call: Call) -> None:
        """No acting call without a summary that was affirmed with the values that stand."""
        frame = self.state.stack[-1] if self.state.stack else None
        if not self.book.actions[call.action].acts:
            return
        flow = self.book.flows[frame.flow] if frame else None
        confirms = [step.id for step in flow.steps if isinstance(step.does, Confirm)] if flow else []
        if frame is None or not any(step in frame.done for step in confirms):
            raise StoryBroken(f"{call.action} was called without a confirmed summary ({before.turn_seq})")

    # Scripted answers

    def _listed(self, calls: Mapping[str, Any]) -> dict[str, list[Any]]:
        return {action: list(given) if isinstance(given, list) else [given] for action, given in calls.items()}

    def _result_of(self, action: str) -> list[CallResult]:
        queue = self.answers.get(action)
        if queue:
            given = queue.pop(0) if len(queue) > 1 else queue[0]
        elif action in _BUILT_IN:
            given = _BUILT_IN[action]
        else:
            raise StoryBroken(f"no answer is scripted for {action}")
        return self._results(action, given)

    def _answer(self, action: str, given: Any) -> list[Event]:
        call_id = next((each for each, name in reversed(self.waiting.items()) if name == action), None)
        if call_id is None:
            raise StoryBroken(f"no call of {action} waits for an answer")
        return [CallAnswered(call_id, result) for result in self._results(action, given)]

    def _results(self, action: str, given: Mapping[str, Any]) -> list[CallResult]:
        if "accepted" in given:
            level = {"identity.check_code": 1, "identity.confirm_citizen": 2}.get(action)
            return [Accepted(given["accepted"] or {}, self._identity(level) if level else None)]
        if "rejected" in given:
            return [Rejected(given["rejected"], given.get("data") or {})]
        if given.get("unavailable"):
            return [Unavailable()]
        if given.get("unknown"):
            return [Unknown(), *(self._results(action, given["then"]) if "then" in given else [])]
        raise StoryBroken(f"{action}: {given} is no result")

    def _identity(self, level: int) -> Identity:
        national_id = "9990000018" if level > 1 else None
        return Identity(level, "09130000000", national_id, confirmed_at=self.now, used_at=self.now)

    def _payload(self, label: str) -> str:
        wanted = fold(label)
        for exact in (True, False):
            for title, payload in self.buttons:
                if fold(title) == wanted or (not exact and fold(title).startswith(wanted)):
                    return payload
        raise StoryBroken(f"there is no button «{label}» among {[title for title, _ in self.buttons]}")

    def _pass(self, span: str) -> list[Event]:
        found = _SPAN.match(span)
        if not found:
            raise StoryBroken(f"{span!r} is no span: write 30m, 26h or 2d")
        self.now += timedelta(**{_SPANS[found[2]]: int(found[1])})
        return [Woke()] if self.wake and self.wake <= self.now else []

    # What the story expects

    def _compare(self, turn: Mapping[str, Any]) -> None:
        shown = "\n".join(self.texts)
        if "bot" in turn:
            expected = [key if "." in key or key == "staff" else f"{self.story.service}.{key}" for key in turn["bot"]]
            if len(expected) != len(self.said) or not all(map(_matches, expected, self.said)):
                raise StoryBroken(f"expected {expected}")
        for part in turn.get("shows", ()):
            if str(part) not in shown:
                raise StoryBroken(f"«{part}» is not shown")
        for part in turn.get("hides", ()):
            if str(part) in shown:
                raise StoryBroken(f"«{part}» is shown")
        if "outcome" in turn and turn["outcome"] not in self.outcomes:
            raise StoryBroken(f"the outcome is {self.outcomes}, expected {turn['outcome']}")
        if "called" in turn and list(turn["called"]) != self.called:
            raise StoryBroken(f"called {self.called}, expected {turn['called']}")
        if "stack" in turn and list(turn["stack"]) != [frame.flow for frame in self.state.stack]:
            raise StoryBroken(f"in hand: {[frame.flow for frame in self.state.stack]}")
        slots = self.state.stack[-1].slots if self.state.stack else {}
        for name, value in (turn.get("slots") or {}).items():
            if fingerprint(slots.get(name)) != fingerprint(value):
                raise StoryBroken(f"slot {name} is {slots.get(name)!r}, expected {value!r}")


def understand(text: str, means: Mapping[str, Any]) -> Understanding:
    """The understanding a story writes down."""
    intents = dict(means.get("intents") or {})
    if "intent" in means:
        intents[means["intent"]] = 0.95
    acts = tuple(Act(act) for act in means["acts"]) if "acts" in means else ()
    if "acts" not in means and (act := _WORDS.get(fold(text))):
        acts = (act,)
    entities = []
    for name, given in (means.get("entities") or {}).items():
        for value in given if isinstance(given, list) else [given]:
            detail = value if isinstance(value, dict) else {"value": value}
            entities.append(Entity(name, detail["value"], _raw(detail), 0, 0, detail.get("fault")))
    ordered = sorted(intents.items(), key=lambda pair: -pair[1])
    return Understanding(
        raw=text, normal=text, acts=acts, intents=tuple(Intent(*pair) for pair in ordered), entities=tuple(entities)
    )


def _raw(detail: Mapping[str, Any]) -> str:
    return str(detail.get("raw", detail["value"]))


def _staff(given: Any) -> Event:
    if isinstance(given, dict):
        return StaffSaid(STAFF, str(given["said"]))
    if given == "took":
        return StaffTook(STAFF)
    return StaffReleased(STAFF, closed=given == "closed")


def _matches(expected: str, said: str) -> bool:
    return said.startswith(expected[:-1]) if expected.endswith("*") else said == expected
