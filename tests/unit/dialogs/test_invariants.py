"""Whatever a citizen, the backend, staff and a new version of the program do, in any order: what must always hold, over
the real services. 200 conversations of 50 steps in CI; `make soak` plays 20,000 of 80."""

import json
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.render import render
from dialogs.book import load_book
from dialogs.codec import state_from_json, state_to_json
from dialogs.draft import fingerprint
from dialogs.effects import Ask, Call, Outcome, Quote, Say
from dialogs.engine import advance, begin
from dialogs.events import (
    CallAnswered,
    FileStored,
    Joined,
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
from dialogs.ports import Accepted, Identity, Rejected, Unavailable, Unknown
from dialogs.questions import ANSWERS
from dialogs.state import Mode, State
from dialogs.steps import Collect, Confirm
from nlu.types import Act, Entity, Intent, Understanding
from tests.unit.dialogs.conftest import ROOT

pytestmark = pytest.mark.slow

# What the services do not use yet, in one flow beside them: a file, another service in the middle, a reminder
WHOLE = """
id: whole
version: 1
title: title
assurance: 1
steps:
  - id: use
    collect: {slot: use, ask: ask, why: ask, options: [{value: residential, label: title}, {value: office, label: ask}]}
  - id: paper
    collect: {slot: paper, ask: ask, why: ask, files: [image/jpeg], most_mb: 5}
  - id: cost
    link: {flow: fee_estimate, with: {use: use}, save: {cost: estimate}}
  - id: ok
    confirm: {summary: summary}
  - id: send
    call:
      action: municipal.enrol
      with: {course: {value: c1}}
      save_as: done
      rejected: {else: {say: ask, clear: [paper]}}
      unavailable: {say: ask, end: true}
      unknown: ask
  - id: day
    remind: {name: day, at: done.start, say: title}
  - id: finish
    end: {offer: [fee_estimate]}
"""
TEXTS_OF_WHOLE = "version: 1\ntexts: {title: نمونه, ask: پرسش نمونه, summary: '{use:label}'}\n"


def book_with_everything():
    with TemporaryDirectory() as target:
        for name in ("services", "parts", "texts", "actions.yaml"):
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, Path(target) / name)
        folder = Path(target) / "services" / "whole"
        folder.mkdir()
        (folder / "flow.yaml").write_text(WHOLE, "utf-8")
        (folder / "texts.fa.yaml").write_text(TEXTS_OF_WHOLE, "utf-8")
        return load_book(Path(target))


BOOK = book_with_everything()
COLLECTS = [collect for flow in BOOK.flows.values() for _, collect in flow.collects()]
ENTITIES = sorted({name for collect in COLLECTS for name in collect.entities})
INTENTS = [*BOOK.flows, "cancel", "correct", "greeting", "thanks", "out_of_scope", "human_handoff", "unheard_of"]
VALUES = st.sampled_from(
    ["1234567", "09130000000", "9990000018", "123456", 5, 99, 120, 0, "residential", "transfer", "online", "چیز", 2.5]
    + [option.value for collect in COLLECTS for option in collect.options if isinstance(option.value, str)]
)
GOOD = {"district": 5, "positive_number": 120, "floors": 3, "units": 2, "request_no": "1234567", "code": "123456"}
GOOD |= {"mobile": "09130000000", "national_id": "9990000018"}
TEXTS = st.sampled_from(["۱", "دومی", "بله", "نه", "۱۲۰", "۱۲۳۴۵۶", "سلام", "متن بلند " * 4, "", "🙂", "\u202e12"])


@st.composite
def messages(draw):
    text = draw(TEXTS)
    acts = tuple(draw(st.lists(st.sampled_from(list(Act)), max_size=2, unique=True)))
    intents = draw(st.dictionaries(st.sampled_from(INTENTS), st.floats(0, 1), max_size=3))
    entities = draw(st.dictionaries(st.sampled_from(ENTITIES), VALUES, max_size=3))
    fault = draw(st.sampled_from([None, None, None, "check_digit"]))
    return Understanding(
        raw=text,
        normal=text,
        acts=acts,
        intents=tuple(Intent(*pair) for pair in sorted(intents.items(), key=lambda pair: -pair[1])),
        entities=tuple(Entity(name, value, str(value), 0, 0, fault) for name, value in entities.items()),
    )


