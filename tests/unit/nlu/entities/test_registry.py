def test_plates_are_main_over_sub_however_said(read):
    wanted = {"registry_plate": "1234/56", "registry_section": 5}
    assert read("پلاک ثبتی ۱۲۳۴/۵۶ بخش ۵") == wanted
    assert read("۵۶ فرعی از ۱۲۳۴ اصلی بخش ۵ اصفهان") == wanted


def test_a_decimal_is_no_plate(read):
    assert read("زیربنا ۱۲۰/۵ متر") == {"building_area_m2": 120.5}
