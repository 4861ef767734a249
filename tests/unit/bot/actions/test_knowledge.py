from datetime import UTC, datetime
from pathlib import Path

import pytest

import knowledge
from bot.action import Subject
from bot.actions.knowledge import CompareEstimates, EstimateLevies, FindArticle, jalali_day
from bot.clock import parse_jalali
from dialogs.ports import Accepted, Rejected
from knowledge.search import Search
from knowledge.tariffs import Tariffs

FOLDER = Path(knowledge.__file__).parent
HOME = {
    "use": "residential",
    "district": 6,
    "regional_price_rial": 1_000_000,
    "land_area_m2": 200,
    "building_area_m2": 150.0,
    "floors": 2,
    "units": 1,
}


def on(day):
    return Subject("conversation", None, parse_jalali(day), "trace")


@pytest.fixture(scope="module")
def find():
    return FindArticle(Search.load(FOLDER))


@pytest.fixture(scope="module")
def reckon():
    return EstimateLevies(Tariffs.load(FOLDER / "tariffs"))


def test_an_answer_comes_with_its_source_and_dates(find):
    answer = find(None, {"question": "پایان‌کار چیست؟"}, on("1404-07-20"))
    assert isinstance(answer, Accepted)
    assert answer.data["article"] == "completion_certificate"
    assert answer.data["source"] == "قانون شهرداری، مادهٔ ۱۰۰"
    assert answer.data["valid_from"] == "1404-01-01"
    assert answer.data["reviewed_on"] == "1405-09-01"
    assert answer.data["answer"].startswith("پایان‌کار گواهی شهرداری است")


@pytest.mark.parametrize("question", ["هوا چطوره", "", "؟؟؟", None])
def test_no_answer_is_an_honest_refusal(find, question):
    assert find(None, {"question": question}, on("1404-07-20")) == Rejected("nothing_found")


def test_two_questions_get_both_answers_and_one_question_its_own(find):
    both = find(None, {"question": "پروانه چند سال اعتبار داره و پارکینگ اجباریه؟"}, on("1404-07-20")).data
    assert (both["article"], both["second"]["article"]) == ("permit_validity", "parking_deficit")
    one = find(None, {"question": "فرق کمیسیون ماده ۵ با ماده صد چیست؟"}, on("1404-07-20")).data
    assert one["article"] == "commissions_difference"
    assert one["second"] is None


def test_three_questions_get_three_answers(find):
    question = "پروانه چند سال اعتبار داره؟ پارکینگ اجباریه؟ ماده صد چیه؟"
    found = find(None, {"question": question}, on("1404-07-20")).data
    told = (found["article"], found["second"]["article"], found["third"]["article"])
    assert told == ("permit_validity", "parking_deficit", "article_100")


def test_the_next_article_of_the_law_is_not_the_one_before(find):
    answer = find(None, {"question": "کمیسیون ماده ۵ چیه", "after": "article_100"}, on("1404-07-20"))
    assert answer.data["article"] == "article_5_commission"


def test_the_glossary_tells_what_no_article_is_about(find):
    asked = {"question": "تراکم چیه", "meaning": "تراکم یعنی …"}
    assert find(None, asked, on("1404-07-20")) == Rejected("nothing_found")


def test_an_article_is_not_served_before_it_is_in_force(find):
    assert find(None, {"question": "پایان‌کار چیست؟"}, on("1403-12-30")) == Rejected("nothing_found")


