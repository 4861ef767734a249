import pytest
from sqlalchemy import update

from integrations.reference.city.finding import by_address, code_parts, read_address, street_words
from integrations.reference.city.tables import parcels, streets


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("۶-۲-۱۱۰-۷", ["6", "2", "110", "7"]),
        ("06/002 110ـ7", ["6", "2", "110", "7"]),
        ("6-2-110-7-0-0-0", ["6", "2", "110", "7"]),
        ("6-2-110-7-1-0-0", ["6", "2", "110", "7", "1"]),
        ("x", []),
    ],
)
def test_a_nosazi_code_is_its_numbers_whatever_stands_between(written, parts):
    assert code_parts(written) == parts


def test_an_address_is_a_streets_words_a_plate_and_a_district():
    address = read_address("اصفهان، منطقه ۶، خیابان یاس شمالی، کوچه 12، پلاک ۷ (نمونه)")
    assert address.words == [("یاس",), ("شمالی",), ("12",)]
    assert (address.plate, address.district) == (7, 6)


def test_a_number_without_its_word_stays_a_word_of_the_street():
    assert read_address("کوچه ۷ پلاک ۷").words == [("7",)]
    assert read_address("پلاک").plate is None
    assert read_address(f"پلاک {10**30}").plate is None


def test_a_street_is_found_by_what_only_it_has():
    assert street_words("خیابان نمونه یاس، کوچه ۱۲") == "یاس 12"


def codes(found):
    return [row.nosazi_code for row in found.rows]


def test_a_number_that_the_street_does_not_have_is_one_of_its_lanes(tx):
    tx.execute(update(parcels).where(parcels.c.nosazi_code == "6-2-110-8").values(plate_no=9))
    assert codes(by_address(tx, "خیابان یاس، پلاک ۹")) == ["6-2-110-8"]
    assert codes(by_address(tx, "خیابان یاس، پلاک ۷")) == ["6-2-110-7"]
    assert codes(by_address(tx, "خیابان یاس، پلاک ۱۱")) == []


def test_so_it_is_of_a_street_whose_name_has_no_word_of_its_own(tx):
    tx.execute(update(parcels).where(parcels.c.nosazi_code == "6-2-110-8").values(plate_no=9))
    for name, now in (("خیابان نمونه یاس", "خیابان نمونه"), ("خیابان نمونه یاس، کوچه ۱۲", "خیابان نمونه، کوچه ۱۲")):
        assert tx.execute(update(streets).where(streets.c.name == name).values(name=now)).rowcount == 1
    assert codes(by_address(tx, "خیابان نمونه پلاک ۹")) == ["6-2-110-8"]
    assert codes(by_address(tx, "خیابان نمونه پلاک ۷")) == ["6-2-110-7"]
