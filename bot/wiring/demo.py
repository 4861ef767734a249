"""`make run`: everything on a developer's machine, with the demo city, demo staff and their addresses printed."""

from __future__ import annotations

import os
import sys

from rich.console import Console
from rich.table import Table

from bot.console.accounts import DemoAccount, ensure_demo_staff
from bot.errors import Code, Defect
from bot.settings import PREFIX, Settings, load
from bot.storage.store import open_store
from bot.wiring.model import ensure_model
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
    # Not broken at the width of the window: addresses and keys are there to be copied.
    out = Console(stderr=True, soft_wrap=True)
    out.print("Preparing the model…" if not (settings.model_dir / "manifest.json").exists() else "Starting…")
    ensure_model(settings)
    _greet(out, settings, _demo_staff(settings))
    serve(settings, EVERY, door=door)


def _demo_staff(settings: Settings) -> list[DemoAccount]:
    store = open_store(settings)
    try:
        return ensure_demo_staff(store, open_clock(settings), settings=settings)
    finally:
        store.close()


def _greet(out: Console, settings: Settings, accounts: list[DemoAccount]) -> None:
    origin = f"http://{settings.host}:{settings.port}"
    places = Table(show_header=False, box=None, padding=(0, 2))
    places.add_row("Demo page with the widget", f"{origin}/demo")
    places.add_row("Page without JavaScript", f"{origin}/chat")
    places.add_row("Staff console", f"{origin}/console")
    places.add_row("REST channel (Rasa)", f"{origin}/webhooks/rest/webhook")
    places.add_row("One-time codes by SMS", str(settings.var_dir / "sms.jsonl"))
    for account in accounts:
        places.add_row("Demo staff", f"{account.username}  password: {account.password}")
    places.add_row("  second factor", f"{sys.executable} -m bot staff code {accounts[0].username}")
    places.add_row("  or, in an app", accounts[0].totp_key)
    out.print(places)
