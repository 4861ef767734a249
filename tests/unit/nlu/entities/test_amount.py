import pytest


@pytest.mark.parametrize(
    ("text", "rial"),
    [
        ("پنجاه میلیون تومان", 500_000_000),
        ("۱٬۲۵۰٬۰۰۰ ریال", 1_250_000),
        ("دو میلیارد و سیصد", 23_000_000_000),
        ("۵۰ میلیون", 500_000_000),
        ("یه میلیون و نیم تومن", 15_000_000),
        ("200 toman", 2000),
        ("دو میلیون و پانصد هزار تومان", 25_000_000),
        ("۲/۵ میلیارد تومن", 25_000_000_000),
    ],
)
def test_toman_and_rial_become_rial(read, text, rial):
    assert read(text) == {"amount_rial": rial}


def test_the_regional_price_is_told_apart(read):
    assert read("قیمت منطقه‌ای ۸۰ هزار تومان") == {"regional_price_rial": 800_000}
    assert read("800000", expecting="regional_price_rial") == {"regional_price_rial": 800_000}


def test_a_bare_thousand_is_no_money(read):
    assert read("هزار بار گفتم") == {}
