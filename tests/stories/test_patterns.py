"""docs/patterns.md against the code: every function and story it names exists, a story runs the pattern it stands for,
and no pattern is left out."""

import importlib
import re
from pathlib import Path

import pytest

from bot.render import render
from dialogs.outcomes import NOT_HANDLED, OUTCOMES
from dialogs.repair.patterns import PATTERNS
from dialogs.story import Player
from tests.book import BOOK
from tests.stories.test_stories import STORIES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "patterns.md").read_text("utf-8")
ROWS = re.findall(r"^\| ([^|`]+) \| `([\w.]+)` \| `([\w./]+)` \| `(\w+)` \|$", PAGE, re.MULTILINE)
BY_NAME = {f"{story.service}/{story.name}": story for story in STORIES}
TRIED = {pattern.__name__ for pattern in PATTERNS}


@pytest.fixture(scope="module")
def book():
    return BOOK


def test_the_table_was_read_whole():
    assert len(ROWS) == sum(line.startswith("| ") for line in PAGE.splitlines()) - 1


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_a_row_names_is_there(row):
    _, function, where, outcome = row
    module, _, name = function.rpartition(".")
    assert hasattr(importlib.import_module(f"dialogs.{module}"), name)
    assert (ROOT / where).exists() if where.startswith("tests/") else where in BY_NAME
    assert outcome in OUTCOMES


@pytest.mark.parametrize("row", [row for row in ROWS if row[2] in BY_NAME], ids=lambda row: row[0])
def test_the_story_runs_the_pattern_and_comes_to_the_outcome(book, row):
    _, function, where, outcome = row

    def shown(effect):
        reply = render(book.texts, effect)
        return reply.text, [(button.title, button.payload) for button in reply.buttons]

    player = Player(book, BY_NAME[where], shown)
    player.play()
    name = function.rpartition(".")[2]
    assert name not in TRIED or name in player.patterns
    assert outcome in player.reached


def test_every_pattern_has_a_row():
    assert TRIED - {function.rpartition(".")[2] for _, function, _, _ in ROWS} == set()


def test_every_shared_story_is_named_for_a_function_of_the_table():
    names = {function.rpartition(".")[2] for _, function, _, _ in ROWS} | {"session_start"}
    shared = [story.name for story in STORIES if story.service == "repair"]
    assert [name for name in shared if not name.startswith(tuple(names))] == []


def test_there_are_fifteen_reasons_why_a_turn_was_not_handled_and_each_has_a_row():
    assert len(NOT_HANDLED) == 15
    assert NOT_HANDLED - {outcome for *_, outcome in ROWS} == set()
