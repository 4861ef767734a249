"""On PostgreSQL the questions of many citizens travel together (docs/adr/0010): each is told what it would be told
alone, and nobody what another asked."""

import asyncio

import httpx
import pytest

from integrations.pipeline import Pipeline
from tests.municipality import ATTORNEY, BUILDER, DEBTOR, OTHER, OWNER, ServedCity, assertion
from tests.servers import postgres_url

ROUNDS = 6
CITIZENS = (OWNER, OTHER, DEBTOR, ATTORNEY, BUILDER)
ASKED = (
    ("GET", "/files", None),
    ("POST", "/files/lookup", {"request_no": "1404100101"}),
    ("POST", "/files/lookup", {"request_no": "1404100103"}),
    ("POST", "/files/lookup", {"request_no": "9999999999"}),
    ("GET", "/bills", None),
    ("POST", "/parcels/lookup", {"point": {"lat": 200, "lon": 0}}),
)


@pytest.fixture
def city():
    made = ServedCity(postgres_url().replace("postgresql://", "postgresql+psycopg://", 1))
    yield made
    made.close()


async def ask(http, citizen, method, path, body, level=2):
    answer = await http.request(method, path, json=body, headers=assertion(citizen, level))
    return answer.status_code, answer.content


async def test_each_of_many_is_told_what_it_would_be_told_alone(city, monkeypatch):
    """Among them some that are refused, that do not fit, and that the register no longer knows."""
    journeys, journey = [], Pipeline._journey

    def noted(pipeline, waiting):
        journeys.append(len(waiting))
        journey(pipeline, waiting)

    monkeypatch.setattr(Pipeline, "_journey", noted)
    stranger = {**OWNER, "mobile": "09139999999"}
    questions = [(citizen, *asked) for citizen in (*CITIZENS, stranger) for asked in ASKED]
    async with httpx.AsyncClient(base_url=city.base_url, timeout=60, limits=httpx.Limits(max_connections=60)) as http:
        alone = [await ask(http, *question) for question in questions]
        for _ in range(ROUNDS):
            assert await asyncio.gather(*(ask(http, *question) for question in questions)) == alone
    assert {status for status, _ in alone} >= {200, 403, 404, 422}
    assert len(set(alone)) > len(CITIZENS)
    assert (
        max(journeys) > 1
    )  # how many share one is the machine's business; tests/unit counts it where nothing else runs
