"""Sealed columns: what is personal is encrypted before it reaches the database and opened on the way back.
The keys belong to an engine (its dialect carries them), never to the process. What is sealed: see `tables`."""

from __future__ import annotations

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import LargeBinary, Text
from sqlalchemy.engine import Dialect, Engine
from sqlalchemy.types import TypeDecorator

from bot.errors import Code, Defect
from bot.settings import Settings

_KEYS = "shahryar_keys"
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Sealed(TypeDecorator[Any]):
    """JSON, sealed. The first key seals; every key opens, so a new key is put in front and old rows stay readable."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return _keys_of(dialect).encrypt(_COMPACT.encode(value).encode()).decode()

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return opened(dialect, value)


class SealedBytes(TypeDecorator[bytes]):
    """Bytes, sealed by the same keys. Kept without the text form that keys give what they seal: a third smaller."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else urlsafe_b64decode(_keys_of(dialect).encrypt(value))

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        try:
            return _keys_of(dialect).decrypt(urlsafe_b64encode(value))
        except InvalidToken:
            raise Defect(Code.DATA_INVALID, what="sealed bytes: no key opens them") from None


def opened(dialect: Dialect, sealed: str | None) -> Any:
    """What is in a sealed column.

    Raises:
        Defect: DATA_INVALID when no key opens it.
    """
    if sealed is None:
        return None
    try:
        return json.loads(_keys_of(dialect).decrypt(sealed.encode()))
    except InvalidToken:
        raise Defect(Code.DATA_INVALID, what="sealed column: no key opens it") from None


def give_keys(engine: Engine, keys: MultiFernet) -> None:
    """Let this engine seal and open."""
    setattr(engine.dialect, _KEYS, keys)


def read_keys(settings: Settings) -> MultiFernet:
    """The keys of `DATA_KEYS` (comma-separated, newest first); in development a key made once under `var_dir`.

    Raises:
        Defect: SETTING_INVALID when a key is not one.
    """
    given = settings.data_keys.get_secret_value() or _development_key(settings.var_dir / "data.key")
    try:
        return MultiFernet([Fernet(key.strip()) for key in given.split(",")])
    except ValueError:
        raise Defect(Code.SETTING_INVALID, name="data_keys", why="not a Fernet key") from None


def _keys_of(dialect: Dialect) -> MultiFernet:
    keys: MultiFernet = getattr(dialect, _KEYS)
    return keys


def _development_key(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Written whole under another name, then linked: two processes starting at once must end with one key.
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(Fernet.generate_key().decode())
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return path.read_text()
