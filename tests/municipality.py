"""A small invented city for tests, served by the reference backend in this process or over real sockets, with every
answer checked against `openapi.yaml`."""

import contextlib
import json
import socket
import threading
import time
from datetime import UTC, datetime, timedelta

import httpx
import uvicorn
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from dialogs.ports import Identity
from integrations.municipal.assertion import HEADER, STAFF_HEADER, Citizen, Staff, sign, sign_staff
from integrations.municipal.client import MunicipalClient
from integrations.municipal.contract import load_contract, load_document
from integrations.municipal.exchange import Patience
from integrations.municipal.staff import StaffClient
from integrations.reference.app import mount
from integrations.reference.database import Database
from integrations.reference.embedded import EmbeddedBackend
from integrations.reference.faults import AbortableProtocol, FaultSwitch
from integrations.reference.seed import seed
from tests.register_city import REGISTER

KEY = "a key of the tests, thirty-two bytes"
STAFF_KEY = "a staff key of the tests, other bytes"
NOW = datetime(2025, 10, 12, 6, 30, tzinfo=UTC)  # Sunday 1404-07-20, 10:00 in Isfahan
QUICK = Patience(connect=1.0, read=0.6, attempts=2, wait=0.02, longest=3.0)

OWNER = {"name": "مالک نمونه", "national_id": "9991000003", "mobile": "09130000001"}
OTHER = {"name": "همسایه نمونه", "national_id": "9991000011", "mobile": "09130000002"}
DEBTOR = {"name": "بدهکار نمونه", "national_id": "9991000021", "mobile": "09130000003"}
ATTORNEY = {"name": "وکیل نمونه", "national_id": "9991000054", "mobile": "09130000006"}

BUILDER = {"name": "سازنده نمونه", "national_id": "9991000046", "mobile": "09130000005"}

CITY = {
    "label": "شهر نمونه برای آزمون",
    "citizens": [OWNER, OTHER, DEBTOR, ATTORNEY, BUILDER],
    "files": [
        {
            "owner": OWNER["national_id"],
            "request_no": "1404100101",
            "nosazi_code": "6-2-110-7",
            "type": "پروانه ساختمانی",
            "district": 6,
            "address": "خیابان نمونه، پلاک ۷",
            "stage": "نقص مدارک",
            "entered_on": "1404-07-15",
            "missing_docs": ["soil_test", "کارت ملی"],
            "attorneys": [{"national_id": ATTORNEY["national_id"], "valid_to": "1404-12-01"}],
        },
        {
            "owner": OTHER["national_id"],
            "request_no": "1404100103",
            "type": "completion_cert",
            "district": "۱۲",
            "stage": "inspection_scheduled",
            "inspection": "1404/07/24",
            "entered_on": "2025-10-11",
        },
        {"owner": DEBTOR["national_id"], "request_no": "1404100105", "type": "تمدید پروانه", "stage": "paid"},
        *(
            {"owner": BUILDER["national_id"], "district": 3, "nosazi_code": "3-1-8-44", **file}
            for file in (
                {"request_no": "1404100106", "type": "art100", "stage": "art100", "entered_on": "1404-07-15"},
                {"request_no": "1404100107", "type": "permit_new", "stage": "levy_calc", "entered_on": "1404-07-16"},
                {"request_no": "1404100108", "type": "no_violation", "stage": "rejected", "entered_on": "1404-07-10"},
                {"request_no": "1404100109", "type": "permit_repair", "stage": "inspection_scheduled"},
            )
        ),
    ],
    "properties": [
        {
            "nosazi_code": "10-3-77-5",
            "owner": BUILDER["national_id"],
            "attorneys": [{"national_id": ATTORNEY["national_id"], "valid_to": "1404-12-01"}],
            "district": 10,
            "address": "خیابان مثال، پلاک ۵",
            "certified_on": "1403-05-01",
        },
        {"nosazi_code": "7-1-1-1", "owner": DEBTOR["national_id"], "district": 7, "certified_on": "1380-01-20"},
    ],
    "bills": [
        {
            "owner": DEBTOR["national_id"],
            "levy": "نوسازی",
            "year": 1403,
            "bill_id": "1000001312360",
            "payment_id": "2475030138",
            "amount_rial": 24_750_000,
            "status": "پرداخت نشده",
        },
        {
            "owner": OWNER["national_id"],
            "levy": "waste",
            "year": 1404,
            "bill_id": "1000001112361",
            "payment_id": "1840050182",
            "amount_rial": 18_400_000,
            "status": "unpaid",
        },
    ],
    "classes": [
        {"id": "free", "title": "ثبت درخواست از خانه (نمونه)", "mode": "آنلاین", "start": "+10", "capacity": 3},
        {"id": "full", "title": "پروانه از آغاز تا صدور (نمونه)", "start": "+8", "capacity": 2, "registered": 2},
        {"id": "over", "title": "کار با سامانه (نمونه)", "start": "+2", "signup_until": "-1", "capacity": 9},
        {"id": "past", "title": "دوره گذشته (نمونه)", "start": "-3", "capacity": 9},
    ],
    "offices": [
        {"code": "N1", "type": "دفتر پیشخوان", "district": 6, "name": "دفتر نمونه ۱", "phone": "03100000001"},
        {"code": "N2", "type": "شهرداری منطقه", "district": 12, "name": "شهرداری نمونه", "hours": "شنبه تا چهارشنبه"},
    ],
    "block_prices": [
        {"district": 6, "use": "residential", "year": 1403, "regional_price_rial": 1_000_000},
        {"district": 6, "use": "مسکونی", "year": 1404, "regional_price_rial": 1_500_000},
    ],
}
CITY |= REGISTER


