"""At-home requests while the municipality fails at random: citizens who ask for one thing after the other, the real
program behind them (store, turns, call queue, actions, client) and the real reference backend behind a bad line. No
channel and no process of their own, so that thousands take minutes. What a service says and leaves is one `Errand`;
another service joins by adding one to `ERRANDS`."""

import asyncio
import heapq
import json
import random
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta

import httpx
from sqlalchemy import create_engine, select, text

from bot import calls
from bot.actions.registry import build_actions
from bot.clock import Clock
from bot.envelopes import Inbound, Kind
from bot.observe import Metrics
from bot.render import render
from bot.settings import Settings
from bot.storage import inbox, messages, tables
from bot.storage.signals import LocalSignals
from bot.storage.store import open_store
from bot.turn import Mind
from bot.wiring.messengers import fetching
from bot.wiring.program import open_book, open_model
from bot.worker import Worker
from integrations.municipal.client import MunicipalClient
from integrations.municipal.exchange import Patience
from integrations.reference.embedded import EmbeddedBackend
from integrations.sms import FileSms
from tests.faults.script import mobile, national_id, request_no
from tests.faults.world import ROOT

KEY = "the key of the at-home run"
FAULTS = ("lost_answer", "reset", "error", "down", "slow", "late")
CHANCE, ACT_CHANCE = 0.25, 0.6
LATEST = 60  # other requests that may pass before one that is under way arrives
FILES = 10  # of each citizen
MOST_TRIES = 12  # of one errand: after that the citizen gives up, and nothing may be registered
_LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789", "\u2066\u2067\u2068\u2069")
_MARK = "¦"


@dataclass(frozen=True)
class Errand:
    """One thing to have done from home. `opening` takes {number}, of a file of the citizen's (or of the one that the
    errand before has brought). `summary` and `done`: the texts that ask for the yes and that tell it is registered;
    `type`: what kind of file it leaves, or None when it takes one back."""

    name: str
    opening: str
    summary: str
    done: tuple[str, ...]
    type: str | None


def _inquiry(kind, words):
    done = ("inquiry_request.done",)
    return Errand(
        f"inquiry {kind}",
        f"استعلام {words} برای پرونده {{number}}",
        "inquiry_request.confirm_inquiry",
        done,
        f"inquiry_{kind}",
    )


def _request(kind, words):
    opening = f"برای پرونده {{number}} {words} ثبت کنید"
    return Errand(f"request {kind}", opening, "filing.summary", ("filing.draft", "filing.sent"), kind)


ERRANDS = (
    _inquiry("transfer", "نقل و انتقال"),
    _request("completion_cert", "درخواست پایان‌کار"),
    _inquiry("map_order", "دستور نقشه"),
    _request("no_violation", "درخواست گواهی عدم خلاف"),
    Errand(
        "withdrawal",
        "درخواست {number} رو لغو کنید",
        "request_withdrawal.summary",
        ("request_withdrawal.done",),
        None,
    ),
    _inquiry("bank", "بانک"),
    Errand(
        "renewal",
        "تمدید پروانه با شماره درخواست {number} می‌خوام",
        "filing.summary",
        ("filing.draft", "filing.sent"),
        "permit_renewal",
    ),
    _request("permit_repair", "درخواست مجوز تعمیرات"),
    _inquiry("guild", "صنفی"),
    _request("transaction_cert", "درخواست گواهی معاملات"),
)


class BadLine(httpx.AsyncBaseTransport):
    """Some requests meet a fault: before the work, after it, or they arrive when the caller has long given up."""

    def __init__(self, inner, seed):
        self._inner, self._chance = inner, random.Random(seed)
        self.met, self.healed, self._late, self._passed = Counter(), False, [], 0

    async def handle_async_request(self, request):
        fault = self._draw("Idempotency-Key" in request.headers)
        self._passed += 1
        while self._late and self._late[0][0] <= self._passed:
            await self._work(heapq.heappop(self._late)[2])
        if fault is None:
            return await self._work(request)
        self.met[fault] += 1
        if fault == "down":
            raise httpx.ConnectError(fault, request=request)
        if fault == "error":
            return httpx.Response(500, json={"code": "internal"}, request=request)
        if fault == "late":
            due = self._passed + self._chance.randint(1, LATEST)
            heapq.heappush(self._late, (due, self._passed, request))
            raise httpx.ReadTimeout(fault, request=request)
        await self._work(request)
        broken = {"reset": httpx.ReadError, "slow": httpx.ReadTimeout, "lost_answer": httpx.RemoteProtocolError}
        raise broken[fault](fault, request=request)

    def _draw(self, acts):
        """An act meets more, and above all what is worst for it: to be done when it was given up."""
        chance, faults = (ACT_CHANCE, (*FAULTS, "late", "late", "late")) if acts else (CHANCE, FAULTS)
        return None if self.healed or self._chance.random() >= chance else self._chance.choice(faults)

    async def _work(self, request):
        answer = await self._inner.handle_async_request(request)
        await answer.aread()
        return answer

    async def heal(self):
        """The line is good from now on; what is still under way arrives."""
        self.healed = True
        while self._late:
            await self._work(heapq.heappop(self._late)[2])


