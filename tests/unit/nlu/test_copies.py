import pytest

from nlu import copies, processes
from nlu.copies import ANSWER_TRUST, NOISY_TRUST, noisy, plain
from nlu.features import features
from nlu.rasa_data import Example
from nlu.words.tables import WordTables

TEXTS = ("وضعیت پرونده من چیست", "کلاس آموزشی دارید", "سلام", "parvande man kojast")


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    file = tmp_path_factory.mktemp("tables") / "words.json"
    WordTables.build(TEXTS, ()).save(file)
    return file


@pytest.fixture
def examples():
    return [Example(text=text, intent="a" if at % 2 else "b", entities=()) for at, text in enumerate(TEXTS)]


def test_every_example_comes_as_it_is_and_with_noise(examples, tables):
    made = noisy(examples, ("a", "b"), tables)
    own = [copy for copy in made if copy.trust == 1.0]
    assert [copy.of for copy in own] == [0, 1, 2, 3]
    assert [copy.label for copy in own] == [1, 0, 1, 0]
    assert {copy.trust for copy in made} <= {1.0, NOISY_TRUST, ANSWER_TRUST}
    assert all(copy.features for copy in made)


def test_several_processes_make_the_same_copies(examples, tables, monkeypatch):
    alone = noisy(examples, ("a", "b"), tables)
    monkeypatch.setattr(copies, "LARGE", 1)
    monkeypatch.setattr(copies, "PART", 2)
    monkeypatch.setattr(copies, "cores", lambda: 2)
    monkeypatch.setattr(processes, "cores", lambda: 2)
    assert noisy(examples, ("a", "b"), tables) == alone


def test_other_data_is_taken_once_by_its_letters(examples):
    made = plain(examples, ("a", "b"))
    assert [(copy.of, copy.trust) for copy in made] == [(0, 1.0), (1, 1.0), (2, 1.0), (3, 1.0)]


def test_what_holds_a_value_comes_once_more_as_its_answer(tables):
    example = Example(text="منطقه ۵", intent="office_lookup", entities=())
    own, answer = (copy for copy in noisy([example], ("office_lookup",), tables) if copy.trust != NOISY_TRUST)
    question = features("", asked="district")
    assert answer.trust == ANSWER_TRUST
    assert answer.features == own.features | question


def test_small_talk_comes_at_any_question(tables):
    thanks = Example(text="سلام", intent="thanks", entities=())
    assert any(copy.trust == ANSWER_TRUST for copy in noisy([thanks], ("thanks",), tables))
