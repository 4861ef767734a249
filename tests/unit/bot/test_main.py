"""The commands from outside: help, exit codes 0, 1 and 2, and one coded line for a fault."""

import json
import signal
import socket
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.wiring import doctor, language

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
COMMANDS = sorted(command.callback.__name__.replace("_", "-") for command in app.registered_commands)


def run(*arguments, given="", **environ):
    command = [sys.executable, "-m", "bot", *arguments]
    environ = {f"SHAHRYAR_{name.upper()}": str(value) for name, value in environ.items()} | {"PATH": "/usr/bin:/bin"}
    return subprocess.run(command, cwd=ROOT, env=environ, input=given, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command):
    result = CliRunner().invoke(app, [command, "--help"])
    assert result.exit_code == 0, result.output
    assert "Usage" in result.output


def test_the_commands_people_rely_on_are_there():
    wanted = {"serve", "worker", "chat", "parse", "train", "evaluate", "check", "doctor", "run", "staff"}
    assert wanted <= set(COMMANDS)


@pytest.mark.parametrize("wrong", [["fly"], ["serve", "--role", "king"], ["parse", "--colour"], ["staff", "fly"]])
def test_wrong_usage_ends_with_two(wrong):
    assert CliRunner().invoke(app, wrong).exit_code == 2


@pytest.mark.parametrize(
    ("command", "module", "name", "result", "code"),
    [
        ("check", language, "check_dialogs", 0, 0),
        ("check", language, "check_dialogs", 3, 1),
        ("doctor", doctor, "examine", True, 0),
        ("doctor", doctor, "examine", False, 1),
    ],
)
def test_a_look_ends_with_what_it_found(monkeypatch, command, module, name, result, code):
    monkeypatch.setattr(module, name, lambda _: result)
    assert CliRunner().invoke(app, [command]).exit_code == code


def test_a_fault_is_one_coded_line_and_ends_with_one(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ended = run("serve", port=port, var_dir=tmp_path)
    assert ended.returncode == 1
    assert ended.stdout == ""
    (line,) = ended.stderr.splitlines()
    assert line.startswith(f"shahryar: address_taken host=127.0.0.1 port={port} ")


def test_an_unknown_setting_is_one_coded_line(tmp_path):
    ended = run("doctor", var_dir=tmp_path, colour="red")
    assert (ended.returncode, ended.stderr) == (1, "shahryar: setting_unknown name=SHAHRYAR_COLOUR\n")


@pytest.mark.timeout(120)  # the whole program starts and ends: seconds alone, more on a busy machine
def test_an_interrupted_command_leaves_no_traceback(tmp_path):
    command = [sys.executable, "-m", "bot", "chat", "--json"]
    environ = {
        "SHAHRYAR_VAR_DIR": str(tmp_path),
        "SHAHRYAR_MODEL_DIR": str(ROOT / "var/model"),
        "PATH": "/usr/bin:/bin",
    }
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    # As a terminal starts it: who runs the tests in the background (`nohup … &`) hands down a Ctrl-C that is ignored.
    heeds = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(command, cwd=ROOT, env=environ, text=True, preexec_fn=heeds, **pipes) as chat:  # noqa: PLW1509 - no threads here
        chat.stdin.write("سلام\n")
        chat.stdin.flush()
        assert "شهریار" in chat.stdout.readline()
        chat.send_signal(signal.SIGINT)
        assert chat.wait(60) == 0
        assert chat.stderr.read() == ""


@pytest.mark.timeout(120)
def test_chat_explains_what_the_engine_did_with_a_line(tmp_path):
    command = [sys.executable, "-m", "bot", "chat", "--json", "--explain"]
    environ = {
        "SHAHRYAR_VAR_DIR": str(tmp_path),
        "SHAHRYAR_MODEL_DIR": str(ROOT / "var/model"),
        "PATH": "/usr/bin:/bin",
    }
    line = "عوارض پروانهٔ مسکونی، زمین ۲۰۰ متر رو حساب کن\n"
    chat = subprocess.run(command, cwd=ROOT, env=environ, text=True, input=line, capture_output=True, check=True)
    (turn,) = json.loads(chat.stdout)["explain"]["turns"]
    assert turn["intents"][0]["name"] == "fee_estimate"
    assert {(each["name"], each["value"]) for each in turn["values"]} >= {("land_area_m2", 200), ("use", "residential")}
    assert (turn["pattern"], turn["stack"], turn["asked"], turn["outcome"]) == (
        "digress",
        ["fee_estimate"],
        "district",
        "asked",
    )
    assert "fee_estimate" not in chat.stderr, "what was understood is in no log"
