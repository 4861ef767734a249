import dataclasses
import re
from html.parser import HTMLParser

import pytest

from nlu.evaluation.page import as_page

VOID = {"meta", "link", "br", "line", "rect", "img"}
IMPLIED = {"li", "td", "th", "tr", "dt", "dd", "thead", "tbody"}


class Nesting(HTMLParser):
    """Elements in order; fails on an end tag that closes nothing open."""

    def __init__(self):
        super().__init__()
        self.open, self.seen = [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID | IMPLIED:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID | IMPLIED:
            assert self.open.pop() == tag


@pytest.fixture
def page(result):
    return as_page(result)


def test_the_page_is_well_formed_and_needs_nothing_from_outside(page):
    nesting = Nesting()
    nesting.feed(page)
    assert nesting.open == []
    assert not {tag for tag, _ in nesting.seen} & {"script", "link", "img", "iframe"}
    assert not [attrs for _, attrs in nesting.seen if {"src", "onclick", "onload"} & set(attrs)]
    assert [attrs["href"] for tag, attrs in nesting.seen if tag == "a" and not attrs["href"].startswith("#")] == []
    assert "url(" not in page
    assert "@import" not in page


def test_every_link_of_the_contents_leads_somewhere(page):
    wanted = set(re.findall(r'href="#(\w+)"', page))
    assert wanted <= set(re.findall(r'id="(\w+)"', page))
    assert len(wanted) == 8


def test_utterances_are_escaped_and_set_by_their_own_direction(page):
    assert "<b>چطوره" not in page
    assert '<bdi class="said" dir="auto">هوا &lt;b&gt;چطوره</bdi>' in page


def test_pictures_tables_and_misses_are_there(page):
    assert page.count("<svg") == 2
    assert "meant pay_bill, taken for file_status: 1" in page
    assert "district = <bdi>6</bdi>" in page
    assert page.count("✗ missed") + page.count("✓ reached") == 10
    assert "<bdi>«سلاااام»</bdi>" in page


def test_sets_are_compared_when_there_are_several(page, result):
    assert "By test set" not in page
    assert "By test set" in as_page(dataclasses.replace(result, sets=result.sets * 2))
