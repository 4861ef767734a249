import pytest

from integrations.reference.city.finding import code_parts, read_address, street_words


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
