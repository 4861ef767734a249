import pytest

from bot.settings import Settings
from bot.storage.store import open_store
from tests.fakes.desk import World, sign_in


@pytest.fixture
def store(tmp_path):
    opened = open_store(Settings(var_dir=tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def world(store, tmp_path):
    return World(store, tmp_path)


@pytest.fixture
def browser(world):
    """Somebody at the door."""
    with world.browser() as client:
        yield client


@pytest.fixture
def desk(world, browser):
    """A member of staff at the desk."""
    world.hire()
    sign_in(world, browser)
    return browser
