"""A staff console over a real store and real turns, with a clock and a phone under the test's thumb."""

import re
import warnings
from datetime import UTC, datetime, timedelta

import pyotp
from fastapi import FastAPI

from bot.console.accounts import create_staff
from bot.console.deps import Deps
from bot.console.routes import router
from bot.console.words import load_words
from bot.envelopes import Inbound, Kind
from bot.settings import Settings
from bot.storage import cases, inbox, staff
from bot.storage.signals import LocalSignals
from bot.turn import run_batch
from tests.fakes import mind

with warnings.catch_warnings():  # it says that httpx has a successor; ours is the locked one
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

START = datetime(2026, 10, 12, 6, 30, tzinfo=UTC)
PASSWORD = "a long enough phrase"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


class StillClock:
    """Stands until told to go on."""

    def __init__(self, start=START):
        self.moment = start

    def now(self):
        return self.moment

    def go_on(self, **time):
        self.moment += timedelta(**time)


class World:
    """Citizens, staff and the desk between them."""

    def __init__(self, store, tmp_path, **settings):
        self.store = store
        self.clock = StillClock()
        self.signals = LocalSignals()
        self.settings = Settings(var_dir=tmp_path, **settings)
        words = load_words({"fee_estimate": "برآورد عوارض پروانه", "human_handoff": "گفتگو با کارشناس"})
        self.deps = Deps(
            self.store, self.signals, self.clock, self.settings, words, phone_now=self.clock.now, glance=0.05
        )
        self.app = FastAPI(openapi_url=None)
        self.app.include_router(router(self.deps))
        self.mind = mind.mind()
        self._numbers = iter(range(1, 100_000))

    def hire(self, username="negar", name="نگار نمونه", *, enrolled=True):
        account = create_staff(self.store, username, name, PASSWORD, clock=self.clock)
        if enrolled:
            self.store.write(lambda tx: staff.offer_secret(tx, account.id, SECRET))
            self.store.write(lambda tx: staff.use_step(tx, account.id, step=0, now=self.clock.now()))
        return self.store.read(lambda tx: staff.find(tx, username))

    def say(self, citizen, text):
        """A citizen writes; the turn is taken. The conversation's id."""
        inbound = Inbound("web", citizen, f"m{next(self._numbers)}", Kind.TEXT, {"text": text})
        receipt = self.store.write(lambda tx: inbox.put(tx, inbound, now=self.clock.now()))
        self.take_turns()
        return receipt.conversation_id

    def take_turns(self):
        while True:
            batch = self.store.write(lambda tx: run_batch(tx, self.mind, limit=16, now=self.clock.now()))
            for topic in batch.topics:
                self.signals.publish(topic)
            if not batch.turns and not batch.failures:
                return

    def ask_for_staff(self, citizen="c1", *, text="hello", reason="citizen_asked", flow="human_handoff"):
        """A citizen in the queue. The case number."""
        conversation_id = self.say(citizen, text)
        opened = self.store.write(
            lambda tx: cases.open_case(
                tx, conversation_id=conversation_id, reason=reason, flow=flow, now=self.clock.now()
            )
        )
        self.signals.publish("desk")
        return opened.case_no

    def browser(self, **options):
        """A browser of its own, with its own cookies."""
        return TestClient(self.app, **options)

    def case(self, number):
        return self.store.read(lambda tx: cases.find(tx, number))

    def code(self):
        """What the phone shows now."""
        return pyotp.TOTP(SECRET).at(self.clock.now())

    def next_code(self):
        """A code no session has used: the phone's next one."""
        self.clock.go_on(seconds=30)
        return self.code()


def form_token(html):
    return re.search(r'name="csrf" value="([0-9a-f]{64})"', html).group(1)


def sign_in(world, client, username="negar"):
    """Both steps, as a browser does them. Leaves the client at the desk."""
    page = client.get("/console/sign-in")
    fields = {"csrf": form_token(page.text), "username": username, "password": PASSWORD}
    page = client.post("/console/sign-in", data=fields)
    assert page.url.path == "/console/second-step", page.text
    page = client.post("/console/second-step", data={"csrf": form_token(page.text), "code": world.next_code()})
    assert page.url.path == "/console", page.text
    return page


def deed(client, number, name, **fields):
    """Press a button of the desk."""
    token = form_token(client.get("/console").text)
    return client.post(f"/console/cases/{number}/{name}", data={"csrf": token, **fields})
