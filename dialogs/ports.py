"""What the dialogs ask of the outside and how it answers. No implementation lives here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
"""A slot's value and a call's data: what JSON can say, so that a state can be stored and read back."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the citizen has shown to be. `level` 1: mobile confirmed by one-time code; 2: also the national
    ID belongs to that mobile. Ownership of a file is checked by the backend at every call."""

    level: int
    mobile: str
    national_id: str | None
    confirmed_at: datetime
    used_at: datetime


@dataclass(frozen=True, slots=True)
class Accepted:
    """Done, with the data that came back. `identity` is set by the identity actions alone: no flow
    document and no backend answer can raise assurance."""

    data: Mapping[str, Json] = field(default_factory=dict)
    identity: Identity | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """Understood and refused. `code` is one of the action's declared codes."""

    code: str
    data: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unavailable:
    """Not done, surely. `retry_after` in seconds when the other side named it."""

    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Sent, and nobody knows whether it was done. An end result follows after reconciliation."""


CallResult = Accepted | Rejected | Unavailable | Unknown
