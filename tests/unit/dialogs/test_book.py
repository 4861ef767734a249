"""Loading the book."""

import pytest

from dialogs.book import load_book
from dialogs.findings import DataInvalid
from tests.book import BOOK


def test_the_menu_has_no_system_flow_and_nothing_hidden(folder):
    path = folder / "services/question/flow.yaml"
    path.write_text(path.read_text("utf-8").replace("version: 1", "version: 1\nmenu: 0"), "utf-8")
    assert [flow.id for flow in load_book(folder).menu()] == ["price", "register"]


def test_the_menu_is_in_the_order_the_flows_ask_for(folder):
    path = folder / "services/register/flow.yaml"
    path.write_text(path.read_text("utf-8").replace("version: 2", "version: 2\nmenu: 1"), "utf-8")
    assert [flow.id for flow in load_book(folder).menu()] == ["register", "price", "question"]


def test_broken_data_is_refused_with_place_and_cure(folder):
    path = folder / "services/price/flow.yaml"
    path.write_text(path.read_text("utf-8").replace("check: district", "chek: district"), "utf-8")
    with pytest.raises(DataInvalid, match=r"price/flow.yaml:14: unknown_key: `chek`"):
        load_book(folder)


def test_what_is_looked_up_in_every_turn_is_found_when_it_is_loaded():
    book = BOOK
    assert all(title <= book.titled for title in book.titles.values())
    others = [flow for flow in book.flows.values() if flow not in book.telling]
    assert book.telling
    assert not any(flow.signs or flow.asking for flow in others)
