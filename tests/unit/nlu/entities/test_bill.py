def test_a_pair_is_known_by_its_check_digits_alone(read, faults):
    text = "1177809000142 و 570108"
    assert read(text) == {"bill_id": "1177809000142", "payment_id": "570108"}
    assert faults(text) == {}


def test_wrong_check_digits_are_reported(faults):
    assert faults("شناسه قبض 1177809000143") == {"bill_id": "check_digit"}
    assert faults("شناسه قبض 1177809000142 شناسه پرداخت 570109") == {"payment_id": "check_digit"}


def test_what_was_asked_for_is_taken(read):
    assert read("570108", expecting="payment_id") == {"payment_id": "570108"}
    assert read("1177809000142", expecting="bill_id") == {"bill_id": "1177809000142"}
