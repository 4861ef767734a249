"""Bank card numbers, in any script and with anything between their groups."""

import pytest

from nlu.cards import CUT, holds_card, without_numbers


@pytest.mark.parametrize(
    "text",
    [
        "6037991234567890",
        "کارتم ۶۰۳۷-۹۹۱۲-۳۴۵۶-۷۸۹۰",
        "٥٨٩٢ ١٠١٢ ٣٤٥٦ ٧٨٩٠ است",
        "6037\u200c9912\u200c3456\u200c7890",
        "5022 2910 1234 5678 رمز دوم 12345 cvv2 123",
        "4111 1111 1111 1111",
    ],
)
def test_a_card_is_known(text):
    assert holds_card(text)


@pytest.mark.parametrize(
    "text",
    [
        "شناسه قبض 1000001112361 شناسه پرداخت 1840050182",
        "1000001112361 1840050182",
        "0123456789012345",
        "1234567890123456",
        "09130000001 9991000003",
        "6-2-110-7",
        "60379912345678901",
        "۶۰ متر در ۴ طبقه",
    ],
)
def test_what_is_no_card_is_left_alone(text):
    assert not holds_card(text)


def test_every_longer_number_beside_a_card_goes_with_it():
    text = without_numbers("کارت ۶۰۳۷ ۹۹۱۲ ۳۴۵۶ ۷۸۹۰ رمز ۱۲۳۴۵ cvv2 ۱۲۳ برای ۲ قبض")
    assert text == f"کارت {CUT} رمز {CUT} cvv2 {CUT} برای 2 قبض"
