import pytest

from nlu.entities.recognise import recognise
from nlu.text import normalise


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("سه", "floors", 3),
        ("۴ تا", "floors", 4),
        ("نه", "floors", 9),
        ("دویست و پنجاه", "building_area_m2", 250),
        ("حدود ۱۲۰", "land_area_m2", 120),
        ("۲", "units_per_floor", 2),
        ("95", "year", 1395),
    ],
)
def test_a_bare_number_answers_the_question(read, text, slot, value):
    assert read(text, expecting=slot) == {slot: value}


def test_the_hint_is_no_filter(read):
    assert read("منطقه ۵", expecting="floors") == {"district": 5}
    assert read("سه تا پرونده دارم و یک سوال", expecting="floors") == {}


def test_either_of_two_is_both(now):
    found = recognise(normalise("۸ یا ۹"), now=now, expecting="district")
    assert [entity.value for entity in found] == [8, 9]


def test_an_impossible_number_is_reported(faults):
    assert faults("۰", expecting="floors") == {"floors": "range"}


@pytest.mark.parametrize("text", ["دو دفعه", "سه ماه", "پنج نفر", "دو تا سوال"])
def test_what_counts_something_else_is_no_answer(read, text):
    assert "floors" not in read(text, expecting="floors")


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("هر طبقه دو واحد، رو هم هشت تا", "units", 8),
        ("منطقه‌مون هفته", "district", 7),
        ("یدونه", "units_per_floor", 1),
        ("منفی دو", "floor", -2),
        ("هشتاد و دو ساخته شده", "year", 1382),
        ("قدیمیه مال ۵۴", "year", 1354),
    ],
)
def test_a_number_among_other_words_may_be_the_answer(read, text, slot, value):
    assert read(text, expecting=slot)[slot] == value


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("یه لحظه", "floors"),
        ("یه لحظه، الان میگم", "floors"),
        ("صد قصب", "land_area_m2"),
        ("نه برگردون", "district"),
        ("بیست سال پیش", "year"),
    ],
)
def test_no_number_of_what_was_asked(read, text, slot):
    assert slot not in read(text, expecting=slot)


@pytest.mark.parametrize(
    "text",
    ["فک کنم ۶ باشه", "فکر میکنم ۶", "به نظرم شش", "بنظرم ۶ باشد", "گمونم ۶ باشیم", "احتمالا ۶ باید باشه",
     "اگه اشتباه نکنم ۶", "دقیق نمیدونم ولی فکر میکنم ۶", "دقیق نمی دانم ولی فکر می کنم ۶", "شاید ۶", "۶ دیگه",
     "۶ دیگه، قائمیه", "fek konam 6", "به نظرم شش است"],
)  # fmt: skip
def test_not_being_sure_is_no_other_answer(read, text):
    assert read(text, expecting="district")["district"] == 6


@pytest.mark.parametrize("text", ["فکر کنم سه بار گفتم", "به نظرم ۲ روز پیش", "باید سه نفر باشن", "نمیدونم والا"])
def test_an_unsure_word_makes_no_answer_of_a_count(read, text):
    assert "district" not in read(text, expecting="district")


def test_between_two_districts_both_are_given(read_all):
    assert read_all("بین ۵ و ۶ مرزه", "district") == [("district", 5), ("district", 6)]
    assert read_all("بین ۵ و ۶ مرزه") == []


def test_below_zero_answers_for_one_floor_only(read):
    assert read("منفی یک", expecting="floor") == {"floor": -1}
    assert read("منفی یک", expecting="floors") == {}


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [("نه، پنج تا", "units", 5), ("نه، پنج", "floors", 5), ("نه. صد متر", "land_area_m2", 100), ("نه", "units", 9),
     ("نه تا", "units", 9), ("فکر کنم هفته ولی مطمئن نیستم", "district", 7), ("پنجه فکر کنم", "floors", 5)],
)  # fmt: skip
def test_a_no_at_the_beginning_is_no_nine(read, text, slot, value):
    assert read(text, expecting=slot) == {slot: value}


def test_next_week_is_no_seven(read):
    assert read("هفته دیگه", expecting="district") == {"date_text": "هفته دیگه"}


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("نه ممنون", None),
        ("نه بابا", None),
        ("نه آقا نمی‌دونم", None),
        ("نه ۶", 6),
        ("نه، ۶", 6),
        ("نه تا", 9),
        ("نه", 9),
    ],
)
def test_a_no_is_not_the_number_nine(read, said, number):
    """Found in talking: «نه ممنون» to «کدام منطقه؟» was taken for district nine."""
    assert read(said, expecting="floors") == ({} if number is None else {"floors": number})


def test_a_place_named_after_a_number_is_no_district(read_all):
    assert read_all("هشت بهشت", expecting="district") == []
    assert read_all("هشت", expecting="district") == [("district", 8)]


@pytest.mark.parametrize("text", ["سه تا واحد", "دو واحدی", "تعداد واحد ۳", "سه طبقه", "۸ متر"])
def test_what_counts_something_of_the_building_is_no_district(read, text):
    assert "district" not in read(text, "district")


def test_from_so_much_to_so_much_is_no_number_to_reckon_with(read_all):
    from_to = read_all("بین ۳۰۰ تا ۳۵۰", expecting="building_area_m2")
    assert from_to == [("building_area_m2", 350)]
