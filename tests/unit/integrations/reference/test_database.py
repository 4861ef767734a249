import asyncio
import threading

import psycopg
import pytest
from sqlalchemy import func, literal_column, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from integrations.prepared import Prepared
from integrations.reference.database import Database
from integrations.reference.rules.citizens import NAME
from integrations.reference.tables import citizens
from tests.servers import postgres_url

PROCESS = Prepared(select(func.pg_backend_pid()))
NONSENSE = Prepared(select(1 / literal_column("0")))


def confirmed(tx):
    return NAME.scalar(tx, person="9991000003", phone="09130000001")


def test_writers_are_serial_from_their_first_read_on(empty):
    inside, tries = threading.Event(), []

    def second():
        inside.wait(5)
        with empty.writing() as tx:
            tries.append(tx.execute(text("SELECT name FROM citizens")).scalars().all())

    thread = threading.Thread(target=second)
    thread.start()
    with empty.writing() as tx:
        tx.execute(text("SELECT count(*) FROM citizens"))
        inside.set()
        thread.join(0.1)
        tx.execute(citizens.insert().values(national_id="9991000003", name="الف", mobile="09130000001"))
    thread.join(10)
    assert tries == [["الف"]]


def test_readers_do_not_wait_for_a_writer(empty):
    with empty.writing() as tx:
        tx.execute(citizens.insert().values(national_id="9991000003", name="الف", mobile="09130000001"))
        with empty.reading() as other:
            assert other.execute(select(citizens)).all() == []


