"""YAML with the lines of its keys."""

import pytest

from dialogs.document import DocumentError, read_document


def write(tmp_path, text):
    path = tmp_path / "a.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_every_value_knows_its_line(tmp_path):
    document = read_document(write(tmp_path, "a: 1\nb:\n  - c: x\n    d: true\n"))
    assert document.data == {"a": 1, "b": [{"c": "x", "d": True}]}
    assert document.line("b", 0, "d") == 4
    assert document.line("b", 0, "nothing") == 3
    assert document.line() == 1


def test_doubled_keys_are_noted(tmp_path):
    assert read_document(write(tmp_path, "a: 1\na: 2\n")).doubled == (("a", 2),)


@pytest.mark.parametrize(
    ("text", "line"), [("a: [", 2), ("a: b: c", 1), (b"\xff\xfe\xff", 1), ("a: !!python/name:os.system", 1)]
)
def test_what_is_no_plain_yaml_is_refused_with_its_line(tmp_path, text, line):
    with pytest.raises(DocumentError) as caught:
        read_document(write(tmp_path, text))
    assert caught.value.line in (1, line)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(DocumentError, match="cannot be read"):
        read_document(tmp_path / "none.yaml")


def test_an_empty_file_holds_nothing(tmp_path):
    assert read_document(write(tmp_path, "")).data is None
