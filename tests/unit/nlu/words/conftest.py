"""The tables as training makes them, once: from the training texts, the lexicon and the installed hazm."""

import pytest

from nlu.rasa_data import DEFAULT_PATHS, read_examples
from nlu.text import normalise
from nlu.words.hazm_source import harvest
from nlu.words.learning import learn_tables
from nlu.words.repair import Repairer


@pytest.fixture(scope="session")
def harvested():
    return harvest()


@pytest.fixture(scope="session")
def tables(harvested):
    texts = [example.text for example in read_examples(DEFAULT_PATHS)]
    return learn_tables(texts, source=harvested)


@pytest.fixture(scope="session")
def repairer(tables):
    return Repairer.of(tables)


@pytest.fixture
def repaired(repairer):
    return lambda text: repairer.repair(normalise(text)).text


@pytest.fixture(scope="session")
def repair_normal(repairer):
    """As a function: hypothesis writes out what it is given, and the tables are five megabytes."""
    return repairer.repair
