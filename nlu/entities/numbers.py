"""Numbers as people write them: digits, words, and both mixed. What a number counts is decided elsewhere.

The words themselves are in `number_words`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from nlu.entities.calendar_words import MONTHS
from nlu.entities.number_words import AND, HALF, HEARD_AND, PARTS_OF_TEN, POINT, SCALES, UNITS, WITH_BE, WORDS, Word

LARGEST = 10**15  # beyond it a run of digits is no quantity anybody counts
_DIGITS = (
    r"(?P<digits>\d{1,3}(?:[,،]\d{3})+(?!\d)(?:\.\d+)?|(?<![\d/.-])\d{1,3}(?P<mark>[./])\d{3}(?:(?P=mark)\d{3})+(?![\d/.-])"
    r"|(?<![\d ])\d{1,3}(?: \d{3}){2,}(?= ?(?:تومان|تومن|ریال))"
    r"|(?<![\d/.-])\d+/\d{1,2}(?![\d/-])|(?<![\d.])\d+\.\d+(?![\d.])|\d+)"
)
_TOKEN = re.compile(rf"{_DIGITS}|(?P<word>[^\W\d_]+)")
_GLUED = re.compile(
    rf"{_DIGITS}|(?P<word>(?:{'|'.join(UNITS)}|ده)(?=طبقه|واحد)|(?:هزار|می?لیون|می?لیارد)(?=توم|ریال)|[^\W\d_]+)"
)
_NO_AND = frozenset({"ونه", "وه", "وام"})  # «ونه» is «and no» as well
_GLUED_ON = ("طبقه", "واحد", "توم", "ریال")
_NO_FRACTION = re.compile(r"(?:منطقه|طبقه|ساعت|شماره|واحد) $")
_DAY_OF = re.compile(rf" (?:{'|'.join(MONTHS)}|طبقه)(?!\w)")
_COUNTED = re.compile(r" ?(?:تا )?(?:طبقه|واحد)(?!\w)")
_NAMED = re.compile(r"(?:منطقه|ناحیه|بخش|ماده|پلاک|شماره|mantaghe)(?: ?ی)? $")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the plain text. `digits` is set when it was written as one run of digits, unscaled; `approximate`
    when it is the second of «دو سه»."""

    value: Decimal
    start: int
    end: int
    digits: str | None = None
    ordinal: bool = False
    scaled: int = 1
    slash: bool = False
    counted: bool = False
    approximate: bool = False

    @property
    def whole(self) -> int | None:
        return int(self.value) if self.value == int(self.value) else None

    @property
    def plain_value(self) -> int | float:
        return int(self.value) if self.value == int(self.value) else float(self.value)


class _Token(NamedTuple):
    text: str
    start: int
    end: int
    digits: bool


def find_numbers(plain: str) -> tuple[Number, ...]:
    """All numbers of a text, left to right, none overlapping."""
    tokens = _tokens(plain)
    found: list[Number] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if not (token.digits or _opens(token.text)):
            at += 1
            continue
        number, used = _Reader(plain, tokens).read(at)
        if number is not None and number.value < LARGEST:
            number = _one_or_two(plain, number)
            found.append(_beside(plain, found[-1], number) if found else number)
        at += max(used, 1)
    found = [part for number in found for part in _without_count(plain, number)]
    return tuple(_without_fractions(plain, found)) if len(found) > 1 else tuple(found)


def _tokens(plain: str) -> list[_Token]:
    tokens: list[_Token] = []
    for match in (_GLUED if _is_glued(plain) else _TOKEN).finditer(plain):
        text, at = match.group(), match.start()
        if match.lastgroup == "digits" or not ("و" in text or "متر" in text or "هزار" in text):
            tokens.append(_Token(text, at, match.end(), match.lastgroup == "digits"))
            continue
        for piece in _pieces(text):
            tokens.append(_Token(piece, at, at + len(piece), False))
            at += len(piece)
    return tokens


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[str, ...]:
    """«صدوبیست», «دوهزار», «دویستمتری», «میلیونو»: number words written together, apart. Any other word stays whole."""
    if text in WORDS or text in SCALES:
        return (text,)
    if text[0] == "و" and (text[1:] in HALF or _all_numbers((text[1:],))) and text not in _NO_AND:
        return ("و", text[1:])  # «سی وپنج»
    if (at := text.find("متر")) > 0 and _all_numbers(before := _pieces(text[:at])):
        return (*before, text[at:])
    if (at := text.find("هزار")) > 0 and text[:at] in WORDS:  # «دوهزار»
        return (text[:at], *_pieces(text[at:]))
    for at in (at for at, letter in enumerate(text) if letter == "و" and at > 0):
        first, rest = text[:at], text[at + 1 :]
        if first in SCALES or (first in WORDS and (WORDS[first].size > 1 or rest in HALF)):
            after = _pieces(rest) if rest else ()
            if (not rest and first in SCALES) or rest in HALF or _all_numbers(after):
                return (first, "و", *after)
    return (text,)


