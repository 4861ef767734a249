"""docs/add-a-service.md, executed: every command of it, in order, on a copy of the program, until the new service
answers."""

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

pytestmark = pytest.mark.timeout(900)  # a model is trained on the way
ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "add-a-service.md"
PARTS = (
    "bot",
    "dialogs",
    "docs",
    "integrations",
    "knowledge",
    "nlu",
    "tests/book.py",
    "tests/stories",
    "tests/__init__.py",
    "pyproject.toml",
)


def commands():
    """The lines of the page's `sh` blocks."""
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in textwrap.dedent(block).splitlines() if line.strip()]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    target = tmp_path_factory.mktemp("program")
    for name in PARTS:
        source, place = ROOT / name, target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, place, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, place)
    return target


def run(command, copy):
    """One command as a newcomer types it, with the copy's own `var`."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("SHAHRYAR_")}
    env |= {"PATH": f"{Path(sys.executable).parent}:{env['PATH']}", "SHAHRYAR_VAR_DIR": str(copy / "var")}
    done = subprocess.run(
        ["sh", "-c", command], cwd=copy, env=env, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


def test_every_command_of_the_page_works_and_the_new_service_answers(copy):
    said = {command: run(command, copy) for command in commands()}
    stories = next(output for command, output in said.items() if "pytest" in command)
    assert re.search(r"\b([5-9]|[1-9]\d+) passed", stories), stories  # returncode 0: none failed
    talk = next(output for command, output in said.items() if "bot chat" in command)
    for sentence in ("کدام را می‌خواهید؟", "ملک در کدام منطقهٔ شهرداری است؟", "نوع اول، در منطقهٔ ۵"):
        assert sentence in talk.translate(dict.fromkeys(range(0x2066, 0x206A))), talk
    assert (copy / "docs" / "flows" / "bulky_waste.svg").exists()


def test_the_page_names_every_step_of_the_way():
    assert [command.split()[3] for command in commands() if command.startswith("python -m bot ")] == [
        "new-service",
        "check",
        "train",
        "check",
    ]
