import json
import shutil

import pytest

from nlu.intents import MANIFEST, ModelRefused
from nlu.slots.store import LEARNED, NAMES, WEIGHTS, load_tagger


def test_the_manifest_says_that_entities_are_learned(foreign_model, tiny_model):
    manifest = json.loads((foreign_model / MANIFEST).read_text("utf-8"))
    assert manifest["entities"] == LEARNED
    assert manifest["reader"]["slots"] == 3
    assert {WEIGHTS, NAMES} < set(manifest["files"])
    assert "entities" not in json.loads((tiny_model / MANIFEST).read_text("utf-8"))
    assert load_tagger(tiny_model) is None


@pytest.mark.parametrize("name", [WEIGHTS, NAMES])
def test_a_changed_file_is_refused(foreign_model, tmp_path, name):
    folder = tmp_path / "model"
    shutil.copytree(foreign_model, folder)
    assert load_tagger(folder) is not None
    with (folder / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(ModelRefused, match=name):
        load_tagger(folder)


def test_a_missing_file_is_refused(foreign_model, tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(foreign_model, folder)
    (folder / WEIGHTS).unlink()
    with pytest.raises(ModelRefused, match="train again"):
        load_tagger(folder)
