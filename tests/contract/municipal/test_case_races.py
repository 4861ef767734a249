"""Two hundred clients at once while answers get lost, connections break and the server fails, on SQLite and on a real
PostgreSQL: one record per key, no seat, slot or credit twice, and what a client was told is what is there."""

import asyncio
import random
from collections import Counter

import httpx
import pytest
from sqlalchemy import func, select

from dialogs.ports import Accepted, Rejected, Unavailable, Unknown
from integrations.municipal.client import MunicipalClient
from integrations.municipal.exchange import Patience
from integrations.municipal.staff import StaffClient
from integrations.reference.app import mount
from integrations.reference.case.tables import bill_credits, inspections, payments
from integrations.reference.database import Database
from integrations.reference.seed import seed
from integrations.reference.tables import bills, enrolments, files, operations
from tests.contract.municipal.case_work import GATEWAY
from tests.municipality import KEY, NOW, STAFF_KEY, clock, identity

CLIENTS, SEATS = 200, 30
FAULTS = ("lost_answer", "reset", "error")
# How often a request meets the fault: often enough that some meet it twice in a row and end as Unknown.
CHANCE = 0.35
PATIENT = Patience(connect=30.0, read=60.0, attempts=2, wait=0.001, longest=120.0, breaker_failures=10**9)
DAY, SLOT = "1404-07-23", "08-10"
PROPERTY = "3-1-8-44"


def national_id(number):
    body = f"999{number:06d}"
    rest = sum(int(digit) * (10 - place) for place, digit in enumerate(body)) % 11
    return f"{body}{rest if rest < 2 else 11 - rest}"


PEOPLE = [
    {"name": f"شهروند نمونه {n}", "national_id": national_id(500_000 + n), "mobile": f"0913{1_000_000 + n}"}
    for n in range(CLIENTS)
]
RACE_CITY = {
    "citizens": PEOPLE,
    "files": [
        {
            "owner": person["national_id"],
            "request_no": f"77{n:06d}",
            "type": "permit_repair",
            "stage": "inspection_scheduled",
            "district": 3,
        }
        for n, person in enumerate(PEOPLE)
    ],
    "properties": [{"nosazi_code": PROPERTY, "owner": [person["national_id"] for person in PEOPLE], "district": 3}],
    "bills": [
        {
            "owner": PEOPLE[0]["national_id"],
            "levy": "nosazi",
            "year": 1404,
            "bill_id": "1000001312360",
            "payment_id": "2475030138",
            "amount_rial": 24_750_000,
        }
    ],
    "classes": [{"id": "c", "title": "دوره نمونه", "start": "+9", "capacity": SEATS}],
}


class Unlucky(httpx.AsyncBaseTransport):
    """Some requests meet the fault: before the work, or after it with the answer gone."""

    def __init__(self, app, fault):
        self._inner = httpx.ASGITransport(app, raise_app_exceptions=False)
        self._fault = fault
        self._chance = random.Random(f"unlucky {fault}")
        self.met = 0

    async def handle_async_request(self, request):
        unlucky = self._fault is not None and self._chance.random() < CHANCE
        self.met += unlucky
        if unlucky and self._fault == "error":
            return httpx.Response(500, json={"code": "internal"}, request=request)
        response = await self._inner.handle_async_request(request)
        await response.aread()
        if unlucky:
            kind = httpx.ReadError if self._fault == "reset" else httpx.RemoteProtocolError
            raise kind(self._fault, request=request)
        return response

    def heal(self):
        self._fault = None


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path / 'races.db'}"
    else:
        from tests.servers import postgres_url

        address = postgres_url().replace("postgresql://", "postgresql+psycopg://", 1)
    opened = Database(address)
    seed(opened, RACE_CITY, now=NOW)
    yield opened
    opened.close()


@pytest.fixture(params=FAULTS)
async def race(request, database):
    made = Race(database, request.param)
    yield made
    await made.close()
    assert made.transport.met > 0


class Race:
    """All the clients, and what each was told in the end."""

    def __init__(self, database, fault):
        self.database = database
        app = mount(database, KEY, clock, staff_key=STAFF_KEY)
        self.transport = Unlucky(app, fault)
        args = {"transport": self.transport, "clock": clock, "patience": PATIENT}
        self.clients = [MunicipalClient("http://municipality.test", KEY, **args) for _ in PEOPLE]
        self.gateway = StaffClient("http://municipality.test", STAFF_KEY, **args)

    async def all_at_once(self, act, *, level=2):
        """Every client acts with a key of its own; who does not know asks by key once the faults are over."""

        async def one(place):
            who, client = identity(PEOPLE[place], level), self.clients[place]
            return await act(client, who, place)

        first = await asyncio.gather(*map(one, range(CLIENTS)))
        assert {type(answer) for answer in first} <= {Accepted, Rejected, Unknown, Unavailable}
        self.transport.heal()
        return [
            await self.clients[place].reconcile(identity(PEOPLE[place], level), key=f"race-{place:06d}")
            if isinstance(answer, Unknown)
            else answer
            for place, answer in enumerate(first)
        ]

    def count(self, query):
        with self.database.reading() as tx:
            return tx.execute(query).scalar_one()

    async def close(self):
        for client in (*self.clients, self.gateway):
            await client.close()


