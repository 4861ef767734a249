import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("زمین دویست متری", {"land_area_m2": 200}),
        ("زمین ٢٠٠ متر مربع", {"land_area_m2": 200}),
        ("زمینم صد و بیست متره", {"land_area_m2": 120}),
        ("زمینمون ۲۰۰متریه", {"land_area_m2": 200}),
        ("زمین ۲۰۰م", {"land_area_m2": 200}),
        ("قواره ۲۵۰ متری", {"land_area_m2": 250}),
        ("یه تیکه زمین هزار متری", {"land_area_m2": 1000}),
        ("نیم هکتار زمین", {"land_area_m2": 5000}),
        ("زیربنا ۱۲۰/۵ متر", {"building_area_m2": 120.5}),
        ("زیربنا ۱۲۰٫۵ متر", {"building_area_m2": 120.5}),
        ("زیربنا ۱۲۰.۵ متر", {"building_area_m2": 120.5}),
        ("زیربنا صد و بیست ممیز پنج متر", {"building_area_m2": 120.5}),
        ("زیربنا صد و بیست متر و نیم", {"building_area_m2": 120.5}),
        ("زیربنا: ۲۵۰", {"building_area_m2": 250}),
        ("صدو بیست متر بنا", {"building_area_m2": 120}),
        ("zirbana sad o bist metr", {"building_area_m2": 120}),
        ("۲۰۰ متر زمین و ۳۵۰ متر بنا", {"land_area_m2": 200, "building_area_m2": 350}),
        ("زمین ۲۰۰ متر زیربنا ۳۵۰ متر", {"land_area_m2": 200, "building_area_m2": 350}),
        ("هر واحد ۹۰ متر", {"unit_area_m2": 90}),
        ("آپارتمان ۹۰ متری", {"unit_area_m2": 90}),
        ("ساختمون سه طبقه ۶ واحده ۴۸۰ متری", {"floors": 3, "units": 6, "building_area_m2": 480}),
        ("۳۰ متر مازاد دارم", {"excess_area_m2": 30}),
        ("۴۵ متر اضافه بنا داریم", {"excess_area_m2": 45}),
        ("مازاد بنا ۱۸/۵ متر", {"excess_area_m2": 18.5}),
        ("۲۰ متر خلاف دارم", {"excess_area_m2": 20}),
        ("آپارتمان ۷۵ متریم", {"unit_area_m2": 75}),
        ("زیمینا ۲۵۰ متره", {"land_area_m2": 250}),
        ("زمین ۲۰۰ متره برشم ۱۰ متر", {"land_area_m2": 200, "frontage_m": 10}),
        ("خونه ۱۲۰ متریمون", {"building_area_m2": 120}),
        ("zamin 200 metr", {"land_area_m2": 200}),
    ],
)
def test_the_words_beside_say_which_area(read, text, found):
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "زمینم ۸ در ۱۲",
        "۸×۱۲",
        "۸*۱۲",
        "8x12",
        "۸ متر در ۱۲ متر",
        "هشت در دوازده",
        "زمین ۸ ضربدر ۱۲ متر",
        "8 dar 12",
        "زمین هشت در دوازدهه",
    ],
)
def test_two_sides_make_the_land(read, text):
    assert read(text) == {"land_area_m2": 96}


@pytest.mark.parametrize(
    "text",
    ["بر زمین ۸ متره", "بر ۸ متر", "هشت متر بر", "دهنه ۸ متر", "عرض زمین هشت متر", "بر خیابون ۸ متره", "bar 8 metr"],
)
def test_frontage(read, text):
    assert read(text) == {"frontage_m": 8}


def test_a_number_with_a_unit_answers_what_was_asked(read):
    assert read("۱۲۰ متر", expecting="land_area_m2") == {"land_area_m2": 120}
    assert read("۸ متر", expecting="frontage_m") == {"frontage_m": 8}
    assert read("زیربنا ۱۲۰ متر", expecting="land_area_m2") == {"building_area_m2": 120}
    assert read("صد و بیست", expecting="land_area_m2") == {"land_area_m2": 120}
    assert read("120.5", expecting="unit_area_m2") == {"unit_area_m2": 120.5}


@pytest.mark.parametrize(
    "text",
    [
        "مسکونی منطقه ۵ زمین ۲۰۰ متر زیربنا ۴۰۰ متر",
        "خونه تو منطقه ۵ با ۲۰۰ متر زمین و ۴۰۰ متر بنا",
        "می‌خوام خونه بسازم ۲۰۰ متر زمین دارم ۴۰۰ متر بنا",
        "زمین ۲۰۰ و بنا ۴۰۰",
    ],
)
def test_numbers_of_other_things_do_not_turn_the_areas_around(read, text):
    found = read(text)
    assert (found["land_area_m2"], found["building_area_m2"]) == (200, 400)


def test_width_and_length_are_told_apart(read):
    assert read("زمین به عرض ۱۰ متر و طول ۲۰ متر") == {"frontage_m": 10}


@pytest.mark.parametrize(
    "text",
    [
        "کوچمون هشت متریه",
        "بر کوچه ۸ متری",
        "حیاط ۵۰ متری",
        "دو متر اون‌ورتر",
        "ارتفاع ۴ متر",
        "۵ متر مکعب",
        "۲۰ کیلومتر",
        "عقب‌نشینی ۲ متر",
        "خیابان ۲۴ متری",
        "متری چند",
    ],
)
def test_other_lengths_and_areas_are_none_of_ours(read, text):
    assert read(text) == {}


def test_about_as_many_is_reported_for_asking(faults):
    assert faults("زمین دویست سیصد متر") == {"land_area_m2": "approximate"}


