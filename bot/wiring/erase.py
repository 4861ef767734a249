"""`python -m bot erase`: an operator forgets a conversation for a citizen who asked for it. When and how:
docs/runbooks/erase-a-citizen.md."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Mapping
from typing import TextIO

from bot.errors import Code, Defect
from bot.settings import load
from bot.storage import cases, conversations, erasure
from bot.storage.store import Tx, open_store
from bot.wiring.program import open_clock

KEPT = """kept: the audit (who did what and when, no text), and all that is the municipality's: requests, documents that
were sent to it, classes, visits, payments, 137 messages. The person's other accounts are conversations of their own."""
_WHY_NOT = {
    "held": "staff hold it: have them close it, or repeat with --unfinished",
    "call": "a call to the municipality is on its way: repeat in a few minutes, or with --unfinished",
}


def forget(*, conversation: str, case: str, channel: str, unfinished: bool, out: TextIO) -> None:
    """Erase what is named by a conversation's id, a case's number, or a channel and an account on standard input.

    Raises:
        Defect: NOT_FOUND when there is no such conversation; NOT_ALLOWED when it is not finished.
    """
    account = _account(channel) if channel else ""
    settings = load()
    store = open_store(settings)
    now = open_clock(settings).now()

    def work(tx: Tx) -> tuple[str, Mapping[str, int]]:
        found = _find(tx, conversation=conversation, case=case, channel=channel, account=account)
        why_not = erasure.unfinished(tx, found) if found and not unfinished else None
        if why_not:
            raise Defect(Code.NOT_ALLOWED, why=_WHY_NOT[why_not])
        gone = erasure.erase(tx, found, now=now) if found else None
        if gone is None:
            raise Defect(Code.NOT_FOUND, what="no such conversation")
        return found or "", gone

    try:
        name, gone = store.write(work)
    finally:
        store.close()
    counted = ", ".join(f"{number} {table}" for table, number in gone.items()) or "nothing but its name"
    print(f"erased conversation {name}: {counted}", file=out)
    print(KEPT, file=out)


def _find(tx: Tx, *, conversation: str, case: str, channel: str, account: str) -> str | None:
    if channel:
        return conversations.find(tx, channel, account)
    if case:
        found = cases.find(tx, case)
        return found.conversation_id if found else None
    return conversation


def _account(channel: str) -> str:
    """Never an argument: those are in the shell's history and in the list of processes."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    return getpass.getpass(f"The citizen's account on {channel}: ").strip()