def test_a_failed_unit_of_work_leaves_nothing(empty):
    def fail():
        with empty.writing() as tx:
            tx.execute(citizens.insert().values(national_id="9991000003", name="الف", mobile="09130000001"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with empty.reading() as tx:
        assert tx.execute(select(citizens)).all() == []


def test_database_errors_never_print_the_values(empty):
    row = {"national_id": "9991000003", "name": "نام پنهان", "mobile": "09130000001"}
    insert = citizens.insert().values(**row)
    with empty.writing() as tx:
        tx.execute(insert)
        with pytest.raises(IntegrityError) as raised:
            tx.execute(insert)
    assert "نام پنهان" not in str(raised.value)
    assert "0913" not in str(raised.value)


def test_opening_an_existing_database_keeps_it(tmp_path):
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    for expected in (0, 1):
        database = Database(url)
        with database.writing() as tx:
            assert len(tx.execute(select(citizens)).all()) == expected
            if not expected:
                tx.execute(citizens.insert().values(national_id="9991000003", name="الف", mobile="09130000001"))
        database.close()


def test_several_processes_may_open_a_new_database_at_once(tmp_path):
    """The fault: web and worker started together, both created the tables, and one died of «database is locked»."""
    together, faults = threading.Barrier(6), []

    def open_it(url):
        together.wait(10)
        try:
            Database(url).close()
        except OperationalError as error:
            faults.append(str(error))

    for number in range(8):
        starters = [
            threading.Thread(target=open_it, args=(f"sqlite:///{tmp_path / f'new-{number}.db'}",)) for _ in range(6)
        ]
        for starter in starters:
            starter.start()
        for starter in starters:
            starter.join(60)
    assert faults == []


def test_a_read_after_the_servers_restart_finds_a_new_connection():
    opened = Database(postgres_url().replace("postgresql://", "postgresql+psycopg://", 1))
    with opened.reading() as tx:
        assert confirmed(tx) is None
        process = tx.execute(text("SELECT pg_backend_pid()")).scalar()
    with opened.writing() as tx:
        tx.execute(text("SELECT pg_terminate_backend(:process)"), {"process": process})
    with pytest.raises(psycopg.OperationalError), opened.reading() as tx:
        confirmed(tx)
    with opened.reading() as tx:
        assert confirmed(tx) is None
    opened.close()


def test_one_read_after_the_other_uses_the_same_connection_and_sees_what_is_new(empty):
    with empty.reading() as tx:
        first = tx.connection.driver_connection
        assert confirmed(tx) is None
    with empty.writing() as tx:
        tx.execute(citizens.insert().values(national_id="9991000003", name="الف", mobile="09130000001"))
    with empty.reading() as tx:
        assert (tx.connection.driver_connection, confirmed(tx)) == (first, "الف")
        with empty.reading() as other:
            assert other.connection.driver_connection is not first


def test_what_was_asked_ahead_and_never_needed_does_not_travel_with_the_next_read():
    opened = Database(postgres_url().replace("postgresql://", "postgresql+psycopg://", 1))
    broken = Prepared(select(literal_column("1 / 0")))
    with opened.reading() as tx:
        broken.ahead(tx)
        first = tx.connection.driver_connection
    with opened.reading() as tx:
        assert confirmed(tx) is None
        assert tx.connection.driver_connection is first
    opened.close()


def test_tidying_leaves_what_was_written_and_pages_that_everybody_may_see():
    opened = Database(postgres_url().replace("postgresql://", "postgresql+psycopg://", 1))
    with opened.writing() as tx:
        tx.execute(citizens.insert().values(national_id="9991000003", name="الف", mobile="09130000001"))
    opened.tidy()
    with opened.reading() as tx:
        assert confirmed(tx) == "الف"
        assert tx.execute(text("SELECT count(*) FROM pg_stat_user_tables WHERE vacuum_count = 1")).scalar() > 30
    opened.close()


def test_reads_on_postgresql_need_no_transaction_and_may_not_last():
    opened = Database(postgres_url().replace("postgresql://", "postgresql+psycopg://", 1))
    with opened.reading() as tx:
        assert tx.execute(text("SHOW statement_timeout")).scalar() == "5s"
        assert tx.connection.driver_connection.info.transaction_status.name == "IDLE"
    with opened.writing() as tx:
        assert tx.execute(text("SHOW statement_timeout")).scalar() == "0"
    opened.close()


@pytest.fixture
def on_a_server():
    opened = Database(postgres_url().replace("postgresql://", "postgresql+psycopg://", 1))
    yield opened
    opened.close()


def test_questions_of_the_loop_that_gathers_share_a_connection(on_a_server):
    async def ask():
        on_a_server.gather()
        answers = await asyncio.gather(*(on_a_server.answer(lambda tx: (confirmed(tx), id(tx))) for _ in range(3)))
        return {who for who, _ in answers}, {connection for _, connection in answers}

    who, connections = asyncio.run(ask())
    assert who == {None}
    assert len(connections) == 1


def test_questions_of_another_loop_and_of_sqlite_are_answered_one_by_one(on_a_server, empty):
    async def gathered(database):
        database.gather()
        return await database.answer(confirmed)

    assert asyncio.run(gathered(empty)) is None
    assert asyncio.run(gathered(on_a_server)) is None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(on_a_server, "_gathered", lambda: pytest.fail("another loop's connection"))
        assert asyncio.run(on_a_server.answer(confirmed)) is None


def test_a_server_restarted_under_many_questions_costs_no_answer(on_a_server):
    """The fault: all that travelled together were lost together."""

    def process(tx):
        return PROCESS.scalar(tx)

    async def ask():
        on_a_server.gather()
        first = await on_a_server.answer(process)
        with on_a_server.writing() as tx:
            tx.execute(text("SELECT pg_terminate_backend(:process)"), {"process": first})
        return first, await asyncio.gather(*(on_a_server.answer(process) for _ in range(5)))

    first, later = asyncio.run(ask())
    assert len(set(later)) == 1
    assert first not in later


def test_what_the_server_refuses_of_one_question_is_asked_once(on_a_server):
    asked = []

    def refused(tx):
        asked.append(tx)
        return NONSENSE.scalar(tx)

    async def ask():
        on_a_server.gather()
        with pytest.raises(psycopg.errors.DivisionByZero):
            await on_a_server.answer(refused)

    asyncio.run(ask())
    assert len(asked) == 1
