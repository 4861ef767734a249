import pytest


@pytest.mark.parametrize(
    ("text", "expecting", "found"),
    [
        ("ده، نه ببخشید یازده", "district", {"district": 11}),
        ("سه تا... نه صبر کن، چهار تا", "floors", {"floors": 4}),
        ("ششصد متر، نه ببخشید ۵۸۰ متر", "building_area_m2", {"building_area_m2": 580}),
        ("تجاری نه، اداری", "use", {"use": "office"}),
        ("۶ واحد، نه ببخشید ۸ واحد", None, {"units": 8}),
    ],
)
def test_what_is_taken_back_in_the_same_message_is_gone(read, text, expecting, found):
    assert read(text, expecting) == found


def test_what_is_said_not_to_be_so_is_no_value(read):
    assert read("نه مالک نیستم، مستاجرم", "applicant_role") == {"applicant_role": "tenant"}


def test_two_values_without_a_correction_both_stay(read):
    assert read("زمین ۲۰۰ متر، زیربنا ۳۵۰ متر") == {"land_area_m2": 200, "building_area_m2": 350}
