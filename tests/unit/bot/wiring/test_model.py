import subprocess
from types import SimpleNamespace

import pytest

from bot.errors import Defect
from bot.settings import Settings
from bot.wiring import model
from nlu.rasa_data import written_hash


def settings(tmp_path):
    return Settings(model_dir=tmp_path / "model")


def test_a_folder_that_holds_no_model_of_ours_is_not_usable(tmp_path):
    assert not model.is_usable(tmp_path / "nothing")
    (tmp_path / "manifest.json").write_text('{"format": "of another program"}')
    assert not model.is_usable(tmp_path)


@pytest.mark.parametrize(("made_of", "current"), [("today", True), ("yesterday", False), (None, True)])
def test_a_model_of_other_phrasings_than_todays_is_not_current(tmp_path, monkeypatch, made_of, current):
    monkeypatch.setattr(model, "opened", lambda _: {"written_hash": made_of} if made_of else {})
    monkeypatch.setattr(model, "load_intents", lambda *_: None)
    monkeypatch.setattr(model, "written_hash", lambda: "today")
    assert model.is_current(tmp_path) is current


def test_the_hash_of_the_phrasings_changes_with_them(tmp_path):
    (tmp_path / "nlu.yaml").write_text("one", "utf-8")
    before = written_hash([tmp_path])
    assert written_hash([tmp_path]) == before
    (tmp_path / "nlu.yaml").write_text("two", "utf-8")
    assert written_hash([tmp_path]) != before


def test_in_production_a_missing_model_is_told_and_never_trained(tmp_path, monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("trained"))
    production = SimpleNamespace(production=True, model_dir=tmp_path)
    with pytest.raises(Defect, match=r"model_missing.*python -m bot train"):
        model.ensure_model(production)


def test_in_development_it_is_trained_in_a_process_of_its_own(tmp_path, monkeypatch):
    commands = []

    def run(command, **_):
        commands.append(command[1:])
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(subprocess, "run", run)
    model.ensure_model(settings(tmp_path))
    assert commands == [["-m", "bot", "train", "--out", str((tmp_path / "model").resolve())]]


def test_a_training_that_fails_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=1))
    with pytest.raises(Defect, match="model_missing"):
        model.ensure_model(settings(tmp_path))
