"""Rules that answer at the same time share their journeys to the server and nothing else."""

import asyncio

import psycopg
import pytest
from sqlalchemy import Integer, bindparam, create_engine, func, select, text

from integrations.gathering import Gathering
from integrations.pipeline import Pipeline
from integrations.prepared import Prepared
from tests.servers import postgres_url

ECHO = Prepared(select(bindparam("number", type_=Integer)))
ROOT = Prepared(select(func.sqrt(bindparam("number", type_=Integer))))


@pytest.fixture
def connection():
    url = postgres_url().replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as opened:
        yield opened
    engine.dispose()


@pytest.fixture
def journeys(monkeypatch):
    made, travel = [], Pipeline._journey

    def noted(pipeline, waiting):
        made.append(len(waiting))
        travel(pipeline, waiting)

    monkeypatch.setattr(Pipeline, "_journey", noted)
    return made


def together(connection, *rules):
    async def all_of_them():
        gathering = Gathering(connection)
        return await asyncio.gather(*(gathering.run(rule) for rule in rules), return_exceptions=True)

    return asyncio.run(all_of_them())


def doubled(number):
    return lambda tx: ECHO.scalar(tx, number=number) * 2


def test_what_all_ask_in_one_turn_is_one_journey(connection, journeys):
    assert together(connection, *(doubled(number) for number in range(25))) == [number * 2 for number in range(25)]
    assert journeys == [25]


def test_who_asks_twice_travels_twice_and_who_asks_nothing_does_not(connection, journeys):
    def twice(tx):
        return ECHO.scalar(tx, number=ECHO.scalar(tx, number=1) + 1)

    assert together(connection, twice, doubled(5), lambda _tx: "nothing") == [2, 10, "nothing"]
    assert journeys == [2, 1]


def test_what_was_asked_ahead_travels_with_what_others_ask(connection, journeys):
    def ahead(tx):
        first, second = ECHO.ahead(tx, number=1), ECHO.ahead(tx, number=2)
        return [*first(), *second()]

    assert together(connection, ahead, doubled(2)) == [[(1,), (2,)], 4]
    assert journeys == [3]


def test_what_is_refused_to_one_and_what_one_raises_is_nobody_elses(connection):
    def raises(tx):
        raise LookupError(ECHO.scalar(tx, number=7))

    one, refused, failed, other = together(
        connection, doubled(1), lambda tx: ROOT.scalar(tx, number=-1), raises, doubled(2)
    )
    assert (one, other) == (2, 4)
    assert isinstance(refused, psycopg.DataError)
    assert failed.args == (7,)


def test_whoever_is_given_up_keeps_nobody_waiting(connection):
    async def given_up():
        gathering = Gathering(connection)
        lost, other = (asyncio.ensure_future(gathering.run(doubled(number))) for number in (1, 2))
        await asyncio.sleep(0)
        lost.cancel()
        assert await other == 4
        assert lost.cancelled()
        return await gathering.run(doubled(3))

    assert asyncio.run(given_up()) == 6


def test_a_server_that_hung_up_is_seen(connection):
    async def hung_up():
        gathering = Gathering(connection)
        assert not gathering.broken
        process = connection.execute(text("SELECT pg_backend_pid()")).scalar()
        with psycopg.connect(postgres_url(), autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s)", [process])
        with pytest.raises(psycopg.OperationalError):
            await gathering.run(doubled(1))
        assert gathering.broken
        gathering.close()

    asyncio.run(hung_up())
