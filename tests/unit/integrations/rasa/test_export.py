import pytest
import yaml

from integrations.rasa.export import export, find_synonyms, marked
from nlu.rasa_data import DEFAULT_PATHS, DataFault, Example, Labelled, parse_example, read_examples


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("project")
    return folder, export(folder)


def read(path):
    return yaml.safe_load(path.read_text("utf-8"))


def test_the_written_data_reads_back_as_the_same_examples(project):
    folder, written = project
    ours, theirs = read_examples(DEFAULT_PATHS), read_examples([folder / "data/nlu.yml"])
    assert written.examples == len(theirs)
    assert set(theirs) == set(ours)
    assert sum(len(example.entities) for example in theirs) > 700


def test_marks_map_back_to_the_text(project):
    for example in read_examples([project[0] / "data/nlu.yml"]):
        for mark in example.entities:
            assert example.text[mark.start : mark.end] == mark.raw


def test_an_intent_is_one_block_however_many_services_speak_of_it(project):
    blocks = [block["intent"] for block in read(project[0] / "data/nlu.yml")["nlu"] if "intent" in block]
    assert blocks == sorted(set(blocks))
    assert project[1].intents == len(blocks)


def test_domain_rules_and_data_agree(project):
    folder, written = project
    domain, rules = read(folder / "domain.yml"), read(folder / "data/rules.yml")["rules"]
    examples = read_examples([folder / "data/nlu.yml"])
    assert set(domain["intents"]) == {example.intent for example in examples}
    assert set(domain["entities"]) == {mark.name for example in examples for mark in example.entities}
    assert [rule["steps"][0]["intent"] for rule in rules] == domain["intents"]
    assert {rule["steps"][1]["action"] for rule in rules} == set(domain["responses"])
    assert len(domain["entities"]) == written.entities


def test_every_file_is_yaml_and_the_versions_are_texts(project):
    for name in ("data/nlu.yml", "data/rules.yml", "domain.yml"):
        assert read(project[0] / name)["version"] == "3.1"  # a bare 3.1 is a number, which Rasa refuses
    components = [one["name"] for one in read(project[0] / "config.yml")["pipeline"]]
    assert "DIETClassifier" in components
    assert not [name for name in components if "." in name]  # a component of somebody else's would have a module


def test_a_second_export_replaces_the_first_and_leaves_other_files(tmp_path, tiny):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/nlu.yml").write_text("of an earlier export")
    (tmp_path / "models.txt").write_text("mine")
    assert export(tmp_path, [tiny]).examples == 2
    assert len(read_examples([tmp_path / "data/nlu.yml"])) == 2
    assert (tmp_path / "models.txt").read_text() == "mine"


@pytest.fixture
def tiny(tmp_path):
    file = tmp_path / "nlu.yaml"
    file.write_text('version: "3.1"\nnlu:\n- intent: a\n  examples: |\n    - [تجاری](use)\n    - دو\n', "utf-8")
    return file


def test_joiners_and_digits_stay_as_they_were_written():
    line = "می\u200cخوام [۱۲۰/۵](building_area_m2) متر، [پایان\u200cکار](request_type)"
    assert marked(parse_example(line, "x")) == line


@pytest.mark.parametrize(
    "example",
    [
        Example("see [this](place)", "x"),
        Example("one\ntwo", "x"),
        Example("a ] b", "x", (Labelled("use", "a ] b", 0, 5),)),
    ],
)
def test_what_the_format_cannot_hold_is_refused_by_name(example):
    with pytest.raises(DataFault, match="intent x"):
        marked(example)


def test_synonyms_are_named_values_that_mean_one_thing():
    def said(name, raw):
        return parse_example(f"[{raw}]({name})", "x")

    found = find_synonyms([said("use", "تجاری"), said("use", "مسکونی"), said("floors", "سه"), said("district", "پنج")])
    assert found == {"commercial": ["تجاری"], "residential": ["مسکونی"]}


def test_a_word_that_means_two_things_is_no_synonym(monkeypatch):
    marks = [parse_example(f"[دفتر]({name})", "x") for name in ("use", "office_type")]
    assert find_synonyms(marks[:1]) == {"office": ["دفتر"]}
    monkeypatch.setattr("integrations.rasa.export._named_value", lambda entity, raw: entity)
    assert find_synonyms(marks) == {}