@dataclass
class Citizen:
    """One citizen's way through the errands. `told`: what was said to be registered, by errand."""

    number: int
    errands: list[Errand]
    at: int = 0
    tries: int = 0
    seq: int = 0
    said: int = 0
    waits: bool = False
    brought: str = ""
    told: dict[int, str] = field(default_factory=dict)
    strange: list[str] = field(default_factory=list)

    @property
    def errand(self):
        return self.errands[self.at] if self.at < len(self.errands) else None

    def opening(self):
        self.tries += 1
        number = self.brought if self.errand.type is None and self.brought else request_no(self.number, self.at % FILES)
        return self.errand.opening.format(number=number)

    def hears(self, replies, code):
        """What the citizen writes next; None: waits, or has nothing more to do."""
        if not replies:
            return None if self.waits or self.errand is None else self.opening()
        self.waits = False
        for key, words in replies:
            if self.errand and key in self.errand.done:
                return self._registered(words)
        key, words = replies[-1]
        answers = {"sign_in.ask_mobile": mobile(self.number), "sign_in.mobile_again": mobile(self.number)}
        answers |= dict.fromkeys(("sign_in.ask_national_id", "sign_in.national_id_again"), national_id(self.number))
        answers |= {self.errand.summary: "بله"} if self.errand else {}
        if key in answers:
            return answers[key]
        if key in ("sign_in.ask_code", "sign_in.code_again"):
            return code(self.number)
        self.waits = key.endswith((".checking", ".sms_unsure", ".still_processing", ".call_checking"))
        return None if self.waits else self._again(replies)

    def _registered(self, words):
        number = re.search(r"\d{8,}", words)[0]
        self.told[self.at] = number
        self.brought = number if self.errand.type else ""
        return self._next()

    def _next(self):
        self.at, self.tries = self.at + 1, 0
        return self.opening() if self.errand else None

    def _again(self, replies):
        """It came to nothing this time: the same once more, as the text asks; or give up."""
        keys = [key for key, _ in replies]
        if not any(key.endswith(("down", ".not_done", ".sign_in_failed", "anything_else")) for key in keys):
            self.strange += keys
        return self.opening() if self.tries < MOST_TRIES else self._next()