def test_from_so_many_to_so_many_is_about(read, faults):
    assert read("۲۰۰ تا ۲۵۰ متر زمین") == {"land_area_m2": 250}
    assert faults("۲۰۰ تا ۲۵۰ متر زمین") == {"land_area_m2": "approximate"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("زیربنایش ۴۲۰ متر و زمینش دویست و ده متر", {"building_area_m2": 420, "land_area_m2": 210}),
        ("زمین ما توی رهنان منطقه یازده صد و هشتاد متر است",
         {"neighbourhood": "رهنان", "district": 11, "land_area_m2": 180}),
        ("واحدهایش ۹۰ متر است", {"unit_area_m2": 90}),
        ("۳ واحد ۸۰ متری", {"units": 3, "unit_area_m2": 80}),
        ("۶ واحد مسکونی ۱۲۰ متری", {"units": 6, "use": "residential", "unit_area_m2": 120}),
        ("۲۷ متر بیشتر از پروانه ساختیم", {"excess_area_m2": 27}),
        ("۱۸ متر اضافه تر از جواز", {"excess_area_m2": 18}),
        ("سی متر تو حیاط اضافه ساختم", {"excess_area_m2": 30}),
        ("دهنه مغازه ۴ متره", {"frontage_m": 4}),
        ("بر مغازه ۴ متره", {"frontage_m": 4}),
        ("بر خیابون ۱۲ متر", {"frontage_m": 12}),
        ("بر زمین هشت متر و سی سانت", {"frontage_m": 8.3}),
        ("زمین صد و خورده‌ای متر", {"land_area_m2": 100}),
        ("زمین ۲۵۰ م۲", {"land_area_m2": 250}),
        ("متراژ رو بکن ۴۰۰", {"building_area_m2": 400}),
        ("متراژ زمین رو بکن ۲۵۰", {"land_area_m2": 250}),
        ("زمین صد و بیست ممیز پنج دهم متر", {"land_area_m2": 120.5}),
    ],
)  # fmt: skip
def test_the_words_of_a_measure_as_people_put_them(read, text, found):
    assert read(text) == found


@pytest.mark.parametrize("text", ["طبقه‌ای صد متر", "طول زمین ۲۰ عرض ۱۰", "۱۲۰م تومن"])
def test_more_lengths_that_are_none_of_ours(read, text):
    assert not {"land_area_m2", "building_area_m2", "unit_area_m2", "frontage_m"} & set(read(text))


def test_a_day_is_no_length(read):
    assert read("۲۵م", expecting="date") == {"date": "1404-07-25"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("اعیانی ۳۲۰ متر در ۳ طبقه", {"building_area_m2": 320, "floors": 3}),
        ("۱۷۵ متره با ۸ متر بر", {"building_area_m2": 175, "frontage_m": 8}),
        ("طبقه سوم یه آپارتمان، ۸۵ متر", {"floor": 3, "unit_area_m2": 85}),
        ("یه زمین تو رهنان، ۲۰۰ متر", {"neighbourhood": "رهنان", "land_area_m2": 200}),
        ("۴۰ متر بنای اضافی", {"excess_area_m2": 40}),
        ("ی طبقه ۹۰ متری", {"building_area_m2": 90}),
    ],
)
def test_a_measure_beside_other_numbers(read, text, found):
    assert read(text) == found


def test_two_frontages_are_both_frontages(read_all):
    assert read_all("دو نبش، بر ۱۲ متر و ۱۵ متر") == [("frontage_m", 12), ("frontage_m", 15)]
    assert read_all("زمین ۲۰۰ متر و ۳۰۰ متر بنا") == [("land_area_m2", 200), ("building_area_m2", 300)]


def test_a_size_answers_the_area_that_was_asked_for(read_all):
    assert read_all("۱۰ در ۱۵", expecting="building_area_m2") == [("building_area_m2", 150)]
    assert read_all("زمین ۱۰ در ۱۵", expecting="building_area_m2")[0] == ("land_area_m2", 150)
    assert read_all("۱۰ در ۱۵") == [("land_area_m2", 150)]


def test_a_bare_area_before_anything_was_asked_of_areas_is_the_land(read):
    assert read("۲۰۰ متر", "district") == {"land_area_m2": 200}
    assert read("حدود ۲۰۰ متر", "use") == {"land_area_m2": 200}
    assert read("خونه‌مو بکوبم بسازم، ۱۵۰ متره")["land_area_m2"] == 150


@pytest.mark.parametrize(
    ("text", "land", "building"),
    [("۲۰۰ متر و زیربنا هم ۳۵۰", 200, 350), ("خونه ۱۵۰ متری تو زمین ۳۰۰ متری", 300, 150)],
)
def test_a_word_that_goes_with_the_next_number_is_not_this_ones(read, text, land, building):
    found = read(text, expecting="land_area_m2" if text.startswith("۲") else None)
    assert (found["land_area_m2"], found["building_area_m2"]) == (land, building)


def test_metres_count_no_floors(read):
    assert "floors" not in read("۵ متر", expecting="floors")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("زیربنا رو بکن ۴۰۰", {"building_area_m2": 400}),
        ("زیربنا بشه ۴۰۰", {"building_area_m2": 400}),
        ("زمین رو بکن ۲۵۰", {"land_area_m2": 250}),
        ("منطقه رو بکن ۳", {"district": 3}),
    ],
)
def test_what_a_value_is_to_be_made(read, text, found):
    assert read(text) == found


def test_a_no_before_what_is_named_is_no_nine(read):
    assert read("نه زمین رو بکن ۲۲۰", expecting="floors") == {"land_area_m2": 220}
    assert read("نه طبقه", expecting="floors") == {"floors": 9}
