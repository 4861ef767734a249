"""Getting the bytes of a file: a few tries, and an answer in any case."""

import asyncio

import pytest

from bot.channels.telegram.fetching import fetch_file
from bot.channels.telegram.transport import FloodWaitError, NoAnswerError, RefusedError, TooLargeError


class Messenger:
    """Answers each try in turn."""

    def __init__(self, *answers):
        self.answers = list(answers)

    async def fetch(self, file_id, *, most):
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.mark.parametrize(
    ("answers", "found", "left"),
    [
        ([b"x"], b"x", 0),
        ([NoAnswerError(), FloodWaitError(0.01), b"x"], b"x", 0),
        ([NoAnswerError(), NoAnswerError(), NoAnswerError(), b"x"], "not_fetched", 1),
        ([RefusedError(), b"x"], "not_fetched", 1),
        ([TooLargeError(), b"x"], "too_large", 1),
    ],
)
async def test_it_is_tried_again_where_that_can_help(answers, found, left):
    messenger = Messenger(*answers)
    assert await fetch_file(messenger, "A", most=9, pause=0.001) == found
    assert len(messenger.answers) == left


async def test_all_tries_together_have_their_time():
    class Silent:
        async def fetch(self, file_id, *, most):
            await asyncio.sleep(60)

    assert await fetch_file(Silent(), "A", most=9, seconds=0.02) == "not_fetched"


async def test_between_tries_it_waits_longer_each_time_and_after_the_last_not_at_all(monkeypatch):
    waited = []

    async def sleep(seconds):
        waited.append(seconds)

    monkeypatch.setattr("bot.channels.telegram.fetching.asyncio.sleep", sleep)
    await fetch_file(Messenger(NoAnswerError(), NoAnswerError(), NoAnswerError()), "A", most=9, pause=1)
    assert waited == [1, 2]
    await fetch_file(Messenger(FloodWaitError(7), b"x"), "A", most=9, pause=1)
    assert waited == [1, 2, 7]
