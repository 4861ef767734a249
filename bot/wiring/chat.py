"""`python -m bot chat`: the whole program in this process, with the terminal as its only channel."""

from __future__ import annotations

import asyncio
import hashlib
import sys
import uuid
from contextlib import suppress

from bot.channels.asking import Desk
from bot.channels.terminal import Terminal, reader, talk
from bot.observe import set_up_logs
from bot.settings import load
from bot.wiring.model import ensure_model
from bot.wiring.program import build
from bot.wiring.roles import EVERY, Loops, Role


def chat(*, conversation: str, as_json: bool, explain: bool = False) -> None:
    """Until the input ends. Without a conversation a new one is begun, and named at the end."""
    settings = load()
    set_up_logs("error", plain=True)
    ensure_model(settings)
    name = conversation or uuid.uuid4().hex[:12]
    with suppress(KeyboardInterrupt):  # the usual way to leave a terminal
        asyncio.run(_talk(name, as_json=as_json, explain=explain, new=not conversation))
    if not as_json:
        print(f"\npython -m bot chat --conversation {name}", file=sys.stderr)


async def _talk(name: str, *, as_json: bool, explain: bool, new: bool) -> None:
    settings = load()
    program = build(settings)
    loops = Loops(program, EVERY - {Role.WEB})
    await loops.start()
    desk = Desk(program.store, program.signals, program.clock)
    folder = settings.var_dir / "received" / hashlib.sha256(name.encode()).hexdigest()[:16]
    terminal = Terminal(desk, conversation=name, out=sys.stdout, folder=folder, as_json=as_json, explain=explain)
    try:
        await talk(
            terminal, reader(sys.stdin.fileno(), prompt=not as_json and sys.stdin.isatty()), greet=new and not as_json
        )
    finally:
        await loops.stop()
        await program.close()
