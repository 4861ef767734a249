"""What the model folder is: plain arrays and a manifest that vouches for them; never a pickle, never something else."""

import hashlib
import json
import pickletools
import shutil
import zipfile
from pathlib import Path

import pytest
import yaml

from nlu.model_folder import MANIFEST, ModelRefused
from nlu.pipeline import load
from nlu.rasa_data import DEFAULT_PATHS, data_hash, read_examples

FLOORS = yaml.safe_load(Path(__file__).with_name("floors.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def folder(trained, model_folder):
    return model_folder


@pytest.fixture(scope="module")
def manifest(folder):
    return json.loads((folder / MANIFEST).read_text("utf-8"))


@pytest.fixture
def copy(folder, tmp_path):
    return Path(shutil.copytree(folder, tmp_path / "copy"))


def unpickles(content):
    """Is there a whole pickle at the start?"""
    try:
        return any(step.name == "STOP" for step, _, _ in pickletools.genops(content))
    except Exception:
        return False


def test_the_folder_holds_nothing_but_the_manifest_and_the_files_it_names(folder, manifest):
    assert {file.name for file in folder.iterdir()} == {MANIFEST, *manifest["files"]}


def test_no_file_is_a_pickle_or_carries_objects(folder, manifest):
    for name in manifest["files"]:
        content = (folder / name).read_bytes()
        assert not unpickles(content), name
        if zipfile.is_zipfile(folder / name):
            with zipfile.ZipFile(folder / name) as arrays:
                for member in arrays.namelist():
                    header = arrays.read(member)[:256]
                    assert header.startswith(b"\x93NUMPY"), member
                    assert b"'descr': '|O'" not in header, member


def test_the_manifest_says_what_it_was_trained_on_and_how_well(manifest):
    assert manifest["data_hash"] == data_hash(read_examples(DEFAULT_PATHS))
    assert {"accuracy", "within_three", "calibration_error", "out_of_scope_accepted"} <= set(manifest["held_out"])
    assert manifest["version"]


def test_the_manifest_vouches_for_every_file(folder, manifest):
    for name, wanted in manifest["files"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == wanted


def test_a_file_with_another_hash_is_refused(copy, manifest):
    for name in manifest["files"]:
        content = (copy / name).read_bytes()
        (copy / name).write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        with pytest.raises(ModelRefused, match=name):
            load(copy)
        (copy / name).write_bytes(content)
    assert load(copy).version == manifest["version"]


def test_a_missing_file_is_refused(copy, manifest):
    (copy / next(iter(manifest["files"]))).unlink()
    with pytest.raises(ModelRefused):
        load(copy)


def test_the_model_is_small(folder):
    megabytes = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
    assert megabytes <= FLOORS["model_megabytes_at_most"]
