import pytest


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("در ۶ قسط", 6),
        ("شش تا قسط", 6),
        ("دوازده ماهه قسط کنید", 12),
        ("عوارض رو ۱۲ قسطه بدم", 12),
        ("تعداد اقساط: ۱۰", 10),
        ("10 ta ghest", 10),
    ],
)
def test_how_many_parts(read, text, count):
    assert read(text)["instalments"] == count


@pytest.mark.parametrize("text", ["قسط سوم", "هر قسط چقدر میشه", "۶ ماه پیش", "هر ماه ۵ میلیون قسطی بدم", "۴ طبقه"])
def test_what_counts_no_parts(read, text):
    assert "instalments" not in read(text)


@pytest.mark.parametrize(("text", "count"), [("۶", 6), ("شش", 6), ("۱۲ ماهه", 12), ("ده تا", 10)])
def test_the_answer_to_the_question(read, text, count):
    assert read(text, expecting="instalments") == {"instalments": count}


def test_more_than_anybody_may_ask_for_is_a_fault(faults):
    assert faults("۴۰", expecting="instalments") == {"instalments": "range"}


def test_a_no_before_ones_own_instalments_is_not_nine(read_all):
    assert read_all("نه قسط‌هام رو میخوام ببینم") == []
    assert read_all("نه قسط") == [("instalments", 9)]


@pytest.mark.parametrize("text", ["۱۲ ماهه", "دوازده ماهه کن", "12 ماهه باشه"])
def test_so_many_months_alone_are_so_many_parts_whatever_is_asked_for(read, text):
    assert read(text, expecting="bill") == {"instalments": 12}
    assert read(text) == {"instalments": 12}


def test_months_in_a_sentence_are_no_parts(read):
    assert "instalments" not in read("پرونده‌م ۱۲ ماهه معطله")
