"""One turn: one inbound, one transaction. Understands, advances the dialog, runs what belongs inside the
transaction, writes transcript, outbox, calls, timer and state. No network here; who calls it is `bot.worker`."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path

import structlog

from bot.account import Account, account_of
from bot.action import Actions, Subject
from bot.envelopes import Kind, Reply
from bot.errors import BotError, Code, Defect
from bot.failpoints import hit
from bot.hearing import HIDDEN, Expecting, Knowing, as_read, hear, own_line, standing, wiped
from bot.render import render
from bot.storage import calls, cases, claims, conversations, inbox, messages, outbox, timers
from bot.storage.claims import Claim
from bot.storage.conversations import Conversation
from bot.storage.inbox import Waiting
from bot.storage.messages import Message
from bot.storage.store import Tx
from dialogs import engine
from dialogs.book import Book
from dialogs.desk import OPEN
from dialogs.effects import Ask, Call, Effect, Outcome, Quote, Say, WakeAt
from dialogs.engine import NewerFlow
from dialogs.events import CallAnswered, Event
from dialogs.expecting import expected
from dialogs.ports import Json
from dialogs.state import Mode, State
from integrations.prepared import savepoint
from nlu.types import Understander

MOST_FAILURES = 3
MOST_ROUNDS = 20
"""A turn whose actions keep asking for more actions is a defect of its flow, not work to go on with."""
APOLOGY = Say("common.internal_error")

_ROOT = Path(__file__).resolve().parents[1]
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Mind:
    """What a turn thinks with. `begin` opens the turn on a state, `advance` is the engine, both pure."""

    begin: Callable[[State, datetime], State]
    advance: Callable[[State, Event, datetime], tuple[State, tuple[Effect, ...]]]
    render: Callable[[Say | Ask | Quote], Reply]
    understander: Understander
    actions: Actions
    push_channels: frozenset[str] = frozenset({"telegram", "bale"})
    expecting: Expecting = standing
    knowing: Knowing = as_read

    @classmethod
    def of(cls, book: Book, *, understander: Understander, actions: Actions, knowing: Knowing = as_read) -> Mind:
        """The program's own: the real engine over a book of flows and texts."""
        return cls(
            begin=engine.begin,
            advance=partial(engine.advance, book),
            render=partial(render, book.texts),
            understander=understander,
            actions=actions,
            expecting=partial(expected, book),
            knowing=knowing,
        )


@dataclass(slots=True)
class Batch:
    """What came of some turns. To be counted and published only once they are committed. `outcomes`: name,
    channel and trace; `seconds`: by part of a turn; `left`: conversations only a newer program can go on with."""

    turns: int = 0
    failures: int = 0
    outcomes: list[tuple[str, str, str]] = field(default_factory=list)
    topics: set[str] = field(default_factory=set)
    seconds: dict[str, float] = field(default_factory=dict)
    left: set[str] = field(default_factory=set)

    def spend(self, phase: str, since: float) -> float:
        """Add the time since `since` to a phase; the present moment, to measure the next one from."""
        moment = time.perf_counter()
        self.seconds[phase] = self.seconds.get(phase, 0.0) + moment - since
        return moment


@dataclass(slots=True)
class _Turn:
    """A turn in progress. `summary`: what it hands to staff, when it calls them."""

    conversation: Conversation
    waiting: Waiting
    now: datetime
    state: State
    effects: list[Effect] = field(default_factory=list)
    summary: Json = None
    account: Account | None = None

    @property
    def outcomes(self) -> list[Outcome]:
        return [effect for effect in self.effects if isinstance(effect, Outcome)]

    @property
    def subject(self) -> Subject:
        return Subject(
            conversation_id=self.conversation.id,
            identity=self.state.identity,
            now=self.now,
            trace_id=self.waiting.inbound.trace_id,
        )


