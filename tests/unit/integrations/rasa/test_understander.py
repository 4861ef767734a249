from datetime import UTC, datetime

import pytest

from integrations.rasa.client import RasaClient
from integrations.rasa.reading import Mark
from integrations.rasa.understander import Patience, RasaEar, merge
from nlu.entities.recognise import recognise
from nlu.text import normalise
from nlu.types import Act
from tests.fakes.rasa_server import answer

NOW = datetime(2025, 10, 12, 8, 0, tzinfo=UTC)
TEXT = "یه سوال درباره ساختمون همسایه"


@pytest.fixture
def notes():
    return []


@pytest.fixture
def ear(rasa, own, notes):
    opened = RasaEar(own, RasaClient(rasa.url), note=notes.append, patience=Patience(together=5, rest=60))
    yield opened
    opened.close()


def test_intents_are_rasas_and_the_rest_is_ours(rasa, ear, own, notes):
    rasa.replies = lambda text: answer(text, "complaint", 0.81, others=(("pay_bill", 0.1),))
    text = "بله، کد ملی ۹۹۹۰۰۰۰۰۱۸ و ساختمون همسایه"
    understood, alone = ear.listen([text]).understand(text, now=NOW), own.understand(text, now=NOW)
    assert (understood.intent.name, understood.intent.confidence) == ("complaint", 0.81)
    assert (understood.acts, understood.entities, understood.normal) == (alone.acts, alone.entities, alone.normal)
    assert Act.AFFIRM in understood.acts
    assert understood.entities[0].value == "9990000018"
    assert understood.model_version != alone.model_version
    assert notes == ["read"]


def test_a_text_that_was_not_read_is_understood_by_our_own_model(ear, own):
    listened = ear.listen([TEXT])
    other = "پرداخت عوارض"
    assert listened.understand(other, now=NOW) == own.understand(other, now=NOW)


def test_a_bare_answer_starts_nothing_whatever_rasa_sees_in_it(rasa, ear):
    rasa.replies = lambda text: answer(text, "complaint", 0.99)
    for text in ("۱۲۰ متر", "بله"):
        assert ear.listen([text]).understand(text, now=NOW).intent.confidence < 0.3


def test_intents_this_program_does_not_know_are_left_out(rasa, ear, own):
    rasa.replies = lambda text: answer(text, "order_pizza", 0.9, others=(("complaint", 0.08),))
    assert [one.name for one in ear.listen([TEXT]).understand(TEXT, now=NOW).intents] == ["complaint"]
    rasa.replies = lambda text: answer(text, "order_pizza", 0.9, others=())
    assert ear.listen([TEXT]).understand(TEXT, now=NOW) == own.understand(TEXT, now=NOW)


@pytest.mark.parametrize(("reply", "note"), [(503, "refused"), (b"<html>", "garbage")])
def test_a_failure_is_noted_and_rasa_left_alone_for_a_while(rasa, ear, own, notes, reply, note):
    rasa.replies = lambda _: reply
    listened = ear.listen([TEXT, "دوم", "سوم"])
    assert listened.understand(TEXT, now=NOW) == own.understand(TEXT, now=NOW)
    assert notes == [note, "resting", "resting"]
    assert rasa.asked == [TEXT]


def test_after_the_rest_rasa_is_asked_again(rasa, own, notes):
    ear = RasaEar(own, RasaClient(rasa.url), note=notes.append, patience=Patience(together=5, rest=0))
    replies, rasa.replies = rasa.replies, lambda _: 500
    ear.listen([TEXT])
    rasa.replies = replies
    assert ear.listen([TEXT]).understand(TEXT, now=NOW).intent.confidence == 0.9
    assert notes == ["refused", "read"]
    ear.close()


def test_a_batch_waits_for_a_slow_rasa_once_and_no_longer(rasa, own, notes):
    rasa.slow = 30
    ear = RasaEar(own, RasaClient(rasa.url), note=notes.append, patience=Patience(together=0.2, rest=60))
    ear.listen([f"پیام {number}" for number in range(16)])
    assert notes == ["slow"] + ["resting"] * 15
    ear.close()


def test_what_a_long_batch_has_no_time_for_is_no_fault_of_rasas(rasa, own, notes):
    ear = RasaEar(own, RasaClient(rasa.url), note=notes.append, patience=Patience(together=0, rest=60))
    ear.listen([TEXT])
    assert (notes, rasa.asked) == (["late"], [])
    ear.close()


@pytest.mark.parametrize("text", ["", "   ", "\u200c", "؟" * 5000, "\ud800", "a\x00b", "😀" * 2000])
def test_no_text_breaks_it_or_passes_for_a_fault_of_rasas(rasa, ear, notes, text):
    assert ear.listen([text, text]).understand(text, now=NOW).raw == text
    assert notes == (["read"] if text.strip() else [])


def marks(text, *wanted):
    own = recognise(normalise(text), now=NOW)
    places = [Mark(name, text.index(raw), text.index(raw) + len(raw), confidence) for name, raw, confidence in wanted]
    return own, [(one.name, one.value, one.raw) for one in merge(own, places, text, now=NOW)]


def test_rasa_says_where_and_our_grammar_says_what():
    own, merged = marks("سه تا می‌خوام بسازم", ("floors", "سه", 0.9))
    assert own == ()
    assert merged == [("floors", 3, "سه")]


@pytest.mark.parametrize(
    "mark",
    [
        ("floors", "سه", 0.5),  # not sure
        ("floors", "بسازم", 0.9),  # no number
        ("unheard_of", "سه", 0.9),
    ],
)
def test_a_mark_that_is_unsure_or_says_nothing_to_our_grammar_is_dropped(mark):
    assert marks("سه تا می‌خوام بسازم", mark)[1] == []


def test_a_mark_never_replaces_or_doubles_what_we_found():
    text = "منطقه ۵ کوچه ۷"
    own, merged = marks(text, ("floors", "۵", 0.99), ("district", "۷", 0.99))
    assert merged == [(one.name, one.value, one.raw) for one in own]
    assert [one.name for one in own] == ["district"]


@pytest.mark.parametrize(("name", "raw"), [("tracking_no", "۲۰۱۵۴۸۷۳"), ("nosazi_code", "۶ ۲ ۱۱۰ ۷")])
def test_whose_file_and_whose_money_is_never_rasas_to_say(name, raw):
    text = f"اون یکی {raw} بود"
    assert recognise(normalise(raw), now=NOW, expecting=name)[0].name == name  # our grammar would read it if asked
    mark = Mark(name, text.index(raw), text.index(raw) + len(raw), 1.0)
    assert merge((), [mark], text, now=NOW) == ()
