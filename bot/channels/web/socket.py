"""`/ws/chat`: one open line between a browser and its conversation. Acknowledges only what is committed,
sends every line of the transcript once, and picks up where the client stopped. Protocol: docs/protocols/web.md."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping

import structlog
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from bot.channels.web import frames, gates, intake
from bot.channels.web.deps import Deps
from bot.channels.web.frames import BadFrame, Frame, Hello, Located, Pong, Pushed, Said
from bot.channels.web.visitors import CHANNEL, Visitor, arrive, recognise
from bot.envelopes import Inbound
from bot.errors import Code
from bot.storage.messages import last_seq, since
from dialogs.ports import Json

POLICY = 1008
FAULT = 1011
MOST_BAD_FRAMES = 50
AT_ONCE = 200
"""Lines of the transcript read together."""
BUSY_FOR = 30.0
"""Seconds after a message in which an answer is likely, so a lost signal is made up for sooner."""

log = structlog.get_logger(__name__)


class Hangup(Exception):
    """We end the line. `code` is what the other side is told."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


async def serve(deps: Deps, socket: WebSocket) -> None:
    """Answer one handshake that has passed the origin check, until either side ends it."""
    address = socket.client.host if socket.client else ""
    with gates.socket_place(deps, address) as free:
        await socket.accept()
        line = Line(deps, socket, address=address)
        if free:
            await line.run()
        else:
            await line.refuse("busy")


class Line:
    """One socket. `_seen` is the last line of the transcript it was sent."""

    def __init__(self, deps: Deps, socket: WebSocket, *, address: str) -> None:
        self._deps = deps
        self._socket = socket
        self._address = address
        self._seen = 0
        self._busy_until = 0.0
        self._faults = 0

    async def refuse(self, code: str) -> None:
        await self._tell(code)
        await self._close(POLICY)

    async def run(self) -> None:
        """Reader and feed live and die together; whatever goes wrong ends this line and nothing else."""
        try:
            async with asyncio.timeout(self._deps.patience.hello):
                visitor = await self._meet()
            async with asyncio.TaskGroup() as both:
                both.create_task(self._feed(visitor))
                both.create_task(self._read(visitor))
        except* WebSocketDisconnect:
            pass
        except* Hangup as ended:
            first = ended.exceptions[0]
            await self._close(first.code if isinstance(first, Hangup) else POLICY)
        except* TimeoutError:
            await self._close(POLICY)
        except* Exception as failed:  # loop top: one line must not take the server with it; the client comes back
            kinds = ",".join(sorted({type(one).__name__ for one in failed.exceptions}))
            log.error("socket_failed", kinds=kinds)
            await self._close(FAULT)

    async def _meet(self) -> Visitor:
        """Read on until somebody introduced themselves."""
        while True:
            frame = await self._next()
            if isinstance(frame, Hello):
                visitor = await self._hello(frame)
                if visitor is not None:
                    return visitor
            elif not isinstance(frame, Pong):
                await self._complain(BadFrame(Code.TICKET_INVALID, client_id=frame.client_id))

    async def _hello(self, hello: Hello) -> Visitor | None:
        ticket = hello.ticket
        if ticket is None:
            if not gates.may_arrive(self._deps, self._address):
                await self._tell(Code.RATE_LIMITED.value)
                raise Hangup(POLICY)
            visitor, ticket, _ = await arrive(self._deps)
            self._busy_until = self._deps.monotonic() + BUSY_FOR
        else:
            known = await recognise(self._deps, ticket)
            if known is None:
                await self._send(frames.reset(keep_ticket=False))
                return None
            visitor = known
        last = await self._deps.store.aglance(lambda tx: last_seq(tx, visitor.conversation_id))
        if hello.last_seen > last:
            # The client has lines we do not: restored from a backup, or somebody else's. It starts again.
            await self._send(frames.reset(keep_ticket=hello.ticket is not None))
            return None
        self._seen = hello.last_seen
        await self._send(frames.welcome(ticket, last_seen=last))
        return visitor

    async def _read(self, visitor: Visitor) -> None:
        while True:
            frame = await self._next()
            if isinstance(frame, Said | Pushed | Located):
                await self._take(visitor, frame)
            elif isinstance(frame, Hello):
                await self._complain(BadFrame(Code.BAD_REQUEST))

    async def _take(self, visitor: Visitor, frame: Said | Pushed | Located) -> None:
        if not gates.may_say(self._deps, visitor.conversation_id):
            await self._tell(Code.RATE_LIMITED.value, client_id=frame.client_id)
            return
        kind, body = frames.told(frame)
        message_id = visitor.message_id(frame.client_id)
        await intake.accept(
            self._deps, Inbound(CHANNEL, visitor.user, message_id, kind, body, trace_id=self._deps.new_id())
        )
        self._busy_until = self._deps.monotonic() + BUSY_FOR
        await self._send(frames.ack(frame.client_id))

    async def _feed(self, visitor: Visitor) -> None:
        """Everything the transcript has after `_seen`, as it grows; a ping when it is quiet."""
        deps, patience = self._deps, self._deps.patience
        subscription = deps.signals.subscribe(f"conversation:{visitor.conversation_id}")
        next_ping = deps.monotonic() + patience.ping
        try:
            while True:
                grown = await deps.store.aglance(
                    lambda tx: since(tx, visitor.conversation_id, self._seen, limit=AT_ONCE)
                )
                for message in grown:
                    await self._send(frames.event(message, client_id=visitor.client_id(message.client_id)))
                    self._seen = message.seq
                now = deps.monotonic()
                if now >= next_ping:
                    await self._send(frames.ping())
                    next_ping = now + patience.ping
                if len(grown) < AT_ONCE:  # whatever came meanwhile has left its hint
                    poll = patience.busy_poll if now < self._busy_until else patience.idle_poll
                    await subscription.arrived(max(0.0, min(poll, next_ping - now)))
        finally:
            subscription.close()

    async def _next(self) -> Frame:
        """The next frame that means something; the others are answered with what was wrong."""
        while True:
            message = await self._socket.receive()
            if message["type"] == "websocket.disconnect":
                raise WebSocketDisconnect(message.get("code") or 1005)
            try:
                text = message.get("text")
                if text is None:
                    raise BadFrame(Code.BAD_REQUEST)
                return frames.read_frame(text)
            except BadFrame as bad:
                await self._complain(bad)

    async def _complain(self, bad: BadFrame) -> None:
        await self._tell(bad.code.value, client_id=bad.client_id)
        self._faults += 1
        if self._faults >= MOST_BAD_FRAMES:
            raise Hangup(POLICY)

    async def _tell(self, code: str, *, client_id: str | None = None) -> None:
        """What came was not taken in: why, and what to do."""
        self._deps.refused(CHANNEL, code)
        await self._send(frames.error(code, self._deps.texts, client_id=client_id))

    async def _send(self, frame: Mapping[str, Json]) -> None:
        if self._socket.application_state is not WebSocketState.CONNECTED:
            raise WebSocketDisconnect(1006)
        await self._socket.send_text(json.dumps(frame, ensure_ascii=False, separators=(",", ":")))

    async def _close(self, code: int) -> None:
        if self._socket.application_state is WebSocketState.CONNECTED:
            try:
                await self._socket.close(code)
            except (WebSocketDisconnect, RuntimeError):
                return  # the other side was faster
