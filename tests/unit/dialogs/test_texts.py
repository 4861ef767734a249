"""The text book."""

import pytest

from dialogs.texts import TextBook, parse_lines, read_text


def book(**texts):
    return TextBook({key: read_text(key, entry) for key, entry in texts.items()})


def test_a_line_whose_value_is_missing_is_left_out():
    texts = book(a="یک: {x}\nدو: {y.z}\nسه")
    assert texts.render("a", {"x": None, "y": {"z": "ب"}}) == "دو: ب\nسه"


def test_a_text_of_one_line_never_disappears():
    assert book(a="یک: {x}").render("a", {}) == "یک: —"


def test_a_list_has_a_line_for_each_item_with_its_number():
    texts = book(a={"text": "فهرست:\n{l:list}", "each": {"l": "{n:number}. {t}\n  {u}"}})
    assert texts.render("a", {"l": [{"t": "الف", "u": "x"}, {"t": "ب"}]}) == "فهرست:\n۱. الف\n  \u2068x\u2069\n۲. ب"


def test_a_label_is_a_text_of_its_own_with_its_values():
    texts = book(a="«{t:label}»", t="کلاس {name}")
    assert texts.render("a", {"t:label": {"key": "t", "args": {"name": "نقشه"}}}) == "«کلاس نقشه»"
    assert texts.render("a", {"t": {"value": 1234, "kind": "number"}}) == "«۱٬۲۳۴»"


def test_a_label_of_two_lines_is_one_line_inside_a_sentence():
    texts = book(a="{t:label} را", t="ملک {code}\n({place})")
    assert texts.render("a", {"t:label": {"key": "t", "args": {"code": "نو", "place": "کوی"}}}) == "ملک نو (کوی) را"


def test_a_label_that_leads_back_to_itself_ends():
    texts = book(a="{t}")
    loop = {"t": {"key": "a"}}
    loop["t"]["args"] = loop
    assert isinstance(texts.render("a", loop), str)


def test_codes_are_collected_in_latin_digits():
    codes = []
    book(a="{x:code} {y:code}").render("a", {"x": "۱۲-۳", "y": 45}, codes)
    assert codes == ["12-3", "45"]


@pytest.mark.parametrize("value", ["{b}", "{x:code}", "{0}", "%s", "{{"])
def test_what_citizens_write_is_never_a_template(value):
    assert value in book(a="{x}", b="secret").render("a", {"x": value}).replace("۰", "0")


def test_placeholders_are_found_and_other_braces_are_text():
    assert parse_lines("{a} {b.c:money} {}")[0][-1] == " {}"


def test_the_heading_of_an_empty_list_goes_with_it():
    texts = TextBook({"a": read_text("a", {"text": "جمع\nنیامده:\n{l:list}\nپایان", "each": {"l": "• {t}"}})})
    assert texts.render("a", {"l": []}) == "جمع\nپایان"
    assert texts.render("a", {"l": [{"t": "x"}]}).startswith("جمع\nنیامده:\n• ")


def test_another_wording_is_used_when_asked_for_and_the_first_when_there_is_none():
    texts = {
        "s.a": read_text("s.a", {"text": "یک {n}", "again": "دو {n}"}),
        "s.b": read_text("s.b", "سه"),
    }
    book = TextBook(texts)
    assert book.render("s.a", {"n": "x"}).startswith("یک")
    assert book.render("s.a", {"n": "x"}, again=True).startswith("دو")
    assert book.render("s.b", {}, again=True) == "سه"
    assert [part.path for part in texts["s.a"].paths] == ["n"]
