def test_the_word_or_the_question_makes_it_a_postal_code(read):
    assert read("کد پستی ۸۱۴۶۴۳۳۱۱۹") == {"postal_code": "8146433119"}
    assert read("81464-33119") == {"postal_code": "8146433119"}
    assert read("8146433119", expecting="postal_code") == {"postal_code": "8146433119"}


def test_a_wrong_shape_or_length_is_reported(faults):
    assert faults("کد پستی 8146033119") == {"postal_code": "shape"}
    assert faults("کد پستی 814643311") == {"postal_code": "length"}
