from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.pipeline import LONGEST, _clauses, load
from nlu.types import Act

NOW = datetime(2025, 10, 12, 8, 0, tzinfo=UTC)
SLOTS = st.sampled_from(
    [None, "floors", "code", "name", "address", "national_id", "district", "land_area_m2", "nonsense"]
)

PIECES = [
    "۱۲۳",
    "4",
    "5",
    "/",
    "-",
    ".",
    "،",
    "و",
    "نه",
    "صد",
    "هزار",
    "میلیون",
    "متر",
    "در",
    "منطقه",
    "طبقه",
    "کد",
    "ملی",
    "مهر",
    "ساعت",
    ":",
    "نیم",
    "فرعی",
]


@pytest.fixture(scope="session")
def pipeline(tiny_model):
    return load(tiny_model)


def test_a_message_is_understood_in_all_its_parts(pipeline):
    text = "بله، پرونده ۱۲۳۴۵۶۷ من چی شد؟"
    understanding = pipeline.understand(text, now=NOW)
    assert understanding.raw == text
    assert understanding.acts == (Act.AFFIRM,)
    assert understanding.intent.name == "file_status"
    assert [(one.name, one.value, one.raw) for one in understanding.entities] == [("file_no", "1234567", "۱۲۳۴۵۶۷")]
    assert understanding.model_version == pipeline.version


@pytest.mark.parametrize(
    "text", ["۱۲۰", "منطقه ۵", "بله منطقه ۵", "نه، ۳ طبقه", "بله", "نه مرسی", "۰۹۱۳۱۲۳۴۵۶۷", "", "😀", "؟؟"]
)
def test_an_answer_alone_leaves_intents_calm(pipeline, text):
    assert pipeline.understand(text, now=NOW).intent.confidence <= 0.25


def test_a_second_wish_is_an_alternative(pipeline):
    intents = pipeline.understand("پرونده من چی شد؟ ثبت نام کلاس هم می‌خوام", now=NOW).intents
    assert {intents[0].name, intents[1].name} == {"file_status", "class_signup"}


def test_wishes_that_a_dictated_message_puts_after_one_another_are_all_heard(pipeline):
    said = "پرونده من چی شد بعد ثبت نام کلاس می‌خوام"
    intents = pipeline.understand(said, now=NOW).intents
    assert {intents[0].name, intents[1].name} == {"file_status", "class_signup"}
    assert any(one.part for one in intents)  # one of them is read in its own words


def test_only_the_first_thousand_characters_are_read(pipeline):
    long = "الف ب " * 400 + "۰۹۱۳۱۲۳۴۵۶۷"
    understanding = pipeline.understand(long, now=NOW)
    assert understanding.raw == long
    assert not understanding.entities
    assert len(understanding.normal) <= LONGEST


def test_intents_are_ordered_by_confidence(pipeline):
    confidences = [one.confidence for one in pipeline.understand("کلاس", now=NOW).intents]
    assert confidences == sorted(confidences, reverse=True)


@settings(max_examples=150)
@given(st.text(max_size=120), SLOTS)
def test_no_text_raises_and_every_place_is_true(pipeline, text, expecting):
    understanding = pipeline.understand(text, now=NOW, expecting=expecting)
    for entity in understanding.entities:
        assert text[entity.start : entity.end] == entity.raw


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(PIECES),
        max_size=25,
    ),
    SLOTS,
)
def test_no_mixture_of_pieces_raises(pipeline, pieces, expecting):
    for glue in ("", " "):
        pipeline.understand(glue.join(pieces), now=NOW, expecting=expecting)


def test_what_was_asked_weighs_in_what_is_wanted(pipeline):
    def stays_foreign(expecting):
        given = pipeline.understand("من برای دوره چند", now=NOW, expecting=expecting).intents
        return next(one.confidence for one in given if one.name == "out_of_scope")

    assert stays_foreign("floors") > stays_foreign(None)  # small talk comes at any question, a wish seldom


def test_markup_in_a_message_is_not_read_and_moves_nothing(pipeline):
    text = "<b>پرونده</b> ۱۲۳۴۵۶۷<script> کجاست؟"
    said = pipeline.understand(text, now=NOW)
    assert said.raw == text
    assert [(one.value, text[one.start : one.end]) for one in said.entities] == [("1234567", "۱۲۳۴۵۶۷")]
    assert said.intents == pipeline.understand("پرونده ۱۲۳۴۵۶۷ کجاست؟", now=NOW).intents


def test_two_wishes_joined_by_and_also_are_both_heard(pipeline):
    alone = {one.name for one in pipeline.understand("پرونده من کجاست", now=NOW).intents[:1]}
    both = pipeline.understand("پرونده من کجاست و یک کلاس هم ثبت نام کنید", now=NOW).intents
    assert alone <= {one.name for one in both if one.confidence > 0.4}


def test_a_text_is_put_in_formal_words_and_never_raises(pipeline):
    assert pipeline.in_formal_words("پایان‌کار چیه؟").startswith("پایان")
    for text in ("", "؟" * 3000, "\ud800", "😀"):
        pipeline.in_formal_words(text)


def test_what_a_part_of_the_message_asks_for_has_its_place_in_it(pipeline):
    text = "پرونده ۱۲۳۴۵۶۷ من چی شد؟ راستی عوارض پروانه مسکونی چقدر می‌شود"
    whole, *others = pipeline.understand(text, now=NOW).intents
    assert {text[slice(*one.part)].split(maxsplit=1)[0] for one in others if one.part} <= {"پرونده", "عوارض"}
    assert whole.part is None
    assert any(one.part for one in others)


def test_the_word_of_an_order_is_no_value(pipeline):
    assert pipeline.understand("بله درسته ثبت کنید", now=NOW, expecting="inquiry_type").entities == ()
    assert pipeline.understand("are sabt kon", now=NOW, expecting="inquiry_type").entities == ()


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("خب ولش کن شکایت دارم", ["خب ولش کن", "شکایت دارم"]),
        ("بیخیال شو پرونده من را ببین", ["بیخیال شو", "پرونده من را ببین"]),
        ("ولش کن قسط رو", ["ولش کن قسط رو"]),
    ],
)
def test_what_is_wanted_after_letting_go_of_something_is_a_clause_of_its_own(text, clauses):
    assert [text[start:end] for start, end in _clauses(text)] == clauses


def test_wishes_without_a_mark_between_them_have_each_its_part_in_the_order_of_the_text(pipeline):
    text = "پیگیری پرونده کن ثبت نام کلاس هم کن"
    said = pipeline.understand(text, now=NOW)
    assert [text[slice(*one.part)].strip() for one in said.intents[:2]] == ["پیگیری پرونده کن", "ثبت نام کلاس هم کن"]


def test_a_story_of_many_ands_is_not_read_at_each_of_them(pipeline, monkeypatch):
    """Sixty of them took 77 ms: two readings of half the message at each."""
    read, probabilities = [], pipeline.model.probabilities

    def counted(text, *more, **named):
        read.append(text)
        return probabilities(text, *more, **named)

    monkeypatch.setattr(type(pipeline.model), "probabilities", lambda _model, *given, **named: counted(*given, **named))
    pipeline.understand("میخوام ببینم و " * 60, now=NOW)
    assert 0 < len(read) < 30
