import pytest

from integrations.reference.database import Database
from integrations.reference.seed import seed
from tests.municipality import CITY, NOW


@pytest.fixture
def empty(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'reference.db'}")
    yield database
    database.close()


@pytest.fixture
def database(empty):
    seed(empty, CITY, now=NOW)
    return empty


@pytest.fixture
def tx(database):
    with database.writing() as connection:
        yield connection
