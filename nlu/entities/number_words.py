"""The words for numbers and their endings, in Persian and Finglish. How they add up is `numbers`' work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

UNITS = {
    "یک": 1, "یه": 1, "دو": 2, "سه": 3, "چهار": 4, "چار": 4, "پنج": 5, "شش": 6, "شیش": 6, "هفت": 7, "هف": 7, "هشت": 8,
    "هش": 8, "نه": 9,
}  # fmt: skip
TEENS = {
    "ده": 10, "یازده": 11, "دوازده": 12, "سیزده": 13, "چهارده": 14, "چارده": 14, "پانزده": 15, "پونزده": 15,
    "شانزده": 16, "شونزده": 16, "پونزه": 15, "شونزه": 16, "هفده": 17, "هیفده": 17, "هیوده": 17, "هجده": 18, "هیجده": 18,
    "هژده": 18, "هیژده": 18, "هشده": 18, "نوزده": 19, "نونزده": 19,
}  # fmt: skip
TENS = {
    "بیست": 20, "بیس": 20, "سی": 30, "چهل": 40, "چل": 40, "پنجاه": 50, "پنجا": 50, "شصت": 60, "شص": 60, "هفتاد": 70,
    "هشتاد": 80, "هشاد": 80, "نود": 90,
}  # fmt: skip
HUNDREDS = {
    "صد": 100, "یکصد": 100, "دویست": 200, "دویس": 200, "دیویست": 200, "دیویس": 200, "سیصد": 300, "سصد": 300,
    "چهارصد": 400, "چارصد": 400, "پانصد": 500, "پونصد": 500, "ششصد": 600, "شیشصد": 600, "شصصد": 600,
    "شصد": 600, "هفتصد": 700,
    "هفصد": 700, "هشتصد": 800, "هشصد": 800, "نهصد": 900, "نصد": 900,
}  # fmt: skip
SCALES = {
    "هزار": 10**3, "حزار": 10**3, "هذار": 10**3, "هضار": 10**3, "هظار": 10**3, "میلیون": 10**6, "ملیون": 10**6,
    "میلیارد": 10**9, "ملیارد": 10**9, "بیلیون": 10**9, "تریلیون": 10**12, "hezar": 10**3, "milion": 10**6,
    "million": 10**6, "melyon": 10**6, "milyon": 10**6, "miliard": 10**9, "milyard": 10**9, "milliard": 10**9,
}  # fmt: skip
LATIN = {
    "yek": 1, "ye": 1, "do": 2, "se": 3, "chahar": 4, "char": 4, "panj": 5, "shish": 6, "shesh": 6, "haft": 7,
    "hasht": 8, "noh": 9, "dah": 10, "yazdah": 11, "davazdah": 12, "sizdah": 13, "chahardah": 14, "panzdah": 15,
    "punzdah": 15, "poonzdah": 15, "shanzdah": 16, "shunzdah": 16, "shoonzdah": 16, "hefdah": 17, "hifdah": 17,
    "hejdah": 18, "hijdah": 18, "nuzdah": 19, "noozdah": 19, "bist": 20, "si": 30, "chehel": 40, "panjah": 50,
    "shast": 60, "haftad": 70, "hashtad": 80, "navad": 90, "sad": 100, "divist": 200, "devist": 200, "sisad": 300,
    "chaharsad": 400, "charsad": 400, "pansad": 500, "punsad": 500, "poonsad": 500, "sheshsad": 600, "shishsad": 600,
    "haftsad": 700, "hashtsad": 800, "nohsad": 900,
}  # fmt: skip
AND = frozenset({"و", "o", "va"})
HEARD_AND = "را"  # what a repair makes of the end of «دویستو پنجاه»
HALF = frozenset({"نیم", "nim"})
POINT = frozenset({"ممیز"})
PARTS_OF_TEN = frozenset({"دهم", "صدم"})  # said after the figures behind a point
_ORDINALS = {
    "اول": 1, "یکم": 1, "سوم": 3, "اولی": 1, "اولین": 1, "اولیم": 1, "اوله": 1, "سومین": 3, "سومی": 3, "سومیم": 3,
    "سومه": 3, "سومش": 3, "سومشه": 3, "سومیش": 3, "سومیشه": 3, "دووم": 2, "دووما": 2, "دوومی": 2, "سووم": 3,
    "سوومی": 3, "چارم": 4, "چارمی": 4, "اولش": 1, "اولشه": 1, "اولیش": 1, "اولیشه": 1, "aval": 1, "avval": 1,
    "sevom": 3,
}  # fmt: skip
_OTHER_WORDS = frozenset(
    {
        "پنجه",
        "سیه",
        "دهه",
        "نهه",
        "سهم",
        "سهمی",
        "شیشه",
        "ششه",
        "یکه",
        "دوه",
        "هفته",
        "سیم",
        "سیمی",
        "دهیم",
        "نهیم",
        "سییم",
    }
    | {"سهمش", "سهمشه", "سهمیش", "سهمیشه", "سیمش", "سیمشه"}
)
"""Claw, black, decade, share, glass, week…: words that only look like a number with an ending."""
WITH_BE = {"یکه": 1, "دوه": 2, "پنجه": 5, "شیشه": 6, "ششه": 6, "هفته": 7, "نهه": 9, "دهه": 10, "سیه": 30}
"""Some of them are numbers with «است» after all, when they end a longer one («هشتاد و پنجه»)."""


_SOUND_ALIKE = {letter: group for group in ("تط", "صسث", "هح", "زذضظ") for letter in group}
_OTHERWISE = frozenset({"سد", "شست", "حضار", "حظار"})
"""Dam, thumb, those present: words of their own that only sound like numbers."""


def sounding_alike(word: str) -> Iterator[str]:
    """The word itself, and as it is written by ear: «حشت», «بیصط»."""
    for letters in product(*(_SOUND_ALIKE.get(letter, letter) for letter in word)):
        if (heard := "".join(letters)) not in _OTHERWISE:
            yield heard


@dataclass(frozen=True, slots=True)
class Word:
    """A word below a thousand. An ordinal says which one, a counted one («دوتا») how many; both end a number."""

    value: int
    size: int
    ordinal: bool = False
    counted: bool = False


def _forms(word: str, value: int, size: int) -> Iterator[tuple[str, Word]]:
    """A number word with every ending it takes."""
    yield word, Word(value, size)
    if word.isascii():
        for ending in ("om", "omi", "omin"):
            yield word + ending, Word(value, size, ordinal=True)
        yield word + "ta", Word(value, size, counted=True)
        if size > 1:
            yield word + "o", Word(value, size)  # «sado bist»
        return
    for ending in ("م", "می", "مین", "میم", "مم", "مه", "میه", "مش", "مشه", "میش", "میشه"):
        yield word + ending, Word(value, size, ordinal=True)
    for ending in ("تا", "تایی", "ه", "یم", "س"):
        yield word + ending, Word(value, size, counted=True)
    if word.endswith("ت"):
        yield word + "ا", Word(value, size, counted=True)  # «هفتا», «بیستا»
    if size > 1:
        yield word + "و", Word(value, size)  # «صدو بیست»


def _all_words() -> dict[str, Word]:
    sized = ((UNITS, 1), (TEENS, 2), (TENS, 2), (HUNDREDS, 3))
    tables = [
        (heard, value, size) for table, size in sized for word, value in table.items() for heard in sounding_alike(word)
    ]
    tables += [(word, value, 1 if value < 10 else 3 if value >= 100 else 2) for word, value in LATIN.items()]
    words = {"صفر": Word(0, 1), "ثفر": Word(0, 1), "sefr": Word(0, 1)}
    for word, value, size in tables:
        words.update(_forms(word, value, size))
    words.update({word: Word(value, size) for word, value, size in tables})  # «پنجاه» is no «پنجا» with an ending
    words.update({word: Word(value, 1, ordinal=True) for word, value in _ORDINALS.items()})
    return {word: meant for word, meant in words.items() if word not in _OTHER_WORDS}


WORDS = _all_words()