class Conversation(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.state = State("c")
        self.now = datetime(2025, 10, 12, 6, 30, tzinfo=UTC)
        self.calls = {}
        self.buttons = []
        self.silenced = False

    def take(self, event, *, local=False, citizen=False):
        self.now += timedelta(seconds=7)
        before = self.state
        if not local:
            self.state = begin(self.state, self.now)
        self.state, effects = advance(BOOK, self.state, event, self.now)
        outcomes = [effect.name for effect in effects if isinstance(effect, Outcome)]
        assert len(outcomes) == 1
        assert outcomes[0] in OUTCOMES
        said = [effect for effect in effects if isinstance(effect, Say | Ask | Quote)]
        for effect in said:
            reply = render(BOOK.texts, effect)
            assert reply.text.count("\u2066") + reply.text.count("\u2068") == reply.text.count("\u2069")
            self.buttons += [button.payload for button in reply.buttons]
        if before.mode is Mode.STAFF and not isinstance(event, StaffReleased | StaffTook):
            assert all(isinstance(effect, Quote) for effect in said), "the bot spoke while staff had the conversation"
        calls = [effect for effect in effects if isinstance(effect, Call)]
        for call in calls:
            assert call.call_id not in self.calls, "two calls with one id"
            self.calls[call.call_id] = call
            self.check_call(call)
        if citizen and self.state.mode is Mode.BOT:
            assert said or calls, "a citizen was left without an answer"
        for call in calls:
            if not BOOK.actions[call.action].outside:
                self.take(CallAnswered(call.call_id, self.result(call, 0)), local=True)

    def check_call(self, call):
        spec = BOOK.actions[call.action]
        if call.action.startswith("desk."):
            return
        frame = self.state.stack[-1]
        flow = BOOK.flows[frame.flow]
        least = max(flow.assurance, 0 if flow.system else spec.level)
        assert least <= (self.state.identity.level if self.state.identity else 0)
        if not spec.acts:
            return
        confirms = [step for step in flow.steps if isinstance(step.does, Confirm) and step.id in frame.done]
        assert confirms, "an acting call without a confirmed summary"
        assert any(frame.done[step.id] == fingerprint(self.args(step.does.summary, frame, flow)) for step in confirms)

    def args(self, key, frame, flow):
        from dialogs.draft import Draft
        from dialogs.values import args_for

        return args_for(Draft(BOOK, self.state, self.now), key)

    def result(self, call, kind):
        spec = BOOK.actions[call.action]
        if kind == 1 and spec.refuses:
            return Rejected(spec.refuses[0])
        if kind == 2:
            return Unavailable()
        if kind == 3:
            return Unknown()
        level = {"identity.check_code": 1, "identity.confirm_citizen": 2}.get(call.action)
        identity = Identity(level, "09130000000", "9990000018", self.now, self.now) if level else None
        items = [{"request_no": "1234567", "course": "c1", "title": "x"}, {"request_no": "7654321", "course": "c2"}]
        data = {name: items if name in ("files", "courses") else {} if name == "file" else 1 for name in spec.gives}
        return Accepted({**data, "start": "1404-09-01"} if "start" in data else data, identity)

    @initialize(level=st.sampled_from([0, 2, 2]))
    def citizen_may_be_signed_in_already(self, level):
        if level:
            identity = Identity(level, "09130000000", "9990000018", self.now, self.now)
            self.state = self.state._replace(identity=identity)

    @precondition(lambda self: self.state.mode is Mode.BOT)
    @rule(data=st.data(), name=st.sampled_from(sorted(BOOK.flows)), most=st.integers(1, 12))
    def a_service_is_gone_through(self, data, name, most):
        """Good answers and an obliging backend for a while: without this hardly a service would come to its end."""
        if not self.state.stack:
            self.take(Pressed(f"/start:{name}"), citizen=True)
        for _ in range(most):
            if not self.state.stack or self.state.mode is not Mode.BOT:
                return
            if self.state.stack[-1].waiting in self.calls:
                waiting = self.state.stack[-1].waiting
                self.take(CallAnswered(waiting, self.result(self.calls[waiting], 0)))
            elif self.state.asked:
                self.answer_well(data)

    def answer_well(self, data):
        asked = self.state.asked
        if asked.offers:
            index = data.draw(st.integers(0, min(1, len(asked.offers) - 1)))
            self.take(Pressed(f"/press:{asked.turn_seq}:{index}"), citizen=True)
            return
        pair = BOOK.flows[self.state.stack[-1].flow].collect_of(asked.slot)
        if pair and pair[1].files:
            self.take(FileStored("r", pair[1].files[0], 1), citizen=True)
        elif pair:
            value = GOOD.get(pair[1].check, "متن نمونه")
            entity = Entity(pair[1].entities[0], value, str(value), 0, 0)
            self.take(UserSaid(Understanding(str(value), str(value), (), (), (entity,))), citizen=True)

    @rule(said=messages())
    def citizen_writes(self, said):
        self.take(UserSaid(said), citizen=True)

    @rule(name=st.sampled_from(sorted(BOOK.flows)))
    def citizen_starts(self, name):
        self.take(Pressed(f"/start:{name}"), citizen=True)

    @precondition(lambda self: self.state.asked and self.state.asked.offers)
    @rule(data=st.data())
    def citizen_presses(self, data):
        asked = self.state.asked
        index = data.draw(st.integers(0, len(asked.offers) - 1))
        self.take(Pressed(f"/press:{asked.turn_seq}:{index}"), citizen=True)

    @precondition(lambda self: self.buttons)
    @rule(data=st.data())
    def citizen_presses_any_button_ever(self, data):
        self.take(Pressed(data.draw(st.sampled_from(self.buttons[-30:]))), citizen=True)

    @precondition(lambda self: self.calls)
    @rule(data=st.data(), kind=st.integers(0, 3))
    def a_call_answers(self, data, kind):
        call = self.calls[data.draw(st.sampled_from(list(self.calls)[-6:]))]
        self.take(CallAnswered(call.call_id, self.result(call, kind)))

    @rule(event=st.sampled_from([Joined(), Unsupported("voice"), FileStored("r", "image/png", 1), Pressed("x")]))
    def something_else_comes(self, event):
        self.take(event, citizen=True)

    @rule(lon=st.sampled_from([51.67, 2.35]))
    def a_place_comes(self, lon):
        self.take(PointShared(lon=lon, lat=32.65), citizen=True)

    @rule(hours=st.sampled_from([0.1, 0.6, 0.6, 2, 2, 13, 25, 400]))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)
        self.take(Woke())
        assert self.state.mode is Mode.STAFF or all(each.at > self.now for each in self.state.reminders)

    @rule(
        event=st.sampled_from(
            [StaffTook("ن"), StaffSaid("ن", "س"), StaffReleased("ن"), StaffReleased("ن", closed=True)]
        )
    )
    def staff_act(self, event):
        self.take(event)

    @precondition(lambda self: self.state.mode is not Mode.BOT)
    @rule()
    def staff_hand_back(self):
        """Often: the engine is silent until they do."""
        self.take(StaffReleased("ن"))

    @rule(size=st.sampled_from([1, 60_000_000]), mime=st.sampled_from(["image/jpeg", "application/pdf", "video/mp4"]))
    def a_file_comes(self, size, mime):
        self.take(FileStored("r", mime, size), citizen=True)

    @precondition(lambda self: self.state.stack)
    @rule()
    def the_program_is_renewed(self):
        """Every flow in hand was begun under an older version: the answers stay."""
        slots = [frame.slots for frame in self.state.stack]
        older = tuple(frame._replace(flow_version=0) for frame in self.state.stack)
        self.state = self.state._replace(stack=older)
        self.now += timedelta(seconds=1)
        self.take(Woke())
        if len(self.state.stack) == len(slots):  # otherwise the wake-up came a day later, and ended them
            assert [frame.slots for frame in self.state.stack] == slots

    @precondition(lambda self: self.state.mode is Mode.BOT)
    @rule(act=st.sampled_from([Act.CRISIS, Act.DANGER]))
    def a_life_in_danger_comes_before_everything(self, act):
        asked, stack = self.state.asked, self.state.stack
        self.now += timedelta(seconds=1)
        said = Understanding("کمک", "کمک", (act,), (Intent("fee_estimate", 0.9),))
        quiet = not self.state.expired and not (stack and self.now - self.state.updated_at >= timedelta(hours=23))
        self.take(UserSaid(said), citizen=True)
        if quiet:
            assert (self.state.asked, [frame.flow for frame in self.state.stack]) == (asked, [f.flow for f in stack])

    @precondition(lambda self: self.state.mode is Mode.BOT)
    @rule()
    def a_human_can_always_be_had(self):
        self.take(UserSaid(Understanding("کارشناس", "کارشناس", (Act.HUMAN,))), citizen=True)
        assert self.state.mode is Mode.WAITING_STAFF
        self.take(StaffTook("ن"))
        self.take(StaffReleased("ن"))
        assert self.state.mode is Mode.BOT

    @precondition(lambda self: self.state.mode is Mode.BOT and self.state.stack)
    @rule()
    def cancel_always_works(self):
        depth, queued = len(self.state.stack), self.state.queued
        self.take(UserSaid(Understanding("لغو", "لغو", (Act.CANCEL,))), citizen=True)
        if self.state.mode is Mode.BOT and not queued:
            assert len(self.state.stack) < depth or (self.state.asked and self.state.asked.slot in ANSWERS)

    @invariant()
    def the_stack_is_bounded(self):
        assert len(self.state.stack) <= 5

    @invariant()
    def what_is_asked_belongs_to_the_flow_in_hand(self):
        asked = self.state.asked
        if asked and asked.slot not in ANSWERS:
            flow = BOOK.flows[self.state.stack[-1].flow]
            slots = {step.does.slot for step in flow.steps if isinstance(step.does, Collect)}
            assert asked.slot in slots | {step.id for step in flow.steps if isinstance(step.does, Confirm)}

    @invariant()
    def after_three_misses_a_human_was_offered(self):
        if self.state.strikes >= 3 and self.state.mode is Mode.BOT:
            assert self.state.asked is None or self.state.asked.slot.startswith("@")

    @invariant()
    def the_state_survives_storage(self):
        assert state_from_json(json.loads(json.dumps(state_to_json(self.state)))) == self.state


SOAK = os.environ.get("SOAK") == "1"
TestConversation = Conversation.TestCase
TestConversation.settings = settings(
    max_examples=20_000 if SOAK else 200,
    stateful_step_count=80 if SOAK else 50,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
