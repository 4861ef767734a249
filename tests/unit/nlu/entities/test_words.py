def test_names_are_taken_as_said(read):
    assert read("اسمم سارا نمونه‌ای هست") == {"name": "سارا نمونه‌ای"}
    assert read("سارا نمونه‌ای", expecting="name") == {"name": "سارا نمونه‌ای"}


def test_an_act_is_no_name(read):
    assert read("بی‌خیال", expecting="name") == {}
    assert read("سارا", expecting=None) == {}


def test_addresses_are_taken_as_said(read):
    assert read("خیابان نمونه، کوچه دوم پلاک ۵")["address"] == "خیابان نمونه، کوچه دوم پلاک 5"
    assert read("جنب مسجد نمونه", expecting="address") == {"address": "جنب مسجد نمونه"}
