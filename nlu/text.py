"""Persian text in one form, with the way back to the raw text kept through every step; and digits for display.

Nothing here knows words or meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

ZWNJ = "\u200c"
TATWEEL = "\u0640"
_LETTERS = str.maketrans(
    {
        "ي": "ی", "ى": "ی", "ې": "ی", "ے": "ی", "ئ": "ی", "ك": "ک", "ڪ": "ک", "ة": "ه", "ۀ": "ه",
        "ہ": "ه", "ھ": "ه", "ە": "ه",
        "أ": "ا", "إ": "ا", "ٱ": "ا", "ؤ": "و", "ۇ": "و", "ء": "", "٫": ".", "٬": ",", "٪": "%", "?": "؟", ";": "؛",
        "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "‒": "-", "\u00ac": ZWNJ, "\u200b": ZWNJ,
    }
)  # fmt: skip
_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_PLAIN = str.maketrans({"آ": "ا", ZWNJ: " "})
_DROPPED = frozenset({"Mn", "Me", "Cf", "Cc", "Cs", "Co", "Cn"})
_FIRST_EMOJI = "\u2190"
_REPEATABLE = frozenset("!؟")
_APOSTROPHES = frozenset("'`\u00b4\u02bc\u02bf\u2018\u2019")

Piece = tuple[str, int, int]
"""One character of the normal text and the stretch of raw text it stands for."""


@dataclass(frozen=True, slots=True)
class Normal:
    """A text in normal form. `offsets[i]` is the raw stretch (start, end) of character i."""

    raw: str
    text: str
    offsets: tuple[tuple[int, int], ...]
    emoji: tuple[str, ...] = ()

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the raw text. An empty stretch gives an empty one."""
        if start >= end:
            at = self.offsets[start][0] if start < len(self.offsets) else len(self.raw)
            return at, at
        return self.offsets[start][0], self.offsets[end - 1][1]

    @property
    def plain(self) -> str:
        """The text for look-ups: آ as ا and ZWNJ as a space. Same length, so the offsets hold."""
        return self.text.translate(_PLAIN)


def normalise(raw: str) -> Normal:
    """Fold letters, digits, spaces and invisible characters. Works on any string; doing it twice changes nothing."""
    emoji = (
        tuple(character for character in raw if _is_emoji(character)) if max(raw, default="") >= _FIRST_EMOJI else ()
    )
    pieces = _fold_all(raw)
    text = "".join([piece[0] for piece in pieces])
    for wanted, step in _STEPS:
        if wanted.search(text):
            pieces = step(pieces)
            text = "".join([piece[0] for piece in pieces])
    return Normal(raw=raw, text=text, offsets=tuple([(piece[1], piece[2]) for piece in pieces]), emoji=emoji)


def persian_digits(text: str) -> str:
    """ASCII digits shown as Persian ones; everything else as it is."""
    return text.translate(_PERSIAN)


def latin_digits(text: str) -> str:
    """Decimal digits of any script as ASCII; everything else as it is."""
    return "".join([str(unicodedata.decimal(c)) if c > "\x7f" and c.isdecimal() else c for c in text])


def isolate(text: str) -> str:
    """The text inside bidi isolates, so that codes do not turn round in a right-to-left line."""
    return f"\u2068{text}\u2069"


def _fold_all(raw: str) -> list[Piece]:
    pieces: list[Piece] = []
    for at, character in enumerate(raw):
        if character == "\u0653" and pieces and pieces[-1][0] == "ا":
            pieces[-1] = ("آ", pieces[-1][1], at + 1)  # madda written apart
            continue
        folded = _fold(character)
        if len(folded) == 1:
            pieces.append((folded, at, at + 1))
            continue
        if not folded and pieces and unicodedata.category(character) == "Mn":
            pieces[-1] = (pieces[-1][0], pieces[-1][1], at + 1)  # a diacritic belongs to its letter
            continue
        pieces.extend([(part, at, at + 1) for part in folded])
    return pieces


