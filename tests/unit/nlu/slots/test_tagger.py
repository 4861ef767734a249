import pytest

from nlu.slots.store import load_tagger
from nlu.slots.tagger import blend
from nlu.text import normalise


@pytest.fixture(scope="module")
def tagger(foreign_model):
    return load_tagger(foreign_model)


def test_entities_stand_where_the_text_has_them(tagger):
    text = "هوای  شيراز چطور است"
    found = tagger.read(normalise(text)).entities
    assert [(one.name, one.value, one.raw) for one in found] == [("city", "شیراز", "شيراز")]
    assert text[found[0].start : found[0].end] == found[0].raw


def test_a_message_without_words_has_no_opinion(tagger):
    found = tagger.read(normalise("😀"))
    assert found.entities == ()
    assert set(found.intents.values()) == {0.5}


def test_blending_keeps_what_both_believe():
    both = blend({"a": 0.6, "b": 0.4}, {"a": 0.5, "b": 0.5})
    assert both["a"] == pytest.approx(0.6, abs=1e-3)
    assert blend({"a": 0.6, "b": 0.4}, {"a": 0.1, "b": 0.9})["b"] > 0.8
    assert sum(both.values()) == pytest.approx(1)
