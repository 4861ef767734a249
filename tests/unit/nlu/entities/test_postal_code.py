import pytest


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("کد پستی ۸۱۴۶۴۳۳۱۱۹", None),
        ("کدپستیم ۸۱۴۶۴۳۳۱۱۹ه", None),
        ("81464-33119", None),
        ("۸۱۴۶۴ ۳۳۱۱۹", None),
        ("کد پستی ۸۱۴۶۴۳۳ ۱۱۹", None),
        ("code posti 8146433119", None),
        ("8146433119 کد پستیه", None),
        ("8146433119", "postal_code"),
        ("٨١٤٦٤٣٣١١٩", "postal_code"),
        ("8146433119", None),
    ],
)
def test_the_word_the_grouping_or_the_question_makes_it_a_postal_code(read, faults, text, asked):
    assert read(text, expecting=asked) == {"postal_code": "8146433119"}
    assert faults(text, expecting=asked) == {}


def test_a_wrong_shape_or_length_is_reported(faults):
    assert faults("کد پستی 8146033119") == {"postal_code": "shape"}
    assert faults("کد پستی 814643311") == {"postal_code": "length"}
