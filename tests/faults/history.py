"""A history: what was tried, what came of it and what was seen, by everybody outside the program, in order.
The checker reads nothing else."""

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Event:
    """`kind`: invoke, ok, fail, or info (nobody knows). What `op`, `key` and `value` mean stands in `checker`."""

    t: float
    process: str
    kind: str
    op: str
    conversation: str = ""
    key: str = ""
    value: Any = None


class History:
    """Events in the order they were noted; kept in memory and, when a path is given, one JSON line each."""

    def __init__(self, path: Path | None = None):
        self.events = []
        self._file = path.open("w") if path else None

    def note(self, process, kind, op, conversation="", key="", value=None):
        event = Event(time.monotonic(), process, kind, op, conversation, key, value)
        self.events.append(event)
        if self._file:
            self._file.write(json.dumps(asdict(event)) + "\n")

    def close(self):
        if self._file:
            self._file.close()


def read_history(path: Path):
    return [Event(**json.loads(line)) for line in path.read_text().splitlines()]
