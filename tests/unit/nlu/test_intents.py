import json

import numpy as np
import pytest

from nlu.intents import ARRAYS, MANIFEST, ModelRefused, give_way, load_model, soften
from nlu.text import normalise


def test_probabilities_sum_to_one(tiny_model):
    model = load_model(tiny_model)
    for text in ("پرونده من چی شد", "", "کلاس", "zzz"):
        assert sum(model.probabilities(normalise(text).plain).values()) == pytest.approx(1, abs=1e-4)


def test_strange_words_go_to_none_of_these(tiny_model):
    model = load_model(tiny_model)
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


def test_a_changed_file_is_refused(tiny_model, tmp_path):
    for name in (ARRAYS, MANIFEST):
        (tmp_path / name).write_bytes((tiny_model / name).read_bytes())
    assert load_model(tmp_path).labels
    with (tmp_path / ARRAYS).open("ab") as file:
        file.write(b"x")
    with pytest.raises(ModelRefused, match="not the file"):
        load_model(tmp_path)


def test_a_missing_or_broken_model_is_refused(tmp_path, tiny_model):
    with pytest.raises(ModelRefused, match="train"):
        load_model(tmp_path)
    manifest = json.loads((tiny_model / MANIFEST).read_text("utf-8"))
    (tmp_path / MANIFEST).write_text(json.dumps({**manifest, "format": 99}), "utf-8")
    with pytest.raises(ModelRefused, match="version"):
        load_model(tmp_path)
