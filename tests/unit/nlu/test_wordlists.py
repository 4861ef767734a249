from collections import Counter

import yaml

from nlu.entities.lexical import KINDS, forms
from nlu.wordlists import FOLDER, districts_of, labels, read_yaml, words

LEXICONS = [
    content for path in FOLDER.glob("*.yaml") if "entity" in (content := yaml.safe_load(path.read_text("utf-8")))
]


def test_lists_are_in_plain_form():
    assert "متر" in words("beside_a_number")
    assert "کد ملی" in labels()["national_id"]


def test_every_entity_named_by_words_has_a_lexicon_with_values():
    names = {form.lexicon.entity for listed in forms().values() for form in listed}
    assert names == {
        "use", "inquiry_type", "request_type", "levy_type", "doc_type", "class_mode", "class_topic", "class_action",
        "office_type", "stage", "applicant_role", "commission", "topic", "complaint_topic", "neighbourhood",
        "notice_action", "file_detail",
        "visit_action", "day_part", "day_rank", "hour_rank",
    }  # fmt: skip
    assert all(any(entry.get(kind) for kind in KINDS) for content in LEXICONS for entry in content["values"])


def test_no_lexicon_names_one_value_twice_or_uses_an_unknown_key():
    for content in LEXICONS:
        values = Counter(entry["value"] for entry in content["values"])
        assert max(values.values()) == 1, content["entity"]
        keys = {key for entry in content["values"] for key in entry}
        assert keys <= {"value", "districts", *KINDS}, content["entity"]


def test_one_phrase_of_a_lexicon_means_one_value():
    for listed in forms().values():
        meanings = {}
        for form in listed:
            first = meanings.setdefault((form.lexicon.entity, form.letters, form.kind), form.value)
            assert first == form.value, (form.lexicon.entity, form.letters)


def test_a_neighbourhood_may_lie_in_districts_known_or_not():
    assert districts_of("ملک‌شهر") == (12,)
    assert districts_of("سعادت‌آباد") == ()
    assert districts_of("هیچ‌آباد") == ()


def test_our_files_read_the_same_with_the_fast_loader_and_the_plain_one():
    for path in FOLDER.glob("*.yaml"):
        assert read_yaml(path) == yaml.safe_load(path.read_text("utf-8"))
