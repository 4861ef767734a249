import pytest

from nlu.entities.recognise import recognise
from nlu.text import normalise


@pytest.mark.parametrize(
    "text",
    [
        "منطقه ۶",
        "منطقه شش",
        "منطقه شیش",
        "منطقه ششم",
        "منطقهٔ ششم",
        "شهرداری منطقه شش",
        "م ۶",
        "م۶",
        "م.۶",
        "mantaghe 6",
        "منطقه شماره ۶",
        "منطقه‌ی ۶",
        "منطقه٦",
        "منطقه6",
        "mantaghe shesh",
        "mantaghe sheshom",
        "منطقه ششمیم",
        "ششمین منطقه",
        "منطقه ما ۶ هست",
        "منطقمون ۶",
        "منطقه شهرداریمون ۶ه",
        "منطقه شهرداری ۶",
        "منطقه: ۶",
        "منطقه ۶ اصفهان",
        "ناحیه ۳ منطقه ۶",
        "منطقه ۶ام",
    ],
)
def test_every_way_to_say_a_district(read, faults, text):
    assert read(text) == {"district": 6}
    assert faults(text) == {}


@pytest.mark.parametrize(("text", "value"), [("منطقه ۲۲", 22), ("منطقه ۰", 0), ("منطقه شانزده", 16)])
def test_a_district_that_is_not_there_is_reported(read, faults, text, value):
    assert read(text) == {"district": value}
    assert faults(text) == {"district": "range"}


def test_the_first_and_the_last_are_there(faults):
    assert faults("منطقه ۱") == faults("منطقه ۱۵") == {}


@pytest.mark.parametrize("text", ["۶", "شش", "ششم", "۶ ام", "منطقه ۶", "٦"])
def test_a_bare_number_when_asked(read, text):
    assert read(text, expecting="district") == {"district": 6}


def test_two_said_are_two_read(now):
    found = recognise(normalise("منطقه ۵ یا ۶"), now=now)
    assert [entity.value for entity in found] == [5, 6]


@pytest.mark.parametrize(
    "text", ["۶", "منطقه ما", "منطقه خوبیه", "منطقه یه کم شلوغه", "ناحیه ۳", "تو سه منطقه", "۶ متر"]
)
def test_what_names_no_district(read, text):
    assert "district" not in read(text)


def test_a_number_inside_an_address_is_no_district(read):
    assert "district" not in read("خیابان نظر، کوچه ۶، پلاک ۱۲، واحد ۳")


@pytest.mark.parametrize(
    "text",
    ["منتقه ی سیزده", "منطغه ۱۳", "منظقه ۱۳", "منقطه ۱۳", "مطنقه ۱۳", "منطقه مان ۱۳", "منطقه‌مون ۱۳", "manteghe 13",
     "mantagheye 13", "mantaqe sizdah", "شهرداری منطقه سیزدهیم", "سیزدهمین منطقه"],
)  # fmt: skip
def test_misspelt_and_with_endings(read, text):
    assert read(text) == {"district": 13}


def test_numbers_that_look_like_words_after_it(read):
    assert read("منطقه هفته") == {"district": 7}
    assert "district" not in read("منطقه هفته پیش شلوغ بود")


def test_two_that_are_compared(read_all):
    assert read_all("منطقه ۶ و ۸ رو مقایسه کن") == [("district", 6), ("district", 8)]
    assert read_all("منطقه شش سه طبقه") == [("district", 6), ("floors", 3)]


def test_an_ordinal_before_it_leaves_the_word_to_the_number_after(read):
    assert read("طبقه سوم منطقه ۵") == {"floor": 3, "district": 5}
    assert read("سوم منطقه پنج")["district"] == 5
