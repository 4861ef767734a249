import httpx
import pytest

from integrations.reference.embedded import EmbeddedBackend
from integrations.reference.fixtures import FixtureError
from tests.municipality import CITY, KEY, clock


@pytest.fixture
def backend(tmp_path):
    made = EmbeddedBackend(f"sqlite:///{tmp_path / 'embedded.db'}", KEY, clock)
    yield made
    made.close()


def client(backend, **options):
    return httpx.AsyncClient(base_url="http://m.test", transport=backend.transport, **options)


@pytest.mark.parametrize(
    ("fault", "error"),
    [("down", httpx.ConnectError), ("lost_answer", httpx.RemoteProtocolError), ("reset", httpx.ReadError)],
)
async def test_faults_are_the_exceptions_of_httpx(backend, fault, error):
    backend.set_fault(fault)
    async with client(backend) as http:
        with pytest.raises(error):
            await http.get("/health")


async def test_slow_times_out_only_beyond_the_callers_patience(backend):
    backend.set_fault("slow", seconds=0.05)
    async with client(backend, timeout=0.02) as http:
        with pytest.raises(httpx.ReadTimeout):
            await http.get("/health")
    async with client(backend, timeout=None) as http:
        assert (await http.get("/health")).status_code == 200


async def test_error_is_a_500(backend):
    backend.set_fault("error")
    async with client(backend) as http:
        assert (await http.get("/health")).status_code == 500


def test_an_unknown_fault_is_refused_and_changes_nothing(backend):
    with pytest.raises(ValueError, match="fire"):
        backend.set_fault("fire")


def test_seeding_tells_what_it_wrote_or_what_is_wrong(backend):
    assert backend.is_empty()
    assert backend.seed(CITY).written["citizens"] == len(CITY["citizens"])
    assert not backend.is_empty()
    with pytest.raises(FixtureError):
        backend.seed({"files": [{}]})
