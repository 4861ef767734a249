"""Row 10: any number of staff pressing at once, on both engines: one owner. And a lease that lapses lets go once."""

import threading

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot.console.leases import return_abandoned
from bot.settings import Settings
from bot.storage import audit, cases, messages
from bot.storage.store import open_store
from bot.storage.tables import conversations
from tests.fakes.desk import World
from tests.servers import postgres_url

STAFF = 20


@pytest.fixture(params=["sqlite", "postgres"])
def world(request, tmp_path):
    url = postgres_url() if request.param == "postgres" else ""
    settings = Settings(var_dir=tmp_path, database_url=SecretStr(url))
    store = open_store(settings)
    yield World(store, tmp_path)
    store.close()


def together(*works):
    """Run all at one moment; what they gave, errors included."""
    gate, results = threading.Barrier(len(works)), [None] * len(works)

    def run(place, work):
        gate.wait()
        try:
            results[place] = work()
        except Exception as error:
            results[place] = error

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def hire(world, count):
    return [world.hire(f"staff{number}", f"کارشناس {number}", enrolled=False) for number in range(count)]


def claiming(world, number, account):
    now = world.clock.now()
    return lambda: world.store.write(lambda tx: cases.claim(tx, number, by=account, now=now))


def test_of_twenty_at_once_exactly_one_takes_the_case(world):
    staff = hire(world, STAFF)
    for round_number in range(5):
        number = world.ask_for_staff(f"c{round_number}")
        results = together(*(claiming(world, number, account) for account in staff))
        assert sorted(map(str, results)) == ["False"] * (STAFF - 1) + ["True"]
        case = world.case(number)
        assert case.staff_id == staff[results.index(True)].id
        entries = world.store.read(lambda tx, case=case: audit.of_conversation(tx, case.conversation_id))
        assert [entry.action for entry in entries] == ["staff_took"]


def test_a_conversation_has_one_open_case_however_often_and_fast_it_asks(world):
    conversation_id = world.say("c1", "hello")
    now = world.clock.now()

    def ask():
        return world.store.write(
            lambda tx: cases.open_case(tx, conversation_id=conversation_id, reason="citizen_asked", flow=None, now=now)
        )

    results = together(*[ask] * 10)
    assert len({opened.case_no for opened in results}) == 1
    assert len(world.store.read(cases.queue)) == 1


def test_staff_and_turns_at_once_do_not_block_each_other_for_good(world):
    (account,) = hire(world, 1)
    numbers = [world.ask_for_staff(f"c{each}") for each in range(6)]
    leaving = [world.case(number).conversation_id for number in numbers]

    def turn_leaves(conversation_id):
        def work(tx):
            # As a turn does it: the conversation first, then its case.
            tx.execute(select(conversations.c.id).where(conversations.c.id == conversation_id).with_for_update())
            return cases.withdraw(tx, conversation_id=conversation_id, now=world.clock.now())

        return lambda: world.store.write(work)

    results = together(
        *(claiming(world, number, account) for number in numbers), *(turn_leaves(each) for each in leaving)
    )
    assert all(isinstance(result, bool) for result in results), results
    for place in range(6):
        assert results[place] != results[place + 6]


def test_a_lapsed_lease_goes_back_to_its_place_and_the_citizen_is_told_once(world):
    first, second = hire(world, 2)
    early = world.ask_for_staff("early")
    world.clock.go_on(minutes=1)
    world.ask_for_staff("late")
    claiming(world, early, first)()
    world.take_turns()
    world.clock.go_on(minutes=2, seconds=59)
    assert return_abandoned(world.deps) == 0
    world.clock.go_on(minutes=1)
    assert sorted(together(*[lambda: return_abandoned(world.deps)] * 4)) == [0, 0, 0, 1]
    world.take_turns()
    case = world.case(early)
    assert (case.status, case.staff_id) == ("waiting", None)
    assert world.store.read(lambda tx: cases.position(tx, early)) == 1
    said = world.store.read(lambda tx: messages.since(tx, case.conversation_id, 0))
    assert [message.staff for message in said if message.author == "staff"] == ["میز گفت‌وگو"]
    assert claiming(world, early, second)() is True


def test_an_open_console_keeps_its_cases(world):
    (account,) = hire(world, 1)
    number = world.ask_for_staff()
    claiming(world, number, account)()
    for _ in range(5):
        world.clock.go_on(minutes=2)
        world.store.write(lambda tx: cases.renew_leases(tx, account.id, now=world.clock.now()))
        assert return_abandoned(world.deps) == 0
    assert world.case(number).staff_id == account.id
