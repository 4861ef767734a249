import pytest

from nlu.words.learning import learn_tables
from nlu.words.neighbours import pair

pytestmark = pytest.mark.slow


def test_words_are_known_beside_each_other_as_typed_and_as_repaired(harvested):
    tables = learn_tables(["پروندمو میخوام"], source=harvested)
    assert pair("پروندمو", "میخوام") in tables.neighbours
    assert pair("را", "میخواهم") in tables.neighbours
    assert pair("میخوام", "پروندمو") not in tables.neighbours