def outcomes(answers):
    return Counter(getattr(answer, "code", type(answer).__name__) for answer in answers)


async def test_seats_are_never_oversold_and_every_client_knows_its_own(race):
    told = await race.all_at_once(
        lambda client, who, place: client.enrol(who, course="c", key=f"race-{place:06d}"), level=1
    )
    enrolled = [answer for answer in told if isinstance(answer, Accepted)]
    rows = select(func.count()).select_from(enrolments)
    # "Not done" is as true as "done": nobody has a seat who was told otherwise.
    assert race.count(rows) == len(enrolled)
    assert race.count(rows.where(enrolments.c.status == "enrolled")) == min(SEATS, len(enrolled))
    numbers = [answer.data["enrolment_no"] for answer in enrolled]
    assert len(set(numbers)) == len(numbers)
    assert set(outcomes(told)) <= {"Accepted", "Unavailable"}
    done = select(func.count()).select_from(operations).where(operations.c.outcome == "accepted")
    assert race.count(done) == len(enrolled)


async def test_an_inspector_is_never_booked_twice_at_once(race):
    async def book(client, who, place):
        return await client.book_inspection(
            who, request_no=f"77{place:06d}", day=DAY, slot=SLOT, key=f"race-{place:06d}"
        )

    told = await race.all_at_once(book)
    booked = [answer for answer in told if isinstance(answer, Accepted)]
    assert len(booked) == race.count(select(func.count()).select_from(inspections)) == 2
    with race.database.reading() as tx:
        assert sorted(tx.execute(select(inspections.c.inspector)).scalars()) == [1, 2]
    assert set(outcomes(told)) <= {"Accepted", "slot_taken", "Unavailable"}


async def test_a_property_has_one_open_request_of_a_type_however_many_owners_ask(race):
    async def submit(client, who, place):
        return await client.submit_request(
            who, request_type="nosazi_clearance", nosazi_code=PROPERTY, key=f"race-{place:06d}"
        )

    told = await race.all_at_once(submit)
    opened = select(func.count()).select_from(files).where(files.c.type == "nosazi_clearance")
    assert race.count(opened) == len([answer for answer in told if isinstance(answer, Accepted)]) == 1
    assert set(outcomes(told)) <= {"Accepted", "already_open", "Unavailable"}


async def test_one_key_of_one_citizen_is_one_record_however_often_it_is_sent(race):
    who = identity(PEOPLE[0], 1)
    sent = [
        client.open_ticket(who, kind="noise", text="صدا", place="نمونه", key="race-000000") for client in race.clients
    ]
    await asyncio.gather(*sent)
    race.transport.heal()
    end = await race.clients[0].reconcile(who, key="race-000000")
    assert isinstance(end, Accepted)
    assert (await race.clients[0].my_tickets(who)).data["items"] == [end.data]


async def test_a_bill_is_credited_once_however_many_pay_it_and_nothing_that_came_is_lost(race):
    async def start(client, who, place):
        return await client.start_payment(
            who, bill_id="1000001312360", payment_id="2475030138", key=f"race-{place:06d}"
        )

    fault, race.transport._fault = race.transport._fault, None
    started = await race.all_at_once(start, level=1)
    race.transport._fault = fault

    async def settle(place, attempt):
        return await race.gateway.settle_payment(
            GATEWAY,
            authority=started[place].data["link"].rpartition("/")[2],
            gateway_ref=f"REF-{place:06d}",
            amount_rial=24_750_000,
            outcome="paid",
            # The gateway says each twice, with keys of its own.
            key=f"settle-{place:06d}-{attempt}",
        )

    paying = [place for place, answer in enumerate(started) if isinstance(answer, Accepted)]
    assert len(paying) == CLIENTS
    await asyncio.gather(*[settle(place, attempt) for place in paying for attempt in range(2)])
    race.transport.heal()
    again = [await settle(place, 9) for place in paying]
    assert Counter(answer.data["status"] for answer in again) == {"paid": 1, "surplus": CLIENTS - 1}
    assert race.count(select(func.count()).select_from(bill_credits)) == 1
    assert race.count(select(bills.c.status)) == "paid"
    refs = select(func.count(func.distinct(payments.c.gateway_ref)))
    assert race.count(refs) == CLIENTS