def test_an_estimate_has_lines_a_total_and_its_tariff(reckon):
    answer = reckon(None, HOME, on("1404-07-20"))
    # 100·8 % + 50·12 % = 14 → 14,000,000; land 2 % of 200,000,000; rail 5 % of 18,000,000; fire 3 % of 14,000,000
    # expert 500,000 + 150·2,000; maps 2·400,000; one record 250,000
    assert [line["amount_rial"] for line in answer.data["lines"]] == [
        14_000_000,
        4_000_000,
        900_000,
        420_000,
        800_000,
        800_000,
        250_000,
    ]
    assert answer.data["total_rial"] == 21_170_000
    assert (answer.data["tariff_year"], answer.data["tariff_version"]) == (1404, 1)
    assert "نمایشی" in answer.data["tariff_title"]
    assert {"label": "جریمه‌های مادهٔ صد"} in answer.data["not_included"]
    assert answer.data["lines"][1] == {
        "levy_code": "mohavate",
        "title": "عوارض محوطه‌سازی و حصارکشی",
        "formula": "قیمت منطقه‌ای × مساحت زمین × ۲٪",
        "inputs": {"regional_price_rial": "1000000", "land_area_m2": "200"},
        "rate": "2%",
        "amount_rial": 4_000_000,
        "legal_ref": "نمایشی؛ ردیف محوطه",
    }


def test_what_the_tables_gave_can_be_checked_by_hand(reckon):
    home = reckon(None, HOME | {"building_area_m2": 150.5}, on("1404-07-20")).data["lines"]
    assert home[0]["formula"].endswith(" = … × (۱۰۰×۸٪ + ۵۰٫۵×۱۲٪)")
    shop = reckon(None, HOME | {"use": "commercial", "building_area_m2": 201}, on("1404-07-20")).data["lines"]
    assert shop[0]["formula"].endswith(" = … × (۲۰۱×۱۱۰٪) × ۱۲۰٪")


MIXED = HOME | {"use": "mixed", "shop_price_rial": 2_000_000, "building_area_m2": 300, "floors": 3}


def test_a_mixed_building_is_reckoned_part_by_part_and_land_and_floors_once(reckon):
    answer = reckon(None, MIXED | {"shop_area_m2": 100}, on("1404-07-20")).data
    amounts = {line["levy_code"]: line["amount_rial"] for line in answer["lines"]}
    # Homes of 200 m²: 1,000,000·(100·8 % + 100·12 %) · a shop of 100 m²: 2,000,000·100·100 %·120 %
    assert (amounts["zirbana_residential"], amounts["zirbana_non_residential"]) == (20_000_000, 240_000_000)
    assert (amounts["mohavate"], amounts["map_control"]) == (4_000_000, 1_200_000)
    assert amounts["fire"] == 7_800_000, "3 % of both"
    assert answer["total_rial"] == sum(amounts.values())
    assert (answer["homes_m2"], answer["shop_m2"], answer["assumed_floors"]) == (200, 100, None)


def test_of_a_shop_of_unknown_size_one_floor_is_taken_and_said_to_be(reckon):
    answer = reckon(None, MIXED, on("1404-07-20")).data
    assert (answer["shop_m2"], answer["assumed_floors"]) == (100, 1)
    answer = reckon(None, MIXED | {"shop_floors": 2}, on("1404-07-20")).data
    assert (answer["shop_m2"], answer["assumed_floors"]) == (200, 2)


def test_a_shop_told_as_a_share_is_that_much_of_the_whole(reckon):
    answer = reckon(None, MIXED | {"shop_share": 40}, on("1404-07-20")).data
    assert (answer["shop_m2"], answer["homes_m2"], answer["assumed_floors"]) == (120, 180, None)


@pytest.mark.parametrize(
    ("changed", "why"),
    [({"shop_area_m2": 300}, "large_shop"), ({"shop_area_m2": 400}, "large_shop"), ({"floors": 1}, "out_of_table")],
)
def test_a_shop_that_is_the_whole_building_is_no_mixed_one(reckon, changed, why):
    assert reckon(None, MIXED | changed, on("1404-07-20")) == Rejected(why)


