"""The model of the repository's own data, trained once for the whole folder, and its evaluation."""

from pathlib import Path

import pytest

from nlu.evaluate import evaluate, read_dev
from nlu.pipeline import load
from nlu.train import train

DEV = Path(__file__).parent / "dev.yaml"


@pytest.fixture(scope="session")
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("model")
    return train([], folder), load(folder)


@pytest.fixture(scope="session")
def dev():
    return read_dev(DEV)


@pytest.fixture(scope="session")
def result(trained, dev):
    return evaluate(trained[1], dev, now=dev.now)
