import numpy as np
import pytest

from nlu.model_folder import opened
from nlu.network.net import Reading
from nlu.slots.store import load_tagger
from nlu.slots.tagger import Tagger, blend
from nlu.text import normalise


@pytest.fixture(scope="module")
def tagger(foreign_model):
    return load_tagger(foreign_model, opened(foreign_model))


def test_entities_stand_where_the_text_has_them(tagger):
    text = "هوای  شيراز چطور است"
    found = tagger.read(normalise(text), {}).entities
    assert [(one.name, one.value, one.raw) for one in found] == [("city", "شیراز", "شيراز")]
    assert text[found[0].start : found[0].end] == found[0].raw


def test_a_message_without_words_has_no_opinion(tagger):
    found = tagger.read(normalise("😀"), {})
    assert found.entities == ()
    assert set(found.intents.values()) == {0.5}


def both(read, linear):
    return blend(np.array(read), np.array(linear))


def test_blending_hears_both_and_the_network_more():
    assert both([0.7, 0.3], [0.3, 0.7])[0] > 0.5
    assert both([0.6, 0.4], [0.02, 0.98])[1] > 0.5
    assert both([0.6, 0.4], [0.5, 0.5]).sum() == pytest.approx(1)


def test_an_intent_one_of_them_does_not_know_is_not_lost():
    assert 0 < both([0.9, 0.1], [0.0, 1.0])[0] < 1


def test_the_intent_settles_what_the_words_leave_open():
    class Torn:
        steps, start = np.zeros((3, 3)), np.zeros(3)

        def read(self, words):
            return Reading(np.array([0.5, 0.5]), np.zeros((len(words), 3)))

        def tags_for(self, reading, intents):
            return reading.tags + intents @ np.array([[0.0, 3.0, 0.0], [3.0, 0.0, 0.0]])

    tagger = Tagger(Torn(), ("play", "ask"), ("O", "B-song", "I-song"))
    assert tagger.read(normalise("باران"), {"play": 1.0}).entities[0].name == "song"
    assert tagger.read(normalise("باران"), {"ask": 1.0}).entities == ()
