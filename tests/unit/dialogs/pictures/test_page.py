"""The page of every text."""

import html

from dialogs.document import read_document
from dialogs.pictures.page import review_page
from tests.unit.dialogs.conftest import ROOT

WORDS = read_document(ROOT / "pictures" / "words.fa.yaml").data


def test_every_text_stands_on_it_once_with_its_values(book):
    page = review_page(book, WORDS)
    for key in book.texts.texts:
        assert page.count(f"<dt>{key}</dt>") == 1
    assert html.escape("مسکونی: ۱۲٬۳۴۵٬۰۰۰ تومان (۱۲۳٬۴۵۰٬۰۰۰ ریال)") in page
    assert 'dir="rtl"' in page
    assert "<script" not in page