def _all_numbers(pieces: tuple[str, ...]) -> bool:
    return bool(pieces) and all(piece in WORDS or piece in AND or _scale_of(piece) for piece in pieces)


def _without_fractions(plain: str, found: list[Number]) -> Iterator[Number]:
    """«یک سوم», «سه چهارم» count nothing and name no floor."""
    skip = False
    for number, after in zip(found, (*found[1:], None), strict=False):
        if skip:
            skip = False
        elif after is not None and _is_fraction(plain, number, after):
            skip = True
        else:
            yield number


def _without_count(plain: str, number: Number) -> tuple[Number, ...]:
    """«زیربنا سیصد و پنجاه سه طبقه»: nobody builds so many floors, and no «و» joins the last word to those before."""
    units = number.value % 10
    if number.digits is not None or number.value < 100 or not units or number.scaled != 1 or number.ordinal:
        return (number,)
    before, last = plain[number.start : number.end].rpartition(" ")[::2]
    if before.endswith((" و", "و")) or WORDS.get(last) is None or WORDS[last].value != units:
        return (number,)
    if _COUNTED.match(plain, number.end) is None:
        return (number,)
    end = number.start + len(before)
    return replace(number, value=number.value - units, end=end), replace(number, value=units, start=end + 1)


def _is_fraction(plain: str, above: Number, below: Number) -> bool:
    words_both = above.digits is None and below.digits is None and plain[above.end : below.start] == " "
    parts = words_both and below.ordinal and not above.counted and 1 <= above.value < below.value <= 10
    return parts and _NO_FRACTION.search(plain[: above.start]) is None and not _DAY_OF.match(plain[below.end :])


def _is_glued(plain: str) -> bool:
    """Does a word that follows numbers stand without its space («دوطبقه», «هزارتومن»)?"""
    return any(
        plain.count(word) != plain.count(f" {word}") + plain.startswith(word) for word in _GLUED_ON if word in plain
    )


def _opens(word: str) -> bool:
    """May a number begin with this word? Of the scales only a thousand needs no number before it."""
    return word in WORDS or word in HALF or word == "hezar" or (word.startswith("هزار") and _scale_of(word) == 1000)


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


def _one_or_two(plain: str, number: Number) -> Number:
    """«یکی دو هفته» is said for about as much."""
    if number.digits is None and plain.startswith("دو", number.start) and plain.endswith("یکی ", 0, number.start):
        return replace(number, approximate=True)
    return number


def _beside(plain: str, last: Number, number: Number) -> Number:
    """«دو سه»: the second of two rising number words is said for about as much."""
    close = plain[last.end : number.start] == " " and last.digits is None and number.digits is None
    rising = (
        last.value < number.value / number.scaled <= 3 * last.value
        and last.scaled == 1
        and not (last.ordinal or last.counted)
    )
    if close and rising and _NAMED.search(plain[: last.start]) is None:
        return replace(number, approximate=True)
    return number


