from nlu.entities.doc import Doc
from nlu.entities.runs import find_runs, label_of
from nlu.text import normalise


def doc(text, now):
    normal = normalise(text)
    return Doc(normal, normal.plain, (), now, None)


def test_runs_inside_a_code_of_parts_do_not_count(now):
    assert [run.digits for run in find_runs(doc("3-5-12345 و 99999", now))] == ["99999"]


def test_the_nearest_label_before_wins(now):
    one = doc("کد ملی را نمی‌دانم، شماره درخواست 1234567", now)
    assert find_runs(one)[0].label == "request_no"


def test_a_label_right_after_counts_when_none_stands_before(now):
    one = doc("1234567 شماره درخواست", now)
    assert label_of(one, 0, 7) == "request_no"


def test_a_permit_and_its_number(read):
    assert read("پروانه ام شماره اش ۵۵۱۲۳") == {"permit_no": "55123"}
    assert read("درخواست صدور پروانه به شماره ۹۱۲۲۳۳۴")["request_no"] == "9122334"
    assert read("شماره پیگیری درخواستم ۵۵۱۰۲۳۸۷") == {"tracking_no": "55102387"}
