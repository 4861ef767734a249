import pytest


@pytest.mark.parametrize(
    "text",
    [
        "کد ملی من ۹۹۹۰۰۰۰۰۱۸ است", "999-000001-8", "کد ملیم ٩٩٩٠٠٠٠٠١٨ه", "9990000018", "کدملی:9990000018",
        "9990000018 کد ملیمه", "کد ملی ۹۹۹ ۰۰۰ ۰۰۱۸", "کد ملی 999 000001 8", "code melli man 9990000018",
        "شماره ملی ۹۹۹۰۰۰۰۰۱۸", "كد ملي 9990000018",
    ],
)  # fmt: skip
def test_a_sound_id_is_read_in_any_script_and_grouping(read, faults, text):
    assert read(text) == {"national_id": "9990000018"}
    assert faults(text) == {}


def test_a_wrong_check_digit_is_reported_not_dropped(read, faults):
    assert read("کد ملی 9990000017") == {"national_id": "9990000017"}
    assert faults("کد ملی 9990000017") == {"national_id": "check_digit"}
    assert faults("کد ملی 1111111111") == {"national_id": "check_digit"}


@pytest.mark.parametrize(
    ("text", "asked"), [("79990001", "national_id"), ("کد ملی 79990001", None), ("کد ملیم ۰۷۹۹۹۰۰۰۱", None)]
)
def test_lost_zeros_are_reported_for_asking(read, faults, text, asked):
    assert read(text, expecting=asked)["national_id"].endswith("79990001")
    assert faults(text, expecting=asked) == {"national_id": "length"}


def test_the_word_beside_wins_over_the_check_digit(read):
    assert "national_id" not in read("کد پستی 9990000018")


def test_a_company_has_eleven_digits_of_its_own(read, faults):
    assert read("شناسه ملی شرکت ۱۰۳۸۰۲۸۴۷۹۰") == {"legal_id": "10380284790"}
    assert faults("شناسه ملی شرکت ۱۰۳۸۰۲۸۴۷۹۲") == {"legal_id": "check_digit"}
    assert faults("شناسه ملی ۱۰۳۸۰۲۸۴۷۹") == {"legal_id": "length"}


def test_a_mobile_before_the_words_for_the_next_number_stays_a_mobile(read):
    assert read("من خسرو هستم ۰۹۱۳۰۰۰۰۰۰۴ کد ملی ۹۹۹۱۰۰۰۰۳۸") == {"mobile": "09130000004", "national_id": "9991000038"}
