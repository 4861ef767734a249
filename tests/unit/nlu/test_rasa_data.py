import pytest

from nlu.rasa_data import DataFault, data_hash, parse_example, read_examples, read_repeated


def test_marks_become_places_in_the_text():
    example = parse_example("پرونده [۱۲۳](request_no) در [پنج](district:5)", "file_status")
    assert example.text == "پرونده ۱۲۳ در پنج"
    assert [(one.name, example.text[one.start : one.end]) for one in example.entities] == [
        ("request_no", "۱۲۳"),
        ("district", "پنج"),
    ]


def test_the_long_form_of_a_mark_is_read():
    example = parse_example('برو [خونه]{"entity": "use", "value": "residential"}', "x")
    assert (example.text, example.entities[0].name) == ("برو خونه", "use")


def test_folders_are_searched_and_repeats_counted_once(tiny_data):
    examples = read_examples([tiny_data.parent, tiny_data])
    assert len(examples) == 18
    assert {example.intent for example in examples} == {"file_status", "class_signup", "out_of_scope"}


def test_repeats_in_a_file_can_be_kept(tmp_path):
    file = tmp_path / "nlu.yaml"
    file.write_text("nlu:\n  - intent: greet\n    examples: |\n      - سلام\n      - درود\n      - سلام\n", "utf-8")
    assert [one.text for one in read_repeated([file, tmp_path])] == ["سلام", "درود", "سلام"]
    assert len(read_examples([file])) == 2


def test_the_hash_does_not_depend_on_order(tiny_data):
    examples = read_examples([tiny_data])
    assert data_hash(examples) == data_hash(reversed(examples))
    assert data_hash(examples) != data_hash(examples[1:])


@pytest.mark.parametrize(
    "content", ["nlu: 5", "[broken", "nlu:\n  - intent: x\n    examples: |\n      no dash\n", "nlu: []"]
)
def test_unusable_data_is_named(tmp_path, content):
    file = tmp_path / "nlu.yaml"
    file.write_text(content, "utf-8")
    with pytest.raises(DataFault, match=r"nlu\.yaml"):
        read_examples([file])


def test_a_missing_path_is_named(tmp_path):
    with pytest.raises(DataFault, match="no such"):
        read_examples([tmp_path / "nothing"])
