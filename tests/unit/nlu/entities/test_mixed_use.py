import pytest


@pytest.mark.parametrize(
    "text",
    [
        "زیرش مغازه‌س بالاش خودمون می‌شینیم", "پایین مغازه بالا مسکونی", "طبقه اول مغازه، بقیه خونه",
        "مسکونی با یه مغازه", "maghaze va khune", "بالا خونه پایین مغازه", "هم تجاری هم مسکونی",
        "همکف تجاری و دو طبقه بالا مسکونی",
    ],
)  # fmt: skip
def test_a_shop_below_and_homes_above_are_mixed(read_all, text):
    assert [value for name, value in read_all(text, expecting="use") if name == "use"] == ["mixed"]


@pytest.mark.parametrize("text", ["یه مغازه هم پایینش می‌زنم", "راستی یه مغازه هم میخوام بزنم", "یه مغازه هم داره"])
def test_a_shop_that_is_added_makes_it_mixed(read_all, text):
    assert dict(read_all(text)) == {"use": "mixed"}


def test_a_shop_that_is_added_brings_its_own_area(read_all):
    assert dict(read_all("یه مغازه ۴۰ متری هم پایینش میزنم")) == {"use": "mixed", "shop_area_m2": 40}
    assert "use" not in dict(read_all("یه مغازه دارم میخوام کافه کنم"))


@pytest.mark.parametrize(("text", "use"), [("پایین شهر یه خونه", "residential"), ("زیر پل مغازه دارم", "commercial")])
def test_one_level_is_one_use(read, text, use):
    assert read(text, expecting="use") == {"use": use}


def test_homes_but_a_shop_below(read):
    assert read("مسکونی هست ولی همکفش مغازه‌ست")["use"] == "mixed"
    assert read("مسکونی هست ولی همکف نداره")["use"] == "residential"


@pytest.mark.parametrize(
    ("text", "floors"),
    [
        ("دو طبقه مسکونی یک طبقه تجاری", 3), ("یه طبقه تجاری دو طبقه مسکونی", 3),
        ("همکف تجاری دو طبقه بالا مسکونی", 3), ("پایین مغازه بالا دو طبقه مسکونی", 3),
        ("سه طبقه همکفش تجاریه بالاش مسکونی", 3),
    ],
)  # fmt: skip
def test_levels_told_off_are_one_building_of_all_of_them(read, text, floors):
    found = read(text)
    assert (found["use"], found["floors"]) == ("mixed", floors)


def test_the_floors_of_the_shop_are_told_apart(read):
    assert read("یه طبقه تجاری، دو طبقه مسکونی")["shop_floors"] == 1
    assert read("یک طبقه مسکونی دو طبقه تجاری")["shop_floors"] == 2


def test_two_buildings_to_choose_from_are_not_one(read_all):
    found = read_all("۲ طبقه مسکونی یا ۳ طبقه تجاری")
    assert ("use", "mixed") not in found
    assert ("use", "mixed") not in read_all("مسکونی با یه مغازه رو مقایسه کن", expecting="use")


def test_the_size_of_the_shop_is_no_other_use(read):
    assert read("بخش تجاری ۴۰ متر") == {"shop_area_m2": 40}
    assert read("مغازه ۴۰ متر", expecting="shop_area_m2") == {"shop_area_m2": 40}
    assert read("یک طبقه‌ش", expecting="shop_area_m2") == {"shop_floors": 1}


def test_one_of_the_floors_for_a_shop_makes_it_mixed(read):
    assert read("اگه یه طبقه‌ش تجاری باشه") == {"use": "mixed", "shop_floors": 1}
    assert read("سه طبقه که یه طبقه‌ش مغازه باشه", expecting="use")["floors"] == 3


def test_a_shop_on_the_ground_floor_is_one_floor_of_it(read):
    assert read("اگه همکفش تجاری باشه چی؟") == {"use": "mixed", "shop_floors": 1}
    assert read("زیرش رو مغازه کنم چی") == {"use": "mixed", "shop_floors": 1}
    assert read("عوارض ساخت سه طبقه که همکفش مغازه‌س")["shop_floors"] == 1


