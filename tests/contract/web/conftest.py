import pytest

from tests.fakes.web_program import WebProgram


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    program = WebProgram(tmp_path_factory.mktemp("web"), settings={"widget_origins": "https://city.example"}).start()
    yield program
    program.stop()


@pytest.fixture
def program(served):
    """The module's server, answering."""
    yield served
    served.hold.clear()
