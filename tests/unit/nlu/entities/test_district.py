import pytest


@pytest.mark.parametrize(
    "text", ["منطقه ۶", "منطقه ششم", "شهرداری منطقه شش", "م ۶", "mantaghe 6", "منطقه شماره ۶", "منطقه‌ی ۶"]
)
def test_every_way_to_say_a_district(read, text):
    assert read(text) == {"district": 6}


def test_a_district_that_is_not_there_is_reported(faults):
    assert faults("منطقه ۲۲") == {"district": "range"}
    assert faults("منطقه ۱۵") == {}


def test_a_bare_number_only_when_asked(read):
    assert read("۶", expecting="district") == {"district": 6}
    assert read("۶") == {}
