from datetime import UTC, datetime

import pytest

from nlu.entities.recognise import recognise
from nlu.text import normalise

NOW = datetime(2025, 10, 12, 9, tzinfo=UTC)  # Sunday 1404-07-20


def denied(text, expecting=None):
    found = recognise(normalise(text), now=NOW, expecting=expecting)
    return [entity.value for entity in found if entity.name == "not_day"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("چهارشنبه نمی‌تونم", ["wednesday"]),
        ("چهارشنبه سر کارم میشه عوضش کنم", ["wednesday"]),
        ("سه‌شنبه خونه نیستم یه روز دیگه", ["tuesday"]),
        ("سه شنبه نه، شنبه", ["tuesday"]),
        ("هر روزی غیر از شنبه و یکشنبه", ["saturday", "sunday"]),
        ("شنبه و یکشنبه و دوشنبه نمی‌رسم", ["saturday", "sunday", "monday"]),
        ("نمی‌تونم چهارشنبه", ["wednesday"]),
        ("هفته بعد مسافرتم", ["هفته بعد"]),
        ("فردا وقت ندارم", ["1404-07-21"]),
        ("چهارشنبه نمیشه بیان؟", []),
        ("چهارشنبه میان؟", []),
        ("شنبه بندازید", []),
        ("نمی‌تونم، چهارشنبه بیاد", []),
    ],
)
def test_a_day_that_does_not_suit_is_told_apart(text, days):
    assert denied(text) == days


def test_it_is_told_where_a_day_is_asked_for_too():
    assert denied("دوشنبه نمی‌تونم", expecting="date") == ["monday"]