@pytest.mark.parametrize(
    ("told", "parts"),
    [
        ({"building_area_m2": None, "shop_area_m2": 60, "homes_area_m2": 320}, (380, 60, 320)),
        ({"building_area_m2": 380, "homes_area_m2": 260}, (380, 120, 260)),
        ({"building_area_m2": None, "homes_area_m2": 200}, (300, 100, 200)),  # a floor like the two of the homes
    ],
)
def test_homes_and_shop_told_apart_are_the_whole_building(reckon, told, parts):
    answer = reckon(None, MIXED | told, on("1404-07-20")).data
    assert (answer["building_area_m2"], answer["shop_m2"], answer["homes_m2"]) == parts


def test_without_the_shop_the_homes_that_were_measured_are_all_there_is(reckon):
    told = MIXED | {"use": "residential", "building_area_m2": None, "shop_area_m2": 60, "homes_area_m2": 320}
    assert reckon(None, told, on("1404-07-20")).data["building_area_m2"] == 320


def test_a_question_is_also_searched_for_as_it_is_read():
    find = FindArticle(Search.load(FOLDER), reword={"payan kar chie": "پایان کار چیست"}.get)
    assert find(None, {"question": "payan kar chie"}, on("1404-07-20")).data["article"] == "completion_certificate"


def test_a_question_after_a_word_is_about_that_unless_an_article_accounts_for_more_of_it_alone():
    find = FindArticle(Search.load(FOLDER))
    asked = {"question": "حداکثرش چقدره", "about": "تراکم"}
    assert find(None, {**asked, "about": None}, on("1404-07-20")) == Rejected("nothing_found")
    assert find(None, asked, on("1404-07-20")).data["article"] == "density"
    other = find(None, {**asked, "question": "پروانه تا چند سال اعتبار دارد"}, on("1404-07-20"))
    assert other.data["article"] == "permit_validity"


@pytest.mark.parametrize(
    "changed", [{"use": "hospital"}, {"building_area_m2": 20_000}, {"regional_price_rial": None}, {"use": None}]
)
def test_what_cannot_be_reckoned_is_not_guessed(reckon, changed):
    assert reckon(None, HOME | changed, on("1404-07-20")) == Rejected("out_of_table")


def test_without_a_tariff_in_force_there_is_no_estimate(reckon):
    assert reckon(None, HOME, on("1403-12-30")) == Rejected("no_tariff")


def test_the_year_changes_at_midnight_in_tehran(reckon):
    before = datetime(2026, 3, 20, 20, 29, tzinfo=UTC)
    after = datetime(2026, 3, 20, 20, 30, tzinfo=UTC)
    assert (jalali_day(before), jalali_day(after)) == ("1404-12-29", "1405-01-01")
    years = [reckon(None, HOME, Subject("c", None, now, "t")).data["tariff_year"] for now in (before, after)]
    assert years == [1404, 1405]


def test_what_was_said_of_each_floor_is_multiplied(reckon):
    each = {name: value for name, value in HOME.items() if name not in ("building_area_m2", "units")}
    answer = reckon(None, {**each, "floor_area_m2": 75, "units_per_floor": 2}, on("1404-07-20"))
    whole = reckon(None, {**HOME, "building_area_m2": 150, "units": 4}, on("1404-07-20"))
    assert (answer.data["total_rial"], answer.data["lines"]) == (whole.data["total_rial"], whole.data["lines"])
    assert answer.data["multiplied"] == {"building_area_m2": 150, "units": 4}
    assert whole.data["multiplied"] is None


def test_each_floor_as_a_share_of_the_land(reckon):
    each = {name: value for name, value in HOME.items() if name != "building_area_m2"}
    answer = reckon(None, {**each, "land_area_m2": 300, "floor_share": 60}, on("1404-07-20"))
    assert answer.data["building_area_m2"] == 180 * HOME["floors"]
    assert answer.data["millions"] == round(answer.data["total_rial"] / 10_000_000, 1)


