"""The rules of the house that a tool cannot know: mirror, lengths, docstrings, names, no machine paths."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bot", "nlu", "dialogs", "knowledge", "integrations")
FORBIDDEN_NAMES = {"utils", "helpers", "helper", "manager", "common", "misc"}


def modules() -> list[Path]:
    found = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    return [path for path in found if path.name != "__init__.py" and "versions" not in path.parts]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def exceptions() -> dict[str, str]:
    lines = (ROOT / "tests/unit/mirror_exceptions.txt").read_text("utf-8").splitlines()
    pairs = (line.partition(":") for line in lines if line.strip() and not line.startswith("#"))
    return {path.strip(): reason.strip() for path, _, reason in pairs}


def test_every_module_has_its_unit_test_at_the_mirrored_path_or_a_reason():
    allowed = exceptions()
    missing = []
    for path in modules():
        mirror = ROOT / "tests/unit" / path.relative_to(ROOT).parent / f"test_{path.stem.strip('_')}.py"
        if not mirror.exists() and relative(path) not in allowed:
            missing.append(f"{relative(path)} (expected {relative(mirror)})")
    assert missing == []


def test_the_exceptions_are_real_and_carry_reasons():
    for path, reason in exceptions().items():
        assert (ROOT / path).exists(), path
        assert len(reason) > 10, path


def test_files_stay_short():
    lengths = {relative(path): len(path.read_text("utf-8").splitlines()) for path in modules()}
    assert {name: length for name, length in lengths.items() if length > 400} == {}
    assert statistics.median(lengths.values()) <= 100


def test_functions_stay_short():
    lengths = sorted(
        (node.end_lineno - node.lineno + 1, f"{relative(path)}:{node.name}")
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    assert lengths[int(len(lengths) * 0.9)][0] <= 30
    assert [name for length, name in lengths if length > 60] == []


def test_every_module_says_what_it_is():
    silent = [relative(path) for path in modules() if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert silent == []


def test_no_module_is_named_for_nothing():
    assert [relative(path) for path in modules() if path.stem in FORBIDDEN_NAMES] == []


def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.fail("the layout test needs a git checkout")
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_no_machine_path_and_no_package_index_is_named():
    pattern = re.compile(r"""(extra-)?index-url|https?://[a-z.]*(registry|/simple/)|["' ]/(work|root|home)/[a-z]""")
    named = []
    for name in tracked():
        if Path(name).suffix in {".png", ".woff2"} or name == relative(Path(__file__)):
            continue
        text = (ROOT / name).read_text("utf-8", errors="ignore")
        named += [f"{name}:{number}" for number, line in enumerate(text.splitlines(), 1) if pattern.search(line)]
    assert named == []


def test_broad_excepts_stand_only_at_loop_tops_and_say_why():
    bare = []
    for path in modules():
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if re.search(r"except (Base)?Exception\b", line) and "#" not in line:
                bare.append(f"{relative(path)}:{number}")
    assert bare == []
