"""There is no Docker engine where CI runs, so every step of the Dockerfile runs here as the plain command it
is: in a clean folder with only the files that are copied, an empty home, and the service as another user."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOBODY = "10001"
pytestmark = pytest.mark.timeout(600)  # the first test waits for an installation


def steps() -> list[tuple[str, str]]:
    text = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(verb, rest) for verb, _, rest in (line.partition(" ") for line in lines)]


def of(verb: str) -> list[str]:
    return [rest for name, rest in steps() if name == verb]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    """The image's file system after all its build steps, under one folder."""
    top = tmp_path_factory.mktemp("image")
    app, data = top / "app", top / "data"
    app.mkdir()
    clean = {
        "HOME": str(top / "home"),
        "LANG": "C.UTF-8",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    clean |= {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_", "OPENBLAS"))}
    for verb, rest in steps():
        if verb == "COPY":
            source, target = rest.split()
            copy(ROOT / source, app / target)
        elif verb == "RUN":
            command = rest.replace("/data", str(data)).replace("chown 10001:10001", "chmod 777")
            done = subprocess.run(
                ["sh", "-ec", command], cwd=app, env=clean, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, f"{rest}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return app, data, clean


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "models"))
    else:
        shutil.copy(source, target)


def test_the_image_is_slim_and_runs_as_nobody():
    assert of("FROM")[0].endswith("-slim")
    assert of("USER") == [f"{NOBODY}:{NOBODY}"]
    verbs = [verb for verb, _ in steps()]
    assert verbs.index("USER") > max(index for index, verb in enumerate(verbs) if verb == "RUN")


def test_nothing_that_is_copied_is_shut_out_of_the_build():
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    assert {rest.split()[0] for rest in of("COPY")} == allowed


def test_no_test_code_is_in_the_image(image):
    app, _, _ = image
    assert not (app / "tests").exists()
    installed = subprocess.run(
        [app / ".venv/bin/python", "-m", "pip", "list"], capture_output=True, text=True, check=True
    )
    assert "pytest" not in installed.stdout


def test_it_starts_without_rights_on_a_read_only_root_and_reports_its_health(image):
    app, data, clean = image
    seal(app)
    port = str(free_port())
    settings = dict(pair.split("=", 1) for env in of("ENV") for pair in shlex.split(env) if pair.startswith("SHAHRYAR"))
    settings = {name: value.replace("/app", str(app)).replace("/data", str(data)) for name, value in settings.items()}
    env = clean | settings | {"SHAHRYAR_PORT": port, "SHAHRYAR_HOST": "127.0.0.1", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [*without_rights(), *json.loads(of("CMD")[0])]
    health = re.sub(r"^.*? CMD ", "", of("HEALTHCHECK")[0])
    before = files(app)
    with subprocess.Popen(command, cwd=app, env=env, stderr=subprocess.PIPE, text=True) as program:
        try:
            wait_until_ready(port, program)
            assert subprocess.run(["sh", "-ec", health], cwd=app, env=env, check=False).returncode == 0
            assert files(app) == before, "the program wrote outside /data"
        finally:
            program.terminate()
            program.communicate(timeout=30)
    assert subprocess.run(["sh", "-ec", health], cwd=app, env=env, check=False, capture_output=True).returncode != 0


def test_the_sealed_root_really_refuses_writing(image):
    """Without this the test above could pass for want of rights to refuse."""
    app, _, clean = image
    seal(app)
    tried = subprocess.run(
        [*without_rights(), "touch", str(app / "written")], env=clean, capture_output=True, check=False
    )
    assert tried.returncode != 0


def seal(app: Path) -> None:
    """A read-only root: nobody may write, the owner neither."""
    for path in [app, *app.rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & ~0o222)


def without_rights() -> list[str]:
    """Root's power to write everywhere is taken away; another user could not enter root's own folders here."""
    return ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.getuid() == 0 else []


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if "__pycache__" not in path.parts}


def wait_until_ready(port: str, program: subprocess.Popen[str]) -> None:
    for _ in range(300):
        assert program.poll() is None, program.stderr.read() if program.stderr else ""
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("not ready within a minute")
