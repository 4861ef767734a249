"""The search itself, on articles of the test. How well it does on real ones: tests/language/test_knowledge.py."""

import pytest

from knowledge.article import Article
from knowledge.search import Search
from knowledge.words import Words

DAY = "1404-07-20"
WORDS = Words(frozenset({"چیست", "در"}), frozenset({"خودرو"}), {"جواز": "پروانه"}, ("ها",))


def article(name, title, *questions, body="متن", valid_to=None, valid_from="1404-01-01"):
    return Article(name, title, questions, body, "منبع نمونه", None, valid_from, valid_to, "1404-01-01", "نمونه")


@pytest.fixture
def search():
    return Search(
        [
            article("permit", "پروانه ساختمان", "مدارک پروانه", body="دفتر پیشخوان کنار خیابان"),
            article("offence", "خلافی ساختمان", body="خودرو"),
            article("wall", "دیوارکشی زمین"),
            article("old", "تعرفه قدیم", valid_to="1404-07-19"),
            article("coming", "تعرفه آینده", valid_from="1404-07-21"),
            article("map", "دستور نقشه", "نقشه چیست"),
            article("map_price", "بهای نقشه", "نقشه چند است"),
        ],
        WORDS,
    )


def found(search, question, day=DAY):
    hit = search.search(question, day=day)
    return hit and hit.article.id


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("پروانه ساختمان چیست", "permit"),
        ("جواز ساختمان", "permit"),
        ("مدارک پروانه‌ها", "permit"),
        ("پروانة ساختمان", "permit"),
        ("پرواته ساختمان", "permit"),  # one letter off
        ("دیوار کشی", "wall"),
        ("دیوارکشی", "wall"),
    ],
)
def test_a_question_finds_its_article(search, question, name):
    assert found(search, question) == name


@pytest.mark.parametrize("question", ["", "چیست", "هوا", "قیمت موز در بازار تهران", "پروانه تابستان بهار پاییز زمستان"])
def test_what_is_mostly_something_else_finds_nothing(search, question):
    assert found(search, question) is None


def test_a_word_that_marks_another_subject_decides_alone(search):
    assert found(search, "خلافی ساختمان") == "offence"
    assert found(search, "خلافی خودرو") is None


def test_words_of_the_body_alone_are_not_enough(search):
    assert found(search, "خیابان") is None


def test_between_equals_the_one_asked_in_those_words_wins(search):
    assert found(search, "نقشه چیست") == "map"
    assert found(search, "نقشه چند است") == "map_price"


@pytest.mark.parametrize(("day", "name"), [("1404-07-19", "old"), ("1404-07-20", None), ("1404-07-21", None)])
def test_an_expired_article_is_not_served(search, day, name):
    assert found(search, "تعرفه قدیم", day) == name


@pytest.mark.parametrize(("day", "name"), [("1404-07-20", None), ("1404-07-21", "coming")])
def test_an_article_of_the_future_is_not_served_yet(search, day, name):
    assert found(search, "تعرفه آینده", day) == name


def test_the_score_is_the_share_of_the_question(search):
    assert search.search("پروانه ساختمان", day=DAY).score == pytest.approx(1.0)
    assert search.search("پروانه ساختمان موز", day=DAY).score < 1.0


def test_any_text_is_survived(search):
    for text in ("\u200c" * 50, "؟" * 5000, "پروانه " * 20_000, "\ud800", "🙂" * 100):
        search.search(text, day=DAY)


SUBJECTS = Words(
    frozenset({"چند", "سال"}), frozenset(), {}, (), subjects=frozenset({"پروانه", "استعلام"}),
    aspects=frozenset({"اعتبار"}), general=frozenset({"مدت", "اعتبار"}),
)  # fmt: skip


@pytest.fixture
def strict():
    articles = [
        article("validity", "اعتبار استعلام"),
        article("permit", "پروانه ساختمان"),
        article("time", "مدت پروانه"),
    ]
    return Search(articles, SUBJECTS)


def test_an_article_about_something_else_is_no_neighbour(strict):
    assert found(strict, "استعلام چند سال اعتبار") == "validity"
    assert found(strict, "پروانه چند سال اعتبار") is None, "neither another subject's validity nor what a permit is"


def test_words_that_say_nothing_alone_find_nothing(strict):
    assert found(strict, "مدت") is None
    assert found(strict, "مدت پروانه") == "time"


def test_the_best_reading_of_a_question_counts(search):
    assert search.search("parvane sakhteman", "پروانه ساختمان", day=DAY).article.id == "permit"
    assert search.search("khodro", "خلافی خودرو", day=DAY) is None


@pytest.fixture
def asked_on():
    words = Words(
        frozenset({"چیست"}),
        frozenset(),
        {},
        (),
        subjects=frozenset({"پروانه", "نوسازی"}),
        aspects=frozenset({"مدارک"}),
        general=frozenset({"مدارک"}),
    )
    return Search(
        [
            article("permit", "پروانه چیست", body="اجازه ساختن است. بی مدارک صادر نمی‌شود. مهلت آن نوشته می‌شود."),
            article("permit_papers", "مدارک پروانه", body="سند و نقشه"),
            article("levy", "نوسازی چیست", body="عوارض سالانه است."),
        ],
        words,
    )


def test_a_question_that_follows_is_answered_by_the_sentence_that_holds_it(asked_on):
    hit = asked_on.search("مهلت", day=DAY, after="permit")
    assert (hit.article.id, hit.passage) == ("permit", "مهلت آن نوشته می‌شود.")
    assert asked_on.search("مهلت", day=DAY) is None


def test_what_is_asked_of_the_same_subject_has_an_article_of_its_own(asked_on):
    assert asked_on.search("مدارک", day=DAY, after="permit").article.id == "permit_papers"
    assert asked_on.search("مدارک", day=DAY) is None
    assert asked_on.search("مدارک", day=DAY, after="levy") is None


def test_what_is_asked_of_it_alone_is_answered_by_no_other_subject(asked_on):
    assert asked_on.search("نوسازی", day=DAY, after="permit").article.id == "levy"
    assert asked_on.search("نوسازی", day=DAY, after="permit", of_it=True) is None


def test_a_question_that_names_its_own_subject_follows_nothing(asked_on):
    assert asked_on.search("نوسازی", day=DAY, after="permit").article.id == "levy"
