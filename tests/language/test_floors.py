"""Floors under what was measured on the development set. The numbers are in `floors.yaml`."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from nlu.entities.kinds import CORE
from nlu.evaluation.noises.registry import NOISES
from nlu.rasa_data import DEFAULT_PATHS, read_examples
from nlu.text import normalise

FLOORS = yaml.safe_load(Path(__file__).with_name("floors.yaml").read_text("utf-8"))
INTENTS = {
    "file_status", "fee_estimate", "class_signup", "inquiry_request", "permit_request", "permit_renewal",
    "pay_bill",
    "regulation_question", "complaint", "zoning_lookup", "document_upload", "office_lookup", "inspection_booking",
    "archive_image", "objection", "installment", "my_data", "notify_me", "human_handoff", "cancel", "correct",
    "greeting",
    "thanks", "out_of_scope",
}  # fmt: skip


def floor(table, name):
    return table.get(name, table["default"])


def test_every_intent_has_phrasings_enough():
    counts = Counter(example.intent for example in read_examples(DEFAULT_PATHS))
    assert set(counts) == INTENTS
    assert counts["out_of_scope"] >= 450
    assert all(counts[intent] >= 120 for intent in INTENTS)


def test_nothing_of_the_development_set_is_trained_on(dev):
    trained = {normalise(example.text).plain for example in read_examples(DEFAULT_PATHS)}
    short = {normalise(text).plain for text, _ in dev.utterances if len(text.split()) <= 2}
    copied = {normalise(text).plain for text, _ in dev.utterances} & trained
    assert copied <= short  # two words («اپراتور لطفا») leave no room to differ


def test_the_development_set_is_large_enough(dev):
    assert len(dev.utterances) >= 650
    assert len(dev.values) >= 200
    assert {intent for _, intent in dev.utterances} == INTENTS


@pytest.mark.parametrize("name", ["accuracy", "within_three", "out_of_scope_recall", "core_f1"])
def test_the_whole_is_right_often_enough(result, name):
    assert getattr(result.whole, name) >= FLOORS["whole"][name]


@pytest.mark.parametrize("name", ["wrong_action", "calibration_error"])
def test_a_wrong_service_is_seldom_started_and_confidence_is_honest(result, name):
    assert getattr(result.whole, name) <= FLOORS["whole"][f"{name}_at_most"]


@pytest.mark.parametrize("intent", sorted(INTENTS))
def test_no_intent_is_left_behind(result, intent):
    assert result.intents[intent].recall >= floor(FLOORS["intent_recall"], intent)
    assert result.intents[intent].precision >= floor(FLOORS["intent_precision"], intent)


def test_every_noise_has_a_floor():
    assert set(FLOORS["noise_loss"]) == {noise.name for noise in NOISES}


@pytest.mark.parametrize("name", sorted(FLOORS["noise_loss"]))
def test_noise_costs_no_more_than_it_did(result, name):
    noise = next(noise for noise in result.noises if noise.name == name)
    assert noise.lost <= FLOORS["noise_loss"][name]
    assert noise.wrong_action <= FLOORS["noise_wrong_action_at_most"]
    assert noise.values_f1 is None or noise.values_f1 >= FLOORS["noise_values_f1"]


def test_values_of_each_core_kind_are_read_exactly(result):
    below = {
        kind: round(score.f1, 3)
        for kind, score in result.kinds.items()
        if kind in CORE and score.n >= 3 and score.f1 < floor(FLOORS["value_f1"], kind)
    }
    assert below == {}


def test_training_says_what_it_found(trained):
    held_out = trained[0]
    assert held_out["accuracy"] >= 0.80
    assert held_out["within_three"] >= 0.88
