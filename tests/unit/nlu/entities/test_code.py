def test_six_digits_count_only_when_asked_for_or_named(read):
    assert read("۱۲۳۴۵۶", expecting="code") == {"code": "123456"}
    assert read("کد تایید ۱۲۳۴۵۶") == {"code": "123456"}
    assert read("123 456", expecting="code") == {"code": "123456"}
    assert read("123456") == {}


def test_a_wrong_length_is_reported(faults):
    assert faults("1234", expecting="code") == {"code": "length"}
