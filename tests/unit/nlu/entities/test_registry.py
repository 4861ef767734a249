import pytest


@pytest.mark.parametrize(
    "text",
    [
        "پلاک ثبتی ۱۲۳۴/۵۶ بخش ۵",
        "۵۶ فرعی از ۱۲۳۴ اصلی بخش ۵ اصفهان",
        "پلاک ۵۶ فرعی از ۱۲۳۴ اصلی، بخش پنج",
        "فرعی ۵۶ از اصلی ۱۲۳۴ بخش ۵ ثبت",
        "۱۲۳۴ اصلی و ۵۶ فرعی بخش ۵",
        "۱۲۳۴ فرعی ۵۶ بخش ۵",
        "پلاک اصلی ۱۲۳۴ فرعی ۵۶ بخش ۵",
        "پلاک ثبتی ۱۲۳۴-۵۶ بخش ثبتی ۵",
        "۱۲۳۴/۵۶ بخش پنجم",
        "شماره ثبتی ۱۲۳۴ / ۵۶ بخش شماره ۵",
        "pelak sabti 1234/56 bakhsh 5",
    ],
)
def test_plates_are_main_over_sub_however_said(read, text):
    assert read(text) == {"registry_plate": "1234/56", "registry_section": 5}


def test_a_plate_may_have_a_main_part_only(read):
    assert read("پلاک ثبتی ۱۲۳۴") == {"registry_plate": "1234"}
    assert read("پلاک ثبتیش ۱۵۱۹۰ هست") == {"registry_plate": "15190"}
    assert read("1234", expecting="registry_plate") == {"registry_plate": "1234"}
    assert read("پلاک ۱۲") == {}


def test_what_was_asked_for_is_taken(read):
    assert read("۱۲۳۴/۵۶", expecting="registry_plate") == {"registry_plate": "1234/56"}
    assert read("۱۲۳۴-۵۶", expecting="registry_plate") == {"registry_plate": "1234/56"}
    assert read("۵", expecting="registry_section") == {"registry_section": 5}


def test_a_decimal_is_no_plate(read):
    assert read("زیربنا ۱۲۰/۵ متر") == {"building_area_m2": 120.5}
    assert read("پلاک ۱۲ زیربنا ۱۲۰/۵ متر") == {"building_area_m2": 120.5}
    assert read("۱۲۰/۵") == {}


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("دوازده فرعی از هشتصد و نود اصلی", "890/12"),
        ("هشتصد و نود اصلی و دوازده فرعی", "890/12"),
        ("هزار و سیصد", "1300"),
    ],
)
def test_plates_in_words(read, text, plate):
    assert read(text, expecting="registry_plate") == {"registry_plate": plate}


def test_the_smaller_of_the_larger_when_a_plate_was_asked_for(read):
    assert read("۲۳ از ۴۵۶۷", expecting="registry_plate") == {"registry_plate": "4567/23"}
    assert "registry_plate" not in read("۲۳ از ۴۵۶۷")
    assert "registry_plate" not in read("۴۵۶۷ از ۲۳", expecting="registry_plate")


@pytest.mark.parametrize("text", ["بخشش ۵", "بخش پنجه", "بخشش پنجه", "بخش پنجم", "bakhshe 5", "bakhsh 5"])
def test_the_section_with_its_endings(read, text):
    assert read(f"پلاک ثبتی ۱۵۱۸۰/۱۲ {text}") == {"registry_plate": "15180/12", "registry_section": 5}


@pytest.mark.parametrize(
    "text",
    ["دو هزار و صد و پنجاه فرعی سه", "سه فرعی دو هزار و صد و پنجاه", "سه فرعی دو هزار و صد و پنجاه اصلی",
     "سه فرعی از دو هزار و صد و پنجاه"],
)  # fmt: skip
def test_without_a_word_between_the_larger_is_the_main_one(read, text):
    assert read(text) == {"registry_plate": "2150/3"}


def test_the_main_part_is_one_by_its_word(read):
    assert read("۴۳۰۲ اصلی") == {"registry_plate": "4302"}


def test_a_plate_said_less_formally(read):
    assert read("پلاک ثبتی ۱۹۰ از ۴۴ اصلی بخش سه") == {"registry_plate": "44/190", "registry_section": 3}
    assert read("pelak sabti 190 az 44 asli") == {"registry_plate": "44/190"}
    assert read("پلاک ثبتی ۴۴.۱۹۰") == {"registry_plate": "44/190"}
    assert read("۳۳ فرعی مجزی شده از ۱۲ فرعی از ۱۵۱۲ اصلی") == {"registry_plate": "1512/33"}
    assert read("شماره‌ش ۱۲۳۴ بخش ۵", expecting="registry_plate") == {"registry_plate": "1234", "registry_section": 5}
