import pytest


@pytest.mark.parametrize(
    "text",
    ["09131234567", "+98 913 123 4567", "0098-913-1234567", "٠٩١٣١٢٣٤٥٦٧", "۰۹۱۳ ۱۲۳ ۴۵ ۶۷", "شماره من 9131234567"],
)
def test_every_form_is_one_number(read, text):
    assert read(text) == {"mobile": "09131234567"}


def test_a_wrong_length_is_reported_when_asked_for(faults):
    assert faults("0913123456", expecting="mobile") == {"mobile": "length"}


def test_a_landline_is_no_mobile(read):
    assert "mobile" not in read("03136243915")
