"""A mind small enough to check by eye: it echoes, and a few words make it ask, call or break."""

from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_OID, uuid5

from bot.action import Actions
from bot.envelopes import Button, Reply
from bot.turn import Mind
from dialogs.effects import Ask, Call, Outcome, Quote, Say, WakeAt
from dialogs.events import CallAnswered, Joined, Pressed, StaffReleased, StaffSaid, StaffTook, UserSaid, Woke
from dialogs.ports import Accepted, Unknown
from dialogs.state import Asked, Mode
from nlu.types import Understanding

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


class Verbatim:
    """An understander that understands nothing and keeps the text."""

    version = "fake"

    def understand(self, text, *, now, expecting=None):
        return Understanding(raw=text, normal=text)


def begin(state, now):
    return state._replace(version=state.version + 1, turn_seq=state.turn_seq + 1, calls_made=0, updated_at=now)


def advance(state, event, now):  # noqa: PLR0911 - one line an event
    match event:
        case UserSaid(understanding):
            return _said(state._replace(asked=None), understanding.raw, now)
        case Pressed(payload):
            return state, (_say(f"pressed {payload}"),)
        case Joined():
            return state, (Say("hello"), Outcome("greeted"))
        case CallAnswered(_, Unknown()):
            return state, (_say("checking"), Outcome("checking"))
        case CallAnswered(_, result):
            value = result.data.get("value", "") if isinstance(result, Accepted) else type(result).__name__
            return state, (_say(f"result {value}"),)
        case StaffTook():
            return state._replace(mode=Mode.STAFF), (_say("staff is here"),)
        case StaffSaid(staff, text):
            return state, (Quote(staff, text),)
        case StaffReleased():
            return state._replace(mode=Mode.BOT), (_say("bot again"),)
        case Woke():
            return state, (_say("still there?"),)
    raise AssertionError(event)


def _say(text):
    return Say("echo", {"text": text})


def _said(state, text, now):
    if state.mode is Mode.STAFF:
        return state, (Outcome("with_staff"),)
    word, _, rest = text.partition(" ")
    call_id = str(uuid5(NAMESPACE_OID, f"{state.conversation_id}:{state.turn_seq}:0"))
    match word:
        case "boom":
            raise ValueError(f"cannot stand {text}")
        case "call" | "look" | "loop" | "nothing":
            action = {"call": "backend.do", "look": "inside.look", "loop": "inside.loop"}.get(word, "no.such")
            effects = (Call(call_id, action, {"what": rest}),)
            return state, ((_say(f"working {rest}"), *effects) if word == "call" else effects)
        case "secret":
            return state._replace(asked=Asked("code", state.turn_seq, (), secret=True)), (
                Ask("code", "ask_code", secret=True),
            )
        case "wake":
            return state, (WakeAt(now + timedelta(minutes=1)), _say("will wake"))
        case "sleep":
            return state, (WakeAt(None),)
        case "two":
            return state, (_say(f"one {rest}"), _say(f"two {rest}"))
    return state, (_say(text), Outcome("answered"))


def render(effect):
    match effect:
        case Quote(staff, text):
            return Reply(text=text, author="staff", staff=staff)
        case Say("echo", args):
            return Reply(text=str(args["text"]))
        case Say("hello"):
            return Reply(text="hello", buttons=(Button("Start", "/start:tour"),), codes=("12",))
    return Reply(text=effect.key)


def look(tx, args, subject):
    return Accepted({"value": f"looked {args['what']}"})


class Backend:
    """An outside action under the test's thumb: `results` are given in turn, then the last one again."""

    def __init__(self, *results):
        self.results = list(results or [Accepted({"value": "done"})])
        self.made = []
        self.asked = []

    def _next(self):
        return self.results.pop(0) if len(self.results) > 1 else self.results[0]

    async def __call__(self, args, subject, *, key):
        self.made.append(key)
        return self._give()

    async def reconcile(self, subject, *, key):
        self.asked.append(key)
        return self._give()

    def _give(self):
        result = self._next()
        if isinstance(result, Exception):
            raise result
        return result


def mind(backend=None, **more):
    actions = Actions(turn={"inside.look": look, "inside.loop": _loop}, outside={"backend.do": backend or Backend()})
    values = {"begin": begin, "advance": advance, "render": render, "understander": Verbatim(), "actions": actions}
    return Mind(**{**values, **more})


def _loop(tx, args, subject):
    return Accepted({"value": "again"})
