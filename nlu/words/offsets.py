"""Words of a normal text replaced, with the way back to the raw text kept for every character."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.text import Normal

Change = tuple[int, int, str]
"""`text[start:end]` becomes this."""


def replace(normal: Normal, changes: Sequence[Change]) -> Normal:
    """The text with all changes made. They are in order and do not overlap."""
    if not changes:
        return normal
    text: list[str] = []
    offsets: list[tuple[int, int]] = []
    at = 0
    for start, end, written in changes:
        text += (normal.text[at:start], written)
        offsets += normal.offsets[at:start]
        offsets += _spread(normal, start, end, written)
        at = end
    text.append(normal.text[at:])
    offsets += normal.offsets[at:]
    return Normal(normal.raw, "".join(text), tuple(offsets), normal.emoji)


def _spread(normal: Normal, start: int, end: int, written: str) -> list[tuple[int, int]]:
    """Letters that both words share at their ends keep their place; those between stand for all that was there."""
    before = normal.text[start:end]
    head = _shared(before, written)
    tail = _shared(before[head:][::-1], written[head:][::-1])
    offsets = normal.offsets[start:end]
    if head < len(before) - tail:
        since, until = offsets[head][0], offsets[len(before) - tail - 1][1]
    else:
        since, until = _gap(normal, start + head)
    middle = [(since, until)] * (len(written) - head - tail)
    return [*offsets[:head], *middle, *offsets[len(before) - tail :]]


def _gap(normal: Normal, at: int) -> tuple[int, int]:
    """Where something new is put in: right after the letter before; inside a stretch that both its neighbours stand
    for, that stretch."""
    edge = normal.offsets[at - 1][1] if at else normal.offsets[0][0]
    after = normal.offsets[at][0] if at < len(normal.offsets) else edge
    return min(edge, after), edge


def _shared(left: str, right: str) -> int:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count
