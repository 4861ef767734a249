from datetime import timedelta

import pytest

from dialogs.book import load_book
from dialogs.draft import IDLE
from dialogs.expecting import expected
from dialogs.past import ENDED
from dialogs.state import Asked, Frame


@pytest.fixture
def after(folder, talk):
    """What is expected so long after the service `price`, which has a wish, ended."""
    path = folder / "services" / "price" / "flow.yaml"
    path.write_text(path.read_text("utf-8").replace("version: 1", "version: 1\nwish: use", 1), "utf-8")
    book = load_book(folder)
    frame = Frame(flow="price", flow_version=1, step=ENDED)
    state = talk.state._replace(shelved=frame, updated_at=talk.now)

    def after(asked=None, since=timedelta(0), **more):
        return expected(book, state._replace(asked=asked and Asked(asked, 1), **more), talk.now + since)

    return after


@pytest.mark.parametrize("asked", [None, "@menu", "@rate", "@human", "@clarify"])
def test_right_after_a_service_what_may_be_wanted_of_it_is_heard(after, asked):
    assert after(asked) == "use"


def test_a_question_that_stands_is_what_is_expected(after):
    assert after("mobile") == "mobile"
    assert after("@restart") == "@restart"
    assert after(stack=(Frame(flow="register", flow_version=1),)) is None


def test_half_an_hour_later_or_when_it_did_not_end_nothing_is(after):
    assert after(since=IDLE + timedelta(seconds=1)) is None
    assert after(shelved=Frame(flow="price", flow_version=1)) is None
