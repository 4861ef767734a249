"""Statements travel together, and each is answered as if it had travelled alone."""

from datetime import date

import psycopg
import pytest

from integrations.pipeline import Pipeline
from tests.servers import postgres_url

ECHO = "SELECT $1::VARCHAR, $2::INTEGER, $3::DATE, $4::BOOLEAN, $5::JSON"
VALUES = ("نیم‌فاصله %", -7, date(2025, 10, 12), True, None)
FAILS = "SELECT 1 / $1::INTEGER"


@pytest.fixture
def driver():
    with psycopg.connect(postgres_url(), autocommit=True) as connection:
        yield connection


@pytest.fixture
def pipeline(driver):
    return Pipeline(driver)


def kept(driver):
    return driver.execute("SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'read%'").fetchone()[0]


def test_values_come_back_as_they_went(pipeline):
    for prepared in (True, True, False):
        assert pipeline.ask(ECHO, VALUES, prepared=prepared).rows() == [VALUES]


def test_what_waits_is_one_journey_and_is_answered_in_its_order(pipeline, monkeypatch):
    journeys, travel = [], Pipeline.travel
    monkeypatch.setattr(Pipeline, "travel", lambda self: journeys.append(travel(self)))
    replies = [pipeline.ask("SELECT $1::INTEGER", (number,), prepared=True) for number in range(3)]
    assert [reply.rows() for reply in reversed(replies)] == [[(2,)], [(1,)], [(0,)]]
    assert len(journeys) == 1


def test_a_prepared_statement_is_kept_once_and_another_is_not(pipeline, driver):
    for _ in range(3):
        pipeline.ask(ECHO, VALUES, prepared=True).rows()
        pipeline.ask("SELECT 1", (), prepared=False).rows()
    assert kept(driver) == 1


def test_a_refused_statement_is_told_to_it_alone(pipeline, driver):
    """The server answers none of a journey that stands behind it: those set out once more, by whatever name."""
    before, refused, unknown, behind = (
        pipeline.ask(sql, values, prepared=True)
        for sql, values in ((ECHO, VALUES), (FAILS, (0,)), ("SELECT * FROM nowhere", ()), (ECHO, VALUES))
    )
    assert behind.rows() == before.rows() == [VALUES]
    for reply, why in ((refused, psycopg.errors.DivisionByZero), (unknown, psycopg.errors.UndefinedTable)) * 2:
        with pytest.raises(why):
            reply.rows()
    assert pipeline.ask(FAILS, (1,), prepared=True).rows() == [(1,)]
    assert driver.execute("SELECT 1").fetchone() == (1,)


def test_a_statement_that_cannot_be_prepared_may_be_asked_again(pipeline, driver):
    for _ in range(2):
        with pytest.raises(psycopg.errors.UndefinedTable):
            pipeline.ask("SELECT * FROM later", (), prepared=True).rows()
    driver.execute("CREATE TABLE later AS SELECT 5 AS five")
    assert pipeline.ask("SELECT * FROM later", (), prepared=True).rows() == [(5,)]


def test_a_value_that_no_text_has_is_refused_before_anything_travels(pipeline):
    with pytest.raises(psycopg.DataError):
        pipeline.ask("SELECT $1::VARCHAR", ("a\0b",), prepared=True)
    assert pipeline.ask("SELECT 1", (), prepared=True).rows() == [(1,)]


def test_what_is_forgotten_does_not_travel(pipeline):
    pipeline.ask(FAILS, (0,), prepared=True)
    pipeline.forget()
    assert pipeline.ask("SELECT 1", (), prepared=True).rows() == [(1,)]


def test_more_than_the_wire_takes_at_once_travels_too(pipeline):
    long = "ط" * 2_000_000
    replies = [pipeline.ask("SELECT $1::VARCHAR", (long,), prepared=True) for _ in range(4)]
    assert [reply.rows() for reply in replies] == [[(long,)]] * 4


def test_a_server_that_went_away_is_told_of_every_statement(pipeline, driver):
    process = driver.info.backend_pid
    with psycopg.connect(driver.info.dsn, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", (process,))
    first, second = (pipeline.ask("SELECT 1", (), prepared=True) for _ in range(2))
    for reply in (first, second, first):
        with pytest.raises(psycopg.OperationalError):
            reply.rows()
