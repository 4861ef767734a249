from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, insert, select

from integrations.reference.case.pages import cursor_after, page

rows = Table("rows", MetaData(), Column("id", Integer, primary_key=True))


@given(ids=st.sets(st.integers(1, 10_000), max_size=30), limit=st.integers(1, 8), newest=st.booleans())
def test_pages_together_are_the_list_once_and_in_order(ids, limit, newest):
    engine = create_engine("sqlite://")
    with engine.begin() as tx:
        rows.create(tx)
        if ids:
            tx.execute(insert(rows), [{"id": found} for found in ids])
        seen, cursor = [], None
        for _ in range(len(ids) + 1):
            found = page(
                tx, select(rows), rows.c.id, cursor=cursor, limit=limit, show=lambda row: row.id, newest_first=newest
            )
            seen += found["items"]
            cursor = found["next_cursor"]
            if cursor is None:
                break
    engine.dispose()
    assert seen == sorted(ids, reverse=newest)


def test_any_cursor_is_a_place_in_the_list():
    engine = create_engine("sqlite://")
    with engine.begin() as tx:
        rows.create(tx)
        tx.execute(insert(rows), [{"id": 1}, {"id": 2}])
        ask = {"limit": 5, "show": lambda row: row.id}
        assert page(tx, select(rows), rows.c.id, cursor="zzzzzzzzzzzz", **ask)["items"] == [2, 1]
        assert page(tx, select(rows), rows.c.id, cursor="0", **ask)["items"] == []
        assert page(tx, select(rows), rows.c.id, cursor=cursor_after(1), newest_first=False, **ask)["items"] == [2]
    engine.dispose()
