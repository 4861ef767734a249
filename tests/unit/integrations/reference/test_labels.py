import pytest

from integrations.reference.labels import Vocabulary, load_labels, vocabulary

KINDS = [kind for kind in load_labels() if kind not in ("version", "seats", "fees", "enrolment_statuses")]


@pytest.mark.parametrize("kind", KINDS)
def test_every_code_label_and_alias_stands_for_its_own_code(kind):
    names = vocabulary(kind)
    for code, entry in load_labels()[kind].items():
        for name in (code, entry["label"], *entry.get("aliases", [])):
            assert names.code(name) == code, name


def test_the_longest_name_inside_a_text_decides():
    names = Vocabulary({"a": {"label": "پروانه"}, "b": {"label": "تمدید پروانه"}})
    assert names.code("درخواست تمدید پروانهٔ ساختمان") == "b"
    assert names.code("پروانه‌ی ساخت") == "a"
    assert names.code("چیز دیگر") is None


def test_unpaid_is_not_read_as_paid():
    names = vocabulary("bill_statuses")
    assert [names.code(text) for text in ("پرداخت نشده", "پرداخت‌شده", "معوقه")] == ["unpaid", "paid", "overdue"]
