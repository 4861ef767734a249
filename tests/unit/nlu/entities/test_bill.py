import pytest


def test_a_pair_is_known_by_its_check_digits_alone(read, faults):
    text = "1177809000142 و 570108"
    assert read(text) == {"bill_id": "1177809000142", "payment_id": "570108"}
    assert faults(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "شناسه قبض ۱۱۷۷۸ ۰۹۰۰ ۰۱۴۲ شناسه پرداخت ۵۷۰ ۱۰۸",
        "شناسه قبضم 1177809000142 هست، شناسه پرداخت: 570108",
        "shenase ghabz 1177809000142 shenase pardakht 570108",
        "قبض ١١٧٧٨٠٩٠٠٠١٤٢ پرداخت ٥٧٠١٠٨",
        "1177809000142 شناسه قبضه و 570108 شناسه پرداخت",
        "شناسه قبض 1177809-000142 شناسه پرداخت 570-108",
    ],
)
def test_named_ids_in_one_piece_or_in_groups(read, faults, text):
    assert read(text) == {"bill_id": "1177809000142", "payment_id": "570108"}
    assert faults(text) == {}


def test_wrong_check_digits_are_reported(faults):
    assert faults("شناسه قبض 1177809000143") == {"bill_id": "check_digit"}
    assert faults("شناسه قبض 1177809000142 شناسه پرداخت 570109") == {"payment_id": "check_digit"}


def test_what_was_asked_for_is_taken(read):
    assert read("570108", expecting="payment_id") == {"payment_id": "570108"}
    assert read("1177809000142", expecting="bill_id") == {"bill_id": "1177809000142"}
    assert read("1177 8090 0014 2", expecting="bill_id") == {"bill_id": "1177809000142"}


def test_a_pair_called_by_each_others_names_is_taken_for_what_it_is(read, faults):
    text = "شناسه قبض 570108 شناسه پرداخت 1177809000142"
    assert read(text) == {"bill_id": "1177809000142", "payment_id": "570108"}
    assert faults(text) == {"bill_id": "swapped", "payment_id": "swapped"}


def test_a_pair_in_any_order_answers_the_question_for_one_of_them(read, faults):
    for text in ("570108 1177809000142", "1177809000142 570108"):
        assert read(text, expecting="bill_id") == {"bill_id": "1177809000142", "payment_id": "570108"}
        assert faults(text, expecting="bill_id") == {}


def test_beside_a_wrong_bill_id_nobody_can_judge_the_payment_id(faults):
    assert faults("شناسه قبض 1177809000143 شناسه پرداخت 570108") == {"bill_id": "check_digit"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("فیش دستمه میخوام پرداخت کنم 1000001112361", {"bill_id": "1000001112361"}),
        ("شناسه پرداخت 1177809000142", {"payment_id": "1177809000142"}),
    ],
)
def test_a_word_for_paying_says_what_is_to_be_done_and_not_what_the_number_is(read, text, found):
    assert {name: value for name, value in read(text).items() if name.endswith("_id")} == found


@pytest.mark.parametrize(
    "text",
    [
        "قبض نوسازی 1000001112362 شناسه پرداخت 1840050182",
        "شماره قبضم اینه 1000001112362 چقدر باید بدم",
        "میخوام این قبضو پرداخت کنم ۱۰۰۰۰۰۱۱۱۲۳۶۲",
        "فیش پسماندم 1000001112362 رو میخوام پرداخت کنم",
    ],
)
def test_a_number_in_the_shape_of_a_bills_in_words_about_one_is_a_wrong_one(faults, text):
    assert faults(text) == {"bill_id": "check_digit"}


def test_such_a_number_in_other_words_may_be_anything(read):
    assert "bill_id" not in read("1000001112362")
    assert read("پرونده 1000001112362") == {"file_no": "1000001112362"}
