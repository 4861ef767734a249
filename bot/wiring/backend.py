"""The municipal client, and behind it the embedded reference backend when no municipality is configured."""

from __future__ import annotations

import json
import os
import secrets
from importlib.resources import files
from pathlib import Path

from bot.clock import Clock
from bot.settings import Settings
from integrations.municipal.client import MunicipalClient
from integrations.reference.embedded import EmbeddedBackend

EMBEDDED_URL = "http://municipality.embedded"
PAYMENT_PATH = "/dev/sample-gateway"
"""Where payment links of the embedded backend lead: a page of the development twins (`development`)."""


def open_backend(settings: Settings, clock: Clock) -> tuple[MunicipalClient, EmbeddedBackend | None]:
    """The client, and the embedded backend when it is ours. In development an empty one gets the demo city."""
    key = settings.municipal_key.get_secret_value()
    if settings.municipal_url:
        return MunicipalClient(settings.municipal_url, key, clock=clock.now), None
    settings.var_dir.mkdir(parents=True, exist_ok=True)
    key = key or _development_key(settings.var_dir / "municipal.key")
    database, page = f"sqlite:///{settings.var_dir / 'reference.db'}", f"{_own_address(settings)}{PAYMENT_PATH}"
    backend = EmbeddedBackend(database, key, clock.now, payment_page=page)
    if backend.is_empty():
        backend.seed(json.loads(files("integrations.reference").joinpath("demo.json").read_text("utf-8")))
    client = MunicipalClient(EMBEDDED_URL, key, backend.transport, clock=clock.now)
    return client, backend


def _own_address(settings: Settings) -> str:
    """Where this program is reached from a browser on its own machine."""
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104 - not an address to bind
    return f"http://[{host}]:{settings.port}" if ":" in host else f"http://{host}:{settings.port}"


def _development_key(path: Path) -> str:
    # Written whole under another name, then linked: two processes starting at once must end with one key.
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_text(secrets.token_urlsafe(32), "utf-8")
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return path.read_text("utf-8")
