"""Questions a service answers in between; the sample is given one."""

import pytest

from dialogs.book import load_book

FLOW = "services/price/flow.yaml"
ASIDE = """asides:
  - {words: words_late, say: late, when: {slot: price.year, empty: false}}
  - {words: words_late, say: early}
"""
TEXTS = """  words_late: |-
    چقدر طول می‌کشه
    (کی|چه روزی) آماده
  early: کمی طول می‌کشد.
  late: سال {price.year:number} است.
"""


@pytest.fixture
def asking(folder, talk):
    path = folder / FLOW
    path.write_text(path.read_text("utf-8").replace("steps:\n", f"{ASIDE}steps:\n", 1), "utf-8")
    texts = folder / "services/price/texts.fa.yaml"
    texts.write_text(texts.read_text("utf-8").rstrip("\n") + "\n" + TEXTS, "utf-8")
    talk.book = load_book(folder)
    return talk


def test_the_question_is_answered_and_the_one_that_stands_comes_again(asking):
    asking.says("قیمت", "price")
    assert asking.says("چقدر طول می‌کشه؟", "question") == ["price.early", "price.ask_use"]
    assert (asking.stack, asking.outcome) == (["price"], "repaired")


def test_one_of_several_words_may_stand_in_a_phrase(asking):
    asking.says("قیمت", "price")
    assert asking.says("چه روزی آماده میشه") == ["price.early", "price.ask_use"]


def test_it_is_answered_along_with_the_wish_that_starts_the_service(asking):
    assert asking.says("قیمت می‌خوام، کی آماده میشه", "price") == ["price.early", "price.ask_use"]


def test_what_answers_the_question_that_stands_is_taken_along(asking):
    asking.says("قیمت", "price")
    assert asking.says("مسکونی، چقدر طول می‌کشه", use="residential") == ["price.early", "price.ask_district"]


def test_right_after_the_end_it_is_answered_with_what_came_of_it(asking):
    asking.says("قیمت", "price", use="residential", district=5, land_area_m2=100)
    asking.answer(regional_price_rial=1000, year=1404)
    assert asking.stack == []
    assert asking.says("چقدر طول می‌کشه") == ["price.late"]


def test_a_question_that_names_its_own_subject_is_another(asking):
    asking.says("قیمت", "price")
    keys = asking.says("پروانه چقدر طول می‌کشه؟", intents={"regulation_question": 0.98})
    assert "price.early" not in keys
