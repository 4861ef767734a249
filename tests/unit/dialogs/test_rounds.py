"""Flows that go round: the sample asks the price of one district after another."""

import pytest

from dialogs.book import load_book
from dialogs.rounds import ACTED


@pytest.fixture
def going_round(folder, talk):
    path = folder / "services" / "price" / "flow.yaml"
    text = path.read_text("utf-8").replace(
        "  - id: finish\n", "  - id: again\n    repeat: {from: district}\n  - id: finish\n"
    )
    path.write_text(text, "utf-8")
    talk.book = load_book(folder)
    talk.says("قیمت", "price", use="residential", district=5, land_area_m2=100)
    return talk


def test_the_next_round_asks_anew_from_there_and_keeps_what_is_before(going_round):
    assert going_round.answer(regional_price_rial=1000, year=1404) == ["price.result", "price.ask_district"]
    assert dict(going_round.slots) == {"use": "residential", "price": {"regional_price_rial": 1000, "year": 1404}}


def test_calls_run_again_and_the_same_result_is_said_again(going_round):
    going_round.answer(regional_price_rial=1000, year=1404)
    going_round.says("۵", district=5)
    going_round.says("۱۰۰", land_area_m2=100)
    assert going_round.calls[0].action == "municipal.block_price"
    assert going_round.answer(regional_price_rial=1000, year=1404) == ["price.result", "price.ask_district"]


def test_attempts_start_anew(going_round):
    going_round.answer(regional_price_rial=1000, year=1404)
    going_round.says("۹۹", district=99)
    assert dict(going_round.state.stack[-1].attempts) == {"district": 1}
    going_round.says("۵", district=5)
    going_round.says("۱۰۰", land_area_m2=100)
    going_round.answer(regional_price_rial=1000, year=1404)
    assert dict(going_round.state.stack[-1].attempts) == {}


def test_what_was_only_asked_leaves_no_mark(going_round):
    going_round.answer(regional_price_rial=1000, year=1404)
    assert ACTED not in going_round.state.stack[-1].done
