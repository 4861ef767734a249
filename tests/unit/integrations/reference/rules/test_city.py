import pytest

from integrations.reference.problems import Refused
from integrations.reference.rules.city import block_price, listed_offices


def test_the_price_in_force_of_the_use_is_given(tx):
    assert block_price(tx, district=6, use="residential", year=1404) == {"regional_price_rial": 1_500_000, "year": 1404}
    for district, use in ((6, "commercial"), (7, "residential")):
        with pytest.raises(Refused, match="not_found"):
            block_price(tx, district=district, use=use, year=1404)


def test_a_price_of_a_year_to_come_is_not_given(tx):
    with pytest.raises(Refused, match="not_found"):
        block_price(tx, district=6, use="residential", year=1390)


def test_offices_are_narrowed_by_district_and_type(tx):
    def codes(district=None, office_type=None):
        found = listed_offices(tx, district=district, office_type=office_type)
        assert found["count"] == len(found["offices"])
        return [office["code"] for office in found["offices"]]

    assert codes() == ["N1", "N2"]
    assert codes(district=6) == ["N1"]
    assert codes(office_type="district") == ["N2"]
    assert codes(district=6, office_type="district") == []
