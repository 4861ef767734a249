"""A client of /ws/chat for tests: speaks the protocol by hand, one frame at a time."""

from __future__ import annotations

import json
from contextlib import ExitStack

from websockets.sync.client import connect


class WebClient:
    """One socket. `ticket` and `seen` survive in the test, as they do in a browser."""

    def __init__(self, program, *, origin=None) -> None:
        headers = {"Origin": origin} if origin else {}
        address = program.url.replace("http", "ws") + "/ws/chat"
        self._stack = ExitStack()
        self.socket = self._stack.enter_context(
            connect(address, additional_headers=headers, max_size=None, proxy=None, compression=None)
        )
        self.ticket: str | None = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self) -> None:
        self._stack.close()

    def send(self, **frame) -> None:
        self.socket.send(json.dumps(frame))

    def get(self, timeout=5):
        return json.loads(self.socket.recv(timeout))

    def until(self, kind, timeout=5):
        """The next frame of this type; what came before it is kept out of the way."""
        while (frame := self.get(timeout))["type"] != kind:
            pass
        return frame

    def hello(self, ticket=None, last_seen=0):
        self.send(type="hello", ticket=ticket, last_seen=last_seen)
        answer = self.get()
        self.ticket = answer.get("ticket")
        return answer

    def events(self, count, timeout=5):
        return [self.until("event", timeout) for _ in range(count)]

    def say(self, text, client_id="m1"):
        self.send(type="say", client_id=client_id, text=text)