@lru_cache(maxsize=8192)
def _fold(character: str) -> str:
    """What one character becomes: nothing, one character, or several (ligatures)."""
    if character in {ZWNJ, TATWEEL}:
        return character
    if character.isspace() or _is_emoji(character):
        return " "
    folded = character
    for _ in range(4):  # compatibility forms can need a second look; four passes settle every code point
        parts = unicodedata.normalize("NFKC", folded).lower().translate(_LETTERS)
        parts = "".join([_fold_one(part) for part in parts])
        if parts == folded:
            break
        folded = parts
    return folded


def _fold_one(character: str) -> str:
    if character in {ZWNJ, TATWEEL}:
        return character
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if character.isspace() or _is_emoji(character):
        return " "
    return "" if unicodedata.category(character) in _DROPPED else character


def _is_emoji(character: str) -> bool:
    return character >= _FIRST_EMOJI and unicodedata.category(character) in {"So", "Sk"}


def _join_latin(pieces: list[Piece]) -> list[Piece]:
    """«este'lam» is one word: an apostrophe between Latin letters stands for ع or a pause."""
    kept: list[Piece] = []
    for at, piece in enumerate(pieces):
        after = pieces[at + 1][0] if at + 1 < len(pieces) else ""
        if piece[0] in _APOSTROPHES and kept and _is_latin(kept[-1][0]) and _is_latin(after):
            kept[-1] = (kept[-1][0], kept[-1][1], piece[2])
        else:
            kept.append(piece)
    return kept


def _is_latin(character: str) -> bool:
    return "a" <= character <= "z"


def _settle_joiners(pieces: list[Piece]) -> list[Piece]:
    """ZWNJ stays between letters, once; tatweel between digits is a separator, elsewhere decoration."""
    kept: list[Piece] = []
    for at, piece in enumerate(pieces):
        character = piece[0]
        if character not in {ZWNJ, TATWEEL}:
            kept.append(piece)
            continue
        before = kept[-1][0] if kept else ""
        after = next((later[0] for later in pieces[at + 1 : at + 9] if later[0] not in {ZWNJ, TATWEEL}), "")
        if character == ZWNJ and before.isalpha() and after.isalpha():
            kept.append(piece)
        elif character == TATWEEL and before.isdecimal() and after.isdecimal():
            kept.append(("-", piece[1], piece[2]))
    return kept


def _collapse_runs(pieces: list[Piece]) -> list[Piece]:
    """«سلاااام» is «سلام»: three or more of one letter become one; so do repeated marks."""
    kept: list[Piece] = []
    at = 0
    while at < len(pieces):
        character = pieces[at][0]
        end = at + 1
        while end < len(pieces) and pieces[end][0] == character:
            end += 1
        long_run = end - at >= 3 and character.isalpha()
        if (long_run and not _is_roman(character, end - at)) or character in _REPEATABLE:
            kept.append((character, pieces[at][1], pieces[end - 1][2]))
        else:
            kept.extend(pieces[at:end])
        at = end
    return kept


def _is_roman(character: str, length: int) -> bool:
    return character == "w" and length == 3  # www


def _collapse_spaces(pieces: list[Piece]) -> list[Piece]:
    """One space between words, none at the ends, and no ZWNJ beside a space."""
    kept: list[Piece] = []
    for piece in pieces:
        if piece[0] == " ":
            if kept and kept[-1][0] != " ":
                kept.append(piece)
            continue
        kept.append(piece)
    while kept and kept[-1][0] == " ":
        kept.pop()
    return kept


_STEPS: tuple[tuple[re.Pattern[str], Callable[[list[Piece]], list[Piece]]], ...] = (
    (re.compile(f"[{''.join(sorted(_APOSTROPHES))}]"), _join_latin),
    (re.compile(f"[{ZWNJ}{TATWEEL}]"), _settle_joiners),
    (re.compile(rf"([^\W\d_])\1\1|([{''.join(sorted(_REPEATABLE))}])\2"), _collapse_runs),
    (re.compile("^ |  | $"), _collapse_spaces),
)
"""What is done to a folded text, in this order, and what a text must have for it: most messages have none of it."""