class AtHome:
    """The whole world of one run."""

    def __init__(self, *, var, errands, seed=1, each=FILES):
        self.citizens = [
            Citizen(number, [ERRANDS[at % len(ERRANDS)] for at in range(min(each, errands - number * each))])
            for number in range(-(-errands // each))
        ]
        self.settings = Settings(var_dir=var, model_dir=ROOT / "var/model")
        self.var, self.clock, metrics, signals = var, Clock(), Metrics(), LocalSignals()
        self.store, book = open_store(self.settings), open_book()
        self.backend = EmbeddedBackend(f"sqlite:///{var / 'reference.db'}", KEY, self.clock.now)
        self.backend.seed(_city(len(self.citizens)))
        self.line = BadLine(self.backend.transport, seed)
        patience = Patience(attempts=2, wait=0.001, longest=60.0, breaker_failures=10**9)
        self.client = MunicipalClient("http://city.test", KEY, self.line, clock=self.clock.now, patience=patience)
        sms = FileSms(var / "sms.jsonl", clock=self.clock.now, production=False)
        actions = build_actions(
            store=self.store,
            client=self.client,
            sms=sms,
            fetch=fetching(()),
            settings=self.settings,
            specs=book.actions,
        )
        mind = replace(
            Mind.of(book, understander=open_model(self.settings.model_dir), actions=actions),
            render=lambda effect: _marked(book.texts, effect),
        )
        asking = calls.Patience(first_pause=timedelta(milliseconds=5), longest_pause=timedelta(milliseconds=20))
        self.worker = Worker(self.store, signals, mind, clock=self.clock, metrics=metrics)
        self.outside = calls.Outside(
            self.store, signals, actions.outside, clock=self.clock, metrics=metrics, patience=asking
        )

    async def run(self, *, most_rounds=100_000):
        """Everybody's turn, round by round, until nobody has anything left to say or to wait for."""
        lines = {citizen.number: citizen.opening() for citizen in self.citizens}
        for _ in range(most_rounds):
            await self._say(lines)
            await self._settle()
            heard = await asyncio.to_thread(self.store.read, self._heard)
            lines = {}
            for citizen in self.citizens:
                if (line := citizen.hears(heard[citizen.number], self._code)) is not None:
                    lines[citizen.number] = line
            if not lines and not any(citizen.waits for citizen in self.citizens):
                break
        await self.line.heal()
        await self._settle()

    async def close(self):
        await self.client.close()
        self.backend.close()
        self.store.close()

    async def _say(self, lines):
        def work(tx):
            for number, line in lines.items():
                citizen = self.citizens[number]
                citizen.said += 1
                message = Inbound("rest", f"h{number}", str(citizen.said), Kind.TEXT, {"text": line})
                inbox.put(tx, message, now=self.clock.now())

        await asyncio.to_thread(self.store.write, work)

    async def _settle(self):
        while True:
            turns = await asyncio.to_thread(self.worker.run_once)
            made = await self.outside.run_once()
            if not turns and not made:
                return

    def _heard(self, tx):
        ids = {row.channel_user: row.id for row in tx.execute(select(tables.conversations))}
        heard = {}
        for citizen in self.citizens:
            new = messages.since(tx, ids[f"h{citizen.number}"], citizen.seq)
            citizen.seq = new[-1].seq if new else citizen.seq
            replies = [line.text.translate(_LATIN).partition(_MARK) for line in new if line.author == "bot"]
            heard[citizen.number] = [(key, words) for key, _, words in replies]
        return heard

    def _code(self, number):
        lines = (self.var / "sms.jsonl").read_text("utf-8").splitlines()
        return next(sms["code"] for sms in map(json.loads, reversed(lines)) if sms["to"] == mobile(number))

    def records(self):
        """What is really there: each file that was not seeded, as (citizen, type, number, stage)."""
        engine = create_engine(f"sqlite:///{self.var / 'reference.db'}")
        with engine.connect() as connection:
            rows = connection.execute(text(_NEW)).all()
        engine.dispose()
        owners = {national_id(citizen.number): citizen.number for citizen in self.citizens}
        return [(owners[row.national_id], row.type, row.request_no, row.stage) for row in rows]


_NEW = """SELECT h.national_id, f.type, f.request_no, f.stage FROM files f JOIN holders h ON h.file_id = f.id
          WHERE f.note IS NULL AND f.request_no NOT LIKE '14059%'"""


def _marked(texts, effect):
    """The real text behind its key, so that the citizen of the test knows which one it is."""
    reply = render(texts, effect)
    return replace(reply, text=f"{getattr(effect, 'key', 'staff')}{_MARK}{reply.text}")


def _city(citizens):
    """Every citizen with ten properties without debts, a delivered permit on each."""
    people = range(citizens)
    return {
        "citizens": [{"name": "نمونه", "national_id": national_id(n), "mobile": mobile(n)} for n in people],
        "files": [
            {
                "owner": national_id(n),
                "request_no": request_no(n, which),
                "nosazi_code": f"5-1-{n + 1}-{which + 1}",
                "type": "permit_new",
                "district": 5,
                "address": "خیابان نمونه",
                "stage": "delivered",
            }
            for n in people
            for which in range(FILES)
        ],
    }


def verdict(world):
    """What went wrong, by kind: nothing may. Beside it how many were registered, and how many given up."""
    records = world.records()
    found = {"lost": [], "doubled": [], "wrongly reported": [], "strange": []}
    for citizen in world.citizens:
        found["strange"] += [(citizen.number, key) for key in citizen.strange]
        for at, errand in enumerate(citizen.errands):
            _judge(citizen, at, errand, records, found)
    told = sum(len(citizen.told) for citizen in world.citizens)
    return found, told, sum(len(citizen.errands) for citizen in world.citizens) - told


def _judge(citizen, at, errand, records, found):
    number, who = citizen.told.get(at), (citizen.number, errand.name)
    if errand.type is None:
        gone = any(record[2:] == (number, "cancelled_by_citizen") for record in records)
        found["lost"] += [who] if number and not gone else []
        return
    made = [record for record in records if record[:2] == (citizen.number, errand.type)]
    found["doubled"] += [who] if len(made) > 1 else []
    found["lost"] += [who] if number and not made else []
    if made and number not in [record[2] for record in made]:
        found["wrongly reported"].append(who)