def run_batch(
    tx: Tx,
    mind: Mind,
    *,
    limit: int,
    now: datetime,
    aside: Collection[str] = (),
    only: Collection[int] | None = None,
) -> Batch:
    """Take the next turn of up to `limit` conversations, each in a savepoint of its own: one that fails does
    not disturb the others, and the third failure on a message takes it out of the way. `aside`: those to leave;
    `only`: the messages that were read ahead, where they have to be."""
    batch = Batch()
    started = time.perf_counter()
    claimed = [one for one in claims.take(tx, limit, aside=aside) if only is None or one.inbox_id in only]
    batch.spend("storage", started)
    for claim in claimed:
        hit("K2")
        try:
            with savepoint(tx):
                _take_turn(tx, mind, _open(tx, claim, now, batch), batch)
            batch.turns += 1
        except NewerFlow:  # a newer worker is about to come and knows this flow: leave it alone
            _log.warning("turn_left", error=Code.NEWER_FLOW.value, conversation=claim.conversation_id)
            batch.left.add(claim.conversation_id)
        except Exception as error:  # a poison message must not stop the conversation, nor the others
            _fail(tx, mind, claim, error=error, now=now, batch=batch)
    if claimed:
        hit("K3")
    return batch


def _open(tx: Tx, claim: Claim, now: datetime, batch: Batch) -> _Turn:
    moment = time.perf_counter()
    conversation = claim.conversation(tx)
    turn = _Turn(conversation, claim.waiting(tx), now, conversation.state)
    batch.spend("storage", moment)
    return turn


def _take_turn(tx: Tx, mind: Mind, turn: _Turn, batch: Batch) -> None:
    moment = time.perf_counter()
    waiting, ear = turn.waiting.inbound, mind.understander
    event = hear(waiting, turn.state, understander=ear, now=turn.now, expecting=mind.expecting, knowing=mind.knowing)
    moment = batch.spend("understanding", moment)
    turn.state = mind.begin(turn.state, turn.now)
    wanted = _advance(tx, mind, turn, event)
    secret = wiped(turn.waiting.inbound, turn.conversation.state) is not None
    turn.account = account_of(event, turn.state, turn.outcomes, wiped=secret, summary=turn.summary)
    moment = batch.spend("dialog", moment)
    replies = [mind.render(effect) for effect in turn.effects if isinstance(effect, Say | Ask | Quote)]
    moment = batch.spend("rendering", moment)
    _write(tx, mind, turn, replies, wanted, batch)
    batch.spend("storage", moment)


def _advance(tx: Tx, mind: Mind, turn: _Turn, event: Event) -> list[Call]:
    """Let the engine take the event and the answers of the actions that run in here. The calls left to make."""
    events: deque[Event] = deque([event])
    outside: list[Call] = []
    for _ in range(MOST_ROUNDS):
        turn.state, effects = mind.advance(turn.state, events.popleft(), turn.now)
        for effect in effects:
            if not isinstance(effect, Call):
                turn.effects.append(effect)
                continue
            if effect.action == OPEN:
                turn.summary = effect.args.get("summary")
            if effect.action in mind.actions.turn:
                result = mind.actions.turn[effect.action](tx, effect.args, turn.subject)
                events.append(CallAnswered(effect.call_id, result))
            elif effect.action in mind.actions.outside:
                outside.append(effect)
            else:
                raise Defect(Code.DATA_INVALID, what=f"no such action: {effect.action}")
        if not events:
            return outside
    raise Defect(Code.TURN_FAILED, why="actions without end")


def _write(tx: Tx, mind: Mind, turn: _Turn, replies: list[Reply], wanted: list[Call], batch: Batch) -> None:
    conversation, inbound, now = turn.conversation, turn.waiting.inbound, turn.now
    lines = _lines(tx, turn, replies, wait=bool(wanted))
    messages.add(tx, lines)
    if conversation.channel in mind.push_channels:
        to_send = [line for line in lines if line.author != "citizen"]
        outbox.add(tx, to_send, channel=conversation.channel, mode=turn.state.mode)
        if to_send:
            batch.topics.add("outbox")
    calls.add(
        tx,
        wanted,
        conversation_id=conversation.id,
        trace_id=inbound.trace_id,
        identity=turn.state.identity,
        now=now,
    )
    _set_timer(tx, turn)
    conversations.save(
        tx, turn.state, expected=conversation.state.version, last_seq=conversation.last_seq + len(lines), now=now
    )
    inbox.finish(tx, turn.waiting.id, now=now, wiped=wiped(inbound, conversation.state))
    # The last is what the turn came to.
    batch.outcomes += [(each.name, conversation.channel, inbound.trace_id) for each in turn.outcomes[-1:]]
    if wanted:
        batch.topics.add("calls")
    if lines:
        batch.topics.add(f"conversation:{conversation.id}")
    if turn.state.in_line or not turn.state.mode == conversation.state.mode == Mode.BOT:
        batch.topics.add("desk")


