import json

import pytest

from nlu.model_folder import MANIFEST, ModelRefused, opened, seal


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.bin").write_bytes(b"abc")
    seal(tmp_path, ["a.bin"], {"version": "1"})
    return tmp_path


def test_a_sealed_folder_opens(folder):
    assert opened(folder)["version"] == "1"


def test_a_changed_file_is_refused(folder):
    (folder / "a.bin").write_bytes(b"abd")
    with pytest.raises(ModelRefused, match="not the file"):
        opened(folder)


def test_a_missing_file_or_manifest_is_refused(folder, tmp_path_factory):
    with pytest.raises(ModelRefused, match="no usable model"):
        opened(tmp_path_factory.mktemp("empty"))
    (folder / "a.bin").unlink()
    with pytest.raises(ModelRefused, match="no usable model"):
        opened(folder)


def test_another_format_is_refused(folder):
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    (folder / MANIFEST).write_text(json.dumps({**manifest, "format": 99}), "utf-8")
    with pytest.raises(ModelRefused, match="another version"):
        opened(folder)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": 3, "files": []}', "\u0000"])
def test_a_broken_manifest_is_refused(folder, content):
    (folder / MANIFEST).write_text(content, "utf-8")
    with pytest.raises(ModelRefused):
        opened(folder)
