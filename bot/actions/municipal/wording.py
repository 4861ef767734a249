"""Reads what citizens write about places and decisions: which words name the thing, and which only stand beside it. The
words are data, `words.fa.yaml`; nothing is asked of anybody here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from nlu.entities.numbers import words_to_number
from nlu.text import latin_digits, normalise

CODE = re.compile(r"\d+(?:[^\w]+\d+){3,6}", re.ASCII)
PLATE = re.compile(r"(\d{1,9})(?:\s*[/\\-]\s*(\d{1,9}))?", re.ASCII)
LONGEST_NAME = 3
_ENOUGH = 3
_TO = 5
"""Words between «نزدیک‌ترین» and its «به», at most."""
_OPENING = 6
"""Words of a greeting, or of saying that there is a report, at most."""
_WORD = re.compile(r"[^\W_]+")


def nosazi_code_in(written: str) -> str | None:
    """The text as a nosazi code, whatever separates its parts; None when it is none."""
    text = latin_digits(written).strip()
    return "-".join(re.findall(r"\d+", text)) if CODE.fullmatch(text) else None


def plate_in(written: str) -> tuple[int, int | None] | None:
    """The text as a registry plate: main and sub number."""
    found = PLATE.fullmatch(latin_digits(written).strip())
    return (int(found[1]), int(found[2]) if found[2] else None) if found else None


def addresses_in(written: str) -> Iterator[str]:
    """Ways to read the text as an address, the fullest first: without the words beside it, up to its house number, up
    to a landmark."""
    words = (word.strip("،؟?!.؛:") for word in latin_digits(written).split())
    said = _plate_last([word for word in words if word and plain(word) not in listed("beside_an_address")])
    ends = [len(said), _after_plate(said), _before_landmark(said)]
    yield from dict.fromkeys(" ".join(said[:end]) for end in ends if end)


def street_within(written: str) -> str:
    """«یه زمین دارم تو کوی نمونه بن‌بست یاس می‌خوام بدونم …»: from its first word for a street to where the sentence
    goes on."""
    words = _plate_last([word.strip("،؟?!.؛:") for word in latin_digits(written).split()])
    start = next((at for at, word in enumerate(words) if plain(word) in listed("streets")), len(words))
    rest = words[start:]
    beside = (at for at, word in enumerate(rest) if at > 1 and plain(word) in listed("beside_an_address"))
    return " ".join(rest[: next(beside, len(rest))]) if len(rest) > 1 else ""


def place_nearby(written: str) -> str:
    """«نزدیک‌ترین دفتر به چهارباغ عباسی کجاست»: the name of what is to be near; nothing where that is the citizen's own
    («نزدیک خونه‌مون»)."""
    words = [word.strip("،؟?!.؛:") for word in latin_digits(written).split()]
    shapes = [plain(word).replace(" ", "") for word in words]
    near = next((at for at, word in enumerate(shapes) if word in listed("near")), None)
    if near is None:
        return ""
    to = next((at for at in range(near + 1, min(near + _TO, len(words))) if shapes[at] in listed("near_to")), None)
    if to is None and shapes[near] in listed("nearest"):
        return ""
    rest = range((near if to is None else to) + 1, len(words))
    end = next((at for at in rest if shapes[at] in listed("beside_an_address")), len(words))
    name = shapes[rest.start : end]
    own = listed("own_places")
    return "" if len(name) > LONGEST_NAME or not own.isdisjoint(name) else " ".join(words[rest.start : end])


def without_tail(written: str) -> Iterator[str]:
    """A street's name in ever fewer words: «کاوه مسکونی ۲۰۰ متر», … «کاوه». Names have three words at most, a comma
    ends them, and what stands beside an address is none of them."""
    yield written
    said = written.split()
    words = [word.strip("،؟?!.؛:") for word in said]
    start = next((at for at, word in enumerate(words) if plain(word) in listed("streets")), None)
    first = 0 if start is None else start + 1
    comma = next((at + 1 for at, word in enumerate(said) if at >= first and word.endswith("،")), len(said))
    for end in range(min(first + LONGEST_NAME, comma, len(words)), first, -1):
        if plain(words[end - 1]) not in listed("beside_an_address"):
            yield " ".join(words[0 if start is None else start : end])


def in_district(address: str, district: int | None) -> str:
    """The address with the district it was said to lie in, once."""
    word = str(_document()["district"])
    return address if district is None or word in address.split() else f"{address} {word} {district}"


def subject_in(written: str, *, beside: str = "") -> list[str]:
    """The words that say what a decision is about; `beside` is one that was understood already."""
    said = (word.strip("؟?!.،:؛«»()") for word in written.split())
    return [word for word in said if plain(word) not in {"", beside} | listed("beside_a_decision")]


def says_what(written: str, *, least: int = _ENOUGH) -> bool:
    """Does a complaint say more than that it is one?"""
    return len(_telling(written, "beside_a_complaint")) >= least


def without_opening(written: str) -> str:
    """«سلام، یه گزارش ثبت کن: نخاله ریختن» from «نخاله» on; as it is when nothing would be left."""
    words, at = written.split(), 0
    while count := next((n for n in range(_OPENING, 0, -1) if _opens(words[at : at + n])), 0):
        at += count
    return written[len(written) - len(written.split(maxsplit=at)[-1]) :] if 0 < at < len(words) else written


def _opens(part: list[str]) -> bool:
    """A greeting; or, with a pause after it, that there is something to report."""
    said = plain(" ".join(part).rstrip("،,:.!؛")).strip()
    pause = bool(part) and part[-1][-1] in "،,:.!؛"
    return bool(said) and (said in listed("greetings") or (pause and said in listed("before_a_complaint")))


def only_says_when(written: str) -> bool:
    """«دوشنبه ساعت ۱۱ صبح بود»: the time of what happened and nothing of it."""
    return says_what(written, least=1) and not _telling(written, "beside_a_complaint", "of_a_time")


def telling_of_place(written: str) -> frozenset[str]:
    """The names in the words for a place, else its numbers: of «خیابان مثال، پلاک ۵» «مثال»."""
    said = words_of(written) - listed("streets") - listed("plate") - listed("landmarks") - listed("of_a_place")
    return frozenset(word for word in said if not word.isdecimal()) or said


def _telling(written: str, *lists: str) -> list[str]:
    said = frozenset().union(*map(listed, lists))
    parts = (plain(part.strip("؟?!.،:؛«»()")) for part in written.split())
    words = (word for part in parts if part not in said for word in part.split())
    return [word for word in words if not word.isdecimal() and word not in said]


def telling_words(name: str) -> frozenset[str]:
    """The words of an office's name that other offices do not have."""
    return words_of(name) - listed("in_every_office")


