import pytest

from integrations.reference.case.numbers import LARGEST_ID, SERIES, row_id, written


@pytest.mark.parametrize("kind", SERIES)
def test_a_number_leads_back_to_its_row(kind):
    for found in (1, 999_999, LARGEST_ID):
        assert row_id(kind, written(kind, found)) == found


@pytest.mark.parametrize("number", ["21000000", "20999999", "0", "", "x", "9" * 12, "-21000001", "۲۱۰۰۰۰۰۱"])
def test_what_is_no_number_of_the_series_is_nobodys(number):
    assert row_id("document", number) == 0
