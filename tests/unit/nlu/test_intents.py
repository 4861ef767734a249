import numpy as np
import pytest

from nlu.features import features
from nlu.intents import ARRAYS, give_way, load_intents, save_intents, soften
from nlu.model_folder import ModelRefused, opened
from nlu.text import normalise


def test_probabilities_sum_to_one(tiny_model):
    model = load_intents(tiny_model, opened(tiny_model))
    for text in ("پرونده من چی شد", "", "کلاس", "zzz"):
        assert sum(model.probabilities(normalise(text).plain).values()) == pytest.approx(1, abs=1e-4)


def test_strange_words_go_to_none_of_these(tiny_model):
    model = load_intents(tiny_model, opened(tiny_model))
    assert model.strangeness(normalise("ققنوس بلورین").plain) == 1.0
    chances = model.probabilities(normalise("ققنوس بلورین شتافت").plain)
    assert max(chances, key=chances.get) == "out_of_scope"


def test_a_weak_best_guess_gives_way():
    settled = give_way({"a": 0.1, "b": 0.05, "out_of_scope": 0.85}, floor=0.4, strange=0.0)
    assert settled["out_of_scope"] > 0.9
    kept = give_way({"a": 0.9, "out_of_scope": 0.1}, floor=0.4, strange=0.0)
    assert kept["a"] == pytest.approx(0.9)


def test_a_lower_temperature_is_surer():
    scores = np.array([1.0, 0.5], dtype=np.float32)
    assert soften(scores, 0.1)[0] > soften(scores, 1.0)[0] > 0.5


def test_arrays_come_back_as_they_were_saved(tiny_model, tmp_path):
    model = load_intents(tiny_model, opened(tiny_model))
    told = save_intents(model, tmp_path)
    again = load_intents(tmp_path, told)
    found = features(normalise("پرونده من").plain)
    assert (again.scores_of(found) == model.scores_of(found)).all()


def test_arrays_that_do_not_fit_their_manifest_are_refused(tiny_model):
    manifest = opened(tiny_model)
    assert (tiny_model / ARRAYS).is_file()
    with pytest.raises(ModelRefused, match="shape"):
        load_intents(tiny_model, {**manifest, "labels": [*manifest["labels"], "one_more"]})
    with pytest.raises(ModelRefused, match="shape"):
        load_intents(tiny_model, {**manifest, "buckets": 7})
