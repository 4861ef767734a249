"""Strings nobody would write, by the million: no exception, nothing over 50 ms of processor time.
`python -m benchmarks.fuzz --strings 1000000 --processes 2`; `--only N` looks at one string again."""

from __future__ import annotations

import argparse
import cProfile
import pstats
import random
import sys
import time
import unicodedata
from array import array
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

import numpy as np

from bot.settings import load as load_settings
from nlu.entities.kinds import CORE
from nlu.pipeline import Pipeline
from nlu.pipeline import load as load_pipeline
from nlu.rasa_data import DEFAULT_PATHS, read_examples

SEED = 1404
LONGEST = 1200
LIMIT_MS = 50.0
NOW = datetime(2025, 10, 12, 8, 0, tzinfo=UTC)
SHOWN = 8
DIGITS = "0123456789۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩"
SEPARATORS = "-–—/\\._,٬٫ :ـ\u200c\u200f"
LETTERS = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآئءيكة"
BRACKETS = "()[]{}«»<>\"'\u2066\u2067\u2069"
MARKS = "\u064b\u064e\u0650\u0651\u0653\u0670\u0300\u0301\u20e3\ufe0f\u200d"
CONTROLS = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad\x00\x1b\r\n\t"
)
WORDS = (
    "متر", "طبقه", "واحد", "میلیون", "هزار", "و", "نیم", "تومان", "ریال", "منطقه", "پلاک", "بخش", "فرعی", "از", "اصلی",
    "شماره", "کد", "ملی", "ساعت", "ربع", "به", "ماه", "سال", "روز", "دیگه", "صد", "دویست", "سی", "در", "متری", "هر",
    "یک", "نه", "بله", "خیابان", "کوچه", "شناسه", "قبض", "زمین", "زیربنا", "فروردین", "شنبه", "فردا", "پروانه",
)  # fmt: skip


@dataclass(slots=True)
class Findings:
    """What a stretch of strings showed. `slow` holds (milliseconds, number, kind), the slowest first."""

    times: array[float] = field(default_factory=lambda: array("f"))
    slow: list[tuple[float, int, str]] = field(default_factory=list)
    faults: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, number: int, kind: str, milliseconds: float) -> None:
        self.times.append(milliseconds)
        self.slow = sorted([*self.slow, (milliseconds, number, kind)], reverse=True)[:SHOWN]


def any_unicode(dice: random.Random) -> str:
    """Code points of all planes, without surrogates."""
    points = (dice.randrange(0x110000) for _ in range(_length(dice)))
    return "".join(chr(point) for point in points if not 0xD800 <= point < 0xE000)


def arabic_block(dice: random.Random) -> str:
    return "".join(
        chr(dice.choice((dice.randrange(0x600, 0x700), dice.randrange(0xFB50, 0xFE00), 32)))
        for _ in range(_length(dice))
    )


def digits_and_separators(dice: random.Random) -> str:
    return _of(dice, DIGITS * 3 + SEPARATORS)


