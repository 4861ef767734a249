import json

from nlu.evaluation.model_facts import held_out, model_facts, timed_load


def test_facts_come_from_the_manifest(tiny_model):
    facts = model_facts(tiny_model)
    manifest = json.loads((tiny_model / "manifest.json").read_text("utf-8"))
    assert facts["data_hash"] == manifest["data_hash"]
    assert "labels" not in facts
    assert facts["megabytes"] == sum(file.stat().st_size for file in tiny_model.iterdir()) / 1e6
    assert held_out(tiny_model)["accuracy"] == manifest["held_out"]["accuracy"]


def test_loading_is_timed(tmp_path):
    loaded, seconds = timed_load(lambda folder: folder.name, tmp_path)
    assert loaded == tmp_path.name
    assert seconds >= 0
