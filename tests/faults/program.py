"""The program under fire: the real store, worker, delivery and calls, with a mind that echoes. Started as a process of
its own by `world.World`, which plays everybody outside. Arguments: database URL, var folder, the world's port."""

import asyncio
import contextlib
import json
import signal
import sys
import threading
from datetime import timedelta
from pathlib import Path

from pydantic import SecretStr

from bot import calls, delivery, failpoints
from bot.clock import Clock
from bot.envelopes import Delivered, Inbound, Kind, Later
from bot.limits import Down, Rate
from bot.observe import Metrics, set_up_logs
from bot.settings import Settings
from bot.storage import inbox
from bot.storage.signals import LocalSignals
from bot.storage.store import open_store
from bot.worker import Worker
from dialogs.ports import Accepted, Unknown
from tests.fakes.mind import mind

FAST = Rate("test", 100_000, 1, Down.OPEN)
SHORT = timedelta(seconds=6)  # a lease a test can wait for
TIMEOUT = 5.0  # never met: a time-out is a fault of its own, and this test is about death


class Line:
    """Asks the world one thing over a connection of its own, as an HTTP client would."""

    def __init__(self, port):
        self.port = port

    async def ask(self, **question):
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        with contextlib.closing(writer):
            writer.write(json.dumps(question).encode() + b"\n")
            return json.loads(await reader.readline())


class Phone:
    channel = "telegram"

    def __init__(self, line):
        self.line = line

    async def send(self, channel_user, reply):
        try:
            answer = await self.line.ask(op="send", user=channel_user, text=reply.text)
        except OSError:
            return Later()
        return Delivered(str(answer["id"]))


class Backend:
    def __init__(self, line):
        self.line = line

    async def __call__(self, args, subject, *, key):
        try:
            answer = await self.line.ask(op="call", key=key, what=args["what"])
        except OSError:
            return Unknown()
        return Accepted({"value": answer["value"]})

    async def reconcile(self, subject, *, key):
        return await self({"what": ""}, subject, key=key)


async def serve(url, var, world_port):
    store = open_store(Settings(var_dir=Path(var), database_url=SecretStr(url)))
    clock, signals, metrics, line = Clock(), LocalSignals(), Metrics(), Line(world_port)
    thought = mind(Backend(line))
    common = {"clock": clock, "metrics": metrics}
    sending = delivery.Patience(chat=FAST, bot=FAST, lease=SHORT, send_timeout=TIMEOUT)
    calling = calls.Patience(lease=SHORT, timeout=TIMEOUT, first_pause=timedelta(milliseconds=50))
    outgoing = delivery.Outgoing(store, signals, {"telegram": Phone(line)}, patience=sending, **common)
    outside = calls.Outside(store, signals, thought.actions.outside, patience=calling, **common)

    async def take_in(reader, writer):
        while asked := await reader.readline():
            said = json.loads(asked)
            inbound = Inbound("telegram", said["user"], said["id"], Kind.TEXT, {"text": said["text"]})
            await store.awrite(lambda tx, inbound=inbound: inbox.put(tx, inbound, now=clock.now()))
            signals.publish("inbox")
            writer.write(b"{}\n")
        writer.close()

    stop, stop_threads = asyncio.Event(), threading.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    server = await asyncio.start_server(take_in, "127.0.0.1", 0)
    workers = [
        threading.Thread(target=Worker(store, signals, thought, **common).run, args=(stop_threads,))
        for _ in range(2 if url else 1)
    ]
    for worker in workers:
        worker.start()
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.gather(outgoing.run(stop), outside.run(stop))
    stop_threads.set()
    for worker in workers:
        await asyncio.to_thread(worker.join)
    server.close()
    store.close()


if __name__ == "__main__":
    set_up_logs("error")  # on standard error: nobody reads our standard output after the first line
    failpoints.arm()
    asyncio.run(serve(*sys.argv[1:4]))
