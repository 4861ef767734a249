"""The model of the repository's own data, trained once for the whole folder, and its evaluation."""

from pathlib import Path

import pytest

from dialogs.wishes import SURE
from nlu.evaluation.measure import evaluate
from nlu.evaluation.sets import read_set
from nlu.pipeline import load
from nlu.train import train

DEV = Path(__file__).parent / "dev.yaml"


def pytest_collection_modifyitems(items):
    """Training and measuring happen in the first test that needs them: seconds alone, minutes on a busy machine."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.timeout(900))


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("model")


@pytest.fixture(scope="session")
def trained(model_folder):
    return train([], model_folder), load(model_folder)


@pytest.fixture(scope="session")
def dev():
    return read_set(DEV)


@pytest.fixture(scope="session")
def result(trained, dev):
    return evaluate(trained[1], [dev], acts_from=SURE)
