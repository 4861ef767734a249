from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from integrations.reference.case.instalments import plan


@given(thousands=st.integers(10_000, 10**8), count=st.integers(2, 36))
def test_the_parts_are_whole_thousands_and_together_the_bill(thousands, count):
    amount = thousands * 1_000
    parts = plan(amount, count, today=date(2025, 10, 12))
    assert len(parts) == count
    assert sum(part for _, part in parts) == amount
    assert all(part > 0 and part % 1_000 == 0 for _, part in parts)
    assert [due for due, _ in parts] == sorted({due for due, _ in parts})
