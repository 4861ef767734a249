from nlu.entities.identifiers import (
    bill_id_sound,
    legal_id_sound,
    mobile_of,
    national_id_sound,
    payment_amount_rial,
    payment_id_sound,
    postal_code_sound,
)


def test_synthetic_pairs():
    assert bill_id_sound("1177809000142")
    assert not bill_id_sound("1177809000143")
    assert payment_id_sound("570108", bill_id="1177809000142")
    assert not payment_id_sound("570109", bill_id="1177809000142")
    assert payment_amount_rial("570108") == 5000


def test_national_ids_by_check_digit_alone():
    assert national_id_sound("9990000018")
    assert not national_id_sound("9990000017")
    assert not national_id_sound("1111111111")
    assert not national_id_sound("۹۹۹۰۰۰۰۰۱۸")


def test_mobiles_in_every_form():
    assert {
        mobile_of(text) for text in ("09131234567", "+989131234567", "00989131234567", "9131234567", "0913 123 45 67")
    } == {"09131234567"}
    assert mobile_of("0313624391") is None


def test_postal_codes_by_shape():
    assert postal_code_sound("8146433119")
    assert not postal_code_sound("8146052199")


def test_companies_by_their_own_check_digit():
    assert legal_id_sound("10380284790")
    assert not legal_id_sound("10380284792")
    assert not legal_id_sound("11111111111")
    assert not legal_id_sound("1038028479")
