"""The four results under each fault, embedded and over real sockets, and what stays behind: never a double record,
never a "not done" that was done."""

import asyncio

import httpx
import pytest

from dialogs.ports import Accepted, Rejected, Unavailable, Unknown
from integrations.municipal.exchange import Patience
from tests.municipality import OWNER, QUICK, EmbeddedCity, identity, open_client

ME = identity(OWNER, 1)
# fault, what a read gives, what an act gives, what reconciling gives afterwards, how many records there are
FAULTS = [
    ("none", Accepted, Accepted, Accepted, 1),
    ("down", Unavailable, Unavailable, Unavailable, 0),
    ("error", Unavailable, Unknown, Unavailable, 0),
    ("reset", Unavailable, Unknown, Accepted, 1),
    ("lost_answer", Unavailable, Unknown, Accepted, 1),
    ("slow", Unavailable, Unknown, Accepted, 1),
]


@pytest.mark.parametrize(("fault", "read", "act", "reconciled", "records"), FAULTS, ids=[row[0] for row in FAULTS])
async def test_each_fault_gives_its_result_and_leaves_one_record_at_most(
    city, client, fault, read, act, reconciled, records
):
    city.set_fault(fault, seconds=0.9)
    assert isinstance(await client.courses(), read)
    assert isinstance(await client.enrol(ME, course="free", key="fault-act-1"), act)
    city.set_fault("none")
    await asyncio.sleep(0.6 if fault == "slow" else 0)
    end = await client.reconcile(ME, key="fault-act-1")
    assert isinstance(end, reconciled)
    again = await client.enrol(ME, course="free", key="fault-act-1")
    assert again == end
    assert (await client.enrolments(ME)).data["count"] == records


@pytest.mark.parametrize("fault", ["down", "error", "reset", "lost_answer", "slow"])
async def test_reconciling_under_a_fault_stays_unknown(city, client, fault):
    city.set_fault("lost_answer")
    await client.enrol(ME, course="free", key="fault-act-2")
    city.set_fault(fault, seconds=0.9)
    assert await client.reconcile(ME, key="fault-act-2") == Unknown()
    city.set_fault("none")
    assert isinstance(await client.reconcile(ME, key="fault-act-2"), Accepted)


async def test_a_refusal_whose_answer_got_lost_is_found_again(city, client):
    city.set_fault("lost_answer")
    assert await client.enrol(ME, course="over", key="fault-act-3") == Unknown()
    city.set_fault("none")
    assert await client.reconcile(ME, key="fault-act-3") == Rejected("closed")


async def test_a_slow_answer_within_patience_is_an_answer(city, client):
    city.set_fault("slow", seconds=0.1)
    assert isinstance(await client.enrol(ME, course="free", key="slow-act-1"), Accepted)


async def test_the_client_repeats_with_the_same_key_and_gets_the_first_answer(city, client):
    """The first answer is lost, the second attempt of the same call arrives: one record, and Accepted."""
    city.set_fault("lost_answer")
    patient = Patience(connect=1.0, read=0.6, attempts=6, wait=0.1, longest=5.0)
    async with open_client(city, patient) as persistent:
        waiting = asyncio.create_task(persistent.enrol(ME, course="free", key="repeat-act-1"))
        await asyncio.sleep(0.15)
        await asyncio.to_thread(city.set_fault, "none")
        assert isinstance(await waiting, Accepted)
        assert (await persistent.enrolments(ME)).data["count"] == 1


async def test_nobody_listening_is_unavailable_for_reads_and_acts(unused_tcp_port):
    class Nowhere:
        base_url = f"http://127.0.0.1:{unused_tcp_port}"
        transport = None

    async with open_client(Nowhere) as client:
        assert await client.courses() == Unavailable()
        assert await client.enrol(ME, course="free", key="nowhere-act-1") == Unavailable()
        assert await client.reconcile(ME, key="nowhere-act-1") == Unknown()


async def test_a_down_backend_that_names_a_waiting_time_is_not_asked_again_at_once():
    asked = []

    def refuse(request):
        asked.append(request)
        return httpx.Response(503, headers={"Retry-After": "7"})

    class Refusing:
        base_url = "http://municipality.test"
        transport = httpx.MockTransport(refuse)

    async with open_client(Refusing) as client:
        assert await client.enrol(ME, course="free", key="refused-act-1") == Unavailable(7.0)
        assert len(asked) == 1


async def test_the_breaker_opens_after_many_failures_and_lets_through_again(tmp_path):
    city = EmbeddedCity(f"sqlite:///{tmp_path / 'breaker.db'}")
    patience = Patience(read=0.5, attempts=2, wait=0.01, breaker_failures=4, breaker_seconds=0.3)
    async with open_client(city, patience) as client:
        city.set_fault("down")
        for _ in range(2):
            assert await client.courses() == Unavailable()
        city.set_fault("none")
        assert await client.courses() == Unavailable(0.3)
        await asyncio.sleep(0.35)
        assert isinstance(await client.courses(), Accepted)
    city.close()


async def test_many_at_once_under_lost_answers_make_one_record_each(city):
    """One key each, sent twice at the same time while answers get lost: never two records."""
    city.set_fault("lost_answer")
    async with open_client(city, QUICK) as client:
        for result in await asyncio.gather(*[client.enrol(ME, course="free", key="storm-act-1") for _ in range(6)]):
            assert isinstance(result, Unknown | Unavailable)
        city.set_fault("none")
        assert isinstance(await client.reconcile(ME, key="storm-act-1"), Accepted)
        assert (await client.enrolments(ME)).data["count"] == 1
