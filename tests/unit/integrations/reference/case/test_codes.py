from hypothesis import given
from hypothesis import strategies as st

from integrations.reference.case.codes import amount_of, bill_id, check_digit, fits, payment_id, whole_thousands

# Published pairs: two that fit and two that do not.
PAIRS = [
    ("1000001312360", "2475030138", True),
    ("1000001112361", "1840050182", True),
    ("9174639504124", "12908197", False),
    ("2234322344613", "1070189", False),
]


def test_published_pairs_are_told_apart():
    assert [fits(bill, payment) for bill, payment, _ in PAIRS] == [right for _, _, right in PAIRS]


@given(
    number=st.integers(1, 10**8 - 1),
    amount=st.integers(1, 10**9).map(lambda thousands: thousands * 1_000),
    year=st.integers(1390, 1420),
    period=st.integers(0, 99),
)
def test_numbers_that_are_made_fit_and_say_their_amount(number, amount, year, period):
    bill = bill_id(number)
    payment = payment_id(amount, bill, year=year, period=period)
    assert (len(bill), bill[-2]) == (13, "6")
    assert fits(bill, payment)
    assert amount_of(payment) == amount


@given(number=st.integers(1, 10**8 - 1), place=st.integers(0, 12), by=st.integers(1, 9), amount=st.integers(1, 10**6))
def test_one_mistyped_digit_of_a_bill_is_found(number, place, by, amount):
    """But for a check digit 0, which stands for two remainders."""
    bill = bill_id(number)
    payment = payment_id(amount * 1_000, bill, year=1404, period=1)
    wrong = bill[:place] + str((int(bill[place]) + by) % 10) + bill[place + 1 :]
    ambiguous = "0" in (check_digit(wrong[:-1]), check_digit(bill[:-1]))
    assert ambiguous or not fits(wrong, payment)


def test_what_is_no_number_does_not_fit():
    for bill, payment in (("", ""), ("12345", "2475030138"), ("1000001312360", "x"), ("۱۲۳۴۵۶۷", "2475030138")):
        assert not fits(bill, payment)


def test_amounts_are_cut_to_thousands():
    assert [whole_thousands(amount) for amount in (0, 999, 1_000, 1_999)] == [0, 0, 1_000, 1_000]
