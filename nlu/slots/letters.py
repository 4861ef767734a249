"""A message as hashed features for the linear half of a learned reader: words, neighbours, consonants, and letters in
runs that cross the spaces. Nothing here knows this desk's words; training and serving share it."""

from __future__ import annotations

from itertools import pairwise
from zlib import crc32

from nlu.features import BUCKETS
from nlu.skeleton import skeleton
from nlu.text import ZWNJ

LONGEST = 1000  # letters of a message that are looked at
_RUNS = (2, 3, 4)
_LAST = BUCKETS - 1


def letters(text: str) -> dict[int, float]:
    """Bucket → weight before idf, for a normal text; each feature counts once. Empty for a text without words."""
    text = text[:LONGEST].replace("آ", "ا").replace(ZWNJ, "")
    words = text.split()
    if not words:
        return {}
    found: dict[int, float] = {}
    marked = f" {' '.join(words)} "
    for size in _RUNS:
        for at in range(len(marked) - size + 1):
            found[crc32(marked[at : at + size].encode()) & _LAST] = 0.5
    for word in words:
        found[_bucket("w", word)] = 1.0
    for left, right in pairwise(words):
        found[_bucket("b", f"{left} {right}")] = 0.7
    for left, right in zip(words, words[2:], strict=False):
        found[_bucket("d", f"{left} {right}")] = 0.5
    found[_bucket("<", words[0])] = found[_bucket(">", words[-1])] = 0.8
    bones = [bone for word in words if (bone := skeleton(word))]
    for bone in bones:
        found[_bucket("s", bone)] = 0.8
    for left, right in pairwise(bones):
        found[_bucket("t", f"{left} {right}")] = 0.8
    return found


def _bucket(kind: str, text: str) -> int:
    return crc32(f"\n{kind}{text}".encode()) & _LAST  # no text has a line end: kinds and runs of letters stay apart
