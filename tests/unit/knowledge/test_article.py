import re
from pathlib import Path

import pytest

import knowledge
from knowledge.article import load_articles, read_article

FOLDER = Path(knowledge.__file__).parent / "articles"
GOOD = """---
id: sample
title: نمونه
questions:
  - نمونه چیست
source: قانون نمونه
valid_from: "1404-02-01"
valid_to: "1404-06-31"
reviewed_on: "1404-01-20"
owner: نمونه
---
پاسخ نمونه.
"""


def test_front_matter_and_body_are_read():
    article = read_article(GOOD)
    assert (article.id, article.title, article.body) == ("sample", "نمونه", "پاسخ نمونه.")
    assert article.questions == ("نمونه چیست",)
    assert article.source_url is None


@pytest.mark.parametrize(
    ("day", "served"),
    [("1404-01-31", False), ("1404-02-01", True), ("1404-06-31", True), ("1404-07-01", False)],
)
def test_an_article_is_served_from_its_first_to_its_last_day(day, served):
    assert read_article(GOOD).serves(day) is served


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("source: قانون نمونه\n", ""),
        ("source: قانون نمونه", 'source: " "'),
        ('valid_from: "1404-02-01"', "valid_from: 1404-02-01"),
        ('valid_to: "1404-06-31"', 'valid_to: "1404-13-01"'),
        ('reviewed_on: "1404-01-20"\n', ""),
        ("owner: نمونه\n", ""),
        ("id: sample", "id: Sample Article"),
        ("پاسخ نمونه.", "  "),
        ("پاسخ نمونه.", "الف" * 500),
        ("---\nid", "سلام\n---\nid"),
        ("---\nپاسخ", "پاسخ"),
    ],
)
def test_an_article_without_a_source_date_owner_or_answer_is_refused(tmp_path, good, bad):
    assert good in GOOD
    (tmp_path / "sample.md").write_text(GOOD.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=r"sample\.md"):
        load_articles(tmp_path)


def test_the_file_is_named_after_the_article(tmp_path):
    (tmp_path / "other.md").write_text(GOOD, encoding="utf-8")
    with pytest.raises(ValueError, match="not the file's name"):
        load_articles(tmp_path)


def test_there_are_enough_shipped_articles_and_each_can_be_asked_for():
    articles = load_articles(FOLDER)
    assert len(articles) >= 20
    assert all(len(article.questions) >= 2 for article in articles)
    assert len({article.title for article in articles}) == len(articles)


@pytest.mark.parametrize("article", load_articles(FOLDER), ids=lambda article: article.id)
def test_shipped_articles_are_good_persian_and_name_a_source(article):
    text = f"{article.title}\n{article.body}\n{article.source}"
    assert not re.search("[يكىۀ٠-٩]", text), "Arabic letters or digits"
    assert not re.search("[0-9]", article.body.replace("UTM", "")), "Latin digits"
    assert not re.search(r"\s‌|‌\s|  |(^|\s)(می|نمی) ", text), "loose half-spaces"
    assert len(article.source) > 10


@pytest.mark.parametrize("article", load_articles(FOLDER), ids=lambda article: article.id)
def test_an_article_from_general_knowledge_or_another_city_says_so(article):
    if "دانش عمومی" in article.source:
        assert re.search("از دانش عمومی|معمولاً|روی قبض|سه شماره|چند شماره", article.body)
    if "برای مقایسه" in article.source:
        assert re.search("معمولاً|از شهری|شهرداری‌های دیگر|نمونه‌ای که|اعلام کرده‌اند|فقط به مالک", article.body)
