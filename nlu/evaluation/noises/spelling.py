"""What fingers and ears do to a text: typing slips, letters that sound alike, doubled and drawn-out letters."""

from __future__ import annotations

import random
import re

from nlu.evaluation.noises.words import on_some_words, on_words

# Rows of the standard Persian keyboard (ISIRI 9147) and of the Latin one, each with how far it is set in, in keys.
_ROWS = (
    ("ضصثقفغعهخحجچ", 0.0), ("شسیبلاتنمکگ", 0.25), ("ظطزرذدپو", 0.75),
    ("qwertyuiop", 0.0), ("asdfghjkl", 0.25), ("zxcvbnm", 0.75),
)  # fmt: skip
_REACH = 1.3
_HOMOPHONES = {letter: group for group in ("تط", "سصث", "زذضظ", "هح", "قغ") for letter in group}
_LONG_VOWEL = re.compile("[اآویه]")


def _neighbours() -> dict[str, str]:
    """The keys within a finger's reach of each key, sideways and in the rows above and below."""
    near: dict[str, str] = {}
    for rows in (_ROWS[:3], _ROWS[3:]):
        places = [(key, at + inset, row) for row, (keys, inset) in enumerate(rows) for at, key in enumerate(keys)]
        for key, x, y in places:
            near[key] = "".join(
                other for other, at, row in places if other != key and (at - x) ** 2 + (row - y) ** 2 <= _REACH**2
            )
    return near


_NEAR = _neighbours()


def typo(text: str, dice: random.Random) -> str:
    """One slip in the message: a neighbouring key, two letters swapped or one left out."""
    return on_some_words(text, lambda word: _slip(word, dice), count=1, least=3, dice=dice)


def heavy_typo(text: str, dice: random.Random) -> str:
    """Two or three slips, each in a word of its own: thumbs on a small screen."""
    return on_some_words(text, lambda word: _slip(word, dice), count=dice.choice((2, 3)), least=3, dice=dice)


def homophone(text: str, dice: random.Random) -> str:
    """Letters that sound alike, each mistaken three times in ten: ت/ط, س/ص/ث, ز/ذ/ض/ظ, ه/ح, ق/غ."""

    def mishear(letter: str) -> str:
        others = _HOMOPHONES.get(letter, letter).replace(letter, "")
        return dice.choice(others) if others and dice.random() < 0.3 else letter

    return on_words(text, lambda word: "".join(map(mishear, word)))


def doubled(text: str, dice: random.Random) -> str:
    """A key that bounces: in one word of four a letter comes twice."""

    def bounce(word: str) -> str:
        at = dice.randrange(len(word))
        return word[: at + 1] + word[at:] if word[at].isalpha() and dice.random() < 0.25 else word

    return on_words(text, bounce)


def elongated(text: str, dice: random.Random) -> str:
    """A long vowel drawn out for feeling in one or two words: «سلاااام»."""

    def draw_out(word: str) -> str:
        vowels = list(_LONG_VOWEL.finditer(word))
        if not vowels:
            return word
        at = dice.choice(vowels).start()
        return word[:at] + word[at] * dice.randrange(3, 8) + word[at + 1 :]

    return on_some_words(text, draw_out, count=dice.choice((1, 2)), least=3, dice=dice)


def no_spaces(text: str, dice: random.Random) -> str:
    """Three spaces in ten missing between words; numbers that stand side by side stay apart."""
    return re.sub(r"(?<!\d) (?!\d)", lambda _: "" if dice.random() < 0.3 else " ", text)


def _slip(word: str, dice: random.Random) -> str:
    letters = [at for at, sign in enumerate(word) if sign.isalpha()]
    if len(letters) < 3:
        return word
    kind = dice.choice(("neighbour", "neighbour", "swap", "drop"))
    at = dice.choice(letters)
    if kind == "neighbour" and (near := _NEAR.get(word[at].lower())):
        return word[:at] + dice.choice(near) + word[at + 1 :]
    if kind == "swap":
        at = dice.choice(letters[:-1])
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :]
