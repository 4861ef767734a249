from types import SimpleNamespace

import pytest

from bot.console.pages import open_pages
from bot.console.words import load_words
from dialogs.book import Book
from dialogs.texts import TextBook
from tests.fakes.desk import StillClock


@pytest.fixture(scope="module")
def pages():
    book = Book(flows={}, texts=TextBook({}), actions={})
    return open_pages(SimpleNamespace(clock=StillClock(), texts=load_words({}), book=book))


def asked(name):
    return SimpleNamespace(path_params={"name": name})


def test_static_files_may_be_kept_for_good_because_their_address_changes(pages):
    answer = pages.file(asked("console.js"))
    assert answer.headers["cache-control"].endswith("immutable")
    assert answer.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize("name", ["desk.html", "../pages.py", "", "console.css.bak"])
def test_nothing_but_static_files_is_served(pages, name):
    assert pages.file(asked(name)).status_code == 404


def test_a_fault_page_says_what_to_do(pages):
    page = pages.fault("not_found", status=404)
    assert page.status_code == 404
    assert "بازگشت به میز گفت‌وگو" in page.body.decode()


def test_templates_escape(pages):
    page = pages.page("fault.html", note="<b>")
    assert b"&lt;b&gt;" in page.body
