"""The live line of an open desk: hints that something changed. Texts never travel here; the page fetches its parts
itself, through the same rules as every page."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.console import gate, tokens
from bot.console.access import footprint, held_conversations
from bot.console.deps import Deps
from bot.console.gate import Signed
from bot.guard import Access, access
from bot.storage import cases, staff
from bot.storage.signals import Subscription
from bot.storage.staff import FULL
from bot.storage.store import Tx

SIGNED_OUT = 4401
REFUSED = 4403
RENEW_EVERY = 20.0
FIRST_FRAME = 10.0
LARGEST_FRAME = 1_000


@dataclass(frozen=True, slots=True)
class Look:
    """What the desk of one member of staff looks like at a moment, and whose signals tell of a change."""

    footprint: tuple[object, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    deps: Deps

    @access(Access.STAFF)
    async def serve(self, socket: WebSocket) -> None:
        """One open page. Frames in: `{"hello": csrf}` first, `{"here": true}` when the person does something. Frames
        out: `{"ready": true}`, `{"changed": true}`."""
        allowed = gate.right_host(self.deps, socket) and gate.same_origin(socket)
        signed = await asyncio.to_thread(self._who, socket) if allowed else None
        if signed is None:
            await socket.close(REFUSED)  # before accepting: the handshake itself is refused
            return
        await socket.accept()
        if not await _greeted(socket, signed):
            await socket.close(REFUSED)
            return
        hearing = asyncio.create_task(self._hear(socket, signed))
        try:
            await socket.send_text('{"ready":true}')
            if not await self._tell(socket, signed, hearing):
                await socket.close(SIGNED_OUT)
        except (WebSocketDisconnect, RuntimeError):
            return  # the page went away while we spoke
        finally:
            hearing.cancel()
            await asyncio.gather(hearing, return_exceptions=True)

    async def _tell(self, socket: WebSocket, signed: Signed, hearing: asyncio.Task[None]) -> bool:
        """Say when the desk looks different, until the page goes (True) or the session ends (False)."""
        clock = asyncio.get_running_loop().time
        look, renewed, subscription = await self._look(signed), -RENEW_EVERY, self._listen(("desk",))
        try:
            while look is not None and not hearing.done():
                if look.topics != subscription.topics:
                    subscription.close()
                    subscription = self._listen(look.topics)
                if clock() - renewed >= RENEW_EVERY:
                    renewed = clock()
                    await self.deps.store.awrite(lambda tx: self._renew(tx, signed))
                await subscription.arrived(self.deps.glance)
                before, look = look, await self._look(signed)
                if look is not None and look.footprint != before.footprint:
                    await socket.send_text('{"changed":true}')
        finally:
            subscription.close()
        return look is not None

    async def _hear(self, socket: WebSocket, signed: Signed) -> None:
        """A person's activity keeps the session awake; the open page alone does not."""
        clock = asyncio.get_running_loop().time
        touched = clock()
        try:
            while True:
                frame = _parsed(await socket.receive_text())
                if frame.get("here") is True and clock() - touched >= gate.TOUCH_EVERY.total_seconds():
                    touched = clock()
                    await self.deps.store.awrite(lambda tx: self._touch(tx, signed))
        except (WebSocketDisconnect, RuntimeError, KeyError):
            return  # gone, or speaking in bytes

    def _who(self, socket: WebSocket) -> Signed | None:
        return gate.signed_in(self.deps, socket, level=FULL, touch=False)

    def _listen(self, topics: tuple[str, ...]) -> Subscription:
        return self.deps.signals.subscribe(*topics)

    async def _look(self, signed: Signed) -> Look | None:
        """`None` when the session is over: signed out, idle, or the account disabled."""

        def work(tx: Tx) -> Look | None:
            session = staff.session(tx, tokens.stored_form(signed.token), now=self.deps.clock.now())
            if session is None:
                return None
            conversations = held_conversations(tx, signed.staff)
            return Look(footprint(tx, signed.staff), ("desk", *(f"conversation:{each}" for each in conversations)))

        return await self.deps.store.aread(work)

    def _renew(self, tx: Tx, signed: Signed) -> None:
        cases.renew_leases(tx, signed.staff.id, now=self.deps.clock.now())

    def _touch(self, tx: Tx, signed: Signed) -> None:
        staff.touch(tx, tokens.stored_form(signed.token), now=self.deps.clock.now())


async def _greeted(socket: WebSocket, signed: Signed) -> bool:
    """The first frame must hold the page's own token: a foreign page can open a socket, but does not know it."""
    try:
        first = await asyncio.wait_for(socket.receive_text(), FIRST_FRAME)
    except (TimeoutError, WebSocketDisconnect, KeyError):
        return False
    given = _parsed(first).get("hello")
    return isinstance(given, str) and tokens.form_token_fits(signed.token, given)


def _parsed(frame: str) -> dict[str, object]:
    if len(frame) > LARGEST_FRAME:
        return {}
    try:
        value = json.loads(frame)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
