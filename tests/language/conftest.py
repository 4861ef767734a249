"""The model of the repository's own data, trained once for the whole folder, and its evaluation. In CI it is the one
that `make test` has trained of the same checkout before; elsewhere that may be an older one, and it is trained now."""

import json
import os
from pathlib import Path

import pytest

from dialogs.wishes import SURE
from nlu.evaluation.measure import evaluate
from nlu.evaluation.sets import read_set
from nlu.model_folder import MANIFEST
from nlu.pipeline import load
from nlu.train import train

DEV = Path(__file__).parent / "dev.yaml"
TRAINED = Path(__file__).parents[2] / "var" / "model"


def pytest_collection_modifyitems(items):
    """Training and measuring happen in the first test that needs them: seconds alone, minutes on a busy machine."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.timeout(900))


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory):
    in_ci = os.environ.get("CI") == "true" and (TRAINED / MANIFEST).exists()
    return TRAINED if in_ci else tmp_path_factory.mktemp("model")


@pytest.fixture(scope="session")
def trained(model_folder):
    """What its training found on folds held out of it, and the model."""
    if not (model_folder / MANIFEST).exists():
        train([], model_folder)
    return json.loads((model_folder / MANIFEST).read_text("utf-8"))["held_out"], load(model_folder)


@pytest.fixture(scope="session")
def dev():
    return read_set(DEV)


@pytest.fixture(scope="session")
def result(trained, dev):
    return evaluate(trained[1], [dev], acts_from=SURE)
