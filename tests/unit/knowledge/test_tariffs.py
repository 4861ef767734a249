from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from knowledge.formula import Missing, OutOfTable
from knowledge.tariffs import Tariffs, estimate, read_tariff

FOLDER = Path(__file__).parents[3] / "knowledge" / "tariffs"


@pytest.fixture
def demo():
    return Tariffs.load(FOLDER).in_force("1404-07-20")


def amounts(found):
    return {line.levy_code: line.amount_rial for line in found.lines}


def test_a_home_is_reckoned_bracket_by_bracket(demo):
    given = {"use": "residential", "district": 6, "regional_price_rial": 1_234_000, "building_area_m2": 250.5}
    found = estimate(demo, given)
    # 100·8 % + 100·12 % + 50.5·18 % = 8 + 12 + 9.09 = 29.09; × 1,234,000 = 35,897,060 → 35,897,000
    # 5 % of 35,897,000 = 1,794,850 → 1,794,000; 3 % = 1,076,910 → 1,076,000; 500,000 + 250.5·2,000 = 1,001,000
    assert amounts(found) == {
        "zirbana_residential": 35_897_000,
        "rail": 1_794_000,
        "fire": 1_076_000,
        "expert_fee": 1_001_000,
    }
    assert found.total_rial == 35_897_000 + 1_794_000 + 1_076_000 + 1_001_000


def test_a_shop_takes_the_rate_of_its_bracket_for_the_whole_area(demo):
    found = estimate(
        demo,
        {
            "use": "commercial",
            "regional_price_rial": 2_000_000,
            "building_area_m2": 201,
            "land_area_m2": 150,
            "floors": 2,
            "units": 3,
        },
    )
    # 2,000,000 · 201 · 110 % · 120 % = 530,640,000; land: 2,000,000 · 150 · 2 % = 6,000,000
    # rail 5 % of 536,640,000 = 26,832,000; fire 3 % of 530,640,000 = 15,919,200 → 15,919,000
    # expert 500,000 + 402,000; maps 2·400,000; records 3·250,000
    assert amounts(found) == {
        "zirbana_non_residential": 530_640_000,
        "mohavate": 6_000_000,
        "rail": 26_832_000,
        "fire": 15_919_000,
        "expert_fee": 902_000,
        "map_control": 800_000,
        "unit_record": 750_000,
    }
    assert found.total_rial == sum(amounts(found).values())
    assert found.lines[0].rate == Fraction(6, 5)
    assert found.lines[0].inputs == {"regional_price_rial": "2000000", "building_area_m2": "201", "use": "commercial"}


@pytest.mark.parametrize(
    ("area", "rate"),
    [("0.5", "100%"), ("200", "100%"), ("200.5", "110%"), ("500", "110%"), ("2000", "125%"), ("10000", "140%")],
)
def test_a_bracket_ends_at_its_upper_number(demo, area, rate):
    found = estimate(demo, {"use": "industrial", "regional_price_rial": 1_000_000, "building_area_m2": float(area)})
    assert found.lines[0].amount_rial == Fraction(rate[:-1]) / 100 * Fraction(area) * 600_000


def test_the_marginal_table_never_jumps(demo):
    def main(area):
        given = {"use": "residential", "regional_price_rial": 1_000_000, "building_area_m2": area}
        return estimate(demo, given).lines[0].amount_rial

    assert main(100) == 8_000_000
    assert main(100.5) == 8_060_000
    assert main(200) == 20_000_000


@pytest.mark.parametrize(
    "changed",
    [
        {"building_area_m2": 10_001},
        {"building_area_m2": 0},
        {"building_area_m2": -5},
        {"building_area_m2": float("nan")},
        {"building_area_m2": float("inf")},
        {"building_area_m2": "زیاد"},
        {"building_area_m2": True},
        {"use": "cemetery"},
        {"use": None},
    ],
)
def test_what_the_table_does_not_hold_is_out_of_table_and_never_guessed(demo, changed):
    given = {"use": "residential", "regional_price_rial": 1_000_000, "building_area_m2": 120} | changed
    with pytest.raises(OutOfTable):
        estimate(demo, given)


def test_a_needed_number_that_is_missing_is_named(demo):
    with pytest.raises(Missing) as caught:
        estimate(demo, {"use": "residential", "building_area_m2": 120})
    assert caught.value.name == "regional_price_rial"


def test_lines_whose_numbers_are_unknown_are_said_to_be_left_out(demo):
    found = estimate(demo, {"use": "residential", "regional_price_rial": 1, "building_area_m2": 120, "floors": None})
    assert {"عوارض محوطه‌سازی و حصارکشی", "بهای کنترل نقشه", "بهای تشکیل شناسنامهٔ واحدها"} < set(found.not_included)


def test_lines_add_up_and_every_amount_is_whole_thousands(demo):
    for area in (1, 33.3, 99.9, 777.7, 9999):
        found = estimate(demo, {"use": "residential", "regional_price_rial": 987_654, "building_area_m2": area})
        assert all(line.amount_rial % 1000 == 0 for line in found.lines)
        assert found.total_rial == sum(line.amount_rial for line in found.lines)


@pytest.mark.parametrize(
    ("day", "year"),
    [("1403-12-30", None), ("1404-01-01", 1404), ("1404-12-29", 1404), ("1405-01-01", 1405), ("1407-01-01", 1405)],
)
def test_the_tariff_of_the_day_is_used(day, year):
    found = Tariffs.load(FOLDER).in_force(day)
    assert (found and found.year) == year


def test_every_shipped_tariff_says_that_it_is_a_demonstration():
    for path in FOLDER.glob("*.yaml"):
        assert "نمایشی" in read_tariff(path).title


@pytest.mark.parametrize(
    "broken",
    [
        {"rounding": {"line": 1}},
        {"valid_from": 1404},
        {"levies": [{"code": "a", "title": "a", "formula": "a", "legal_ref": "a", "base": 0.1}]},
        {"levies": [{"code": "a", "title": "a", "formula": "a", "legal_ref": "a", "base": {"eval": ["1"]}}]},
        {"levies": [{"code": "a", "title": "a", "formula": "a", "legal_ref": "a", "base": {"weigh": "no", "of": "x"}}]},
        {"levies": [{"code": "a", "title": "a", "formula": "a", "legal_ref": "a", "base": {"lines": ["later"]}}]},
        {"tables": {"t": {"marginal": False, "rows": [{"is": "x", "rate": 0.3}]}}},
        {"tables": {"t": {"rows": [{"is": "x", "rate": "3%"}]}}},
    ],
)
def test_a_broken_tariff_is_refused_with_its_file_name(tmp_path, broken):
    document = yaml.safe_load((FOLDER / "demo-1404.yaml").read_text(encoding="utf-8"))
    if "tables" in broken:
        document["tables"] |= broken["tables"]
    else:
        document |= broken
    path = tmp_path / "broken.yaml"
    path.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    with pytest.raises(ValueError, match=r"broken\.yaml"):
        read_tariff(path)
