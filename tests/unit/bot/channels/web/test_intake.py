"""Waiting for an answer, with a store that answers by script."""

from types import SimpleNamespace

import pytest

from bot.channels import asking
from bot.channels.web import intake
from bot.storage.inbox import Receipt
from bot.storage.signals import LocalSignals

RECEIPT = Receipt("c1", 1, "t1", new=True)


class Looks:
    """A store whose successive reads give these results; the clock moves with every look."""

    def __init__(self, *results):
        self.results = list(results)
        self.looks = 0

    async def aglance(self, _work):
        self.looks += 1
        return self.results.pop(0) if len(self.results) > 1 else self.results[0]


@pytest.fixture
def signals():
    return LocalSignals()


def deps(store, signals):
    return SimpleNamespace(store=store, signals=signals, clock=None, monotonic=lambda: store.looks * 1.0)


async def test_what_is_done_at_once_is_not_waited_for(signals):
    store = Looks((["answer"], True))
    assert await intake.answers(deps(store, signals), [RECEIPT], patience=5) == (["answer"], True)
    assert store.looks == 1


async def test_it_looks_again_when_the_conversation_grew_or_a_hint_was_lost(signals, monkeypatch):
    monkeypatch.setattr(asking, "POLL", 0.01)
    store = Looks(([], False), (["half"], False), (["half", "rest"], True))
    assert await intake.answers(deps(store, signals), [RECEIPT], patience=50) == (["half", "rest"], True)


async def test_patience_ends_with_what_there_is_and_the_subscription_is_closed(signals, monkeypatch):
    monkeypatch.setattr(asking, "POLL", 0.01)
    store = Looks((["half"], False))
    assert await intake.answers(deps(store, signals), [RECEIPT], patience=2) == (["half"], False)
    assert not signals._hearers
