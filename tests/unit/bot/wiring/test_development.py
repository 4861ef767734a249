"""The development twins over HTTP, with a backend that only takes note."""

from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI, Response

from bot.clock import Clock
from bot.wiring import development
from integrations.reference.entry import Problem
from integrations.reference.fixtures import FixtureError
from integrations.reference.seed import Summary


class Backend:
    def __init__(self):
        self.fault = None

    def set_fault(self, name):
        self.fault = name

    def advance(self):
        return 2

    def seed(self, fixtures):
        if "files" in fixtures:
            raise FixtureError([Problem("files[0].owner", "unknown_owner")])
        return Summary({"citizens": 2}, (Problem("citizens[1].name", "guessed"),))

    def gateway(self, *, style):
        self.style = style
        return Gateway()


class Gateway:
    def show(self, authority):
        return Response(f"pay {authority}") if authority == "known" else None

    def press(self, authority, outcome):
        return Response(f"{outcome} {authority}") if authority == "known" and outcome == "paid" else None


@pytest.fixture
def backend():
    return Backend()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def client(backend, clock):
    app = FastAPI()
    app.include_router(development.router(clock, backend))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client:
        yield client


async def test_seeding_tells_what_was_written_and_what_was_guessed(client):
    answer = await client.post("/dev/seed", json={"citizens": []})
    assert answer.status_code == 200
    assert answer.json() == {"seeded": {"citizens": 2}, "warnings": [{"path": "citizens[1].name", "code": "guessed"}]}


async def test_fixtures_that_cannot_be_written_are_told_by_path_and_code(client):
    answer = await client.post("/dev/seed", json={"files": [{}]})
    assert answer.status_code == 400
    assert answer.json()["problems"] == [{"path": "files[0].owner", "code": "unknown_owner"}]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"7", b"[" * 100_000])
async def test_what_is_no_object_is_told(client, content):
    answer = await client.post("/dev/seed", content=content)
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["code"] in {"not_json", "not_an_object"}


async def test_a_body_beyond_every_city_is_refused(client, monkeypatch):
    monkeypatch.setattr(development, "MAX_BODY", 10)
    assert (await client.post("/dev/seed", json={"citizens": []})).status_code == 413


async def test_a_known_fault_is_switched_and_another_is_told(client, backend):
    assert (await client.post("/dev/backend", json={"fault": "slow"})).json() == {"fault": "slow"}
    assert backend.fault == "slow"
    answer = await client.post("/dev/backend", json={"fault": "explode"})
    assert (answer.status_code, answer.json()["problems"][0]["path"]) == (400, "fault")
    answer = await client.post("/dev/backend", json={})
    assert answer.json()["problems"] == [{"path": "fault", "code": "missing"}]


async def test_the_clock_moves_to_a_jalali_time_and_to_nothing_else(client, clock):
    await client.post("/dev/clock", json={"now": "1405-01-01T08:00"})
    assert clock.now().year == 2026
    answer = await client.post("/dev/clock", json={"now": "tomorrow"})
    assert (answer.status_code, answer.json()["problems"][0]["path"]) == (400, "now")


async def test_days_pass_and_the_desks_work_on_each(client, clock):
    before = clock.now()
    answer = (await client.post("/dev/advance", json={"days": 3})).json()
    assert answer["moved"] == 6
    assert timedelta(days=3) <= clock.now() - before < timedelta(days=3, minutes=1)
    assert (await client.post("/dev/advance", json={})).json()["moved"] == 2
    for days in (0, 61, "1", True):
        refused = await client.post("/dev/advance", json={"days": days})
        assert (refused.status_code, refused.json()["problems"][0]["path"]) == (400, "days")


async def test_without_an_embedded_backend_there_is_nothing_to_seed(clock):
    app = FastAPI()
    app.include_router(development.router(clock, None))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client:
        for path, body in (("/dev/seed", {}), ("/dev/backend", {"fault": "down"}), ("/dev/advance", {})):
            assert (await client.post(path, json=body)).json()["problems"][0]["code"] == "no_embedded_backend"


async def test_the_sample_payment_page_is_shown_and_pressed(client):
    assert (await client.get("/dev/sample-gateway/known")).text == "pay known"
    pressed = await client.post("/dev/sample-gateway/known", data={"outcome": "paid"}, headers={"Origin": "null"})
    assert pressed.text == "paid known"
    assert (await client.get("/dev/sample-gateway/other")).status_code == 404
    assert (await client.post("/dev/sample-gateway/known", data={"outcome": "gift"})).status_code == 404
    assert (await client.post("/dev/sample-gateway/known")).status_code == 404


async def test_its_style_sheet_is_where_the_page_looks_for_it(client, backend):
    assert "font-family" in (await client.get(backend.style)).text
