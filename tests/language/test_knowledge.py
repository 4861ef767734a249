"""How well questions find their article, and how well foreign ones find nothing."""

from pathlib import Path

import pytest
import yaml

import knowledge
from knowledge.search import Search

CASES = yaml.safe_load(Path(__file__).with_name("knowledge.yaml").read_text(encoding="utf-8"))
ASKED = [(str(question), article) for article, questions in CASES["answered"].items() for question in questions]
REFUSED = [str(question) for question in CASES["refused"]]
DAY = "1404-07-20"


@pytest.fixture(scope="module")
def search():
    return Search.load(Path(knowledge.__file__).parent)


def found(search, question):
    hit = search.search(question, day=DAY)
    return hit and hit.article.id


def test_the_set_is_large_enough_to_mean_something():
    assert len(ASKED) >= 90
    assert len(REFUSED) >= 30


def test_nearly_every_question_finds_its_article_and_a_wrong_one_is_rarer_than_none(search):
    answers = {question: found(search, question) for question, _ in ASKED}
    wrong = {question: answers[question] for question, article in ASKED if answers[question] not in {article, None}}
    missed = [question for question in answers if answers[question] is None]
    assert len(wrong) <= 2, wrong
    assert len(wrong) + len(missed) <= 3, (wrong, missed)


@pytest.mark.parametrize("question", REFUSED)
def test_a_question_none_of_the_articles_answers_finds_nothing(search, question):
    assert found(search, question) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\u200c", ""),
        lambda text: text.replace("\u200c", " "),
        lambda text: text.replace("ی", "ي").replace("ک", "ك"),
        lambda text: f"سلام وقت بخیر، {text} ممنون 🙏",
    ],
    ids=["joined", "spaced", "arabic letters", "polite"],
)
def test_the_same_question_in_other_spellings_finds_the_same(search, change):
    lost = [question for question, article in ASKED if found(search, change(question)) != article]
    assert len(lost) <= len(ASKED) // 12, lost
