import pytest


@pytest.mark.parametrize(
    "text",
    [
        "09131234567", "+98 913 123 4567", "0098-913-1234567", "٠٩١٣١٢٣٤٥٦٧", "۰۹۱۳ ۱۲۳ ۴۵ ۶۷", "شماره من 9131234567",
        "0913-123-4567", "0913-123-45-67", "989131234567", "+989131234567", "00989131234567", "+98 (913) 123-4567",
        "۰۹۱۳۱۲۳ ۴۵۶۷", "موبایل: ۹۱۳ ۱۲۳ ۴۵۶۷", "۰۹۱۳.۱۲۳.۴۵۶۷", "0913 1234567", "09 13 123 45 67", "+9809131234567",
        "shomaram 09131234567 e", "شماره همراهم ۰۹۱۳۱۲۳۴۵۶۷ه", "09131234567 موبایلمه",
    ],
)  # fmt: skip
def test_every_form_is_one_number(read, text):
    assert read(text) == {"mobile": "09131234567"}


@pytest.mark.parametrize("text", ["0913123456", "091312345678", "0913 123 456"])
def test_a_wrong_length_is_reported_when_asked_for_or_named(read, faults, text):
    assert faults(text, expecting="mobile") == {"mobile": "length"}
    assert faults(f"موبایلم {text}") == {"mobile": "length"}
    assert read(text, expecting="mobile") == {"mobile": text.replace(" ", "")}


def test_a_landline_is_no_mobile(read):
    assert "mobile" not in read("03136243915")


@pytest.mark.parametrize(
    "text",
    ["+98-913-123-4567", "0098-913-123-4567", "98-913-123-4567", "+98.913.123.4567", "(+98) 913 123 4567",
     "0913/123/4567", "0913_123_4567", "0913.123.4567"],
)  # fmt: skip
def test_any_mark_may_part_its_groups(read, text):
    assert read(text) == {"mobile": "09131234567"}
    assert read(text, expecting="mobile") == {"mobile": "09131234567"}


def test_the_national_id_of_a_demo_citizen_is_no_mobile_without_its_zero(read):
    """Asked for the mobile, «۹۹۹۱۰۰۰۰۶۲» was taken as 09991000062, and both together as two mobiles to choose from."""
    assert read("9991000062", expecting="mobile") == {"national_id": "9991000062"}
    both = {"mobile": "09130000007", "national_id": "9991000062"}
    assert read("09130000007 9991000062", expecting="mobile") == both
    assert read("۹۹۹۱۰۰۰۰۶۲ و ۰۹۱۳۰۰۰۰۰۰۷", expecting="mobile") == both
    assert read("09991000062", expecting="mobile") == {"mobile": "09991000062"}
    assert read("9991000063", expecting="mobile") == {"mobile": "09991000063"}
