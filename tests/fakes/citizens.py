"""A citizen on each channel of the running program, all with the same two methods: `say` and `heard`."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
import uuid
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol

import httpx
from websockets.sync.client import connect

from tests.fakes.telegram_world import World


class Citizen(Protocol):
    def open(self) -> None: ...

    def say(self, text: str) -> None: ...

    def heard(self) -> list[str]:
        """Every text of bot and staff so far, in order."""
        ...

    def close(self) -> None: ...


class RestCitizen:
    def __init__(self, url: str) -> None:
        self._url, self._sender, self._heard = url, uuid.uuid4().hex, []
        self.last: list[dict[str, Any]] = []

    def open(self) -> None:
        self.say("/start")

    def say(self, text: str, *, location: dict[str, float] | None = None) -> None:
        body: dict[str, Any] = {"sender": self._sender, "message": text}
        if location:
            body["metadata"] = {"location": location}
        answer = httpx.post(f"{self._url}/webhooks/rest/webhook", json=body, timeout=30).raise_for_status()
        self.last = answer.json()
        self._heard += [reply["text"] for reply in self.last]

    def heard(self) -> list[str]:
        return list(self._heard)

    def close(self) -> None:
        """Nothing is held open."""


class SocketCitizen:
    def __init__(self, url: str) -> None:
        self._url = url
        self._events: dict[int, dict[str, Any]] = {}
        self._open = ExitStack()

    def open(self) -> None:
        address = self._url.replace("http", "ws") + "/ws/chat"
        self._line = self._open.enter_context(connect(address, origin=self._url, compression=None))
        self._send({"type": "hello", "ticket": None, "last_seen": 0})
        threading.Thread(target=self._listen, daemon=True).start()

    def say(self, text: str) -> None:
        self._send({"type": "say", "client_id": uuid.uuid4().hex, "text": text})

    def heard(self) -> list[str]:
        events = [self._events[seq] for seq in sorted(self._events)]
        return [event["text"] for event in events if event["author"] != "citizen"]

    def close(self) -> None:
        self._open.close()

    def _send(self, frame: dict[str, Any]) -> None:
        self._line.send(json.dumps(frame))

    def _listen(self) -> None:
        for frame in map(json.loads, self._line):
            if frame["type"] == "event":
                self._events[frame["seq"]] = frame


class TelegramCitizen:
    def __init__(self, world: World, chat: int) -> None:
        self._world, self._chat = world, chat

    def open(self) -> None:
        self.say("/start")

    def say(self, text: str) -> None:
        self._world.says(self._chat, text)

    def heard(self) -> list[str]:
        return self._world.texts_to(self._chat)

    def close(self) -> None:
        """Nothing is held open."""


class TerminalCitizen:
    """`python -m bot chat --json` as a process of its own."""

    def __init__(self, root: Path, environment: dict[str, str]) -> None:
        self._root, self._environment, self._heard = root, environment, []

    def open(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bot", "chat", "--json"],
            cwd=self._root,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.say("/start")

    def say(self, text: str) -> None:
        self._process.stdin.write(text + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        self._heard += [reply["text"] for reply in answer["replies"]]

    def heard(self) -> list[str]:
        return list(self._heard)

    def close(self) -> None:
        self._process.stdin.close()
        self._process.wait(timeout=30)
        self._process.stdout.close()


def wait_for(citizen: Citizen, number: int, *, seconds: float = 15.0) -> list[str]:
    """What was heard, once it is at least `number` texts."""
    deadline = time.monotonic() + seconds
    while len(found := citizen.heard()) < number and time.monotonic() < deadline:
        time.sleep(0.02)
    return found


def last_code(folder: Path, mobile: str) -> str:
    """The newest one-time code sent to this mobile (the development twin's file)."""
    lines = (folder / "sms.jsonl").read_text("utf-8").splitlines()
    return [line["code"] for line in map(json.loads, lines) if line["to"] == mobile][-1]
