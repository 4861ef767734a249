import pytest


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("صد و بیست و سه چهارصد و پنجاه و شش", "code", "123456"),
        ("یک دو سه چهار پنج شش", "code", "123456"),
        ("کدش صفر نه پنجاه و دو هجده", "code", "095218"),
        ("نه، دوازده سی و چهار پنجاه و شش", "code", "123456"),
        ("صفر نهصد و سیزده صد و یازده دو صفر بیست و دو", "mobile", "09131110022"),
        ("نهصد و دوازده سیصد و چهل پنجاه شصت", "mobile", "09123405060"),
        ("صفر نه یک سه، سه تا پنج، چهار تا یک", "mobile", "09135551111"),
        ("۰۹۱۳ دویست و یازده ۲۲ ۳۳", "mobile", "09132112233"),
        ("یک دو هفت صفر صفر صفر صفر صفر چهار هفت", "national_id", "1270000047"),
        ("هشتاد و یک چهل و شش چهل و سه سی و یک نوزده", "postal_code", "8146433119"),
        ("ده سه هفتاد و یک نه", "nosazi_code", "10-3-71-9"),
        ("شش خط تیره دو خط تیره صد و ده خط تیره هفت", "nosazi_code", "6-2-110-7"),
        ("منطقه شش ناحیه دو بلوک صد و ده ملک هفت", "nosazi_code", "6-2-110-7"),
        ("۶ و ۲ و ۱۱۰ و ۷", "nosazi_code", "6-2-110-7"),
        ("بیست چهارده چهارصد و پنجاه و پنج", "request_no", "2014455"),
        ("چهل هزار و صد و هشتاد و هفت", "permit_no", "40187"),
    ],
)
def test_groups_said_after_the_question_are_one_identifier(read, text, slot, value):
    assert read(text, expecting=slot) == {slot: value}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("کد ملی من یک دو هفت صفر صفر صفر صفر صفر چهار هفت", {"national_id": "1270000047"}),
        ("موبایلم صفر نهصد و سیزده سیصد و دوازده چهل و پنج شصت و هفت", {"mobile": "09133124567"}),
        ("کد نوسازی ده سه هفتاد و یک نه", {"nosazi_code": "10-3-71-9"}),
        ("قبض هشتصد هزار تومن اومده", {"amount_rial": 8_000_000}),
    ],
)
def test_or_named_before(read, text, found):
    assert read(text) == found


def test_too_few_digits_are_said_to_be_so(faults):
    assert faults("صد و بیست و هفت سه صفر صفر چهل و هفت", expecting="national_id") == {"national_id": "length"}


@pytest.mark.parametrize(
    ("text", "slot"), [("یازده تا بچه دارم", "national_id"), ("دوبار فرستادم", "code"), ("ده بیست روزه", "request_no")]
)
def test_counting_something_is_no_identifier(read, text, slot):
    assert read(text, expecting=slot) == {}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("شیش دو صد و ده هفت", "6-2-110-7"),
        ("shish do sad o dah haft", "6-2-110-7"),
        ("شش دو صد هفت", "6-2-100-7"),
        ("ده سه صد هفت", "10-3-100-7"),
        ("پنج دو دویست و سه هشت", "5-2-203-8"),
        ("شش دو چهار صد و ده هفت", "6-2-410-7"),
        ("هشت چهار صد و ده هفت", "8-4-110-7"),
        ("شش ممیز دو ممیز صد و ده ممیز هفت", "6-2-110-7"),
        ("شش اسلش دو اسلش صد و ده اسلش هفت", "6-2-110-7"),
        ("هشت بعد چهارده بعدش بیست و دو آخرشم سه", "8-14-22-3"),
    ],
)
def test_parts_read_aloud_are_told_apart(read, text, parts):
    assert read(text, expecting="nosazi_code") == {"nosazi_code": parts}
    assert read(f"کد نوسازی {text}") == {"nosazi_code": parts}


def test_an_article_before_the_digits_is_none_of_them(read):
    said = "یک صفر نهصد و دوازده، بعد سیصد و چهل و یک، بعدش پنجاه، آخرشم هفتاد و دو"
    assert read(said, expecting="mobile") == {"mobile": "09123415072"}


def test_an_article_after_a_number_is_no_group_of_it(read):
    """«شماره درخواست 8817350، یه جواب بدین» was read as 88173501."""
    assert read("شماره درخواست 8817350، یک جواب بدین") == {"request_no": "8817350"}


def test_a_mobile_that_nobody_asked_for_is_known_by_its_beginning(read):
    assert read("صفر نهصد و سیزده ۵۵۵ ۱۲ ۱۲") == {"mobile": "09135551212"}
    assert read("صفر نهصد و سیزده ۵۵۵ ۱۲") == {}


def test_a_number_said_digit_by_digit_repeats_no_zero(read):
    assert read("دو صفر یک پنج چهار هشت هفت سه", expecting="request_no") == {"request_no": "20154873"}


def test_where_it_is_written_is_no_name_of_it(read):
    said = "کد نوسازی را از روی قبض خواندم: هفت، دو، سی و سه، پانزده"
    assert read(said) == {"nosazi_code": "7-2-33-15"}
