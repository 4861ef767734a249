import math

import pytest

from integrations.rasa.reading import Mark, NotAReading, read_answer
from nlu.types import Intent
from tests.fakes.rasa_server import answer

TEXT = "خونه تو مرداویج"


def test_intents_come_best_first_and_marks_by_their_place():
    said = answer(TEXT, "complaint", 0.2, others=(("pay_bill", 0.7),), entities=[("neighbourhood", "مرداویج", 0.8)])
    reading = read_answer(said, TEXT)
    assert reading.intents == (Intent("pay_bill", 0.7), Intent("complaint", 0.2))
    assert reading.marks == (Mark("neighbourhood", 8, 15, 0.8),)


def test_rasas_not_sure_is_no_intent():
    said = answer(TEXT, "nlu_fallback", 0.3, others=(("pay_bill", 0.25),))
    assert read_answer(said, TEXT).intents == (Intent("pay_bill", 0.25),)


def test_a_mark_without_confidence_is_sure():
    said = answer(TEXT, entities=[("neighbourhood", "مرداویج", 0.8)])
    del said["entities"][0]["confidence_entity"]  # as RegexEntityExtractor answers
    assert read_answer(said, TEXT).marks[0].confidence == 1.0


def spoilt(**change):
    return {**answer(TEXT, entities=[("use", "خونه", 0.9)]), **change}


def mark(**change):
    return spoilt(entities=[{**answer(TEXT, entities=[("use", "خونه", 0.9)])["entities"][0], **change}])


@pytest.mark.parametrize(
    "said",
    [
        None,
        [],
        "ok",
        {"version": "3.6.21"},
        spoilt(intent_ranking=[]),
        spoilt(intent_ranking=None),
        spoilt(intent_ranking=[{"name": "nlu_fallback", "confidence": 0.9}]),
        spoilt(intent_ranking=[{"name": "x", "confidence": math.nan}]),
        spoilt(intent_ranking=[{"name": "x", "confidence": 7}]),
        spoilt(intent_ranking=[{"name": "x", "confidence": "sure"}]),
        spoilt(entities={"use": 1}),
        mark(end=999),
        mark(start=-1),
        mark(start=3, end=3),
        mark(start=True),
        mark(confidence_entity=None),
    ],
)
def test_whatever_else_comes_is_no_reading_and_quotes_nothing(said):
    with pytest.raises(NotAReading) as fault:
        read_answer(said, TEXT)
    assert TEXT not in str(fault.value)
    assert fault.value.__suppress_context__ or fault.value.__context__ is None
