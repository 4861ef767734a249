"""What the benchmark of the engine plays can be played."""

import pytest

from benchmarks.engine import FOLDER, long_conversation
from dialogs.book import services
from dialogs.story import read_stories
from tests.book import BOOK

pytestmark = pytest.mark.slow


def test_the_everyday_service_is_gone_through_again_and_again(monkeypatch):
    """An estimate right after an estimate was taken for a question beside the last one: only the benchmark found it."""
    monkeypatch.setattr("benchmarks.engine.LONG", 30)
    stories = [one for path in services(FOLDER) for one in read_stories(path / "stories.yaml")]
    talk, cycle = long_conversation(BOOK, stories)
    assert len(talk) >= 30
    assert len(talk) % cycle == 0
