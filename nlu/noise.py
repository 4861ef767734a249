"""Misspellings the trainer adds to its examples. The noises of the evaluation are others, in `nlu/evaluation/noises`:
what measures shares neither code nor dice with what teaches."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Noise = Callable[[str, random.Random], str]

_KEYBOARD = ("ضصثقفغعهخحجچ", "شسیبلاتنمکگ", "ظطزرذدپو")
_HOMOPHONES = ("سصث", "زذضظ", "تط", "هح", "قغ")
_COLLOQUIAL = (
    (r"می‌خواهم", "میخوام"), (r"می‌شود", "میشه"), (r"است(?!\w)", "ه"), (r"را(?!\w)", "رو"), (r"(?<=\w)ان(?!\w)", "ون"),
    (r"می‌توانم", "میتونم"), (r"چه طور|چگونه", "چطوری"), (r"دیگر", "دیگه"), (r"(?<!\w)اگر", "اگه"), (r"هستم", "م"),
    (r"برای", "واسه"), (r"بدهم", "بدم"), (r"بگویید", "بگید"), (r"می‌دهید", "میدید"),
)  # fmt: skip
_FINGLISH = {
    "ا": "a", "آ": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "s", "ج": "j", "چ": "ch", "ح": "h",
    "خ": "kh", "د": "d", "ذ": "z",
    "ر": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "z", "ط": "t", "ظ": "z",
    "ع": "a", "غ": "gh", "ف": "f",
    "ق": "gh", "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "و": "o", "ه": "h", "ی": "i",
    "\u200c": "", "ئ": "y", "ء": "",
}  # fmt: skip


def typo(text: str, dice: random.Random) -> str:
    """One slip of the finger in about every fourth word: swapped, missing, doubled or neighbouring letters."""
    return " ".join(_slip(word, dice) if dice.random() < 0.25 else word for word in text.split(" "))


def colloquial(text: str, dice: random.Random) -> str:  # noqa: ARG001 - all noises share one shape
    for formal, spoken in _COLLOQUIAL:
        text = re.sub(formal, spoken, text)
    return text


def finglish(text: str, dice: random.Random) -> str:
    """Latin letters for Persian ones, with a vowel guessed here and there."""
    out = []
    for letter in text:
        out.append(_FINGLISH.get(letter, letter))
        if letter in _FINGLISH and letter not in "اآویه" and dice.random() < 0.3:
            out.append(dice.choice("aeo"))
    return "".join(out)


def homophone(text: str, dice: random.Random) -> str:
    """Letters that sound alike, one mistaken for another here and there."""
    out = []
    for letter in text:
        group = next((one for one in _HOMOPHONES if letter in one), "")
        out.append(dice.choice(group) if group and dice.random() < 0.25 else letter)
    return "".join(out)


def no_spaces(text: str, dice: random.Random) -> str:
    """Some spaces between words missing."""
    return re.sub(" ", lambda _: "" if dice.random() < 0.3 else " ", text)


def two_typos(text: str, dice: random.Random) -> str:
    return typo(typo(text, dice), dice)


HANDS: tuple[Noise, ...] = (typo, two_typos, homophone, no_spaces)
"""What fingers do. Beside one of them, `WAYS`: how people write."""
WAYS: tuple[Noise, ...] = (finglish, finglish, colloquial)
TRAINING_NOISE: tuple[Noise, ...] = tuple(dict.fromkeys((*HANDS, *WAYS)))


def noisy_copies(text: str, dice: random.Random) -> tuple[str, ...]:
    """Two noisy copies of a training text out of a slip of the hands, another way of writing and several slips."""
    return tuple(make(text, dice) for make in dice.sample((dice.choice(HANDS), dice.choice(WAYS), two_typos), 2))


def _slip(word: str, dice: random.Random) -> str:
    if len(word) < 4 or any(letter.isdecimal() for letter in word):
        return word
    at = dice.randrange(1, len(word) - 1)
    kind = dice.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    return word[:at] + _neighbour(word[at], dice) + word[at + 1 :]


def _neighbour(letter: str, dice: random.Random) -> str:
    for row in _KEYBOARD:
        at = row.find(letter)
        if at >= 0:
            return dice.choice(row[max(0, at - 1) : at + 2])
    return letter
