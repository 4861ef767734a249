import pytest

from nlu.entities.doc import Doc, last_of, near
from nlu.text import normalise


def test_words_are_found_with_suffixes_and_without_spaces():
    assert near("پرونده ام کجاست", ["پرونده"])
    assert near("کدملی", ["کد ملی"])
    assert not near("پروندهسازی", ["پرونده"])
    assert last_of("کد کد", ["کد"]) == 5


def test_context_ends_with_the_clause(now):
    normal = normalise("زمین ما. ۲۰۰ متر، بنا")
    doc = Doc(normal, normal.plain, (), now, None)
    assert "زمین" not in doc.before(normal.plain.index("200"))
    assert "بنا" not in doc.after(normal.plain.index("200"))


@pytest.mark.parametrize(
    "text", ["زیربنایش", "زیربنامان", "زیربناهایش", "زیربناشون", "zirbanash", "zirbanaye", "zirbanam"]
)
def test_the_endings_of_formal_persian_and_finglish(text):
    assert near(text, ["زیربنا", "zirbana"])
    assert not near(f"{text}ق", ["زیربنا", "zirbana"])
