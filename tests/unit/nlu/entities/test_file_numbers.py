def test_words_beside_tell_the_numbers_apart(read):
    assert read("شماره درخواست ۲۰۱۵۴۸۷۳") == {"request_no": "20154873"}
    assert read("پرونده شماره ۲۰۱۵۴۸۷۳") == {"file_no": "20154873"}
    assert read("کد رهگیری: 20154873") == {"tracking_no": "20154873"}
    assert read("پروانه شماره ۴۵۸۷۱") == {"permit_no": "45871"}


def test_a_bare_number_is_a_request_unless_another_was_asked_for(read):
    assert read("20154873") == {"request_no": "20154873"}
    assert read("20154873", expecting="file_no") == {"file_no": "20154873"}
    assert read("123456") == {}


def test_leading_zeros_are_kept(read):
    assert read("شماره درخواست 0015487") == {"request_no": "0015487"}


def test_a_quantity_is_no_number_of_a_file(read):
    assert read("درخواست ۱۵۰۰۰۰۰۰ تومان") == {"amount_rial": 150000000}


def test_a_lettered_tracking_number_is_kept_whole(read):
    assert read("کد رهگیری est-1404-00012") == {"tracking_no": "EST-1404-00012"}
