import json

import pytest

from integrations.reference.__main__ import main
from tests.municipality import CITY


@pytest.fixture
def run(tmp_path, capsys):
    def call(*arguments):
        code = main(["--database", f"sqlite:///{tmp_path / 'var' / 'r.db'}", *map(str, arguments)])
        out = capsys.readouterr()
        return code, out.out, out.err

    return call


def test_seed_says_what_was_written(run, tmp_path):
    path = tmp_path / "city.json"
    path.write_text(json.dumps(CITY), "utf-8")
    code, out, _ = run("seed", "--file", path)
    assert (code, f"{len(CITY['files'])} files" in out) == (0, True)


def test_seed_lists_problems_and_ends_with_a_fault(run, tmp_path):
    path = tmp_path / "city.json"
    path.write_text(json.dumps({"classes": [{"id": 1}]}), "utf-8")
    code, _, err = run("seed", "--file", path)
    assert (code, "classes[0].title: missing" in err) == (1, True)


def test_a_missing_or_broken_file_is_a_fault_in_one_line(run, tmp_path):
    assert run("seed", "--file", tmp_path / "none.json")[0] == 1
    (tmp_path / "bad.json").write_text("{", "utf-8")
    code, _, err = run("seed", "--file", tmp_path / "bad.json")
    assert (code, err.count("\n")) == (1, 1)


def test_import_lists_rejected_rows(run, tmp_path):
    path = tmp_path / "offices.csv"
    path.write_text("code,name\nA1,دفتر\nA2,\n", "utf-8")
    code, out, err = run("import", "--kind", "offices", "--file", path, "--dry-run")
    assert (code, err.strip()) == (1, "line 3: name: missing")
    assert out.strip() == "1 rows would be written, 1 rejected"


def test_wrong_usage_ends_with_two(run):
    with pytest.raises(SystemExit) as ended:
        run("import", "--kind", "moons", "--file", "x")
    assert ended.value.code == 2


def test_a_city_is_generated_once(run):
    code, out, _ = run("generate", "--size", "demo", "--files", "100")
    assert (code, "files: 111 rows" in out) == (0, True)
    code, _, err = run("generate", "--size", "demo")
    assert (code, "empty" in err) == (1, True)
    assert run("generate", "--size", "demo", "--files", "0")[0] == 1


def test_advance_says_what_it_did(run, tmp_path):
    path = tmp_path / "city.json"
    path.write_text(json.dumps(CITY), "utf-8")
    run("seed", "--file", path)
    code, out, _ = run("advance", "--limit", "5")
    assert (code, "moved" in out) == (0, True)
