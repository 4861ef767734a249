"""Seats under concurrency, on SQLite and on a real PostgreSQL: never oversold, one record per key, queues whole."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from integrations.reference import idempotency
from integrations.reference.database import Database
from integrations.reference.idempotency import Act
from integrations.reference.problems import Refused
from integrations.reference.rules import courses as rules
from integrations.reference.rules import inquiries
from integrations.reference.seed import seed
from integrations.reference.tables import courses, enrolments, files, operations
from tests.municipality import CITY, NOW, OWNER

CAPACITY, CITIZENS, THREADS = 5, 24, 12
TODAY = NOW.date()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'seats.db'}"
    else:
        from tests.servers import postgres_url

        url = postgres_url().replace("postgresql://", "postgresql+psycopg://", 1)
    opened = Database(url)
    one = {"id": "c", "title": "دوره نمونه", "start": "+9", "capacity": CAPACITY}
    seed(opened, {**CITY, "classes": [one]}, now=NOW)
    yield opened
    opened.close()


def mobile(number):
    return f"0913{number:07d}"


def at_once(work, arguments):
    """All of them, started together; answers or the refusal's code."""
    start = threading.Barrier(THREADS)

    def run(argument):
        if argument[0] < THREADS:
            start.wait(20)
        try:
            return work(argument[1])
        except Refused as refused:
            return refused.code

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, enumerate(arguments)))


def enrol(database, number, key=None):
    act = Act(mobile(number), key or f"key-{number:06d}", "enrol", {"course": "c"}, 201)
    return idempotency.perform(
        database, act, lambda tx: rules.enrol(tx, mobile(number), course_id="c", today=TODAY, now=NOW), now=NOW
    )


def cancel(database, number, enrolment_no):
    act = Act(mobile(number), f"cancel-{number:06d}", "cancelEnrolment", {"enrolment_no": enrolment_no}, 200)
    return idempotency.perform(
        database, act, lambda tx: rules.cancel(tx, mobile(number), enrolment_no=enrolment_no, today=TODAY), now=NOW
    )


def counts(database):
    with database.reading() as tx:
        by_status = select(enrolments.c.status, func.count()).group_by(enrolments.c.status)
        taken = tx.execute(select(courses.c.taken)).scalar_one()
        return {row[0]: row[1] for row in tx.execute(by_status)}, taken


def test_seats_are_never_oversold_and_the_rest_wait_in_order(database):
    answers = at_once(lambda number: enrol(database, number), range(CITIZENS))
    statuses = [answer.body["status"] for answer in answers]
    assert statuses.count("enrolled") == CAPACITY
    positions = sorted(answer.body["position"] for answer in answers if answer.body["status"] == "waiting")
    assert positions == list(range(1, CITIZENS - CAPACITY + 1))
    assert counts(database) == ({"enrolled": CAPACITY, "waiting": CITIZENS - CAPACITY}, CAPACITY)


def test_cancels_and_sign_ups_at_once_keep_every_seat_filled(database):
    made = [enrol(database, number).body for number in range(CITIZENS)]

    def either(number):
        if number < CITIZENS // 2:
            return cancel(database, number, made[number]["enrolment_no"])
        return enrol(database, CITIZENS + number)

    at_once(either, range(CITIZENS))
    found, taken = counts(database)
    assert found["enrolled"] == taken == CAPACITY
    assert found["cancelled"] == CITIZENS // 2
    assert sum(found.values()) == CITIZENS + CITIZENS // 2


def test_one_citizen_at_once_with_many_keys_gets_one_seat(database):
    answers = at_once(lambda number: enrol(database, 1, key=f"many-{number:06d}"), range(THREADS))
    assert answers.count("already_enrolled") == THREADS - 1
    assert counts(database) == ({"enrolled": 1}, 1)


def test_one_key_at_once_many_times_is_one_record_and_one_answer(database):
    answers = at_once(lambda _: enrol(database, 1, key="the-one-key"), range(THREADS))
    assert len({answer.body["enrolment_no"] for answer in answers}) == 1
    assert sum(not answer.replay for answer in answers) == 1
    assert counts(database) == ({"enrolled": 1}, 1)


def test_one_inquiry_of_a_type_is_open_for_a_file_however_many_ask(database):
    def ask(number):
        act = Act(OWNER["mobile"], f"ask-{number:06d}", "registerInquiry", {"n": number}, 201)
        return idempotency.perform(
            database,
            act,
            lambda tx: inquiries.register(
                tx, OWNER["national_id"], inquiry_type="bank", request_no="1404100101", note=None, today=TODAY
            ),
            now=NOW,
        )

    answers = at_once(ask, range(THREADS))
    assert answers.count("already_open") == THREADS - 1
    with database.reading() as tx:
        open_ones = select(func.count()).select_from(files).where(files.c.open_inquiry == "bank")
        assert tx.execute(open_ones).scalar_one() == 1
        assert tx.execute(select(func.count()).select_from(operations)).scalar_one() == THREADS


def test_a_withdrawal_and_its_act_at_once_end_in_one_of_the_two(database):
    def either(number):
        if number % 2:
            return enrol(database, 7, key="withdraw-race")
        return idempotency.withdraw(database, mobile(7), "withdraw-race", now=NOW)["outcome"]

    answers = at_once(either, range(THREADS))
    withdrawn = "withdrawn" in answers
    assert ("operation_withdrawn" in answers) == withdrawn
    assert counts(database) == (({}, 0) if withdrawn else ({"enrolled": 1}, 1))
