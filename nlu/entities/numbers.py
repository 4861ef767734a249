"""Numbers as people write them: digits, words, and both mixed. What a number counts is decided elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

UNITS = {
    "یک": 1, "یه": 1, "دو": 2, "سه": 3, "چهار": 4, "چار": 4, "پنج": 5, "شش": 6, "شیش": 6, "هفت": 7, "هشت": 8, "نه": 9,
}  # fmt: skip
TEENS = {
    "ده": 10, "یازده": 11, "دوازده": 12, "سیزده": 13, "چهارده": 14, "چارده": 14, "پانزده": 15,
    "پونزده": 15, "شانزده": 16,
    "شونزده": 16, "هفده": 17, "هیفده": 17, "هجده": 18, "هیجده": 18, "هژده": 18, "نوزده": 19, "نونزده": 19,
}  # fmt: skip
TENS = {"بیست": 20, "سی": 30, "چهل": 40, "پنجاه": 50, "شصت": 60, "هفتاد": 70, "هشتاد": 80, "نود": 90}
HUNDREDS = {
    "صد": 100, "یکصد": 100, "دویست": 200, "سیصد": 300, "چهارصد": 400, "چارصد": 400, "پانصد": 500, "پونصد": 500,
    "ششصد": 600, "شیشصد": 600, "شصصد": 600, "هفتصد": 700, "هشتصد": 800, "نهصد": 900,
}  # fmt: skip
SCALES = {
    "هزار": 10**3, "میلیون": 10**6, "ملیون": 10**6, "میلیارد": 10**9, "ملیارد": 10**9,
    "بیلیون": 10**9, "تریلیون": 10**12,
    "hezar": 10**3, "milion": 10**6, "million": 10**6, "melyon": 10**6, "miliard": 10**9, "milyard": 10**9,
}  # fmt: skip
LATIN = {
    "yek": 1, "ye": 1, "do": 2, "se": 3, "chahar": 4, "char": 4, "panj": 5, "shish": 6, "shesh": 6,
    "haft": 7, "hasht": 8,
    "noh": 9, "dah": 10, "bist": 20, "si": 30, "chehel": 40, "panjah": 50, "sad": 100,
    "divist": 200, "devist": 200, "sisad": 300,
}  # fmt: skip
ORDINALS = {
    "اول": 1,
    "یکم": 1,
    "دوم": 2,
    "سوم": 3,
    "سی ام": 30,
    "چهارم": 4,
    "چارم": 4,
    "نهم": 9,
    "اولی": 1,
    "دومی": 2,
    "سومی": 3,
}
LARGEST = 10**15  # beyond it a run of digits is no quantity anybody counts
_TOKEN = re.compile(
    r"(?P<digits>\d{1,3}(?:[,،]\d{3})+(?!\d)(?:\.\d+)?|(?<![\d/.-])\d+/\d{1,2}(?![\d/-])|(?<![\d.])\d+\.\d+(?![\d.])|\d+)"
    r"|(?P<word>[^\W\d_]+)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the plain text. `digits` is set when it was written as one run of digits, unscaled."""

    value: Decimal
    start: int
    end: int
    digits: str | None = None
    ordinal: bool = False
    scaled: int = 1
    slash: bool = False
    grouped: bool = False
    doubtful: bool = False
    counted: bool = False

    @property
    def whole(self) -> int | None:
        return int(self.value) if self.value == int(self.value) else None

    @property
    def ordinal_only(self) -> bool:
        """Says which one («سوم»), not how many; «دوتا» also ends a number but counts."""
        return self.ordinal and not self.counted

    @property
    def plain_value(self) -> int | float:
        return int(self.value) if self.value == int(self.value) else float(self.value)


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    digits: bool


def find_numbers(plain: str) -> tuple[Number, ...]:
    """All numbers of a text, left to right, none overlapping."""
    tokens = [
        _Token(match.group(), match.start(), match.end(), match.lastgroup == "digits")
        for match in _TOKEN.finditer(plain)
    ]
    found: list[Number] = []
    at = 0
    while at < len(tokens):
        if not _may_start(tokens[at]):
            at += 1
            continue
        number, used = _Reader(plain, tokens).read(at)
        if number is not None and number.value < LARGEST:
            found.append(number)
        at += max(used, 1)
    return tuple(found)


def _may_start(token: _Token) -> bool:
    """A quick no for most words; the reader decides the rest."""
    text = token.text
    if token.digits or text in {"هزار", "نیم", "صفر", "hezar"} or text.endswith(("م", "می", "تا")):
        return True
    return text in UNITS or text in TEENS or text in TENS or text in HUNDREDS or text in LATIN or text in ORDINALS


