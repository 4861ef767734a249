"""Making, renewing and disabling accounts of staff: what the command line and the wiring call.
Signing in is in `bot.console.signin`."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from functools import partial

from bot.clock import Clock
from bot.console import passwords, totp
from bot.console.words import load_words
from bot.errors import BotError, Code, Defect
from bot.settings import Settings
from bot.storage import audit, cases, staff
from bot.storage.staff import Staff
from bot.storage.store import Store, Tx

DEMO_PASSWORD = "shahryar-demo-desk"  # noqa: S105 — printed by `make run`; the accounts exist in development only
DEMO_SECRET = "SHAHRYARDEMODESKSHAHRYARDEMODESK"  # noqa: S105


@dataclass(frozen=True, slots=True)
class DemoAccount:
    username: str
    password: str = field(repr=False)
    totp_uri: str = field(repr=False)


def create_staff(store: Store, username: str, name: str, password: str, *, clock: Clock) -> Staff:
    """A new account; its second factor is enrolled at the first sign-in.

    Raises:
        BotError: BAD_REQUEST when the name is taken or not usable, or the password too short.
    """
    username = username.lower()
    _check(username, password)
    hashed = passwords.hash_password(password)

    def work(tx: Tx) -> Staff:
        if staff.find(tx, username) is not None:
            raise BotError(Code.BAD_REQUEST, why="this username is taken")
        made = staff.add(
            tx, staff_id=str(uuid.uuid4()), username=username, name=name, password_hash=hashed, now=clock.now()
        )
        audit.record(tx, actor=made.id, action="account_created", now=clock.now())
        return made

    return store.write(work)


def renew_staff(store: Store, username: str, password: str, *, clock: Clock) -> Staff:
    """A new password and a second factor to be enrolled anew (lost phone, forgotten password); ends all sessions
    and opens a disabled account again.

    Raises:
        BotError: BAD_REQUEST when there is no such account or the password is too short.
    """
    username = username.lower()
    _check(username, password)
    hashed = passwords.hash_password(password)

    def work(tx: Tx) -> Staff:
        account = _known(tx, username.lower())
        staff.renew(tx, account.id, password_hash=hashed)
        audit.record(tx, actor=account.id, action="account_renewed", now=clock.now())
        return account

    return store.write(work)


def disable_staff(store: Store, username: str, *, clock: Clock) -> Staff:
    """Ends the account with its sessions and sockets at once; the cases it holds go back to the queue.

    Raises:
        BotError: BAD_REQUEST when there is no such account.
    """
    desk = load_words({}).desk

    def work(tx: Tx) -> Staff:
        account = _known(tx, username.lower())
        now = clock.now()
        staff.disable(tx, account.id, now=now)
        cases.requeue_of(tx, account.id, now=now, notice=desk["back_in_queue"], desk=desk["name"])
        audit.record(tx, actor=account.id, action="account_disabled", now=now)
        return account

    return store.write(work)


def ensure_demo_staff(store: Store, clock: Clock, *, settings: Settings) -> list[DemoAccount]:
    """The demo accounts of a development machine, ready to sign in with a code from their printed key.

    Raises:
        Defect: NOT_ALLOWED in production.
    """
    if settings.production:
        raise Defect(Code.NOT_ALLOWED, what="demo accounts in production")
    names = load_words({}).demo
    for username in store.read(lambda tx: [each for each in names if staff.find(tx, each) is None]):
        made = create_staff(store, username, names[username], DEMO_PASSWORD, clock=clock)
        store.write(partial(_enrol, account=made, clock=clock))
    return [DemoAccount(username, DEMO_PASSWORD, totp.uri(DEMO_SECRET, username)) for username in names]


def _enrol(tx: Tx, *, account: Staff, clock: Clock) -> None:
    staff.offer_secret(tx, account.id, DEMO_SECRET)
    staff.use_step(tx, account.id, step=0, now=clock.now())


def _known(tx: Tx, username: str) -> Staff:
    account = staff.find(tx, username)
    if account is None:
        raise BotError(Code.BAD_REQUEST, why="no account of this name")
    return account


def _check(username: str, password: str) -> None:
    if not (username.isascii() and username.isprintable() and 3 <= len(username) <= 64 and " " not in username):
        raise BotError(Code.BAD_REQUEST, why="a username is 3 to 64 Latin letters, digits and signs")
    if not passwords.sound(password):
        raise BotError(Code.BAD_REQUEST, why=f"a password has at least {passwords.MIN_LENGTH} characters")
