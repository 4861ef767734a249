"""Named places where a test may kill the process. Outside a fault test every `hit` does nothing.
`FAULT_AT=K5:3` kills with SIGKILL at the third time K5 is reached: no clean-up, as when the power of a rack goes."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping

POINTS: Mapping[str, str] = {
    "K1": "inbox committed, before the acknowledgement",
    "K2": "conversation claimed, before the turn",
    "K3": "understood and advanced, before the commit",
    "K4": "turn committed, before a reply is sent",
    "K5": "reply sent, before it is marked sent",
    "K6": "call sent, before its answer is known",
    "K7": "answer of a call received, before it is in the inbox",
}

_left: dict[str, int] = {}
_armed = False


def hit(point: str) -> None:
    """Here is the failpoint `point`."""
    if not _armed or point not in _left:
        return
    _left[point] -= 1
    if _left[point] == 0:
        os.kill(os.getpid(), signal.SIGKILL)


def arm(environ: Mapping[str, str] = os.environ) -> None:
    """Read `FAULT_AT` (several, comma-separated). Called once at start by the wiring."""
    global _armed  # noqa: PLW0603 - one process has one fate
    _left.clear()
    for part in filter(None, environ.get("FAULT_AT", "").split(",")):
        point, _, times = part.partition(":")
        if point not in POINTS:
            raise ValueError(f"no such failpoint: {point}")
        _left[point] = int(times or "1")
    _armed = bool(_left)
