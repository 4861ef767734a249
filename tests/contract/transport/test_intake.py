"""Updates reach the inbox once, through the webhook and through polling, on the real store."""

import asyncio
import threading

import pytest
import uvicorn
from fastapi import FastAPI
from sqlalchemy import select

from bot.channels.telegram.intake import Intake
from bot.channels.telegram.polling import Poller
from bot.channels.telegram.ptb import PtbTransport
from bot.channels.telegram.webhook import router
from bot.clock import Clock
from bot.settings import Settings
from bot.storage.signals import LocalSignals
from bot.storage.store import open_store
from bot.storage.tables import inbox, offsets
from tests.fakes.telegram_server import TOKEN, TelegramServer

CHAT = 7_001
PATH, SECRET = "p" * 32, "s" * 32


@pytest.fixture
def store(tmp_path):
    opened = open_store(Settings(var_dir=tmp_path))
    yield opened
    opened.close()


@pytest.fixture
async def world(store):
    with TelegramServer() as server:
        transport = PtbTransport(token=TOKEN, base_url=server.base_url)
        await transport.start()
        intake = Intake("telegram", "42", store, LocalSignals(), transport, Clock().now)
        yield server, intake
        await intake.close()
        await transport.close()


def texts(store):
    rows = store.read(lambda tx: tx.execute(select(inbox).order_by(inbox.c.id)).all())
    return [row.body.get("text") or row.body for row in rows]


async def eventually(condition):
    for _ in range(400):
        if condition():
            return
        await asyncio.sleep(0.02)
    pytest.fail("it did not come about")


async def test_a_double_is_kept_once(store, world):
    _, intake = world
    update = {"update_id": 9, "message": {"chat": {"id": CHAT}, "text": "سلام"}}
    await intake.accept([update])
    await intake.accept([update, update])
    assert texts(store) == ["سلام"]


async def test_polling_moves_its_offset_with_the_updates(store, world):
    server, intake = world
    server.world.says(CHAT, "یک")
    server.world.says(CHAT, "دو")
    poller = Poller(intake, owner="a", stop=asyncio.Event(), wait=1)
    assert await poller.once()
    assert texts(store) == ["یک", "دو"]
    assert store.read(lambda tx: tx.execute(select(offsets.c.value)).scalar()) == 3


async def test_polling_confirms_nothing_that_was_not_kept(store, world):
    server, intake = world
    server.world.says(CHAT, "یک")
    real, intake.store = intake.store, BrokenStore(intake.store)
    poller = Poller(intake, owner="a", stop=asyncio.Event(), wait=1)
    with pytest.raises(RuntimeError):
        await poller.once()
    intake.store = real
    await poller.once()
    assert texts(store) == ["یک"]


class BrokenStore:
    """Breaks at the write that keeps the updates (the second: the first takes the lease)."""

    def __init__(self, store):
        self._store, self._writes = store, 0

    async def awrite(self, work):
        self._writes += 1
        if self._writes > 1:
            raise RuntimeError("disk full")
        return await self._store.awrite(work)

    async def aread(self, work):
        return await self._store.aread(work)


async def test_only_one_process_polls(store, world):
    _, intake = world
    first = Poller(intake, owner="a", stop=asyncio.Event(), wait=0)
    second = Poller(intake, owner="b", stop=asyncio.Event(), wait=0)
    assert await first.once()
    assert not await second.once()
    stopped = asyncio.Event()
    stopped.set()
    await Poller(intake, owner="a", stop=stopped).run()  # leaving gives the lease back
    assert await second.once()


async def test_a_pressed_button_stops_waiting(store, world):
    server, intake = world
    server.world.presses(CHAT, "/press:1:0")
    await Poller(intake, owner="a", stop=asyncio.Event(), wait=1).once()
    await eventually(lambda: server.world.answered_presses == ["press-1"])
    assert texts(store) == [{"payload": "/press:1:0"}]


async def test_through_the_webhook_messages_of_one_chat_arrive_in_order_and_once(store, world):
    server, intake = world
    app = FastAPI()
    app.include_router(router(intake, path=PATH, secret=SECRET))
    web = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None))
    thread = threading.Thread(target=web.run, daemon=True)
    thread.start()
    await eventually(lambda: web.started)
    port = web.servers[0].sockets[0].getsockname()[1]
    for number in range(10):
        server.world.says(CHAT, f"پیام {number}")
    server.world.again(1)
    server.world.sends_message(CHAT, {"sticker": {}})
    server.world.webhook = {"url": f"http://127.0.0.1:{port}/webhooks/telegram/{PATH}", "secret": SECRET}
    await eventually(lambda: len(texts(store)) == 11 and not server.world.pending)
    assert texts(store) == [*(f"پیام {number}" for number in range(10)), {"kind": "sticker"}]
    web.should_exit = True
    await asyncio.to_thread(thread.join)
