"""`make run`: everything on a developer's machine, with the demo city, demo staff and their addresses printed."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from bot.console.accounts import DEMO_SECRET, DemoAccount, ensure_demo_staff
from bot.errors import Code, Defect
from bot.settings import PREFIX, Settings, load
from bot.storage.store import open_store
from bot.wiring.model import ensure_model, is_current
from bot.wiring.program import open_clock
from bot.wiring.roles import EVERY
from bot.wiring.serve import open_door, serve


def run_demo() -> None:
    """Serve with the development twins on loopback.

    Raises:
        Defect: NOT_ALLOWED in production.
    """
    own = {f"{PREFIX}REST_ENABLED": "true", f"{PREFIX}LOG_LEVEL": "warning"}
    if port := os.environ.get("PORT"):
        own[f"{PREFIX}PORT"] = port
    settings = load(own | dict(os.environ))
    if settings.production:
        raise Defect(Code.NOT_ALLOWED, command="run", mend="python -m bot serve")
    door = open_door(settings)
    out = sys.stderr
    print("Starting…" if is_current(settings.model_dir) else "Preparing the model…", file=out, flush=True)
    ensure_model(settings)
    _greet(out, settings, _demo_staff(settings))
    serve(settings, EVERY, door=door)


def _demo_staff(settings: Settings) -> list[DemoAccount]:
    store = open_store(settings)
    try:
        return ensure_demo_staff(store, open_clock(settings), settings=settings)
    finally:
        store.close()


def _greet(out: TextIO, settings: Settings, accounts: list[DemoAccount]) -> None:
    """What to open and how to get in: one thing a line and never cut, for it is there to be copied."""
    origin = f"http://{settings.host}:{settings.port}"
    lines = [
        ("Demo page with the widget", f"{origin}/demo"),
        ("Page without JavaScript", f"{origin}/chat"),
        ("Staff console", f"{origin}/console"),
        ("REST channel (Rasa)", f"{origin}/webhooks/rest/webhook"),
        ("One-time codes by SMS", str(settings.var_dir / "sms.jsonl")),
        *(("Demo staff", f"{account.username}  password: {account.password}") for account in accounts),
        ("  their six-digit code", f"{os.path.relpath(sys.executable)} -m bot staff code"),
        ("  or its key, for an app", DEMO_SECRET),
    ]
    for name, value in lines:
        print(f"  {name:<28}{value}", file=out)
    out.flush()