def clock():
    return NOW


def identity(person, level=2):
    national_id = person["national_id"] if level > 1 else None
    return Identity(level=level, mobile=person["mobile"], national_id=national_id, confirmed_at=NOW, used_at=NOW)


_nonces = iter(range(10**9))


def assertion(person, level=2, *, now=NOW, key=KEY, nonce=None):
    """The header's dictionary for a raw request."""
    citizen = Citizen(person["mobile"], person["national_id"] if level > 1 else None, level)
    return {HEADER: sign(citizen, key.encode(), now=now, nonce=nonce or f"test-{next(_nonces)}")}


def member(role, name="کارمند نمونه"):
    return Staff(name, role)


def staff_assertion(role, *, now=NOW, key=STAFF_KEY, nonce=None):
    """The same for a member of staff."""
    return {STAFF_HEADER: sign_staff(member(role), key.encode(), now=now, nonce=nonce or f"staff-{next(_nonces)}")}


class Checked(httpx.AsyncBaseTransport):
    """Fails the test when an answer does not fit the contract."""

    def __init__(self, inner):
        self._inner = inner

    async def handle_async_request(self, request):
        response = await self._inner.handle_async_request(request)
        await response.aread()
        check(request.method, request.url.path, response.status_code, response.headers, response.content)
        return response

    async def aclose(self):
        await self._inner.aclose()


REGISTRY = Registry().with_resource("urn:contract", DRAFT202012.create_resource(load_document()))


def check(method, path, status, headers, content):
    """The answer against the operation's schema for its status. An embedded `error` fault answers like a broken
    server, so a bare 500 is let through."""
    if status == 500:
        return
    if status == 304:
        assert not content
        return
    operation = next(
        found
        for found in load_contract().values()
        if found.method == method and (found.path == path or ("{" in found.path and path.startswith("/operations/")))
    )
    answers = load_document()["paths"][operation.path][method.lower()]["responses"]
    media = "application/json" if str(status) in answers else "application/problem+json"
    assert headers["content-type"] == media
    schema = {"$ref": "urn:contract#/components/schemas/Problem"}
    if str(status) in answers:
        place = f"/paths/{operation.path.replace('/', '~1')}/{method.lower()}/responses/{status}"
        schema = {"$ref": f"urn:contract#{place}/content/application~1json/schema"}
    Draft202012Validator(schema, registry=REGISTRY).validate(json.loads(content))


class EmbeddedCity:
    """The city in this process."""

    def __init__(self, database_url):
        self._backend = EmbeddedBackend(database_url, KEY, clock, staff_key=STAFF_KEY)
        self._backend.seed(CITY)
        self.transport = Checked(self._backend.transport)
        self.base_url = "http://municipality.test"

    def set_fault(self, name, seconds=None):
        self._backend.set_fault(name, seconds=seconds)

    def seed(self, data):
        """More of the city."""
        self._backend.seed(data)

    def close(self):
        self._backend.close()


class ServedCity:
    """The city behind a real socket."""

    def __init__(self, database_url):
        self._database = Database(database_url)
        seed(self._database, CITY, now=NOW)
        app = mount(self._database, KEY, clock, faults=FaultSwitch(), staff_key=STAFF_KEY)
        self._socket = socket.create_server(("127.0.0.1", 0))
        config = uvicorn.Config(app, http=AbortableProtocol, log_level="critical", lifespan="on")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]})
        self._thread.start()
        self.base_url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        deadline = time.monotonic() + 10
        while not self._server.started and time.monotonic() < deadline:
            time.sleep(0.01)
        self.transport = Checked(httpx.AsyncHTTPTransport())

    def set_fault(self, name, seconds=None):
        body = {"fault": name} if seconds is None else {"fault": name, "seconds": seconds}
        httpx.post(f"{self.base_url}/_faults", json=body).raise_for_status()

    def seed(self, data):
        """More of the city."""
        seed(self._database, data, now=NOW)

    def close(self):
        self._server.should_exit = True
        self._thread.join(10)
        self._socket.close()
        self._database.close()


@contextlib.asynccontextmanager
async def open_client(city, patience=QUICK, **options):
    client = MunicipalClient(city.base_url, KEY, city.transport, clock=clock, patience=patience, **options)
    try:
        yield client
    finally:
        await client.close()


@contextlib.asynccontextmanager
async def open_staff(city, patience=QUICK):
    desk = StaffClient(city.base_url, STAFF_KEY, city.transport, clock=clock, patience=patience)
    try:
        yield desk
    finally:
        await desk.close()


@contextlib.asynccontextmanager
async def open_http(city):
    """Raw requests, still checked."""
    async with httpx.AsyncClient(base_url=city.base_url, transport=city.transport) as http:
        yield http


def later(seconds):
    return NOW + timedelta(seconds=seconds)
