import pytest


@pytest.mark.parametrize(
    "text",
    [
        "3-5-12-7",
        "۳/۵/۱۲/۷",
        "3.5.12.7",
        "3_5_12_7",
        "۳ـ۵ـ۱۲ـ۷",
        "3 - 5 - 12 - 7",
        "٣–٥–١٢–٧",
        "3-5/12-7",
        "۳\\۵\\۱۲\\۷",
        "3*5*12*7",
        "کد نوسازی 3 5 12 7",
        "کد نوسازی ۳، ۵، ۱۲، ۷",
        "کد نوسازی من ۳ خط تیره ۵ خط تیره ۱۲ خط تیره ۷",
        "نوسازی 3-5 12/7 هست",
        "منطقه ۳ محله ۵ بلوک ۱۲ ملک ۷",
        "منطقه ۳، ناحیه ۵، بلوک ۱۲، ملک ۷",
        "کد نوسازیم ۳-۵-۱۲-۷ه",
    ],
)
def test_every_separator_gives_the_parts_as_said(read, faults, text):
    assert read(text) == {"nosazi_code": "3-5-12-7"}
    assert faults(text) == {}


@pytest.mark.parametrize("text", ["3-5-12-7-1", "3-5-12-7-1-2", "3-5-12-7-1-2-0", "15.1.204.6.0.0.0"])
def test_four_to_seven_parts(read, text):
    assert read(text) == {"nosazi_code": text.replace(".", "-")}


def test_spaces_alone_need_the_word_or_the_question(read):
    assert read("6 2 110 7", expecting="nosazi_code") == {"nosazi_code": "6-2-110-7"}
    assert read("6 2 110 7 0 0 0", expecting="nosazi_code") == {"nosazi_code": "6-2-110-7-0-0-0"}
    assert "nosazi_code" not in read("6 2 110 7")


def test_a_code_turned_round_is_reported_not_turned_back(read, faults):
    assert read("0-0-0-7-120-5-3") == {"nosazi_code": "0-0-0-7-120-5-3"}
    assert faults("0-0-0-7-120-5-3") == {"nosazi_code": "reversed"}
    assert faults("3-5-12-7") == {}
    assert faults("77-5-12-70") == {"nosazi_code": "district"}


@pytest.mark.parametrize(
    "text",
    ["1404/7/20", "نوسازی 1404/7/20", "۲۰-۷-۱۴۰۴", "0913-123-45-67", "6037-9911-1234-5678", "12/500/000/000 تومان"],
)
def test_dates_mobiles_cards_and_amounts_are_no_code(read, text):
    assert "nosazi_code" not in read(text)


def test_three_parts_need_the_word(read):
    assert read("نوسازی ۳-۵-۱۲") == {"nosazi_code": "3-5-12"}
    assert read("3-5-12") == {}


@pytest.mark.parametrize("text", ["+98-913-123-4567", "0098-913-123-4567", "98.913.123.4567"])
def test_a_mobile_with_its_country_is_no_code(read, text):
    assert "nosazi_code" not in read(text)
    assert "nosazi_code" not in read(text, expecting="mobile")


def test_slashes_read_aloud(read):
    assert read("کد نوسازی من ۱۱ اسلش ۳ اسلش ۴۰ اسلش ۲") == {"nosazi_code": "11-3-40-2"}
    assert read("کد نوسازی ۱۱ ممیز ۳ ممیز ۴۰ ممیز ۲") == {"nosazi_code": "11-3-40-2"}


def test_parts_may_stand_apart_after_a_word_for_the_property(read):
    assert read("کاربری ملک ۱۰ ۳ ۷۷ ۵") == {"nosazi_code": "10-3-77-5"}
    assert "nosazi_code" not in read("زمین ۱۰ ۳ ۷۷ ۵ متر")
