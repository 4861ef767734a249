"""Every operation of the contract has an example in `docs/municipal-examples.md` that runs and answers as it says."""

import re

import pytest

from integrations.municipal.contract import STAFF, load_contract
from tests.contract.municipal.examples import KEYS, PAGE, Town, examples

WRITTEN = examples(PAGE.read_text("utf-8"))


def test_the_contracts_page_lists_every_operation_as_it_is():
    page = (PAGE.parent / "municipal-contract.md").read_text("utf-8")
    for found in load_contract().values():
        level = "staff" if found.assurance == STAFF else found.assurance
        request = f"`{found.method} {re.escape(found.path)}`"
        row = re.search(rf"^\| {found.id}( \*)? \| {request} \| {level} \|(.*)\|$", page, re.MULTILINE)
        assert row, found.id
        assert bool(row[1]) == found.acts
        assert set(row[2].replace(",", " ").split()) == found.refuses


@pytest.mark.parametrize("operation", sorted(load_contract()))
def test_every_operation_has_an_example(operation):
    assert operation in {name for name, _, _ in WRITTEN}


def test_every_example_runs_and_answers_as_the_page_says(tmp_path, monkeypatch):
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    town = Town(tmp_path)
    for name, arguments, answer in WRITTEN:
        assert town.run(arguments) == answer, (name, arguments)
    town.close()
