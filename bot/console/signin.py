"""Signing in, in two steps: password, then a code from the phone. Pages and cookies are elsewhere.
What is wrong with a name or a password is never told: one answer, taking one time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from bot.console import passwords, tokens, totp
from bot.console.deps import Deps
from bot.limits import Limit
from bot.storage import audit, counters, staff
from bot.storage.staff import FULL, PASSWORD, Staff
from bot.storage.store import Tx


class Refusal(StrEnum):
    """Names of texts."""

    WRONG_PASSWORD = "wrong_password"  # noqa: S105 — the name of a text
    WRONG_CODE = "wrong_code"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Opened:
    """A new session. The token exists here and in the cookie; the database has its hash."""

    staff: Staff
    token: str = field(repr=False)


def check_password(deps: Deps, username: str, password: str, *, address: str) -> Opened | Refusal:
    """The first step. Success opens a session that reaches the second step and nothing else."""
    name = username.strip().lower()
    keys = _keys(name, address)
    if not deps.store.write(lambda tx: _attempt(tx, deps, keys)):
        return Refusal.TOO_MANY
    known = deps.store.read(lambda tx: staff.credentials(tx, name))
    # Outside of any transaction: the hash is made to be slow.
    if not passwords.matches(known.password_hash if known else None, password) or known is None:
        return Refusal.WRONG_PASSWORD
    opened = Opened(known.staff, deps.new_token())

    def work(tx: Tx) -> None:
        _succeeded(tx, keys)
        if not opened.staff.enrolled:
            staff.offer_secret(tx, opened.staff.id, totp.new_secret())
        _open(tx, deps, opened, level=PASSWORD)

    deps.store.write(work)
    return opened


def check_code(deps: Deps, account: Staff, code: str, *, address: str, old_token: str) -> Opened | Refusal:
    """The second step; the first time it also confirms the enrolment. The session gets a new token, so one that was
    known to somebody before is worth nothing after."""
    keys = _keys(account.username, address)
    if not deps.store.write(lambda tx: _attempt(tx, deps, keys)):
        return Refusal.TOO_MANY
    known = deps.store.read(lambda tx: staff.credentials(tx, account.username))
    secret = known.totp_secret if known else None
    step = totp.matching_step(secret, code, now=deps.phone_now()) if secret else None
    if step is None:
        return Refusal.WRONG_CODE
    opened = Opened(account, deps.new_token())

    def work(tx: Tx) -> bool:
        now = deps.clock.now()
        if not staff.use_step(tx, account.id, step=step, now=now):
            return False
        _succeeded(tx, keys)
        staff.end_session(tx, tokens.stored_form(old_token))
        _open(tx, deps, opened, level=FULL)
        audit.record(tx, actor=account.id, action="signed_in", now=now)
        return True

    return opened if deps.store.write(work) else Refusal.WRONG_CODE


def enrolment_secret(deps: Deps, account: Staff) -> str | None:
    """The key to scan, as long as no code from it has been accepted."""
    known = deps.store.read(lambda tx: staff.credentials(tx, account.username))
    return known.totp_secret if known and not known.staff.enrolled else None


def sign_out(deps: Deps, account: Staff, token: str) -> None:
    def work(tx: Tx) -> None:
        staff.end_session(tx, tokens.stored_form(token))
        audit.record(tx, actor=account.id, action="signed_out", now=deps.clock.now())

    deps.store.write(work)


def _open(tx: Tx, deps: Deps, opened: Opened, *, level: int) -> None:
    token_hash = tokens.stored_form(opened.token)
    staff.open_session(tx, token_hash, staff_id=opened.staff.id, level=level, now=deps.clock.now())


def _keys(username: str, address: str) -> tuple[str, str]:
    """One key for where the attempt comes from and one for the account, whether or not it exists."""
    named = (f"address:{address}", f"account:{username}")
    place, account = (hashlib.sha256(name.encode()).hexdigest() for name in named)
    return place, account


def _attempt(tx: Tx, deps: Deps, keys: tuple[str, str]) -> bool:
    """Counted before it is checked: a hundred guesses at once are a hundred guesses. The place comes first: one that
    has used up its attempts cannot use up an account's as well."""
    return all(counters.take(tx, Limit.STAFF_LOGIN, key, now=deps.clock.now()) for key in keys)


def _succeeded(tx: Tx, keys: tuple[str, str]) -> None:
    for key in keys:
        staff.give_back(tx, Limit.STAFF_LOGIN, key)
