"""Updates into the inbox; over real HTTP in tests/contract/transport/test_intake.py."""

import pytest

from bot.channels.telegram.intake import Intake
from bot.channels.telegram.transport import NoAnswerError
from bot.clock import Clock
from bot.settings import Settings
from bot.storage import inbox
from bot.storage.signals import LocalSignals
from bot.storage.store import open_store


class Transport:
    def __init__(self):
        self.pressed = []

    async def answer_press(self, press_id):
        self.pressed.append(press_id)
        raise NoAnswerError("lost")


@pytest.fixture
def intake(tmp_path):
    store = open_store(Settings(var_dir=tmp_path))
    ignored = []
    made = Intake("telegram", "42", store, LocalSignals(), Transport(), Clock().now, ignored=ignored.append)
    made.seen = ignored
    yield made
    store.close()


def message(number, **content):
    return {"update_id": number, "message": {"chat": {"id": 7}, **content}}


def waiting(intake):
    return intake.store.read(inbox.depth)["waiting"]


async def test_doubles_change_nothing_and_what_asks_nothing_is_counted(intake):
    await intake.accept([message(1, text="سلام"), message(1, text="سلام"), {"update_id": 2, "my_chat_member": {}}])
    await intake.accept([message(1, text="سلام")])
    assert waiting(intake) == 1
    assert intake.seen == ["membership"]


async def test_what_belongs_to_the_updates_is_kept_with_them_or_they_are_not_kept(intake):
    def broken(_tx):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await intake.accept([message(1, text="سلام")], also=broken)
    assert waiting(intake) == 0


async def test_a_press_that_cannot_be_answered_is_still_taken_in(intake):
    press = {"id": "p1", "data": "/press:1:0", "message": {"chat": {"id": 7}}}
    await intake.accept([{"update_id": 3, "callback_query": press}])
    await intake.close()
    assert waiting(intake) == 1
    assert intake.transport.pressed == ["p1"]
