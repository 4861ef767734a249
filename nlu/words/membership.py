"""A large set of words as a sorted array of 32-bit hashes: 4 bytes a word, one wrong «yes» in some 20,000 strangers."""

from __future__ import annotations

import sys
from array import array
from base64 import b64decode, b64encode
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32


@dataclass(frozen=True, repr=False, slots=True)
class HashedWords:
    hashes: array[int]

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str):
            return False
        wanted = crc32(word.encode())
        at = bisect_left(self.hashes, wanted)
        return at < len(self.hashes) and self.hashes[at] == wanted

    def __len__(self) -> int:
        return len(self.hashes)

    @classmethod
    def of(cls, words: Iterable[str], others: HashedWords | None = None) -> HashedWords:
        """These words, and those of another set."""
        return cls(array("I", sorted({crc32(word.encode()) for word in words}.union(others.hashes if others else ()))))

    def dumped(self) -> str:
        return b64encode(_little(self.hashes).tobytes()).decode("ascii")

    @classmethod
    def loaded(cls, text: str) -> HashedWords:
        hashes = array("I")
        hashes.frombytes(b64decode(text))
        return cls(_little(hashes))


def _little(hashes: array[int]) -> array[int]:
    """Stored little-endian on every machine."""
    if sys.byteorder == "little":
        return hashes
    swapped = array("I", hashes)
    swapped.byteswap()
    return swapped
