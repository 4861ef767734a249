"""The web channel alone, served for real by uvicorn, with a small worker that answers by rule instead of the
dialog engine: what the channel promises can be tried without a model and without flows."""

from __future__ import annotations

import socket
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import uvicorn
from fastapi import FastAPI

from bot.channels.web.deps import Deps
from bot.channels.web.routes import router
from bot.channels.web.texts import load_texts
from bot.clock import Clock
from bot.envelopes import Attachment, Button, Kind, Link
from bot.limits import Buckets
from bot.settings import Settings
from bot.storage import inbox, messages
from bot.storage.messages import Message
from bot.storage.signals import LocalSignals
from bot.storage.store import open_store

SERVICES = (Button("پیگیری پرونده", "/start:file_status"), Button("برآورد عوارض", "/start:fee_estimate"))
GREETING = "سلام! من شهریارم، دستیار شهرسازی الکترونیک اصفهان.\nچه کاری برایتان انجام دهم؟"
LONG = "پاسخ بلند: " + "پروندهٔ شما در مرحلهٔ بررسی نقشه است و کارشناس منطقه آن را می‌بیند. " * 12
RULES = {
    "کد": ("درخواست شما ثبت شد.\nکد رهگیری: \u2068۱۴۰۴۰۷۲۰۱۲۳۴\u2069", (), ("140407201234",)),
    "درگاه": ("بپردازید:\nhttps://pay.example/p/1?a=1&b=2", (), ()),
    "بلند": (LONG, (), ()),
    "گزینه": ("کدام کاربری؟", (Button("مسکونی", "/press:4:0"), Button("تجاری", "/press:4:1")), ()),
    "مختلط": (
        "فایل \u2068PDF\u2069 را با نام \u2068plan-02.pdf\u2069 بفرستید؛ مساحت ۱۲۰٫۵ متر.\nEnglish line first.",
        (),
        (),
    ),
}


FILES = {"تقویم": Attachment("visit-1404-07-27.ics", "text/calendar; charset=utf-8", "SUMMARY:بازدید".encode())}
LINKS = {"درگاه": (Link("رفتن به صفحهٔ پرداخت", "https://pay.example/p/1?a=1&b=2"),)}


@dataclass
class WebProgram:
    """A running server. `hold` keeps the worker from answering; `handled` counts its turns."""

    folder: Path
    port: int = 0
    production: bool = False
    settings: dict = field(default_factory=dict)
    hold: threading.Event = field(default_factory=threading.Event)
    handled: int = 0

    def start(self) -> WebProgram:
        values = {"var_dir": self.folder, "rest_enabled": True, **self.settings}
        self.store = open_store(Settings(**values))
        self.signals = LocalSignals()
        self.deps = Deps(self.store, self.signals, Clock(), Settings(**values), Buckets(), load_texts())
        self.begin_serving()
        self._working = threading.Event()
        self._working.set()
        self._worker = threading.Thread(target=self._work, daemon=True)
        self._worker.start()
        return self

    def begin_serving(self) -> None:
        """Open the port (the same as before, when it was open before)."""
        app = FastAPI()
        app.include_router(router(self.deps))
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        self.port = listener.getsockname()[1]
        config = uvicorn.Config(
            app, log_level="error", ws="websockets-sansio", lifespan="off", ws_per_message_deflate=False
        )
        self.server = uvicorn.Server(config)
        self._serving = threading.Thread(target=self.server.run, args=([listener],), daemon=True)
        self._serving.start()
        while not self.server.started:
            time.sleep(0.01)

    def end_serving(self) -> None:
        self.server.should_exit = True
        self._serving.join(10)

    def stop(self) -> None:
        self.end_serving()
        self._working.clear()
        self._worker.join(5)
        self.store.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, timeout=30)

    def conversations(self) -> list[str]:
        """Their ids, oldest first."""
        from sqlalchemy import select

        from bot.storage.tables import conversations

        return self.store.read(
            lambda tx: list(tx.execute(select(conversations.c.id).order_by(conversations.c.created_at)).scalars())
        )

    def conversation_of(self, channel: str, user: str) -> str:
        """The id of this one's; another test's may begin at the same moment."""
        from bot.storage.conversations import find

        return self.store.read(lambda tx: find(tx, channel, user))

    def staff_says(self, conversation_id: str, text: str) -> None:
        self.store.write(lambda tx: _add(tx, conversation_id, "staff", text, trace="", staff="خانم نمونه"))
        self.signals.publish(f"conversation:{conversation_id}")

    def _work(self) -> None:
        hint = self.signals.subscribe("inbox")
        while self._working.is_set():
            if self.hold.is_set() or not (touched := self.store.write(self._turns)):
                hint.wait(0.05)
                continue
            for conversation_id in touched:
                self.signals.publish(f"conversation:{conversation_id}")

    def _turns(self, tx) -> list[str]:
        from sqlalchemy import select

        from bot.storage.tables import inbox as table

        waiting = list(tx.execute(select(table).where(table.c.status == "waiting").order_by(table.c.id)))
        for row in waiting:
            self.handled += 1
            _answer(tx, row)
            inbox.finish(tx, row.id, now=Clock().now())
        return sorted({row.conversation_id for row in waiting})


def _answer(tx, row) -> None:
    kind, body, trace = Kind(row.kind), row.body, row.trace_id
    where = row.conversation_id
    if kind is Kind.JOINED:
        _add(tx, where, "bot", GREETING, trace=trace, buttons=SERVICES)
        return
    if kind is Kind.LOCATION:
        _add(tx, where, "citizen", "📍", trace=trace, client_id=row.message_id)
        _add(tx, where, "bot", f"شنیدم: 📍 {body['lon']}", trace=trace)
        return
    said = body.get("text") or body.get("payload") or body.get("kind", "")
    if kind in (Kind.FILE, Kind.FILE_REFUSED):
        said = " ".join(str(body[name]) for name in ("mime", "size", "why", "caption") if name in body)
    titles = {button.payload: button.title for button in SERVICES}
    shown = "📎" if kind in (Kind.FILE, Kind.FILE_REFUSED) else titles.get(said, said)
    _add(tx, where, "citizen", shown, trace=trace, client_id=row.message_id)
    if "کارشناس" in said:
        _add(tx, where, "staff", "سلام، من پروندهٔ شما را می‌بینم.", trace=trace, staff="خانم نمونه")
        return
    if "ساکت" in said:
        return
    text, buttons, codes = next((rule for word, rule in RULES.items() if word in said), (f"شنیدم: {said}", (), ()))
    links = next((found for word, found in LINKS.items() if word in said), ())
    file = FILES.get(said)
    _add(tx, where, "bot", text, trace=trace, buttons=buttons, codes=codes, links=links, file=file)


def _add(tx, where, author, text, *, trace, buttons=(), codes=(), **more) -> None:
    seq = messages.last_seq(tx, where) + 1
    messages.add(tx, [Message(where, seq, author, text, Clock().now(), trace, tuple(buttons), tuple(codes), **more)])
