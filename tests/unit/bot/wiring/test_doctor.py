import io

import pytest

from bot.wiring import doctor

pytestmark = pytest.mark.slow


@pytest.fixture
def examined(tmp_path, monkeypatch):
    def examine(**settings):
        for name, value in {"var_dir": tmp_path, **settings}.items():
            monkeypatch.setenv(f"SHAHRYAR_{name.upper()}", str(value))
        out = io.StringIO()
        return doctor.examine(out), out.getvalue().splitlines()

    return examine


def test_each_thing_has_its_line_and_a_missing_model_its_code_and_cure(examined, tmp_path):
    well, lines = examined(model_dir=tmp_path / "nothing")
    assert not well
    assert lines[0] == "store: ok"
    assert lines[1].startswith("model: model_missing")
    assert "python -m bot train" in lines[1]


def test_a_database_that_does_not_answer_is_told_without_its_password(examined, tmp_path):
    _, lines = examined(database_url="postgresql://bot:geheim@127.0.0.1:1/none", model_dir=tmp_path)
    assert lines[0].startswith("store: store_unreachable")
    assert "geheim" not in "".join(lines)


def test_dialogs_with_findings_are_told_where_to_look(examined, monkeypatch, tmp_path):
    monkeypatch.setattr(doctor, "check", lambda _: ["one", "two"])
    _, lines = examined(model_dir=tmp_path)
    assert lines[2] == "dialogs: data_invalid findings=2 mend=python -m bot check"
