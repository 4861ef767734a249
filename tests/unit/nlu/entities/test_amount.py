import pytest


@pytest.mark.parametrize(
    ("text", "rial"),
    [
        ("پنجاه میلیون تومان", 500_000_000),
        ("۵۰ میلیون تومن", 500_000_000),
        ("۵۰میلیون", 500_000_000),
        ("۵۰ ملیون تمن", 500_000_000),
        ("۱٬۲۵۰٬۰۰۰ ریال", 1_250_000),
        ("١٬٢٥٠٬٠٠٠ ريال", 1_250_000),
        ("1,250,000 rial", 1_250_000),
        ("۱.۲۵۰.۰۰۰ ریال", 1_250_000),
        ("۱/۲۵۰/۰۰۰ تومان", 12_500_000),
        ("۱۲/۵۰۰/۰۰۰/۰۰۰ ریال", 12_500_000_000),
        ("۵۰ ۰۰۰ ۰۰۰ تومان", 500_000_000),
        ("۵۰ میلیون", 500_000_000),
        ("یه میلیون و نیم تومن", 15_000_000),
        ("۱/۵ میلیون تومنه", 15_000_000),
        ("دو میلیون و پانصد هزار تومان", 25_000_000),
        ("۲/۵ میلیارد تومن", 25_000_000_000),
        ("دو و نیم میلیارد", 25_000_000_000),
        ("نیم میلیارد", 5_000_000_000),
        ("هزار و دویست میلیارد ریال", 1_200_000_000_000),
        ("سیصد هزار تومنی", 3_000_000),
        ("صد و پنجاه هزارتومن", 1_500_000),
        ("panjah milyon toman", 500_000_000),
        ("یک میلیارد و دویست و پنجاه میلیون تومان", 12_500_000_000),
    ],
)
def test_toman_and_rial_become_rial(read, faults, text, rial):
    assert read(text) == {"amount_rial": rial}
    assert faults(text) == {}


@pytest.mark.parametrize(
    ("text", "rial"),
    [
        ("دو میلیارد و سیصد", 23_000_000_000),
        ("یه میلیارد و دویست", 12_000_000_000),
        ("یه میلیارد و ۲۰۰", 12_000_000_000),
        ("یه میلیون و هشتصد تومن", 18_000_000),
        ("دو میلیارد و پنجاه", 20_500_000_000),
        ("دو میلیارد و سیصد و پنجاه", 23_500_000_000),
    ],
)
def test_a_scale_left_out_is_the_next_one_down(read, faults, text, rial):
    assert read(text) == {"amount_rial": rial}
    assert faults(text) == {}


@pytest.mark.parametrize(
    ("text", "rial"),
    [("۵۰ تومن", 500), ("پنجاه تومان", 500), ("۲ تومن", 20), ("200 toman", 2000), ("دویست تومن", 2000)],
)
def test_a_few_toman_are_given_as_said_and_asked_about(read, faults, text, rial):
    assert read(text) == {"amount_rial": rial}
    assert faults(text) == {"amount_rial": "ambiguous_unit"}


@pytest.mark.parametrize("text", ["مبلغ ۱۲۵۰۰۰۰۰", "۱۲,۵۰۰,۰۰۰", "مبلغش ۱۲۵۰۰۰۰۰ بود"])
def test_money_without_its_unit_is_taken_for_toman_and_asked_about(read, faults, text):
    assert read(text) == {"amount_rial": 125_000_000}
    assert faults(text) == {"amount_rial": "ambiguous_unit"}


def test_a_unit_after_a_scale_may_be_of_anything(faults):
    assert faults("یه میلیون و پنج تومن") == {"amount_rial": "ambiguous_unit"}


def test_rial_are_never_in_doubt(read, faults):
    assert read("۵۰۰ ریال") == {"amount_rial": 500}
    assert faults("۵۰۰ ریال") == {}


def test_a_bare_number_when_an_amount_was_asked_for(read, faults):
    assert read("۵۰۰۰۰۰۰۰", expecting="amount_rial") == {"amount_rial": 500_000_000}
    assert read("صد هزار", expecting="amount_rial") == {"amount_rial": 1_000_000}
    assert faults("صد هزار", expecting="amount_rial") == {}
    assert faults("۵۰", expecting="amount_rial") == {"amount_rial": "ambiguous_unit"}


def test_the_regional_price_is_told_apart(read):
    assert read("قیمت منطقه‌ای ۸۰ هزار تومان") == {"regional_price_rial": 800_000}
    assert read("ارزش معاملاتی ۶۵۰ هزار ریال") == {"regional_price_rial": 650_000}
    assert read("800000", expecting="regional_price_rial") == {"regional_price_rial": 800_000}


def test_thousands_are_money_beside_a_word_for_it(read):
    assert read("بدهی من ۸۰۰ هزار") == {"amount_rial": 8_000_000}


@pytest.mark.parametrize(
    "text", ["هزار بار گفتم", "هزار تا سوال دارم", "صد بار زنگ زدم", "یک میلیون نفر", "۳۰۰ هزار متر", "سوم تیر"]
)
def test_what_counts_other_things_is_no_money(read, text):
    assert "amount_rial" not in read(text)


@pytest.mark.parametrize("text", ["۱۰ تا ۱۵ میلیون تومن", "دویست سیصد میلیون تومن"])
def test_about_so_much_is_said_to_be_so(faults, text):
    assert faults(text) == {"amount_rial": "approximate"}


def test_and_a_half_after_the_unit(read):
    assert read("یه تومن و نیم") == {"amount_rial": 15}
    assert read("دو میلیون تومن ونیم") == {"amount_rial": 25_000_000}