def number_words(dice: random.Random) -> str:
    """Words of amounts, areas, dates and addresses in no order, with numbers between: what the rules are made of."""
    gaps = ("", " ", " ", "  ", "\u200c", "-", "،")
    parts = (
        dice.choice((dice.choice(WORDS), _of(dice, DIGITS, 6))) + dice.choice(gaps) for _ in range(_length(dice) // 4)
    )
    return "".join(parts)[:LONGEST]


def long_repeat(dice: random.Random) -> str:
    """One short piece over and over, and something else at the end: what makes a regular expression go back."""
    piece = dice.choice(
        (_of(dice, LETTERS, 3), _of(dice, DIGITS, 3), _of(dice, SEPARATORS, 2), dice.choice(WORDS) + " ", " ")
    )
    return (piece * LONGEST)[: _length(dice)] + dice.choice(("", "!", "x", "۱", *WORDS))


def nested_brackets(dice: random.Random) -> str:
    return _of(dice, BRACKETS * 2 + LETTERS + DIGITS + " ")


def combining_marks(dice: random.Random) -> str:
    return "".join(dice.choice(LETTERS) + _of(dice, MARKS, 6) for _ in range(_length(dice) // 4))


def controls(dice: random.Random) -> str:
    return _of(dice, CONTROLS * 2 + LETTERS + DIGITS + " ")


def mutated(dice: random.Random) -> str:
    """A real phrasing, or several run together, with signs put in, left out, swapped and repeated."""
    text = dice.choice((" ", "، ", "\n", "")).join(
        dice.choice(_phrasings()) for _ in range(dice.choice((1, 1, 2, 8, 20)))
    )
    signs = list(text[:LONGEST])
    for _ in range(dice.choice((1, 3, 10, 60))):
        at = dice.randrange(len(signs) + 1)
        piece = dice.choice(
            (_of(dice, DIGITS + SEPARATORS, 8), _of(dice, MARKS + CONTROLS, 3), _of(dice, LETTERS, 3), "")
        )
        signs[at : at + dice.choice((0, 1, 4))] = piece
    return "".join(signs)[:LONGEST]


def decomposed(dice: random.Random) -> str:
    return unicodedata.normalize(dice.choice(("NFD", "NFKD", "NFC")), mutated(dice))


KINDS: tuple[Callable[[random.Random], str], ...] = (
    any_unicode, arabic_block, digits_and_separators, number_words, long_repeat, nested_brackets, combining_marks,
    controls, mutated, mutated, decomposed,
)  # fmt: skip


def fuzzed(number: int) -> tuple[str, str, str | None]:
    """The string of a number, its kind and the slot that was just asked for: always the same."""
    dice = random.Random(f"{SEED} {number}")
    make = KINDS[number % len(KINDS)]
    expecting = dice.choice(sorted(CORE)) if dice.random() < 0.3 else None
    return make(dice), make.__name__, expecting


def examine(model: Path, numbers: range) -> Findings:
    """Understand a stretch of strings. A slow one is tried twice more, and its best time counts."""
    pipeline, findings = _pipeline(model), Findings()
    for number in numbers:
        text, kind, expecting = fuzzed(number)
        try:
            spent = _milliseconds(pipeline, text, expecting)
            if spent > LIMIT_MS / 2:
                spent = min(spent, *(_milliseconds(pipeline, text, expecting) for _ in range(2)))
        except Exception as fault:  # whatever it is, it is what we look for
            findings.faults.append((number, kind, repr(fault)))
            continue
        findings.add(number, kind, spent)
    return findings


def guilty(pipeline: Pipeline, text: str, expecting: str | None) -> list[str]:
    """The functions with the most time of their own."""
    profile = cProfile.Profile()
    profile.runcall(pipeline.understand, text, now=NOW, expecting=expecting)
    rows = sorted(pstats.Stats(profile).stats.items(), key=lambda row: -row[1][2])[:4]  # type: ignore[attr-defined]
    return [f"{Path(where[0]).name}:{where[1]} {where[2]} {row[2] * 1000:.1f} ms" for where, row in rows]


def smallest(text: str, bad: Callable[[str], bool]) -> str:
    """The text with every stretch left out that is not needed for it to stay bad."""
    size = len(text) // 2
    while size:
        at = 0
        while at < len(text):
            shorter = text[:at] + text[at + size :]
            if bad(shorter):
                text = shorter
            else:
                at += size
        size //= 2
    return text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strings", type=int, default=50_000)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--model", type=Path, default=None)
    parser.add_argument("--only", type=int, default=None, help="the number of one string")
    chosen = parser.parse_args()
    model = chosen.model or load_settings().model_dir
    if chosen.only is not None:
        _show(model, chosen.only)
        return
    found = list(_told(_stretches(model, chosen.strings, chosen.processes), chosen.strings))
    times = np.concatenate([np.asarray(one.times) for one in found])
    faults = [fault for one in found for fault in one.faults]
    slow = sorted((row for one in found for row in one.slow), reverse=True)[:SHOWN]
    print(f"{len(times) + len(faults):,} strings of 0–{LONGEST} characters, CPU time; exceptions: {len(faults)}")
    print("  ".join(f"{name} {value:.2f} ms" for name, value in _figures(times)))
    for number, kind, fault in faults[:SHOWN]:
        print(f"  exception in string {number} ({kind}): {fault}")
    for milliseconds, number, kind in slow:
        print(f"  {milliseconds:7.1f} ms  string {number} ({kind})")
    sys.exit(1 if faults or slow[0][0] > LIMIT_MS else 0)


def _stretches(model: Path, strings: int, processes: int) -> Iterator[Findings]:
    stretches = [range(start, min(start + 5_000, strings)) for start in range(0, strings, 5_000)]
    if processes == 1:
        yield from map(partial(examine, model), stretches)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(partial(examine, model), stretches)


def _told(stretches: Iterator[Findings], strings: int) -> Iterator[Findings]:
    """As they come, with a line an error stream can show: a million take more than an hour of one core."""
    done, slowest = 0, 0.0
    for one in stretches:
        done += len(one.times) + len(one.faults)
        slowest = max([slowest, *one.times])
        print(f"{done:,} of {strings:,}, slowest {slowest:.1f} ms", file=sys.stderr, flush=True)
        yield one


def _show(model: Path, number: int) -> None:
    """One string again: its time, the functions that spend it, and the least that is still as bad."""
    pipeline = _pipeline(model)
    text, kind, expecting = fuzzed(number)
    spent = min(_milliseconds(pipeline, text, expecting) for _ in range(3))
    print(f"string {number} ({kind}, {len(text)} characters, asked for {expecting}): {spent:.1f} ms")
    print("\n".join(f"  {line}" for line in guilty(pipeline, text, expecting)))
    least = smallest(text, lambda shorter: _milliseconds(pipeline, shorter, expecting) > max(spent * 0.6, 1.0))
    print(f"  least that takes 60 % of it, {len(least)} characters: {least[:200]!r}")


def _figures(times: np.ndarray) -> list[tuple[str, float]]:
    return [
        ("p50", float(np.percentile(times, 50))),
        ("p99", float(np.percentile(times, 99))),
        ("slowest", float(times.max())),
    ]


def _milliseconds(pipeline: Pipeline, text: str, expecting: str | None) -> float:
    started = time.process_time_ns()
    pipeline.understand(text, now=NOW, expecting=expecting)
    return (time.process_time_ns() - started) / 1e6


def _length(dice: random.Random) -> int:
    return dice.choice((dice.randrange(8), dice.randrange(80), dice.randrange(400), dice.randrange(LONGEST + 1)))


def _of(dice: random.Random, signs: str, most: int | None = None) -> str:
    return "".join(dice.choices(signs, k=dice.randrange(most + 1) if most else _length(dice)))


@cache
def _pipeline(model: Path) -> Pipeline:
    return load_pipeline(model)


@cache
def _phrasings() -> list[str]:
    return [example.text for example in read_examples(DEFAULT_PATHS)]


if __name__ == "__main__":
    main()
