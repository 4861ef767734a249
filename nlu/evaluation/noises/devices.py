"""What keyboards, phones and copying do to a text without changing what it says: codes, digits, marks, spaces."""

from __future__ import annotations

import random
import re

from nlu.evaluation.noises.words import on_words
from nlu.text import TATWEEL, ZWNJ

_ARABIC_SCRIPT = re.compile("[\u0621-\u064a\u066e-\u06d3]")
_JOINING = re.compile("(?<=[بپتثجچحخسشصضطظعغفقکگلمنهی])(?=[\u0621-\u064a\u066e-\u06d3])")
_SHORT_VOWELS = "\u064e\u064e\u0650\u0650\u064f\u0652\u0651"
_EMOJI = ("🙏", "😊", "❤️", "👍🏽", "😡", "🏠", "🤔", "🌹", "😂", "👨‍👩‍👧", "🇮🇷", "✅")
_INVISIBLE = ("\u200e", "\u200f", "\u202b", "\u202c", "\u2067", "\u2069", "\ufeff", "\u00ad", "\u2060", "\u061c")
_DIGITS = {"latin": "0123456789", "persian": "۰۱۲۳۴۵۶۷۸۹", "arabic": "٠١٢٣٤٥٦٧٨٩"}


def joiners_dropped(text: str, dice: random.Random) -> str:  # noqa: ARG001 - all noises share one shape
    """A keyboard without the half-space: «می‌خوام» comes as «میخوام»."""
    return on_words(text, lambda word: word.replace(ZWNJ, ""))


def joiners_as_spaces(text: str, dice: random.Random) -> str:  # noqa: ARG001
    """The half-space typed as a space: «می خوام», «پرونده ها»."""
    return on_words(text, lambda word: word.replace(ZWNJ, " "))


def arabic_letters(text: str, dice: random.Random) -> str:
    """An Arabic or Urdu keyboard: ي or ى, ك, and ة, ہ or ھ for ه."""

    def retype(word: str) -> str:
        word = word.replace("ک", "ك")
        word = re.sub("ی$", lambda _: dice.choice("يى"), word).replace("ی", "ي")
        return re.sub("ه", lambda match: dice.choice("هههہھة" if match.end() == len(word) else "هههہھ"), word)

    return on_words(text, retype)


def diacritics(text: str, dice: random.Random) -> str:
    """Short vowels and other marks written out on four letters in ten."""

    def mark(match: re.Match[str]) -> str:
        return match.group() + (dice.choice(_SHORT_VOWELS) if dice.random() < 0.4 else "")

    return _ARABIC_SCRIPT.sub(mark, text)


def tatweel(text: str, dice: random.Random) -> str:
    """Letters stretched with kashida for looks: «پـرونـده»."""

    def stretch(_: re.Match[str]) -> str:
        return TATWEEL * dice.randrange(1, 4) if dice.random() < 0.3 else ""

    return on_words(text, lambda word: _JOINING.sub(stretch, word))


def emoji(text: str, dice: random.Random) -> str:
    """Pictures before, after and between the words, also joined ones, flags and skin tones."""
    words = text.split(" ")
    for _ in range(dice.randrange(1, 4)):
        sign = dice.choice(_EMOJI) * dice.choice((1, 1, 3))
        at = dice.choice((0, len(words), dice.randrange(len(words) + 1)))
        beside_codes = any(re.search(r"\d", word) for word in words[max(0, at - 1) : at + 1])
        words.insert(len(words) if beside_codes else at, sign)
    return " ".join(words)


def digits_latin(text: str, dice: random.Random) -> str:  # noqa: ARG001
    """Every digit in the Latin script."""
    return _in_script(text, "latin")


def digits_persian(text: str, dice: random.Random) -> str:  # noqa: ARG001
    """Every digit in the Persian script."""
    return _in_script(text, "persian")


def digits_arabic(text: str, dice: random.Random) -> str:  # noqa: ARG001
    """Every digit in the Arabic-Indic script."""
    return _in_script(text, "arabic")


def invisible(text: str, dice: random.Random) -> str:
    """Direction marks, isolates and other signs nobody sees, strewn in by copying; a no-break space for a space."""
    strewn = "".join(letter + (dice.choice(_INVISIBLE) if dice.random() < 0.2 else "") for letter in text)
    spaced = re.sub(" ", lambda _: "\u00a0" if dice.random() < 0.2 else " ", strewn)
    return f"\u2067{spaced}\u2069"


def _in_script(text: str, script: str) -> str:
    wanted = _DIGITS[script]
    for digits in _DIGITS.values():
        text = text.translate(str.maketrans(digits, wanted))
    return text
