"""Citizens for the load: one conversation each, over a bare HTTP/1.1 connection or a WebSocket. The client must not
be what is measured, so neither does more than its protocol asks. What they say is told by `turns`."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Callable
from typing import Any, ClassVar, Protocol

import websockets


class Citizen(Protocol):
    """A context: the connection is open inside. A new one is a new conversation."""

    name: ClassVar[str]
    greeted: ClassVar[bool]
    """Whether the channel greets before the citizen has said a word: then `arrive` is a turn as well."""

    def __init__(self, port: int) -> None: ...

    async def __aenter__(self) -> Citizen: ...

    async def __aexit__(self, *_: object) -> None: ...

    async def arrive(self) -> None: ...

    async def ask(self, text: str) -> None:
        """Say it and wait for the answer: on REST for the whole of it, on the WebSocket for its first reply."""
        ...


class RestCitizen:
    name: ClassVar[str] = "REST"
    greeted: ClassVar[bool] = False

    def __init__(self, port: int) -> None:
        self._port = port
        self._sender = uuid.uuid4().hex

    async def __aenter__(self) -> RestCitizen:
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._writer.close()

    async def arrive(self) -> None:
        """Nobody greets here."""

    async def ask(self, text: str) -> None:
        body = json.dumps({"sender": self._sender, "message": text}).encode()
        head = (
            f"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self._writer.write(head.encode() + body)
        header = await self._reader.readuntil(b"\r\n\r\n")
        length = int(header.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        if not json.loads(await self._reader.readexactly(length)):
            raise RuntimeError("a message went unanswered")


class SocketCitizen:
    name: ClassVar[str] = "WebSocket"
    greeted: ClassVar[bool] = True

    def __init__(self, port: int) -> None:
        self._port = port

    async def __aenter__(self) -> SocketCitizen:
        origin = websockets.Origin(f"http://127.0.0.1:{self._port}")
        self._socket = await websockets.connect(f"ws://127.0.0.1:{self._port}/ws/chat", compression=None, origin=origin)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()

    async def arrive(self) -> None:
        await self._send({"type": "hello", "ticket": None, "last_seen": 0})
        await self._until(lambda frame: frame["type"] == "event" and frame["author"] == "bot")

    async def ask(self, text: str) -> None:
        mine = uuid.uuid4().hex
        await self._send({"type": "say", "client_id": mine, "text": text})
        await self._until(lambda frame: frame.get("client_id") == mine and frame["type"] == "event")
        await self._until(lambda frame: frame["type"] == "event" and frame["author"] == "bot")

    async def _send(self, frame: dict[str, Any]) -> None:
        await self._socket.send(json.dumps(frame))

    async def _until(self, wanted: Callable[[dict[str, Any]], bool]) -> None:
        while True:
            frame = json.loads(await self._socket.recv())
            if frame["type"] == "error":
                raise RuntimeError(f"refused: {frame['code']}")
            if wanted(frame):
                return
