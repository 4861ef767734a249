import shutil

import numpy as np
import pytest

from nlu.model_folder import ModelRefused, opened
from nlu.network.fit import Plan, fresh, names_of
from nlu.network.net import Network
from nlu.reading import TABLES
from nlu.slots.marks import Tagged
from nlu.slots.store import LEARNED, NAMES, WEIGHTS, load_tagger, save_tagger, tagger_files


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


def test_a_byte_a_weight_reads_a_message_as_the_weights_themselves_do(tmp_path):
    names = names_of([Tagged(("هوای", "شیراز"), ("O", "B-city"), "weather_ask")], 1)
    nets = [fresh(names, Plan(seed=seed)) for seed in (1, 2)]
    manifest = save_tagger(nets, {"intents": names.intents, "tags": names.tags, "pieces": names.pieces}, tmp_path, {})
    with np.load(tmp_path / WEIGHTS) as stored:
        assert {stored[f"1.{name}"].dtype for name in ("pieces", "in", "whole", "tell")} == {np.dtype(np.int8)}
    loaded = load_tagger(tmp_path, manifest)
    assert loaded is not None
    exact, read = (one.read(["هوای", "شیراز"]).tags for one in (Network(nets, names.pieces), loaded._network))
    assert np.abs(exact - read).max() < 0.02 * np.abs(exact).max()