def words_to_number(text: str) -> int | None:
    """The number a whole text says, in words or digits; None when it says anything else."""
    plain = text.strip().replace("\u200c", " ")
    negative = plain.startswith(("منفی ", "-"))
    plain = plain.removeprefix("منفی ").removeprefix("-")
    if plain in SCALES:
        plain = f"یک {plain}"
    numbers = find_numbers(plain)
    if len(numbers) != 1 or (numbers[0].start, numbers[0].end) != (0, len(plain)):
        return None
    whole = numbers[0].whole
    return -whole if negative and whole is not None else whole


class _Reader:
    """Reads one number from a place in the tokens."""

    def __init__(self, plain: str, tokens: list[_Token]) -> None:
        self.plain = plain
        self.tokens = tokens
        self.total = Decimal(0)
        self.current: Decimal | None = None
        self.size = 99  # size of the last small part: 3 hundreds, 2 tens, 1 units, 0 digits
        self.scale = 10**15
        self.ordinal = False

    def read(self, first: int) -> tuple[Number | None, int]:
        at = first
        end = first
        while at < len(self.tokens) and not self.ordinal:
            token = self.tokens[at]
            if at > first and not self._joined(self.tokens[at - 1], token):
                break
            if token.text == "و" and end == at > first:
                at += 1
                continue
            if not self._take(token):
                break
            at += 1
            end = at
        if end == first:
            return None, 1
        return self._number(first, end), end - first

    def _joined(self, left: _Token, right: _Token) -> bool:
        between = self.plain[left.end : right.start]
        return between in {"", " "}

    def _take(self, token: _Token) -> bool:
        text = token.text
        if token.digits:
            return self._take_digits(text)
        if text in SCALES:
            return self._take_scale(SCALES[text])
        stem = text.removesuffix("ین").removesuffix("م")
        if stem != text and stem in SCALES:
            self.ordinal = self._take_scale(SCALES[stem])
            return self.ordinal
        if text == "نیم":
            return self._take_half()
        if (
            text.startswith("صد")
            and text in {"صد", "صدم"}
            and self.size == 1
            and self.current is not None
            and self.current < 10
        ):
            self.current, self.size = self.current * 100, 3
            return True
        value, size, ordinal = _small(text)
        if size == 0 or (self.current is not None and size >= self.size):
            return False
        if self.current is not None and self.size == 2 and value >= 10:
            return False
        self.current = (self.current or Decimal(0)) + value
        self.size = size
        self.ordinal = ordinal
        return True

    def _take_digits(self, text: str) -> bool:
        if self.current is not None:
            return False
        if self.total and len(re.sub(r"\D", "", text)) > 3:
            return False
        self.current = Decimal(re.sub(r"[,،]", "", text).replace("/", "."))
        self.size = 0
        return True

    def _take_scale(self, scale: int) -> bool:
        if scale >= self.scale or (self.current is None and scale != 1000):
            return False
        self.total += (self.current if self.current is not None else 1) * scale
        self.current, self.size, self.scale = None, 99, scale
        return True

    def _take_half(self) -> bool:
        if self.current is not None:
            self.current += Decimal("0.5")
            self.size = 0
        elif self.total:
            self.total += Decimal(self.scale) / 2
            self.size = 0
        else:
            self.current = Decimal("0.5")
            self.size = 0
        return True

    def _number(self, first: int, end: int) -> Number:
        start, stop = self.tokens[first].start, self.tokens[end - 1].end
        text = self.plain[start:stop]
        only = end - first == 1 and self.tokens[first].digits
        return Number(
            value=self.total + (self.current or 0),
            start=start,
            end=stop,
            digits=text if only and text.isdecimal() else None,
            ordinal=self.ordinal,
            scaled=self.scale if self.scale < 10**15 else 1,
            slash=only and "/" in text,
            counted=text.endswith("تا"),
            grouped=only and bool(re.search("[,،]", text)),
            doubtful=end - first == 1 and text in {"نه", "سی", "یه", "یک", "ده", "اول", "do", "se", "si", "ye"},
        )


def _small(text: str) -> tuple[int, int, bool]:
    """A word below a thousand: value, size, ordinal. Size 0 means it is no number word."""
    for table, size in ((UNITS, 1), (TEENS, 2), (TENS, 2), (HUNDREDS, 3)):
        if text in table:
            return table[text], size, False
    if text == "صفر":
        return 0, 1, False
    if text in LATIN:
        value = LATIN[text]
        return value, 1 if value < 10 else 3 if value >= 100 else 2, False
    if text in ORDINALS:
        return ORDINALS[text], 1, True
    if text.endswith("تا") and text[:-2] in UNITS | TEENS:
        return (UNITS | TEENS)[text[:-2]], 1, True  # «دوتا» ends a number as an ordinal does
    stem = text.removesuffix("ی").removesuffix("م")
    if stem != text and len(stem) > 1 and text.rstrip("ی").endswith("م"):
        value, size, _ = _small(stem) if not stem.endswith("م") else (0, 0, False)
        return value, size, size > 0
    return 0, 0, False
