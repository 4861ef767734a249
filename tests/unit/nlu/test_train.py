import json
import subprocess
import sys

import numpy as np
import pytest

from nlu import processes
from nlu import train as train_module
from nlu.intents import ARRAYS
from nlu.model_folder import MANIFEST
from nlu.rasa_data import Example
from nlu.reading import TABLES
from nlu.train import _folds, calibration_error, train

pytestmark = pytest.mark.slow


def test_the_same_data_gives_the_same_model(tiny_data, tiny_model, tmp_path):
    report = train([tiny_data], tmp_path)
    for name in (ARRAYS, TABLES, MANIFEST):
        assert (tmp_path / name).read_bytes() == (tiny_model / name).read_bytes()
    assert (report.examples, report.intents) == (18, 3)


def test_the_manifest_says_what_the_model_is(tiny_model):
    manifest = json.loads((tiny_model / MANIFEST).read_text("utf-8"))
    assert manifest["examples"] == {"class_signup": 6, "file_status": 6, "out_of_scope": 6}
    assert 0 <= manifest["held_out"]["accuracy"] <= 1
    assert len(manifest["files"][ARRAYS]) == 64
    assert manifest["version"] == manifest["data_hash"][:12]


def test_calibration_error_is_zero_when_confidence_is_honest():
    assert calibration_error(np.array([1.0, 1.0]), np.array([True, True])) == 0
    assert calibration_error(np.array([0.95, 0.95]), np.array([False, False])) > 0.9


def test_serving_loads_no_scikit_learn(tiny_model):
    script = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC; from nlu.pipeline import load;"
        f"load(Path({str(tiny_model)!r})).understand('پرونده', now=datetime.now(UTC));"
        "sys.exit(any(name.split('.')[0] in {'sklearn', 'scipy', 'hazm'} for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_what_is_said_again_is_held_out_with_the_first():
    examples = [Example(text, "a") for text in ("یک", "دو", "سه", "چهار", "پنج") * 4]
    folds = _folds(examples)
    assert len({(one.text, fold) for one, fold in zip(examples, folds, strict=True)}) == 5
    assert len(set(folds)) > 1


def test_several_processes_fit_the_same_weights(tiny_data, tiny_model, tmp_path, monkeypatch):
    monkeypatch.setattr(train_module, "LARGE", 1)
    monkeypatch.setattr(processes, "cores", lambda: 2)
    train([tiny_data], tmp_path)
    assert (tmp_path / ARRAYS).read_bytes() == (tiny_model / ARRAYS).read_bytes()