def _lines(tx: Tx, turn: _Turn, replies: list[Reply], *, wait: bool) -> list[Message]:
    """The rows this turn adds to the transcript: what the citizen did, then what is answered."""
    conversation, inbound = turn.conversation, turn.waiting.inbound
    before = messages.latest(tx, conversation.id, limit=20) if inbound.kind is Kind.BUTTON else []
    own = own_line(inbound, conversation.state, before=before)
    blank = Message(conversation.id, 0, "citizen", "", turn.now, inbound.trace_id)
    lines = [] if own is None else [replace(blank, text=own, client_id=inbound.message_id)]
    lines += [
        replace(
            blank,
            author=reply.author,
            text=reply.text,
            buttons=reply.buttons,
            codes=reply.codes,
            links=reply.links,
            file=reply.file,
            staff=reply.staff,
            wait=wait and number == len(replies),
        )
        for number, reply in enumerate(replies, start=1)
    ]
    lines[:1] = [replace(line, account=turn.account) for line in lines[:1]]
    return [replace(line, seq=conversation.last_seq + number) for number, line in enumerate(lines, start=1)]


def _set_timer(tx: Tx, turn: _Turn) -> None:
    wakes = [effect for effect in turn.effects if isinstance(effect, WakeAt)]
    if wakes:  # otherwise the standing time stays: the engine knows what an answer of the backend leaves untouched
        timers.set_at(tx, turn.conversation.id, wakes[-1].at)


def _fail(tx: Tx, mind: Mind, claim: Claim, *, error: Exception, now: datetime, batch: Batch) -> None:
    """A turn failed and left no trace. Try again, or at the third time give up on this message: apologise, put
    the conversation before staff, go on with what came after it."""
    code = error.code.value if isinstance(error, BotError) else type(error).__name__
    _log.error("turn_failed", error=code, at=_place(error), trace_id=claim.trace_id, attempt=claim.attempts + 1)
    batch.failures += 1
    if claim.attempts + 1 < MOST_FAILURES:
        inbox.note_failure(tx, claim.inbox_id, error=code)
        return
    conversation, lines, left = _last_words(tx, mind, claim, now)
    messages.add(tx, lines)
    if conversation.channel in mind.push_channels:
        outbox.add(tx, lines[-1:], channel=conversation.channel, mode=conversation.state.mode)
    conversations.note_last_seq(tx, conversation.id, lines[-1].seq)
    inbox.give_up(tx, claim.inbox_id, now=now, error=code, wiped=left)
    stack = conversation.state.stack
    flow = stack[-1].flow if stack else None
    cases.open_case(tx, conversation_id=conversation.id, reason=Code.TURN_FAILED, flow=flow, now=now)
    batch.outcomes.append(("failed", conversation.channel, claim.trace_id))
    batch.topics |= {"outbox", "desk", f"conversation:{conversation.id}"}


def _last_words(
    tx: Tx, mind: Mind, claim: Claim, now: datetime
) -> tuple[Conversation, list[Message], dict[str, str] | None]:
    """What is written down of a message given up: the citizen's own line, where it can be read, and the apology."""
    apology = mind.render(APOLOGY)
    try:
        conversation, waiting = claim.conversation(tx), claim.waiting(tx)
        turn = _Turn(conversation, waiting, now, conversation.state, account=Account(outcome="failed"))
        left = wiped(waiting.inbound, conversation.state)
        return conversation, _lines(tx, turn, [apology], wait=False), left
    except Exception:  # a row nobody can read; whether it held a secret is not known either, so nothing stays
        conversation = claim.conversation_without_state()
        line = Message(conversation.id, conversation.last_seq + 1, "bot", apology.text, now, claim.trace_id)
        return conversation, [line], {"text": HIDDEN}


def _place(error: BaseException) -> str:
    """The last line of ours on the way to the error. Not its message: that may quote the citizen."""
    place, trace = "", error.__traceback__
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.is_relative_to(_ROOT) and "site-packages" not in path.parts:
            place = f"{path.relative_to(_ROOT)}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
