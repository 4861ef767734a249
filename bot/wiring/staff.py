"""`python -m bot staff …`: accounts of the console, made and ended by an operator at the machine."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pyotp
import typer

from bot.clock import Clock
from bot.console import accounts, totp
from bot.errors import Code, Defect
from bot.settings import load
from bot.storage.store import Store, open_store
from bot.wiring.program import open_clock

commands = typer.Typer(add_completion=False, no_args_is_help=True, help="Accounts of the staff console.")


@commands.command()
def add(username: str, name: str) -> None:
    """A new account. NAME is what citizens see; the second factor is enrolled at the first sign-in."""
    with _store() as (store, clock):
        accounts.create_staff(store, username, name, _password(), clock=clock)


@commands.command()
def renew(username: str) -> None:
    """A new password and a new second factor (lost phone); ends every session."""
    with _store() as (store, clock):
        accounts.renew_staff(store, username, _password(), clock=clock)


@commands.command()
def disable(username: str) -> None:
    """End an account at once; the cases it holds go back to the queue."""
    with _store() as (store, clock):
        accounts.disable_staff(store, username, clock=clock)


@commands.command()
def code() -> None:
    """Development only: the six digits that sign the demo accounts in now."""
    settings = load()
    if settings.production:
        raise Defect(Code.NOT_ALLOWED, command="staff code", why="demo accounts exist in development only")
    print(pyotp.TOTP(accounts.DEMO_SECRET, interval=totp.INTERVAL).at(open_clock(settings).now()))


@contextmanager
def _store() -> Iterator[tuple[Store, Clock]]:
    settings = load()
    store = open_store(settings)
    try:
        yield store, open_clock(settings)
    finally:
        store.close()


def _password() -> str:
    """Never an argument: those are in the shell's history and in the list of processes."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    return getpass.getpass("Password (15 characters or more): ")
