"""A number without a word beside it."""


def test_a_bare_number_in_any_script_answers_a_number(talk):
    talk.says("قیمت", "price", use="residential", district=5)
    talk.says("۱۲۰/۵")
    assert talk.slots["land_area_m2"] == 120.5


def test_a_bare_identifier_keeps_its_zeros(talk):
    talk.signed_in()
    talk.says("ثبت", "register", inquiry_type="bank")
    talk.says("۰۰۱۲۳۴۵")
    assert talk.slots["request_no"] == "0012345"


def test_what_another_question_takes_is_no_wrong_answer_to_this_one(talk):
    """Ten digits at the question for the mobile: the national ID was kept, and called a wrong mobile as well."""
    talk.says("ثبت", "register")
    assert talk.state.asked.slot == "mobile"
    assert talk.says("9990000018", national_id="9990000018") == ["common.noted", "sign_in.ask_mobile"]
    assert talk.slots["national_id"] == "9990000018"