def words_of(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(plain(text)))


@cache
def listed(name: str) -> frozenset[str]:
    """A list of `words.fa.yaml`, in plain form; a word with half-spaces with and without them."""
    given = _document()[name]
    words = given.split() if isinstance(given, str) else given
    return frozenset(shape for word in words for shape in (plain(str(word)), plain(str(word)).replace(" ", "")))


def listed_in_order(name: str) -> list[str]:
    """A list of `words.fa.yaml` as it stands, in plain form."""
    return [plain(str(word)) for word in _document()[name]]


@cache
def plain(word: str) -> str:
    return latin_digits(normalise(word).plain)


@cache
def _document() -> dict[str, str | list[str]]:
    path = Path(__file__).with_name("words.fa.yaml")
    document: dict[str, str | list[str]] = yaml.safe_load(path.read_text("utf-8"))
    return document


def _plate_last(words: list[str]) -> list[str]:
    """«پلاک ۵ خیابان مثال» as the register has it, and «پلاک پنج» in figures."""
    at = next((at for at, word in enumerate(words[:-1]) if plain(word) in listed("plate")), None)
    number = None if at is None else _house(words[at + 1])
    if at is None or number is None:
        return words
    before, house, after = words[:at], [words[at], number], words[at + 2 :]
    start = next((at for at, word in enumerate(after) if plain(word) in listed("streets")), None)
    if start is None or any(plain(word) in listed("streets") for word in before):
        return [*before, *house, *after]
    end = next((at for at, word in enumerate(after) if at > start + 1 and _goes_on(word)), len(after))
    return [*before, *after[:end], *house, *after[end:]]


def _house(word: str) -> str | None:
    number = int(word) if word.isdecimal() else words_to_number(word)
    return None if number is None else str(number)


def _goes_on(word: str) -> bool:
    return plain(word) in listed("beside_an_address")


def _after_plate(said: list[str]) -> int:
    """Just after «پلاک ۷»; what follows is beside the address."""
    for at, word in enumerate(said[:-1]):
        if plain(word) in listed("plate") and said[at + 1].isdecimal():
            return at + 2
    return len(said)


def _before_landmark(said: list[str]) -> int:
    return next((at for at, word in enumerate(said) if plain(word) in listed("landmarks")), len(said))