def test_what_was_said_of_each_unit_is_multiplied_unless_the_whole_was_said(reckon):
    each = {name: value for name, value in HOME.items() if name not in ("building_area_m2", "units")}
    answer = reckon(None, {**each, "unit_area_m2": 75, "units_per_floor": 2}, on("1404-07-20"))
    assert answer.data["multiplied"] == {"building_area_m2": 75 * 2 * HOME["floors"], "units": 2 * HOME["floors"]}
    counted = reckon(None, {**each, "unit_area_m2": 75, "units": 3}, on("1404-07-20"))
    assert counted.data["multiplied"] == {"building_area_m2": 225, "units": 3}
    told = reckon(None, {**each, "unit_area_m2": 75, "units": 3, "building_area_m2": 260}, on("1404-07-20"))
    assert told.data["building_area_m2"] == 260


def variant(reckon, **changes):
    given = {**HOME, **changes}
    return {**given, "use_label": {"key": "x"}, **reckon(None, given, on("1404-07-20")).data}


def test_two_estimates_side_by_side(reckon):
    pair = [variant(reckon, floors=2), variant(reckon, floors=3)]
    found = CompareEstimates()(None, {"variants": pair}, on("1404-07-20")).data
    assert [(each["floors"], each["total_rial"]) for each in found["variants"]] == [
        (2, pair[0]["total_rial"]),
        (3, pair[1]["total_rial"]),
    ]
    assert "use" not in found["variants"][0]
    assert found["shared"][0]["use"] == {"key": "x"}
    assert (found["cheaper"], found["difference_rial"], found["more_rial"], found["less_rial"]) == (
        1,
        400_000,
        400_000,
        None,
    )
    assert [line["title"] for line in found["lines"]] == ["بهای کنترل نقشه"]
    assert found["kept_building"] == 150.0


def test_a_building_that_grows_with_its_floors_is_not_said_to_be_kept(reckon):
    pair = [variant(reckon, floors=2), variant(reckon, floors=3, building_area_m2=225)]
    assert CompareEstimates()(None, {"variants": pair}, on("1404-07-20")).data["kept_building"] is None


def test_of_three_the_cheapest_and_the_dearest(reckon):
    three = [variant(reckon, floors=floors) for floors in (3, 2, 4)]
    found = CompareEstimates()(None, {"variants": three}, on("1404-07-20")).data
    assert (found["cheaper"], found["cheapest"], found["dearest"], found["widest_rial"]) == (None, 2, 3, 800_000)
    assert (found["shared"], found["shared_all"][0]["units"]) == (None, 1)


def test_equal_totals_have_no_cheaper_one(reckon):
    found = CompareEstimates()(None, {"variants": [variant(reckon), variant(reckon)]}, on("1404-07-20")).data
    assert (found["cheaper"], found["difference_rial"], found["lines"]) == (None, None, [])
    assert found["equal_rial"] == found["before_rial"]


def test_numbers_that_make_no_building_are_doubted(reckon):
    small = reckon(None, {**HOME, "building_area_m2": 20, "floors": 5}, on("1404-07-20"))
    many = reckon(None, {**HOME, "building_area_m2": 240, "units": 700}, on("1404-07-20"))
    assert (small.code, many.code) == ("small_floors", "small_units")


def test_the_largest_line_is_told_by_itself(reckon):
    data = reckon(None, HOME, on("1404-07-20")).data
    assert data["largest"] == max(data["lines"], key=lambda line: line["amount_rial"])


def test_of_several_questions_those_without_an_answer_are_said_to_have_none(find):
    found = find(None, {"question": "پارکینگ اجباریه؟ شهردار کیه؟ پروانه چند سال اعتبار داره؟"}, on("1404-07-20")).data
    assert (found["article"], found["second"]["article"]) == ("parking_deficit", "permit_validity")
    assert found["untold"] is True


def test_whether_it_holds_of_another_case_is_answered_by_no_article_about_something_else(find):
    asked = {"question": "برای تجاری هم همینه؟", "after": "parking_deficit"}
    assert find(None, {**asked, "same": True}, on("1404-07-20")) == Rejected("nothing_found")
