from types import SimpleNamespace

import pytest

from integrations.reference.city.paging import after, cursor_at, page_of
from integrations.reference.problems import Refused


def test_a_cursor_stands_for_the_last_row_shown():
    rows = [SimpleNamespace(id=number) for number in (3, 5, 8)]
    page = page_of(rows, 2)
    assert [row.id for row in page.rows] == [3, 5]
    assert after(page.next_cursor) == 5
    assert page_of(rows, 3).next_cursor is None


@pytest.mark.parametrize(
    "cursor", ["", "AAAA", "é", cursor_at(5) + "=", cursor_at(5)[:-1], cursor_at(2**60), "YmVmb3JlOjU"]
)
def test_a_cursor_we_did_not_write_finds_nothing(cursor):
    with pytest.raises(Refused, match="not_found"):
        after(cursor)
