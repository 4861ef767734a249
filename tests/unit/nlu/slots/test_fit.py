import pytest

from nlu.network.fit import Plan
from nlu.pipeline import load
from nlu.rasa_data import DEFAULT_PATHS, read_examples
from nlu.slots.fit import fit_tagger, foreign_entities, rows_hash
from nlu.slots.marks import tagged
from nlu.slots.store import WEIGHTS

pytestmark = pytest.mark.slow


def test_our_own_services_need_no_learned_reader(tmp_path):
    examples = read_examples(DEFAULT_PATHS)
    assert foreign_entities(examples) == ()
    assert fit_tagger(examples, tmp_path) == {}
    assert list(tmp_path.iterdir()) == []


def test_what_no_rule_finds_is_named(foreign_data):
    assert foreign_entities(read_examples([foreign_data])) == ("artist", "city", "song")


def test_a_model_of_other_data_reads_its_own_entities_and_not_ours(foreign_model, now):
    found = load(foreign_model).understand("آهنگ بهار از گوگوش پخش کن منطقه ۵", now=now)
    assert found.intent.name == "music_play"
    assert ("artist", "گوگوش") in [(one.name, one.value) for one in found.entities]
    assert "district" not in [one.name for one in found.entities]


def test_the_same_data_gives_the_same_reader(foreign_data, tmp_path):
    examples, plan = read_examples([foreign_data]), Plan(width=8, hidden=8, whole=8, least_steps=5)
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        assert fit_tagger(examples, tmp_path / name, plan)
    assert (tmp_path / "one" / WEIGHTS).read_bytes() == (tmp_path / "other" / WEIGHTS).read_bytes()


def test_the_hash_knows_the_marks(foreign_data):
    rows = [tagged(one) for one in read_examples([foreign_data])]
    assert rows_hash(rows) == rows_hash(rows[::-1]) != rows_hash(rows[1:])
