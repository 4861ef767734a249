"""Reading a message that may give one entity twice."""

from datetime import UTC, datetime

import pytest

from nlu.entities.recognise import recognise
from nlu.text import normalise


@pytest.fixture
def read_all():
    """The entities of a message as (name, value) pairs, in its order. «Now» is Sunday 20 Mehr 1404."""

    def run(text, expecting=None):
        now = datetime(2025, 10, 12, 8, 0, tzinfo=UTC)
        return [(entity.name, entity.value) for entity in recognise(normalise(text), now=now, expecting=expecting)]

    return run
