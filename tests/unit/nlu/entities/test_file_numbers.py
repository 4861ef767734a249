import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("شماره درخواست ۲۰۱۵۴۸۷۳", {"request_no": "20154873"}),
        ("شماره‌ی درخواستم ٢٠١٥٤٨٧٣ هست", {"request_no": "20154873"}),
        ("درخواست به شماره ۲۰۱۵۴۸۷۳", {"request_no": "20154873"}),
        ("۲۰۱۵۴۸۷۳ شماره درخواستمه", {"request_no": "20154873"}),
        ("shomare darkhastam 20154873 e", {"request_no": "20154873"}),
        ("پرونده شماره ۲۰۱۵۴۸۷۳", {"file_no": "20154873"}),
        ("پرونده به شماره ۲۰۱۵۴۸۷۳", {"file_no": "20154873"}),
        ("۲۰۱۵۴۸۷۳ شماره پرونده منه", {"file_no": "20154873"}),
        ("شماره پروندمون ۲۰۱۵۴۸۷۳ ه", {"file_no": "20154873"}),
        ("کد رهگیری: 20154873", {"tracking_no": "20154873"}),
        ("کد رهگیریم ۸۸۷۷۶۶۵", {"tracking_no": "8877665"}),
        ("شماره پیگیری من ۷۷۱۲۰۰۳۴ بود", {"tracking_no": "77120034"}),
        ("پروانه شماره ۴۵۸۷۱", {"permit_no": "45871"}),
        ("پروانه به شماره ۵۵۱۲۰", {"permit_no": "55120"}),
        ("شماره جوازم ۴۵۸۷۱ هست", {"permit_no": "45871"}),
        ("۴۵۸۷۱ شماره پروانه‌ست", {"permit_no": "45871"}),
    ],
)
def test_words_beside_tell_the_numbers_apart(read, text, found):
    assert read(text) == found


@pytest.mark.parametrize("slot", ["request_no", "file_no", "tracking_no", "permit_no"])
def test_a_bare_number_is_a_request_unless_another_was_asked_for(read, slot):
    assert read("20154873") == {"request_no": "20154873"}
    assert read("20154873", expecting=slot) == {slot: "20154873"}
    assert read("123456") == {}


def test_ten_digits_that_begin_with_a_year_are_a_request_unless_they_may_be_somebodys_id(read):
    assert read("1404200201") == {"request_no": "1404200201"}
    assert "request_no" not in read("1404200201", expecting="national_id")
    assert "request_no" not in read("1360010013")


def test_leading_zeros_are_kept(read):
    assert read("شماره درخواست 0015487") == {"request_no": "0015487"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("درخواست ۱۵۰۰۰۰۰۰ تومان", {"amount_rial": 150000000}),
        ("درخواست سال ۱۴۰۳", {"year": 1403}),
        ("پرونده ۱۴۰۲", {"year": 1402}),
    ],
)
def test_a_quantity_or_a_year_is_no_number_of_a_file(read, text, found):
    assert read(text) == found


def test_a_number_in_two_parts_is_kept_as_said(read):
    assert read("شماره پروندم ۹۸/۱۲۳۴") == {"file_no": "98/1234"}
    assert read("پروانه شماره 98-12345") == {"permit_no": "98-12345"}
    assert read("۹۸/۱۲۳۴") == {}


def test_a_lettered_tracking_number_is_kept_whole(read):
    assert read("کد رهگیری est-1404-00012") == {"tracking_no": "EST-1404-00012"}


def test_letters_named_a_code_belong_to_it(read):
    assert read("کد پیگیری WT45678") == {"tracking_no": "WT45678"}


def test_eleven_digits_are_a_number_that_was_asked_for_unless_they_are_a_mobile(read):
    assert read("۰۵۰۰۱۲۳۴۵۶۷", "file_no") == {"file_no": "05001234567"}
    assert "file_no" not in read("۰۹۱۳۱۲۳۴۵۶۷", "file_no")


def test_a_number_of_a_file_that_passes_for_a_national_id_is_told_by_the_words(read):
    assert read("وضعیت 1405100109") == {"request_no": "1405100109"}
    assert read("پروندهٔ من، کد ملی 1405100109")["national_id"] == "1405100109"
    assert read("1405100109") == {"national_id": "1405100109"}


def test_a_permit_by_its_bare_word(read):
    assert read("جواز ۸۸۲۳۱ منقضی شده") == {"permit_no": "88231"}
    assert "permit_no" not in read("پروانه ۱۴۰۱ رو گرفتم")
    assert "permit_no" not in read("پروانه ۵۰۰۰ متری")
