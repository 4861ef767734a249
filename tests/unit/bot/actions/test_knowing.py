"""What the articles make of a message that no service is surely meant by."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import knowledge
from bot.actions.knowing import Articles
from dialogs.state import Asked, Frame, State
from knowledge.search import Search
from nlu.concepts import elsewhere
from nlu.types import Act, Intent, Understanding
from tests.book import BOOK

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
RULES = "regulation_question"


@pytest.fixture(scope="module")
def articles():
    terms = BOOK.terms
    return Articles(Search.load(Path(knowledge.__file__).parent), str, terms, elsewhere)


def said(text, *, acts=(), **chances):
    return Understanding(text, text, acts, tuple(Intent(name, chance) for name, chance in chances.items()))


def first(articles, message, state=None):
    return articles(message, state or State("c"), NOW).intents[0].name


def after(article):
    frame = Frame(RULES, 3, slots={"found": {"article": article}})
    return State("c")._replace(topic=frame, updated_at=NOW)


@pytest.mark.parametrize("text", ["طبقه اضافه ساختم چیکار کنم", "جانباز ۳۰ درصدم", "سند ندارم قولنامه دارم"])
def test_what_an_article_answers_is_a_question_about_rules(articles, text):
    assert first(articles, said(text, out_of_scope=0.95)) == RULES


@pytest.mark.parametrize("text", ["قیمت دلار چنده", "معنی زندگی چیه؟", "ساعت کار بانک ملی", "۵", "100"])
def test_what_none_answers_stays_what_it_is(articles, text):
    assert first(articles, said(text, out_of_scope=0.95)) == "out_of_scope"


def test_a_question_that_reads_a_little_like_a_service(articles):
    text = "دیرکرد عوارض نوسازی چقدره؟"
    assert first(articles, said(text, pay_bill=0.6, regulation_question=0.39)) == RULES
    assert first(articles, said(text, pay_bill=0.95)) == "pay_bill"


def test_right_after_an_article(articles):
    assert (
        first(articles, said("میشه اعتراض کرد؟", objection=0.53, regulation_question=0.38), after("article_100"))
        == RULES
    )
    assert first(articles, said("پولش چقدر میشه", fee_estimate=0.98), after("article_5_commission")) == RULES


def test_not_while_something_stands_nor_beside_an_order(articles):
    message = said("سند ندارم قولنامه دارم", out_of_scope=0.95)
    assert first(articles, message, State("c", asked=Asked("mobile", 1))) == "out_of_scope"
    assert first(articles, replace(message, acts=(Act.CANCEL,))) == "out_of_scope"
