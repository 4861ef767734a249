"""Every story of every service and of the repair patterns, played through the real engine and the real rendering."""

from pathlib import Path

import pytest

from bot.render import render
from dialogs.book import services
from dialogs.story import Player, read_stories
from tests.book import BOOK

FOLDER = Path(__file__).parents[2] / "dialogs"
STORIES = [
    story
    for service in services(FOLDER)
    if (service / "stories.yaml").exists()
    for story in read_stories(service / "stories.yaml")
] + read_stories(FOLDER / "repair" / "stories.yaml")


@pytest.fixture(scope="module")
def book():
    return BOOK


@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story.service}/{story.name}")
def test_the_conversation_goes_as_the_story_says(book, story):
    def shown(effect):
        reply = render(book.texts, effect)
        return reply.text, [(button.title, button.payload) for button in reply.buttons]

    Player(book, story, shown).play()


def test_there_are_stories():
    assert len(STORIES) >= 20
