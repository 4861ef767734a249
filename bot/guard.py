"""Who may call a route. Every route carries a mark; `wiring` refuses to start with an unmarked one."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

Endpoint = TypeVar("Endpoint", bound=Callable[..., object])
MARK = "__access__"


class Access(StrEnum):
    """The gate a route stands behind. The route's own dependency enforces it; security tests try each."""

    ANYONE = "anyone"
    """Public pages, assets, health."""
    VISITOR = "visitor"
    """A web visitor's ticket: reaches that visitor's conversation and no other."""
    WEBHOOK = "webhook"
    """A messenger's secret, compared in constant time."""
    STAFF = "staff"
    """A signed-in member of staff with a confirmed second factor."""
    LOOPBACK = "loopback"
    """Development twins: only in development, only from this machine."""
    REST = "rest"
    """The Rasa-compatible channel: only when enabled."""


def access(level: Access) -> Callable[[Endpoint], Endpoint]:
    """Mark an endpoint with its gate."""

    def mark(endpoint: Endpoint) -> Endpoint:
        setattr(endpoint, MARK, level)
        return endpoint

    return mark
