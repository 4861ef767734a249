"""How much one visitor or one network may ask of us. The numbers are in `bot.limits`; the counts of open
sockets are this process's own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address, ip_network

from bot.channels.web.deps import Deps
from bot.limits import Limit


def may_say(deps: Deps, conversation_id: str) -> bool:
    return deps.limits.take(Limit.MESSAGES, conversation_id, now=deps.monotonic())


def may_arrive(deps: Deps, address: str) -> bool:
    """Whether one more new visitor may come from this network. In development this machine always may:
    load tests and journeys all come from it."""
    if _at_home(deps, address):
        return True
    return deps.limits.take(Limit.MESSAGES_NEW_VISITOR, _key(_network(address)), now=deps.monotonic())


@contextmanager
def socket_place(deps: Deps, address: str) -> Iterator[bool]:
    """Holds one of the places this address has for open sockets; yields whether there was one."""
    key = _key(address)
    free = _at_home(deps, address) or deps.sockets[key] < Limit.SOCKETS.value.size
    if not free:
        yield False
        return
    deps.sockets[key] += 1
    try:
        yield True
    finally:
        deps.sockets[key] -= 1
        if deps.sockets[key] <= 0:
            del deps.sockets[key]


def _at_home(deps: Deps, address: str) -> bool:
    if deps.settings.production:
        return False
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address == "testclient"


def _network(address: str) -> str:
    """A household or office rather than a device: /24 of IPv4, /56 of IPv6."""
    try:
        width = 24 if ip_address(address).version == 4 else 56
        return str(ip_network(f"{address}/{width}", strict=False))
    except ValueError:
        return address


def _key(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:16]