class _Reader:
    """Reads one number from a place in the tokens."""

    def __init__(self, plain: str, tokens: list[_Token]) -> None:
        self.plain = plain
        self.tokens = tokens
        self.total = Decimal(0)
        self.current: Decimal | None = None
        self.size = 99  # size of the last small part: 3 hundreds, 2 tens, 1 units, 0 digits
        self.scale = LARGEST
        self.ordinal = False
        self.counted = False
        self.joined = False  # does «و» stand before this token?

    def read(self, first: int) -> tuple[Number | None, int]:
        at = first
        end = first
        while at < len(self.tokens) and not (self.ordinal or self.counted):
            token = self.tokens[at]
            if at > first and self.plain[self.tokens[at - 1].end : token.start] not in {"", " "}:
                break
            if end == at > first and (token.text in AND or (token.text == HEARD_AND and self._may_go_on(at))):
                at, self.joined = at + 1, True
                continue
            if token.text in POINT and end == at > first:
                at, end = self._take_point(at, end)
                break
            if not self._take(token, opening=at == first):
                break
            at, end, self.joined = at + 1, at + 1, False
        if end == first:
            return None, 1
        return self._number(first, end), end - first

    def _may_go_on(self, at: int) -> bool:
        """After tens and hundreds, and before a half after a scale («یک میلیارد را نیم» for «میلیاردو نیم»)."""
        after = self.tokens[at + 1].text if at + 1 < len(self.tokens) else ""
        return self.size in {2, 3} or (self.current is None and self.total > 0 and after in HALF)

    def _take(self, token: _Token, *, opening: bool) -> bool:
        text = token.text
        if token.digits:
            return self._take_digits(text)
        if (scale := _scale_of(text)) is not None:
            taken = self._take_scale(scale)
            self.counted = taken and text not in SCALES
            return taken
        if text in HALF:
            return self._take_half()
        if text == "ام" and not opening:
            self.ordinal = True
            return True
        word = WORDS.get(text) or self._with_be(text)
        return word is not None and self._take_word(word)

    def _with_be(self, text: str) -> Word | None:
        """«هشتاد و پنجه»: after tens and «و» it is no claw."""
        value = WITH_BE.get(text) if self.joined and (self.current is not None or self.total) else None
        return Word(value, 1 if value < 10 else 2, counted=True) if value is not None else None

    def _take_word(self, word: Word) -> bool:
        hundreds = word.value == 100 and self.size == 1 and not self.joined  # «چهار صد», not «چهار و صد»
        if hundreds and self.current is not None and self.current < 10:
            self.current, self.size = self.current * 100, 3
        elif self.current is not None and (word.size >= self.size or 10 <= self.current % 100 < 20):
            return False
        else:
            self.current = (self.current or Decimal(0)) + word.value
            self.size = word.size
        self.ordinal, self.counted = word.ordinal, word.counted
        return True

    def _take_digits(self, text: str) -> bool:
        if self.current is not None and not (
            self.joined and self.size == 3 and self.current % 100 == 0 and len(text) <= 2
        ):
            return False  # «صد و ۵۰» is one number, «دویست ۱۲۰» are two
        if self.total and len(re.sub(r"\D", "", text)) > 3:
            return False
        self.current = (self.current or 0) + _value_of(text)
        self.size = 0
        return True

    def _take_point(self, at: int, end: int) -> tuple[int, int]:
        """«صد و بیست ممیز پنج»."""
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        word = WORDS.get(after.text) if after is not None and not after.digits else None
        digits = after.text if after is not None and after.digits else str(word.value) if word is not None else ""
        if self.current is None or not digits.isdecimal():
            return at, end
        self.current += Decimal(f"0.{digits}")
        end = at + 2
        if end < len(self.tokens) and self.tokens[end].text in PARTS_OF_TEN:  # «ممیز پنج دهم»
            end += 1
        return end, end

    def _take_scale(self, scale: int) -> bool:
        if self.scale == 1000 < scale and self.total < 10**6:  # «هزار و دویست میلیارد»
            self.current, self.total, self.scale = self.total + (self.current or 0), Decimal(0), LARGEST
        if scale >= self.scale or (self.current is None and scale != 1000):
            return False
        self.total += (self.current if self.current is not None else 1) * scale
        self.current, self.size, self.scale = None, 99, scale
        return True

    def _take_half(self) -> bool:
        if self.current is None and self.total:
            self.total += Decimal(self.scale) / 2
        else:
            self.current = (self.current or 0) + Decimal("0.5")
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
            scaled=self.scale if self.scale < LARGEST else 1,
            slash=only and text.count("/") == 1,
            counted=self.counted,
        )


def _scale_of(text: str) -> int | None:
    """A scale, also with an ending that closes the number: «میلیونی», «هزارتا», «میلیارده»."""
    if text in SCALES:
        return SCALES[text]
    for ending in ("تایی", "مین", "تا", "ی", "ه", "م"):
        if text.endswith(ending) and (stem := text[: -len(ending)]) in SCALES:
            return SCALES[stem]
    return None


def _value_of(digits: str) -> Decimal:
    grouped = re.sub(r"[,، ]", "", digits)
    if grouped.count(".") > 1 or grouped.count("/") > 1:
        grouped = re.sub(r"[./]", "", grouped)
    return Decimal(grouped.replace("/", "."))
