import pytest

from tests.municipality import EmbeddedCity, ServedCity, open_client, open_http, open_staff


@pytest.fixture(params=[EmbeddedCity, ServedCity], ids=["embedded", "http"])
def city(request, tmp_path):
    made = request.param(f"sqlite:///{tmp_path / 'city.db'}")
    yield made
    made.close()


@pytest.fixture
async def client(city):
    async with open_client(city) as opened:
        yield opened


@pytest.fixture
async def http(city):
    async with open_http(city) as opened:
        yield opened


@pytest.fixture
async def staff(city):
    async with open_staff(city) as opened:
        yield opened
