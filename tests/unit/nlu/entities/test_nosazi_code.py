import pytest


@pytest.mark.parametrize(
    "text", ["3-5-12-7", "۳/۵/۱۲/۷", "3.5.12.7", "3_5_12_7", "۳ـ۵ـ۱۲ـ۷", "3 - 5 - 12 - 7", "کد نوسازی 3 5 12 7"]
)
def test_every_separator_gives_the_parts_as_said(read, text):
    assert read(text) == {"nosazi_code": "3-5-12-7"}


def test_a_code_turned_round_is_reported_not_turned_back(read, faults):
    assert read("0-0-0-7-120-5-3") == {"nosazi_code": "0-0-0-7-120-5-3"}
    assert faults("0-0-0-7-120-5-3") == {"nosazi_code": "reversed"}
    assert faults("3-5-12-7") == {}
    assert faults("77-5-12-70") == {"nosazi_code": "district"}


def test_a_date_is_no_code(read):
    assert "nosazi_code" not in read("1404/7/20")
    assert "nosazi_code" not in read("نوسازی 1404/7/20")


def test_three_parts_need_the_word(read):
    assert read("نوسازی ۳-۵-۱۲") == {"nosazi_code": "3-5-12"}
    assert read("3-5-12") == {}
