"""`python -m bot chat`: the citizen's side of a conversation in a terminal, through the same inbox, turn and
outbox as every channel."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import uuid
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from pathlib import Path
from threading import Thread
from types import MappingProxyType
from typing import TextIO

from bot.account import Account, to_json
from bot.channels.asking import Desk
from bot.content import aread_file
from bot.envelopes import Inbound, Kind, read_text
from bot.storage.messages import Message
from dialogs.ports import Json

CHANNEL = "terminal"
PATIENCE = 20.0
PROMPT = "› "
FILE = ":file "


class Terminal:
    """One conversation. `folder` is where the files it hands out are written. `as_json`: one JSON line out per line in,
    for programs. `explain`: with each answer, what the engine made of the turn."""

    def __init__(
        self,
        desk: Desk,
        *,
        conversation: str,
        out: TextIO,
        folder: Path,
        as_json: bool = False,
        explain: bool = False,
    ) -> None:
        self._desk = desk
        self._folder = folder
        self._conversation = conversation
        self._out = out
        self._as_json = as_json
        self._explain = explain

    async def greet(self) -> None:
        """Open the conversation, as a widget does."""
        await self._give(Kind.JOINED, {}, line="")

    async def say(self, line: str) -> None:
        """One line of the citizen, and everything it leads to. `:file PATH` sends the file, with what is in the line
        after it as its caption."""
        if line.startswith(FILE):
            await self._send_file(line)
            return
        kind, body = read_text(line)
        await self._give(kind, body, line=line)

    async def _send_file(self, line: str) -> None:
        name, _, caption = line.removeprefix(FILE).strip().partition(" ")
        try:
            raw = await asyncio.to_thread(_read, name)
        except OSError as fault:
            print(f"{name}: {fault.strerror}", file=sys.stderr)
            self._show((), done=True, line=line)
            return
        kind, body = await aread_file(raw, caption=caption)
        await self._give(kind, body, line=line, content=raw if kind is Kind.FILE else None)

    async def _give(self, kind: Kind, body: dict[str, Json], *, line: str, content: bytes | None = None) -> None:
        message_id, trace_id = uuid.uuid4().hex, uuid.uuid4().hex
        inbound = Inbound(CHANNEL, self._conversation, message_id, kind, body, trace_id, content)
        receipts = await self._desk.accept(inbound)
        found, done = await self._desk.answers(receipts, patience=PATIENCE)
        turns = await self._desk.accounts(receipts) if self._explain else ()
        files = {message.seq: await asyncio.to_thread(self._write, message) for message in found if message.file}
        self._show(found, done=done, line=line, turns=turns, files=files)

    def _write(self, message: Message) -> str:
        """The file of a message, where the citizen can open it."""
        if message.file is None:
            return ""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._folder / f"{message.seq}-{message.file.name}"
        path.write_bytes(message.file.content)
        return str(path)

    def _show(
        self,
        found: Iterable[Message],
        *,
        done: bool,
        line: str,
        turns: Iterable[Account] = (),
        files: Mapping[int, str] = MappingProxyType({}),
    ) -> None:
        if self._as_json:
            answer: dict[str, Json] = {"text": line}
            answer["replies"] = [_plain(message, files.get(message.seq)) for message in found]
            answer["complete"] = done
            if self._explain:
                answer["explain"] = {"turns": [to_json(turn) for turn in turns]}
            print(json.dumps(answer, ensure_ascii=False), file=self._out, flush=True)
            return
        for message in found:
            name = f"{message.staff}: " if message.author == "staff" else ""
            print(f"\n{name}{message.text}", file=self._out)
            if message.seq in files:
                print(f"📎 {files[message.seq]}", file=self._out)
            if message.buttons:
                print("  ".join(f"[{button.title}]" for button in message.buttons), file=self._out)
        for turn in turns:
            print("", *(f"  {name:<10} {text}" for name, text in _told(turn)), sep="\n", file=self._out)
        print(file=self._out, flush=True)


def _plain(message: Message, path: str | None) -> dict[str, Json]:
    shown: dict[str, Json] = {} if path is None else {"file": path}
    return shown | {
        "author": message.author,
        "text": message.text,
        "buttons": [{"title": button.title, "payload": button.payload} for button in message.buttons],
        "codes": list(message.codes),
        "links": [{"title": link.title, "url": link.url} for link in message.links],
    }


def _told(turn: Account) -> list[tuple[str, str]]:
    """An account in the engine's own names, for those who work on it; what it does not hold is left out."""
    lines = {
        "understood": ", ".join(f"{each.name} {each.confidence:.2f}" for each in turn.intents),
        "acts": ", ".join(turn.acts),
        "values": ", ".join(f"{each.name}={each.value}" for each in turn.values),
        "pattern": turn.pattern,
        "stack": " > ".join(turn.stack),
        "asked": turn.asked or "",
        "outcome": turn.outcome,
        "summary": json.dumps(turn.summary, ensure_ascii=False) if turn.summary else "",
    }
    return [(name, text) for name, text in lines.items() if text]


def _read(name: str) -> bytes:
    return Path(name).expanduser().read_bytes()


async def talk(terminal: Terminal, read: Callable[[], str], *, greet: bool) -> None:
    """Until the input ends. `read` blocks for the next line and gives "" at the end."""
    if greet:
        await terminal.greet()
    while line := await _apart(read):
        if line.strip():
            await terminal.say(line.rstrip("\n"))


def reader(source: int, *, prompt: bool) -> Callable[[], str]:
    """Lines from a file descriptor; with a prompt for people. Not by `sys.stdin`, whose lock a thread that waits
    for a line would hold while the program ends."""
    waiting = bytearray()

    def read() -> str:
        if prompt:
            print(PROMPT, end="", file=sys.stderr, flush=True)
        while b"\n" not in waiting and (more := os.read(source, 65_536)):
            waiting.extend(more)
        end = waiting.find(b"\n") + 1 or len(waiting)
        line = waiting[:end].decode("utf-8", "replace")
        del waiting[:end]
        return line

    return read


async def _apart(read: Callable[[], str]) -> str:
    """Read in a thread that nobody waits for at the end: Ctrl-C must not need one more line to be typed."""
    line: Future[str] = Future()
    line.set_running_or_notify_cancel()

    def fetch() -> None:
        try:
            line.set_result(read())
        except OSError as fault:  # the terminal is gone
            line.set_exception(fault)

    Thread(target=fetch, name="terminal", daemon=True).start()
    return await asyncio.wrap_future(line)
