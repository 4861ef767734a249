import pytest
from sqlalchemy import delete, insert, select, update

from integrations.reference.city.tables import streets
from integrations.reference.city.text_index import asked_words, having, searchable, wanted


def test_half_spaces_are_kept_whole_and_in_parts():
    assert searchable("پایان‌کار ۱۲", None) == "پایانکار پایان کار 12"
    assert asked_words("پایان‌کار، Ab!") == [("پایان", "کار"), ("ab",)]
    assert asked_words(" ؟ ") == []
    assert len(asked_words("کلمه " * 40)) == 12


@pytest.fixture
def empty_tx(empty):
    with empty.writing() as connection:
        yield connection


@pytest.fixture
def find(empty_tx):
    row = {"district": 1, "name": "x", "length_m": 1, "width_cm": 1, "planned_width_cm": 1}
    tx = empty_tx
    tx.execute(insert(streets), [{**row, "code": t, "search_text": searchable(t)} for t in ("میدان نور ۱", "نوری ۱۲")])

    def codes(text, *, begun=False):
        query, key = having("sqlite", select(streets), streets)
        words = wanted("sqlite", asked_words(text), begun=begun)
        return [row.code for row in tx.execute(query.order_by(key), {"words": words})]

    return codes


def test_words_match_whole_or_when_asked_begun_and_numbers_only_whole(find):
    assert find("نور") == ["میدان نور ۱"]
    assert find("نور", begun=True) == ["میدان نور ۱", "نوری ۱۲"]
    assert find("ميدان نو", begun=True) == ["میدان نور ۱"]
    assert find("1", begun=True) == ["میدان نور ۱"]
    assert find("میدان نوری") == []


def test_the_index_follows_changes_and_deletions(find, empty_tx):
    tx = empty_tx
    tx.execute(update(streets).where(streets.c.code == "نوری ۱۲").values(search_text="باغ"))
    assert find("باغ") == ["نوری ۱۲"]
    assert find("نوری") == []
    tx.execute(delete(streets).where(streets.c.code == "نوری ۱۲"))
    assert find("باغ") == []
