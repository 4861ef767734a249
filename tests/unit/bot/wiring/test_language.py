import io

import pytest

from bot.errors import Defect
from bot.wiring import language
from dialogs.findings import Finding


def test_without_a_usable_model_nothing_is_parsed_or_measured(tmp_path):
    for command in (lambda: language.parse(tmp_path, expect=None), lambda: language.evaluate(tmp_path)):
        with pytest.raises(Defect, match=r"model_missing.*mend=python -m bot train"):
            command()


def test_training_data_that_are_none_are_told_with_their_file(tmp_path):
    with pytest.raises(Defect, match=r"data_invalid.*nowhere"):
        language.train([tmp_path / "nowhere"], tmp_path / "model")
    broken = tmp_path / "nlu.yaml"
    broken.write_text("nlu: [")
    with pytest.raises(Defect, match=r"data_invalid.*nlu\.yaml"):
        language.train([broken], tmp_path / "model")
    assert not (tmp_path / "model").exists()


def test_each_finding_is_a_line(monkeypatch, tmp_path):
    findings = [Finding(tmp_path / "flow.yaml", 3, "unknown_step", "no step x", "name one")] * 2
    monkeypatch.setattr(language, "check", lambda _: findings)
    phrasing = Finding(tmp_path / "nlu.yaml", 7, "phrasings_few", "9 of 120", "write more")
    monkeypatch.setattr(language, "check_phrasings", lambda _: [phrasing])
    out = io.StringIO()
    assert language.check_dialogs(out) == 3
    assert len(out.getvalue().splitlines()) == 3
    assert "nlu.yaml:7: phrasings_few" in out.getvalue()
    assert "flow.yaml:3: unknown_step" in out.getvalue()


def test_an_export_says_what_it_wrote_and_data_that_cannot_be_used_are_told(tmp_path, capsys):
    data = tmp_path / "nlu.yaml"
    data.write_text('version: "3.1"\nnlu:\n- intent: a\n  examples: |\n    - [تجاری](use)\n', "utf-8")
    language.export_rasa([data], tmp_path / "out")
    assert "examples  1\n" in capsys.readouterr().out
    assert (tmp_path / "out/config.yml").exists()
    with pytest.raises(Defect, match=r"data_invalid.*nowhere"):
        language.export_rasa([tmp_path / "nowhere"], tmp_path / "out")
