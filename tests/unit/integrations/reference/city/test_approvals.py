"""The newest approvals that have the words, on both databases, wherever among all of them they are."""

from datetime import date, timedelta

import pytest
from sqlalchemy import insert

from integrations.pipeline import Pipeline
from integrations.reference.city import approvals
from integrations.reference.city.tables import plan_approvals
from integrations.reference.city.text_index import searchable
from integrations.reference.database import Database
from tests.servers import postgres_url

FIRST = date(2025, 1, 1)
MANY = 60


def approval(number):
    """Of sixty, the third, sixth, … are about density, the oldest five about a bazaar too."""
    day = FIRST + timedelta(number)
    title = f"مصوبه {'تراکم' if number % 3 == 0 else 'معبر'} {'بازار' if number < 5 else ''}"
    return {
        "id": approvals.first_id(day),
        "approval_no": str(number),
        "body": "council" if number % 2 else "commission5",
        "title": title,
        "content": "",
        "district": 1 + number % 2,
        "approved_on": day,
        "search_text": searchable(title),
    }


@pytest.fixture(params=["sqlite", "postgresql"])
def tx(request, tmp_path, monkeypatch):
    monkeypatch.setattr(approvals, "NEWEST", 20)
    approvals._search.cache_clear()
    url = f"sqlite:///{tmp_path / 'a.db'}"
    if request.param == "postgresql":
        url = postgres_url().replace("postgresql://", "postgresql+psycopg://", 1)
    database = Database(url)
    with database.writing() as connection:
        connection.execute(insert(plan_approvals), [approval(number) for number in range(MANY)])
    with database.reading() as connection:
        yield connection
    database.close()
    approvals._search.cache_clear()


def numbers(tx, text, **asked):
    """Of every page, one after another."""
    found, cursor = [], None
    while True:
        page = approvals.found(tx, text=text, **{"district": None, "body": None, **asked}, cursor=cursor)
        found.append([int(row["approval_no"]) for row in page["approvals"]])
        cursor = page["next_cursor"]
        if cursor is None:
            return found


@pytest.mark.parametrize(
    ("text", "asked", "fits"),
    [
        ("مصوبه", {}, lambda number: True),
        ("معبر", {}, lambda number: number % 3),
        ("تراکم", {}, lambda number: number % 3 == 0),
        ("تراکم", {"district": 1}, lambda number: number % 6 == 0),
        ("معبر", {"body": "council", "district": 2}, lambda number: number % 3 and number % 2),
        ("بازار", {}, lambda number: number < 5),
        ("باز", {}, lambda number: number < 5),
        ("بازار تراکم", {}, lambda number: number in (0, 3)),
        ("ناپیدا", {}, lambda number: False),
    ],
)
def test_the_newest_come_first_page_after_page(tx, text, asked, fits):
    expected = [number for number in reversed(range(MANY)) if fits(number)]
    pages = numbers(tx, text, **asked)
    assert [number for page in pages for number in page] == expected
    assert all(len(page) == approvals.PAGE for page in pages[:-1])


@pytest.mark.parametrize("tx", ["postgresql"], indirect=True)
@pytest.mark.parametrize(("text", "journeys"), [("معبر", 1), ("بازار", 2)])
def test_words_that_many_have_are_looked_for_among_the_newest_alone(tx, text, journeys, monkeypatch):
    """The fault: PostgreSQL fetched every approval that has them, to keep the newest eleven."""
    made, travel = [], Pipeline.travel
    monkeypatch.setattr(Pipeline, "travel", lambda self: made.append(travel(self)))
    assert approvals.found(tx, text=text, district=None, body=None, cursor=None)["approvals"]
    assert len(made) == journeys