def test_one_in_the_place_of_the_other_is_not_both(read):
    assert read("به جای مسکونی تجاری حساب کن") == {"use": "commercial"}


def test_two_uses_that_are_compared_are_two(read_all):
    found = read_all("مسکونی و تجاری رو مقایسه کن")
    assert [value for name, value in found if name == "use"] == ["residential", "commercial"]


def test_an_office_with_homes_is_no_shop_with_homes(read):
    assert read("اداری مسکونی", expecting="use") == {"use": "mixed_office"}
    assert read("طبقه اول اداری و طبقه دوم مسکونی")["use"] == "mixed_office"


def test_the_ground_floor_where_the_shop_is_asked_for(read):
    assert read("همکفش", expecting="shop_area_m2") == {"shop_floors": 1}
    assert read("طبقه همکف تجاری", expecting="shop_area_m2") == {"shop_floors": 1}
    assert read("دو طبقه تجاری", expecting="shop_area_m2") == {"shop_floors": 2}
    assert read("۵۰ متر از زیربنا تجاری باشه") == {"shop_area_m2": 50}


@pytest.mark.parametrize("text", ["دو طبقه اداری، همکف تجاری", "همکف اداری و طبقه بالا مسکونی"])
def test_an_office_with_another_use_is_one_building(read, text):
    assert read(text)["use"] == "mixed_office"


def test_an_office_or_a_shop_are_two_to_choose_from(read_all):
    assert {value for name, value in read_all("طبقه اول اداری باشه یا تجاری") if name == "use"} == {
        "office",
        "commercial",
    }


@pytest.mark.parametrize(
    "text", ["همکفش مغازه‌ست", "همکف تجاریه", "همکف رو مغازه کنم", "راستی همکف دو تا مغازه داره", "زیرش مغازه‌ست"]
)
def test_a_ground_floor_that_is_a_shop_and_nothing_else_makes_it_mixed(read, text):
    assert read(text) == {"use": "mixed", "shop_floors": 1}


def test_a_ground_floor_in_a_story_of_something_else_says_no_use(read):
    assert "shop_floors" not in read("همکف مغازه داره سروصدا می‌کنه")


def test_a_shop_in_the_ground_floor_beside_homes_is_that_floor(read):
    found = read("سه طبقه مسکونی با همکف تجاری")
    assert (found["use"], found["floors"], found["shop_floors"]) == ("mixed", 4, 1)
    assert read("همکف تجاری، سه طبقه مسکونی")["shop_floors"] == 1
    assert "shop_floors" not in read("همکف یه مغازه، بالاش مسکونی")  # it may be a part of it


@pytest.mark.parametrize(
    "text", ["بدون مغازه چقدر میشه", "مغازه نباشه چی", "بدون بخش تجاری حساب کن", "مغازه رو حذف کن", "bedoone maghaze"]
)
def test_without_the_shop_there_are_homes(read, text):
    assert read(text) == {"use": "residential"}


def test_without_a_shop_another_use_stays_as_it_is_told(read):
    assert read("اداری بدون مغازه")["use"] == "office"


def test_the_floors_of_the_building_are_not_those_of_the_shop(read):
    found = read("عوارض ساختمان سه طبقه منطقه ۱۰، همکف مغازه، دو طبقه بالا خونه")
    assert (found["floors"], found["use"], found["shop_floors"]) == (3, "mixed", 1)


@pytest.mark.parametrize(
    ("text", "units"),
    [("۲ واحد مسکونی یک تجاری", 3), ("دو تا واحد مسکونی و یه واحد تجاری", 3), ("۵ واحد مسکونی و ۲ باب مغازه", 7)],
)
def test_units_of_homes_and_of_shops_are_those_of_one_building(read, text, units):
    assert read(text, expecting="units") == {"use": "mixed", "units": units}


def test_units_to_choose_from_are_not_put_together(read_all):
    assert ("units", 3) not in read_all("۲ واحد مسکونی یا یک واحد تجاری")
