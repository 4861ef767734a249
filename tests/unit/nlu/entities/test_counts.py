import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("نه طبقه", {"floors": 9}),
        ("۵ طبقه‌ست", {"floors": 5}),
        ("٥ طبقه", {"floors": 5}),
        ("شیش طبقه", {"floors": 6}),
        ("دوطبقه", {"floors": 2}),
        ("۴طبقه‌ایه", {"floors": 4}),
        ("سه تا طبقه", {"floors": 3}),
        ("چهار سقف", {"floors": 4}),
        ("سه طبقه روی پیلوت", {"floors": 3}),
        ("طبقه سوم", {"floor": 3}),
        ("طبقه‌ی سومیم", {"floor": 3}),
        ("طبقه ۳", {"floor": 3}),
        ("سومین طبقه", {"floor": 3}),
        ("طبقه اول", {"floor": 1}),
        ("طبقه منفی یک", {"floor": -1}),
        ("طبقه پنجمم", {"floor": 5}),
        ("طبقه -۲", {"floor": -2}),
        ("tabaghe sevom", {"floor": 3}),
        ("سه طبقه هر طبقه دو واحد", {"floors": 3, "units_per_floor": 2}),
        ("سه طبقه، هر طبقه، دو واحد", {"floors": 3, "units_per_floor": 2}),
        ("سه طبقه هر طبقه‌ش دو واحده", {"floors": 3, "units_per_floor": 2}),
        ("سه طبقه هر کدوم دو واحد", {"floors": 3, "units_per_floor": 2}),
        ("سه طبقه، طبقه‌ای دو واحد", {"floors": 3, "units_per_floor": 2}),
        ("سه طبقه، تو هر طبقه دو تا", {"floors": 3, "units_per_floor": 2}),
        ("دو واحد در هر طبقه", {"units_per_floor": 2}),
        ("دو واحده توی هر طبقه", {"units_per_floor": 2}),
        ("har tabaghe do vahed", {"units_per_floor": 2}),
        ("۸ واحدی", {"units": 8}),
        ("هشت واحدیه", {"units": 8}),
        ("دوتا واحد", {"units": 2}),
        ("دوازده واحد آپارتمان", {"units": 12}),
        ("تک واحدی", {"units": 1}),
        ("تعداد طبقات: ۴", {"floors": 4}),
        ("تعداد طبقه‌هاش ۴ تاست", {"floors": 4}),
        ("تعداد واحدها ۱۰", {"units": 10}),
        ("همکف", {"floor": 0}),
        ("هم‌کف", {"floor": 0}),
        ("طبقه‌ی همکفم", {"floor": 0}),
        ("3 tabaghe", {"floors": 3}),
        ("bist o do vahed", {"units": 22}),
    ],
)
def test_floors_and_units(read, faults, text, found):
    assert read(text) == found
    assert faults(text) == {}


def test_about_as_many_is_reported_for_asking(faults):
    assert faults("دو سه طبقه") == {"floors": "approximate"}
    assert faults("منطقه دو سه طبقه") == {}


@pytest.mark.parametrize(
    "text", ["دو واحد درآمد رفتم", "واحد درآمد", "طبقه بالایی", "سه چهار ماهه", "دو دفعه اومدم", "واحد شهرسازی منطقه"]
)
def test_what_is_no_floor_and_no_unit(read, text):
    assert not {"floors", "floor", "units", "units_per_floor"} & set(read(text))


def test_single_units_are_what_was_asked(read):
    assert read("تک‌واحدیه", expecting="units_per_floor") == {"units_per_floor": 1}
    assert read("تک‌واحدیه") == {"units": 1}
    assert read("زیرزمین", expecting="floor") == {"floor": -1}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("واحد ۵ طبقه ۲", {"floor": 2}),
        ("واحد ۱۲ طبقه ششم", {"floor": 6}),
        ("طبقه ۳ واحد ۵", {"floor": 3}),
        ("پلاک ۵ واحد ۳", {}),
        ("طبقات: ۵ واحدها: ۱۰", {"floors": 5, "units": 10}),
        ("هر واحد ۲ طبقه", {"floors": 2}),
        ("هر طبقه‌یم یک واحد", {"units_per_floor": 1}),
        ("طبقه سومش", {"floor": 3}),
        ("طبقه پنجمشه", {"floor": 5}),
        ("طبقه دووم", {"floor": 2}),
        ("ده واحدیم", {"units": 10}),
    ],
)
def test_numbers_that_name_and_numbers_that_count(read, text, found):
    assert read(text) == found


@pytest.mark.parametrize(
    "text", ["یه طبقه دیگه بسازم روش", "یک طبقه دیگر می خواهم", "یه طبقه میخوام اضافه کنم", "یه واحد دیگه هم همینطور"]
)
def test_one_more_is_no_whole_count(read, text):
    assert not {"floors", "units"} & set(read(text))


def test_plurals_are_counted_by_what_follows(read):
    assert read("زیربنا:۴۲۰ طبقات:۳") == {"building_area_m2": 420, "floors": 3}


def test_an_apartment_is_one_only_where_units_were_asked_for(read):
    assert "units" not in read("تو یه آپارتمان ۵ طبقه")
    assert read("یه آپارتمان", expecting="units") == {"units": 1}
    assert read("دو آپارتمان") == {"units": 2}


def test_units_are_those_of_a_floor_when_that_was_asked(read):
    assert read("دو واحد", "units_per_floor") == {"units_per_floor": 2}
    assert read("سه طبقه، دو واحد", "units_per_floor") == {"floors": 3, "units_per_floor": 2}
    assert read("کلا دو واحد", "units_per_floor") == {"units": 2}


def test_a_count_before_a_measure_is_a_count(read):
    """Found in talking: the six units of «سه طبقه شش واحد ۴۵۰ متر زیربنا» were taken for a unit's number."""
    assert read("سه طبقه شش واحد ۴۵۰ متر زیربنا") == {"floors": 3, "units": 6, "building_area_m2": 450}


def test_numbers_as_isfahan_says_them(read):
    assert read("هف طبقه هش واحد") == {"floors": 7, "units": 8}


def test_a_no_before_each_floor_is_not_nine_floors(read):
    """Found in talking: after an estimate, «نه طبقه‌ای ۱۸۰ متر» made nine floors."""
    assert read("نه طبقه‌ای ۱۸۰ متر") == {"floor_area_m2": 180}
    assert read("نه طبقه") == {"floors": 9}


def test_a_basement_says_nothing_of_the_floors(read):
    assert read("یک طبقه هم زیرزمین داره") == {}
    assert read("سه طبقه پارکینگ هم داره") == {"floors": 3}


def test_what_stands_on_a_pilot_is_counted(read):
    assert read("سه طبقه رو پیلوت") == {"floors": 3}
    assert read("دو طبقه روی پیلوت") == {"floors": 2}


@pytest.mark.parametrize(("text", "units"), [("یک مغازه", 1), ("دو تا مغازه", 2), ("یه باب مغازه", 1)])
def test_shops_are_units_where_those_are_asked_for(read, text, units):
    assert read(text, expecting="units") == {"units": units}
    assert read("یدونه واحد تو هر طبقه", expecting="units") == {"units_per_floor": 1}
