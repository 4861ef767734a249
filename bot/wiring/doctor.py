"""`python -m bot doctor`: is everything here that `serve` needs? Changes nothing but missing tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from bot.errors import BotError, Code, Defect
from bot.settings import Settings, load
from bot.storage.store import open_store
from bot.wiring.program import DIALOGS, open_understander
from dialogs.check import check


def examine(out: TextIO) -> bool:
    """One line for each thing, with its code when it is not well. True when all is well."""
    settings = load()
    looks: dict[str, Callable[[Settings], None]] = {
        "store": _look_at_store,
        "model": _look_at_model,
        "dialogs": _look_at_dialogs,
    }
    well = [_look(name, look, settings, out) for name, look in looks.items()]
    return all(well)


def _look(name: str, look: Callable[[Settings], None], settings: Settings, out: TextIO) -> bool:
    try:
        look(settings)
    except (BotError, OSError, ValueError) as fault:
        print(f"{name}: {fault if isinstance(fault, BotError) else type(fault).__name__}", file=out)
        return False
    print(f"{name}: ok", file=out)
    return True


def _look_at_store(settings: Settings) -> None:
    store = open_store(settings)
    try:
        store.ping()
    finally:
        store.close()


def _look_at_model(settings: Settings) -> None:
    open_understander(settings)


def _look_at_dialogs(_settings: Settings) -> None:
    if findings := check(DIALOGS):
        raise Defect(Code.DATA_INVALID, findings=len(findings), mend="python -m bot check")
