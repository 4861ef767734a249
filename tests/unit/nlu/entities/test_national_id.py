def test_a_sound_id_is_read_in_any_script(read, faults):
    assert read("کد ملی من ۹۹۹۰۰۰۰۰۱۸ است") == {"national_id": "9990000018"}
    assert faults("کد ملی من ۹۹۹۰۰۰۰۰۱۸ است") == {}
    assert read("999-000001-8") == {"national_id": "9990000018"}


def test_a_wrong_check_digit_is_reported_not_dropped(read, faults):
    assert read("کد ملی 9990000017") == {"national_id": "9990000017"}
    assert faults("کد ملی 9990000017") == {"national_id": "check_digit"}


def test_lost_zeros_are_reported_for_asking(read, faults):
    assert read("79990001", expecting="national_id") == {"national_id": "79990001"}
    assert faults("79990001", expecting="national_id") == {"national_id": "length"}


def test_the_word_beside_wins_over_the_check_digit(read):
    assert "national_id" not in read("کد پستی 9990000018")
