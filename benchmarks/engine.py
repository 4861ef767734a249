"""The dialog engine alone, without understanding, storage and channels: turns a second of one core over every story of
the services; and whether a turn late in a conversation of 1,000 costs more. `python -m benchmarks.engine`; with
`--compiled` of a copy of the program whose engine is machine code."""

from __future__ import annotations

import argparse
import gc
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from unittest.mock import patch

from bot.render import render
from dialogs import engine, story
from dialogs.book import Book, load_book, services
from dialogs.effects import Ask, Effect, Quote, Say
from dialogs.engine import advance, begin
from dialogs.events import Event
from dialogs.state import State
from dialogs.story import Player, Story, read_stories

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "dialogs"
PASSES = 15
LONG = 1000
EVERYDAY = "fee_estimate"  # the conversation that is repeated: questions, a call, a result


@dataclass(frozen=True, slots=True)
class Turn:
    """What the engine was given."""

    state: State
    event: Event
    now: datetime


def turns_of(book: Book, stories: Sequence[Story]) -> Iterator[list[Turn]]:
    """What the engine is given while each story is played; outcomes and texts are compared on the way."""

    def shown(effect: Say | Ask | Quote) -> tuple[str, list[tuple[str, str]]]:
        reply = render(book.texts, effect)
        return reply.text, [(button.title, button.payload) for button in reply.buttons]

    for one in stories:
        taken: list[Turn] = []

        def noted(
            book: Book, state: State, event: Event, now: datetime, taken: list[Turn] = taken
        ) -> tuple[State, tuple[Effect, ...]]:
            taken.append(Turn(state, event, now))
            return advance(book, state, event, now)

        with patch.object(story, "advance", noted):
            Player(book, one, shown).play()
        yield taken


def seconds(book: Book, turns: Sequence[Turn]) -> float:
    """Processor time of all these turns, each begun and taken once."""
    gc.collect()
    start = time.process_time()
    for turn in turns:
        advance(book, begin(turn.state, turn.now), turn.event, turn.now)
    return time.process_time() - start


def long_conversation(book: Book, stories: Sequence[Story]) -> tuple[list[Turn], int]:
    """One citizen who goes through the same service again and again; and the turns of one round."""
    once = next(one for one in stories if one.service == EVERYDAY and one.name == "happy")
    times = -(-LONG // len(once.turns))
    talk = next(turns_of(book, [replace(once, turns=once.turns * times)]))
    return talk, len(talk) // times


def run_compiled(passes: int) -> int:
    """This benchmark in a copy of the program, compiled there (a minute or three of the C compiler)."""
    with tempfile.TemporaryDirectory() as folder:
        for package in ("benchmarks", "bot", "dialogs", "nlu"):
            shutil.copytree(ROOT / package, Path(folder) / package, ignore=shutil.ignore_patterns("__pycache__"))
        for command in (["bot.compiling"], ["benchmarks.engine", "--passes", str(passes)]):
            done = subprocess.run([sys.executable, "-m", *command], cwd=folder, check=False)
            if done.returncode:
                return done.returncode
    return 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passes", type=int, default=PASSES, help="how often all is played; the median counts")
    parser.add_argument("--compiled", action="store_true", help="compile a copy of the engine first, and measure that")
    given = parser.parse_args()
    if given.compiled:
        sys.exit(run_compiled(given.passes))
    print("as machine code" if engine.__file__.endswith(".so") else "as Python")
    book = load_book(FOLDER)
    stories = [one for path in services(FOLDER) for one in read_stories(path / "stories.yaml")]
    turns = [turn for taken in turns_of(book, stories) for turn in taken]
    a_turn = statistics.median(seconds(book, turns) for _ in range(given.passes)) / len(turns)
    print(f"{len(stories)} stories, {len(turns)} turns: {a_turn * 1e6:.1f} us a turn, {1 / a_turn:,.0f} a second")
    talk, cycle = long_conversation(book, stories)
    # The same turns of the service each time, so that nothing but the length of the conversation differs.
    parts = {"second": talk[cycle : 2 * cycle], "last": talk[-cycle:]}
    costs = {
        name: statistics.median(seconds(book, part * cycle) for _ in range(given.passes)) / cycle**2
        for name, part in parts.items()
    }
    print(f"{len(talk):,} turns of one conversation, {EVERYDAY} over and over: {costs['second'] * 1e6:.1f} us a turn")
    print(f"its last round costs {costs['last'] / costs['second']:.2f} times its second")


if __name__ == "__main__":
    main()
