"""Everybody outside the whole program: citizens over REST, who repeat what was not answered, and on Telegram; the
nemesis; and at the end the two databases, the program's and the municipality's."""

import asyncio
import json
import os
import re
import subprocess
import sys
import time

import httpx
from sqlalchemy import create_engine, text

from tests.fakes.telegram_server import TOKEN
from tests.faults import script
from tests.faults.world import ROOT, World
from tests.journeys.program import free_port

READY_WITHIN = 120
SLOW = 8.0
"""Seconds after which a REST answer may have been cut off at its patience (10 s): asked for again by the same id."""
_ENROLMENTS_FROM = 500_000
_LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")


class RealWorld(World):
    """`settings` by name; `split`: web and worker are two processes, otherwise one process does everything."""

    def __init__(self, *, var, telegram, url="", settings=None, split=False, seed=1):
        super().__init__(url=url, var=var, start=self.launch, seed=seed)
        self.telegram, self.split = telegram, split
        self.ports = {"web": free_port(), "worker": free_port()}
        self.running = {}
        self.client = httpx.AsyncClient(base_url=f"http://127.0.0.1:{self.ports['web']}", timeout=30, trust_env=False)
        self.chats = {}
        self.paced = True  # the messages are spread over the processes, so that each has something to be killed at
        self.seconds = []
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SHAHRYAR_")}
        self.environ = kept | {
            "SHAHRYAR_VAR_DIR": str(var),
            "SHAHRYAR_MODEL_DIR": str(ROOT / "var/model"),
            "SHAHRYAR_REST_ENABLED": "true",
            "SHAHRYAR_DATABASE_URL": url,
            "SHAHRYAR_TELEGRAM_INTAKE": "polling",
            "SHAHRYAR_TELEGRAM_TOKEN": TOKEN,
            "SHAHRYAR_TELEGRAM_BASE_URL": telegram.base_url,
            **(settings or {}),
        }
        self._take_note_of_sends()

    # -- processes -----------------------------------------------------------------------------------------

    def launch(self, fault, _world):
        """Start what does not run. The process in which `fault` can happen gets it: K1 is where messages come in."""
        parts = ("web", "worker") if self.split else ("web",)
        victim = "web" if not self.split or fault.startswith("K1") else "worker"
        if fault and self._alive(victim):
            self._stop(victim)  # a rolling restart, into its misfortune
        fresh = [part for part in parts if not self._alive(part)]
        for part in fresh:
            self._start(part, fault if part == victim else "")
        for part in fresh:
            self._wait_until_ready(part)
        return self.running[victim], None

    def _start(self, part, fault):
        roles = {"web": ["serve", "--role", "web"], "worker": ["worker"]}[part] if self.split else ["serve"]
        self.running[part] = subprocess.Popen(
            [sys.executable, "-m", "bot", *roles],
            cwd=ROOT,
            env=self.environ | {"SHAHRYAR_PORT": str(self.ports[part]), "FAULT_AT": fault},
            stdout=subprocess.PIPE,
            stderr=self.log,
        )

    def _wait_until_ready(self, part):
        process, begun = self.running[part], time.monotonic()
        while process.poll() is None:  # it may die of its fault before it is ready
            assert time.monotonic() - begun < READY_WITHIN, "not ready in time"
            try:
                if httpx.get(f"http://127.0.0.1:{self.ports[part]}/readyz", timeout=2).status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.05)
        self.seconds.append(time.monotonic() - begun)

    def _alive(self, part):
        return part in self.running and self.running[part].poll() is None

    def _stop(self, part):
        process = self.running[part]
        process.terminate()
        assert process.wait(20) == 0, "asked to stop, it must end well"
        process.stdout.close()

    def close(self):
        """Whatever is left."""
        for part, process in self.running.items():
            if self._alive(part):
                self._stop(part)
            process.stdout.close()

    async def seed_city(self, citizens):
        """A first start, without misfortune, to build the city on."""
        await asyncio.to_thread(self.launch, "", self)
        answer = await self.client.post("/dev/seed", json=script.city(citizens))
        assert answer.status_code == 200, answer.text
        await asyncio.to_thread(self.close)

    # -- citizens ------------------------------------------------------------------------------------------

    async def _citizen(self, name, messages, phases):
        number = int(name[1:])
        by_telegram = number in self.chats
        lines = self.lines(number)
        for place, line in enumerate(lines):
            due = sum(place * messages // len(lines) >= start for start in phases) if self.paced else 0
            while self.kills < due:  # noqa: ASYNC110 - simpler to read
                await asyncio.sleep(0.02)
            if by_telegram:
                await self._write(self.chats[number], line)
            else:
                said = self._last_code(number) if line is script.CODE else line
                await self._hand_in(name, f"{name}-{place}", said)

    def lines(self, number):
        """What citizen `number` says; a test sets it."""
        raise NotImplementedError

    async def _hand_in(self, name, key, text):
        """Over REST, until there is an answer; it is whole when it did not take as long as REST waits."""
        body = {"sender": name, "message": text, "metadata": {"message_id": key}}
        while True:
            begun = time.monotonic()
            self.history.note("driver", "invoke", "accept", name, key)
            try:
                answer = await self.client.post("/webhooks/rest/webhook", json=body)
            except httpx.TransportError:
                self.history.note("driver", "info", "accept", name, key)
                await asyncio.sleep(0.1)
                continue
            assert answer.status_code == 200, answer.text
            self.history.note("driver", "ok", "accept", name, key)
            if time.monotonic() - begun < SLOW:
                break
        for reply in answer.json():
            self.history.note("phone", "ok", "send", name, value=reply["text"])

    async def _write(self, chat, line):
        number = self.telegram.world.says(chat, line)
        name, key = str(chat), f"42:{number}"
        self.history.note("driver", "invoke", "accept", name, key)
        while any(update["update_id"] == number for update in list(self.telegram.world.pending)):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
        self.history.note("driver", "ok", "accept", name, key)

    def _take_note_of_sends(self):
        world, accept = self.telegram.world, self.telegram.world.accept

        def accepted(chat, text, markup, document=None):
            self.history.note("phone", "ok", "send", str(chat), value=text)
            return accept(chat, text, markup, document)

        world.accept = accepted

    def _last_code(self, number):
        lines = (self.var / "sms.jsonl").read_text("utf-8").splitlines()
        return [sms["code"] for sms in map(json.loads, lines) if sms["to"] == script.mobile(number)][-1]

    # -- afterwards ----------------------------------------------------------------------------------------

    def _message_key(self, client_id):
        digest, _, key = client_id.partition(":")
        return client_id if digest == "42" else key

    def _note_database(self, tx):
        super()._note_database(tx)
        self._note_municipality()

    def _note_municipality(self):
        """Each record that is really there, and who was told of it."""
        engine = create_engine(f"sqlite:///{self.var / 'reference.db'}")
        with engine.connect() as connection:
            inquiries = connection.execute(text(_INQUIRIES)).all()
            enrolled = connection.execute(text("SELECT mobile, id FROM enrolments")).all()
            self.answered = [json.loads(row.data) for row in connection.execute(text(_ACTS))]
        engine.dispose()
        lanes = range(len(self.conversations) + 1)
        owners = {script.national_id(n): f"c{n}" for n in lanes} | {script.mobile(n): f"c{n}" for n in lanes}
        records = {str(number): owners[owner] for owner, number in inquiries}
        records |= {str(_ENROLMENTS_FROM + number): owners[owner] for owner, number in enrolled}
        for number, owner in records.items():
            self.history.note("backend", "ok", "call", owner, number)
        said = [event for event in self.history.events if event.op == "send"]
        for event in said:
            for number in set(re.findall(r"\d{6,}", event.value.translate(_LATIN))) & records.keys():
                if _TELLING.search(event.value):
                    self.history.note("phone", "ok", "told", event.conversation, number)


_TELLING = re.compile("شمارهٔ (پیگیری|ثبت‌نام):")
_INQUIRIES = """SELECT h.national_id, f.request_no FROM files f JOIN holders h ON h.file_id = f.id
                WHERE f.open_inquiry IS NOT NULL AND f.parent_id IS NOT NULL"""
_ACTS = "SELECT data FROM operations WHERE outcome = 'accepted'"
