import re
from pathlib import Path

import pytest

from bot.account import Account, Found
from bot.console.telling import Summary, Teller
from bot.console.words import load_words
from dialogs import draft, questions
from dialogs.labels import name_of
from dialogs.outcomes import OUTCOMES
from dialogs.repair.patterns import PATTERNS
from dialogs.rounds import ACTED
from nlu.entities.kinds import ANSWERS, CORE
from nlu.types import Act, Intent
from tests.book import BOOK

ROOT = Path(__file__).parents[4]
LATIN = re.compile(r"[A-Za-z_@]")


@pytest.fixture(scope="module")
def book():
    return BOOK


@pytest.fixture(scope="module")
def teller(book):
    return Teller(book, load_words({name: book.texts.render(f"{name}.title", {}) for name in book.flows}))


def told(teller, **account):
    lines = dict(teller.lines(Account(**account)))
    return {name: lines[word] for name, word in teller.words.account.items() if word in lines}


def test_every_outcome_act_and_pattern_has_words_and_there_are_no_others(teller):
    assert set(teller.words.came_to) == OUTCOMES
    assert set(teller.words.acts) == {act.value for act in Act}
    assert set(teller.words.patterns) == {pattern.__name__ for pattern in PATTERNS}


def test_every_intent_has_words(teller, book):
    general = {path.stem for path in (ROOT / "nlu/data").glob("*.yaml")}
    assert set(teller.words.intents) == general
    trained = {path.parent.name for path in (ROOT / "dialogs/services").glob("*/nlu.yaml")}
    assert trained <= set(teller.words.services) == set(book.flows)


def test_every_question_of_the_engine_has_words(teller):
    own = {
        value
        for module in (questions, draft)
        for value in vars(module).values()
        if isinstance(value, str) and value.startswith("@")
    }
    assert set(teller.words.questions) == {*own - {ACTED}, "confirm"}


def test_every_value_and_every_question_without_a_label_has_a_name(teller, book):
    asked = [collect for flow in book.flows.values() for _, collect in flow.collects()]
    unnamed = {collect.slot for collect in asked if name_of(book.texts, collect) is None}
    heard = {entity for collect in asked for entity in collect.entities}
    assert unnamed | heard | CORE | ANSWERS <= set(teller.words.names)


def test_no_name_of_ours_is_shown_of_any_question(teller, book):
    for flow in book.flows.values():
        slots = [collect.slot for _, collect in flow.collects()]
        confirms = [step.id for step in flow.steps if type(step.does).__name__ == "Confirm"]
        for slot in (*slots, *confirms):
            assert not LATIN.search(told(teller, stack=(flow.id,), asked=slot)["asked"]), (flow.id, slot)


def test_an_account_reads_as_one_says_it(teller):
    account = told(
        teller,
        intents=(Intent("fee_estimate", 0.974), Intent("thanks", 0.02)),
        acts=("affirm", "what_if"),
        values=(
            Found("use", "residential", "خونه"),
            Found("district", 5, "منطقه پنج"),
            Found("topic", "parking_norm", "پارکینگ"),
            Found("nosazi_code", "5-12-34", "۵-۱۲-۳۴"),
        ),
        pattern="digress",
        outcome="asked",
        stack=("fee_estimate", "sign_in"),
        asked="mobile",
    )
    assert account == {
        "intents": "برآورد عوارض پروانه (۹۷٪)، تشکر (۲٪)",
        "acts": "بله، حساب کردن با فرض دیگر",
        "values": "کاربری: مسکونی، منطقه: ۵، موضوع: پارکینگ، کد نوسازی: \u2066۵-۱۲-۳۴\u2069",
        "pattern": "رفتن سراغ کار یا پرسشی دیگر",
        "outcome": "پرسید و منتظر پاسخ ماند",
        "stack": "برآورد عوارض پروانه ← تأیید هویت",
        "asked": "شمارهٔ موبایل",
    }


def test_what_an_account_does_not_hold_is_not_spoken_of(teller):
    assert told(teller, outcome="quiet") == {"outcome": "چیزی نگفت"}


def test_names_nobody_knows_any_more_are_shown_as_they_are(teller):
    gone = {"pattern": "gone", "outcome": "lost", "stack": ("old",), "asked": "slot", "intents": (Intent("past", 1),)}
    assert set(told(teller, **gone).values()) == {"gone", "lost", "old", "slot", "past (۱۰۰٪)"}


def test_the_summary_names_the_answers_and_the_question_that_stood(teller):
    handed = {
        "answers": [
            {"label": {"key": "fee_estimate.label_use"}, "value": {"key": "fee_estimate.use_residential"}},
            {"label": {"value": "visit_action"}, "value": {"value": 200, "kind": "number"}},
        ],
        "asked": {"key": "fee_estimate.label_land"},
    }
    assert teller.summary(handed) == Summary((("کاربری", "مسکونی"), ("کار با بازدید", "۲۰۰")), "مساحت زمین")


@pytest.mark.parametrize("nothing", [None, {"answers": [], "asked": None}])
def test_where_nothing_was_said_there_is_no_summary(teller, nothing):
    assert teller.summary(nothing) is None
