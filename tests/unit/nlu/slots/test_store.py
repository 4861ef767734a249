import shutil

import pytest

from nlu.model_folder import ModelRefused, opened
from nlu.reading import TABLES
from nlu.slots.store import LEARNED, NAMES, WEIGHTS, load_tagger, tagger_files


def test_the_manifest_says_that_entities_are_learned(foreign_model, tiny_model):
    manifest = opened(foreign_model)
    assert manifest["entities"] == LEARNED
    assert manifest["reader"]["slots"] == 3
    assert {WEIGHTS, NAMES} < set(manifest["files"])
    assert "entities" not in opened(tiny_model)
    assert (TABLES in opened(tiny_model)["files"], TABLES in manifest["files"]) == (True, False)
    assert load_tagger(tiny_model, opened(tiny_model)) is None


@pytest.mark.parametrize("name", [WEIGHTS, NAMES])
def test_a_changed_file_is_refused(foreign_model, tmp_path, name):
    folder = tmp_path / "model"
    shutil.copytree(foreign_model, folder)
    assert load_tagger(folder, opened(folder)) is not None
    with (folder / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(ModelRefused, match=name):
        opened(folder)


def test_names_that_do_not_fit_are_refused(foreign_model, tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(foreign_model, folder)
    (folder / NAMES).write_text("{}", "utf-8")
    with pytest.raises(ModelRefused, match="no usable reader"):
        load_tagger(folder, {"entities": LEARNED})


def test_the_reader_s_files_are_sealed_with_the_others(foreign_model, tiny_model):
    assert tagger_files(opened(foreign_model)) == (WEIGHTS, NAMES)
    assert tagger_files(opened(tiny_model)) == ()
