"""What was worked out of single words before, of so many at most: citizens' words have no end."""

from __future__ import annotations

from typing import TypeVar

MOST = 20_000

Key = TypeVar("Key")
Value = TypeVar("Value")


def keep(memory: dict[Key, Value], key: Key, value: Value) -> Value:
    """The value, remembered from now on. A memory that is full begins anew."""
    if len(memory) >= MOST:
        memory.clear()
    memory[key] = value
    return value
