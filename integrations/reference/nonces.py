"""Remembers which assertions were used, so that a copied header is worth nothing: in this process's memory, or in a
file that several processes of one machine share."""

from __future__ import annotations

import fcntl
import hashlib
import mmap
import struct
import threading
from pathlib import Path
from typing import Protocol

SLOT = struct.Struct("<QQ")  # a nonce's hash, and the unix second from which it may be forgotten
SLOTS = 1 << 20  # two minutes of a thousand calls a second fill a tenth of it
LOOK_AT = 16
WINDOW = struct.Struct("<" + "QQ" * LOOK_AT)
FEW = 10_000


class Nonces(Protocol):
    def first_time(self, nonce: str, expires: int, *, now: float) -> bool:
        """Notes a nonce. False when it is known and not expired yet. Times in unix seconds."""
        ...


class OwnNonces:
    """For a backend of one process."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}
        self._sweep_at = FEW
        self._lock = threading.Lock()

    def first_time(self, nonce: str, expires: int, *, now: float) -> bool:
        with self._lock:
            if len(self._seen) >= self._sweep_at:
                self._seen = {old: end for old, end in self._seen.items() if end > now}
                # Twice what is left: under load all are fresh, and sweeping at every call would find nothing.
                self._sweep_at = max(FEW, 2 * len(self._seen))
            if self._seen.get(nonce, 0) > now:
                return False
            self._seen[nonce] = expires
            return True


class SharedNonces:
    """For several processes: a table in a file. Where there is no room among a nonce's slots it counts as known, so
    that too many calls can only be refused, never repeated."""

    def __init__(self, path: Path, *, slots: int = SLOTS) -> None:
        self._slots = slots
        self._file = path.open("a+b")
        self._lock = threading.Lock()
        fcntl.flock(self._file, fcntl.LOCK_EX)
        try:
            # The place after the end reads as zeros: no hash, long expired.
            self._file.truncate(slots * SLOT.size)
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self._table = mmap.mmap(self._file.fileno(), slots * SLOT.size)

    def first_time(self, nonce: str, expires: int, *, now: float) -> bool:
        mark = int.from_bytes(hashlib.sha256(nonce.encode("utf-8", "surrogatepass")).digest()[:8], "little")
        # The file's lock is the process's: threads of one process need their own.
        with self._lock:
            fcntl.flock(self._file, fcntl.LOCK_EX)
            try:
                return self._note(mark, expires, now=now)
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        self._table.close()
        self._file.close()

    def _note(self, mark: int, expires: int, *, now: float) -> bool:
        # The places a nonce may take lie side by side, so one reading has them all.
        place = mark % (self._slots - LOOK_AT + 1) * SLOT.size
        window = WINDOW.unpack_from(self._table, place)
        known, until = window[::2], window[1::2]
        if mark in known and any(one == mark and end > now for one, end in zip(known, until, strict=True)):
            return False
        free = next((number for number, end in enumerate(until) if end <= now), None)
        if free is None:
            return False
        SLOT.pack_into(self._table, place + free * SLOT.size, mark, expires)
        return True
