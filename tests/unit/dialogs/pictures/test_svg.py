"""The picture of a flow."""

import xml.etree.ElementTree as ET

from dialogs.book import load_book
from dialogs.document import read_document
from dialogs.pictures.svg import draw_flow
from tests.unit.dialogs.conftest import ROOT

WORDS = read_document(ROOT / "pictures" / "words.fa.yaml").data
SVG = "{http://www.w3.org/2000/svg}"


def picture(book, name):
    return ET.fromstring(draw_flow(book.flows[name], book.texts, WORDS))


def test_every_step_has_its_box_with_its_question(book):
    texts = [text.text for text in picture(book, "register").iter(f"{SVG}text")]
    for step in book.flows["register"].steps:
        assert step.id in texts
    assert "municipal.register_inquiry" in texts
    assert book.texts.render("register.ask_kind", {}) in texts


def test_ways_carry_what_they_are_taken_on_and_refusals_stand_out(book):
    root = picture(book, "price")
    assert any("refused" in path.get("class", "") for path in root.iter(f"{SVG}path"))
    assert "not_found" in [text.text for text in root.iter(f"{SVG}text")]


def test_it_is_titled_for_whoever_cannot_see_it_and_reads_from_the_right(book):
    root = picture(book, "price")
    assert (root.get("direction"), root.get("lang"), root.get("role")) == ("rtl", "fa", "img")
    assert root.find(f"{SVG}title").text == "قیمت نمونه"


def test_what_a_text_holds_cannot_break_the_picture(folder):
    texts = folder / "services" / "price" / "texts.fa.yaml"
    texts.write_text(texts.read_text("utf-8").replace("چه کاربری؟", '"<script>&</script>"'), "utf-8")
    broken = load_book(folder)
    assert "<script>&amp;</script>" not in draw_flow(broken.flows["price"], broken.texts, WORDS)
    picture(broken, "price")
