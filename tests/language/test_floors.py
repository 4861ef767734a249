"""Floors under what was measured on the development set, so that a change that makes the ear worse is seen."""

from collections import Counter

import pytest

from nlu.rasa_data import DEFAULT_PATHS, read_examples
from nlu.text import normalise

INTENTS = {
    "file_status", "fee_estimate", "class_signup", "inquiry_request", "permit_request", "permit_renewal",
    "pay_bill",
    "regulation_question", "complaint", "zoning_lookup", "document_upload", "office_lookup", "inspection_booking",
    "archive_image", "objection", "installment", "my_data", "notify_me", "human_handoff", "cancel", "correct",
    "greeting",
    "thanks", "out_of_scope",
}  # fmt: skip
NOISE_FLOORS = {
    "typo": 0.93,
    "heavy typo": 0.86,
    "homophone": 0.93,
    "arabic letters": 0.965,
    "no joiners": 0.965,
    "no spaces": 0.89,
    "colloquial": 0.965,
    "finglish": 0.87,
    "elongated": 0.965,
}


def test_every_intent_has_phrasings_enough():
    counts = Counter(example.intent for example in read_examples(DEFAULT_PATHS))
    assert set(counts) == INTENTS
    assert counts["out_of_scope"] >= 1800
    assert all(counts[intent] >= 200 for intent in INTENTS)


def test_nothing_of_the_development_set_is_trained_on(dev):
    trained = {normalise(example.text).plain for example in read_examples(DEFAULT_PATHS)}
    short = {normalise(text).plain for text, _ in dev.utterances if len(text.split()) <= 2}
    copied = {normalise(text).plain for text, _ in dev.utterances} & trained
    assert copied <= short  # two words («اپراتور لطفا») leave no room to differ


def test_the_development_set_is_large_enough(dev):
    assert len(dev.utterances) >= 650
    assert len(dev.values) >= 200
    assert {intent for _, intent in dev.utterances} == INTENTS


def test_intents_are_right_often_enough(result):
    assert result.accuracy >= 0.97
    assert result.within_three >= 0.995


def test_a_wrong_service_is_seldom_started_with_confidence(result):
    assert result.wrong_action <= 0.008


def test_foreign_questions_are_seldom_taken(result):
    assert result.out_of_scope_accepted <= 0.05


def test_confidence_is_honest(result):
    assert result.calibration_error <= 0.12


def test_values_are_read_exactly(result):
    assert result.values["f1"] >= 0.95


@pytest.mark.parametrize("noise", sorted(NOISE_FLOORS))
def test_noise_costs_no_more_than_it_did(result, noise):
    assert result.noise[noise] >= NOISE_FLOORS[noise]


def test_training_is_quick_and_its_report_honest(trained):
    report = trained[0]
    assert report.seconds < 300  # a minute of one core; the machine may be shared
    assert report.accuracy >= 0.83
    assert report.within_three >= 0.95
