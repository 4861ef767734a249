"""Formulas other cities have published, as tables of the tests only. Expected amounts are worked out by hand."""

from fractions import Fraction

import pytest

from knowledge.formula import Missing, OutOfTable, Sheet, as_fraction, check, read_table


def value(formula, tables=None, lines=None, **inputs):
    check(formula)
    numbers = {name: x if isinstance(x, str) else Fraction(str(x)) for name, x in inputs.items()}
    read = {name: read_table(name, table) for name, table in (tables or {}).items()}
    return Sheet(numbers, read, lines or {}).number(formula)


def test_bafgh_yearly_renovation_levy():
    formula = {"product": ["years", "1.5%", "P", "land"]}
    assert value(formula, years=3, P=125_000, land=212.4) == 1_194_750  # 3 · 0.015 · 125,000 · 212.4


TEHRAN_SINGLE = {
    "coefficient": {
        "marginal": False,
        "rows": [
            {"over": "0", "up_to": "60", "rate": "5%"},
            {"up_to": "100", "rate": "10%"},
            {"up_to": "150", "rate": "18%"},
            {"up_to": "200", "rate": "30%"},
            {"up_to": "300", "rate": "45%"},
            {"up_to": "400", "rate": "65%"},
            {"up_to": "500", "rate": "90%"},
            {"over": "600", "rate": "120%"},
        ],
    }
}
TEHRAN_SINGLE_FORMULA = {
    "product": ["P", {"rate": "coefficient", "of": "gross"}, {"difference": ["gross", {"product": [20, "parking"]}]}]
}


@pytest.mark.parametrize(
    ("gross", "parking", "amount"),
    [
        (60, 0, 60 * 50_000),  # 5 % of 1,000,000 a metre
        (60.5, 0, 6_050_000),  # 10 %
        (150, 1, 130 * 180_000),
        (500, 2, 460 * 900_000),
        (700, 3, 640 * 1_200_000),
    ],
)
def test_tehran_single_unit(gross, parking, amount):
    assert value(TEHRAN_SINGLE_FORMULA, TEHRAN_SINGLE, P=1_000_000, gross=gross, parking=parking) == amount


@pytest.mark.parametrize("gross", [500.5, 550, 600, 0])
def test_tehran_single_unit_has_no_row_between_500_and_600(gross):
    with pytest.raises(OutOfTable):
        value(TEHRAN_SINGLE_FORMULA, TEHRAN_SINGLE, P=1_000_000, gross=gross, parking=0)


def test_tehran_several_units():
    tables = {
        "X": {
            "marginal": False,
            "rows": [
                {"over": "0", "up_to": "200", "rate": "15%"},
                {"up_to": "400", "rate": "20%"},
                {"up_to": "600", "rate": "25%"},
                {"rate": "30%"},
            ],
        }
    }
    formula = {"product": ["S", {"quotient": ["S0", {"product": [100, "K"]}]}, "P", {"rate": "X", "of": "S0"}]}
    # 450 · 300/(100·4) · 800,000 · 20 % = 450 · 3/4 · 160,000
    assert value(formula, tables, S=450, S0=300, K=4, P=800_000) == 54_000_000
    with pytest.raises(OutOfTable):
        value(formula, tables, S=450, S0=300, K=0, P=800_000)


def test_tehran_commercial_per_square_metre():
    tables = {
        "m": {
            "marginal": False,
            "rows": [
                {"is": "ground", "rate": "100%"},
                {"is": "basement", "rate": "60%"},
                {"is": "1", "rate": "50%"},
                {"is": "2", "rate": "45%"},
            ],
        }
    }
    tenth = "1/10"
    factor = {
        "sum": [
            1,
            {"product": [tenth, {"difference": ["L", 3]}]},
            {"product": [tenth, {"difference": ["H", 4]}]},
            {"product": [tenth, "N"]},
        ]
    }
    formula = {"product": [5, "P", {"rate": "m", "of": "floor"}, factor]}
    # 5 · 900,000 · 60 % · (1 + 0.15 + 0.05 + 0.2) = 2,700,000 · 1.4
    assert value(formula, tables, P=900_000, floor="basement", L=4.5, H=4.5, N=2) == 3_780_000
    assert value(formula, tables, P=900_000, floor=1, L=3, H=4, N=0) == 2_250_000
    with pytest.raises(OutOfTable):
        value(formula, tables, P=900_000, floor="roof", L=3, H=4, N=0)


def test_mashhad_parking_deficit_has_a_least_amount_a_metre():
    formula = {"product": ["S", {"max": [{"product": [70, "P"]}, 700_000]}]}
    assert value(formula, S=25, P=9_999) == 17_500_000
    assert value(formula, S=25, P=10_001) == 25 * 700_070


def test_mashhad_extra_floor_has_a_most_amount_a_metre():
    tables = {
        "x": {
            "marginal": False,
            "rows": [{"is": str(number), "rate": str(rate)} for number, rate in {3: 25, 2: 35, 11: 45}.items()],
        }
    }
    formula = {"product": ["S", {"min": [{"product": [{"rate": "x", "of": "district"}, "P"]}, 3_000_000]}]}
    assert value(formula, tables, S=80, P=50_000, district=3) == 100_000_000
    assert value(formula, tables, S=80, P=90_000, district=2) == 240_000_000
    with pytest.raises(OutOfTable):
        value(formula, tables, S=80, P=90_000, district=12)


def test_mashhad_balcony():
    assert value({"product": [3, "P", "S"]}, P=160_000, S=12.75) == 6_120_000


def test_shares_on_top_of_lines():
    lines = {"home": 1_000_333, "shop": 500_000, "fence": 200_000, "fine": 9_000_000}
    assert value({"product": ["5%", {"lines": ["home", "shop", "fence"]}]}, lines=lines) == Fraction(1_700_333, 20)
    assert value({"product": ["3%", {"lines": ["home", "shop"]}]}, lines=lines) == Fraction(1_500_333 * 3, 100)


def test_the_same_table_whole_and_marginal_differ_as_the_flag_says():
    rows = [{"over": "0", "up_to": "100", "rate": "1/3"}, {"up_to": "200", "rate": "1/2"}]
    weigh = {"weigh": "t", "of": "area"}
    assert value(weigh, {"t": {"marginal": False, "rows": rows}}, area=130) == 65
    assert value(weigh, {"t": {"marginal": True, "rows": rows}}, area=130) == Fraction(100, 3) + 15


def test_a_marginal_table_with_a_gap_or_without_an_end_row_gives_no_number_beyond_it():
    gap = {"marginal": True, "rows": [{"over": "0", "up_to": "100", "rate": "1"}, {"over": "200", "rate": "2"}]}
    assert value({"weigh": "t", "of": "area"}, {"t": gap}, area=100) == 100
    for area in (150, 250):
        with pytest.raises(OutOfTable):
            value({"weigh": "t", "of": "area"}, {"t": gap}, area=area)


@pytest.mark.parametrize(
    "bad", [0.1, True, None, {"power": [2, 3]}, {"sum": [1], "min": [2]}, ["sum", 1], {"sum": [0.5]}]
)
def test_anything_outside_the_grammar_is_refused(bad):
    with pytest.raises((ValueError, TypeError)):
        check(bad)


def test_numbers_are_exact():
    assert as_fraction("2.5%") == Fraction(1, 40)
    assert as_fraction("1/3") == Fraction(1, 3)
    assert as_fraction("P") is None
    assert as_fraction("1/0") is None
    with pytest.raises(Missing):
        value("P")
    with pytest.raises(OutOfTable):
        value({"sum": ["use", 1]}, use="office")
