import httpx
import pytest

from integrations.reference.app import create_app
from integrations.reference.faults import Fault, FaultSwitch
from tests.municipality import KEY, clock


@pytest.fixture
def switch():
    return FaultSwitch()


@pytest.fixture
def app(tmp_path, switch):
    return create_app(f"sqlite:///{tmp_path / 'faults.db'}", KEY, clock, faults=switch)


def client(app, host="127.0.0.1"):
    return httpx.AsyncClient(base_url="http://m.test", transport=httpx.ASGITransport(app, client=(host, 1)))


async def test_the_switch_is_set_over_http_from_loopback_alone(app, switch):
    async with client(app, "192.0.2.7") as stranger:
        assert (await stranger.post("/_faults", json={"fault": "down"})).status_code == 404
    assert switch.fault is Fault.NONE
    async with client(app) as http:
        answer = await http.post("/_faults", json={"fault": "slow", "seconds": 0.01})
        assert answer.json() == {"fault": "slow"}
        assert (switch.fault, switch.seconds) == (Fault.SLOW, 0.01)
        assert (await http.get("/health")).status_code == 200


@pytest.mark.parametrize("body", [b"", b"[]", b'{"fault": "fire"}', b'{"other": 1}'])
async def test_nonsense_does_not_change_the_switch(app, switch, body):
    async with client(app) as http:
        assert (await http.post("/_faults", content=body)).status_code == 422
        assert (await http.get("/_faults")).status_code == 404
    assert switch.fault is Fault.NONE


async def test_down_refuses_with_a_waiting_time_and_error_breaks(app, switch):
    async with client(app) as http:
        switch.set("down")
        answer = await http.get("/health")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
        switch.set("error")
        assert (await http.get("/health")).status_code == 500


async def test_without_the_switch_there_is_no_admin_route(tmp_path):
    plain = create_app(f"sqlite:///{tmp_path / 'plain.db'}", KEY, clock)
    async with client(plain) as http:
        assert (await http.post("/_faults", json={"fault": "down"})).status_code == 404
