import pyotp
import pytest
from typer.testing import CliRunner

from bot.console.accounts import DEMO_SECRET
from bot.errors import BotError, Defect
from bot.wiring import staff

PASSWORD = "a phrase of words"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("SHAHRYAR_VAR_DIR", str(tmp_path))

    def run(*arguments, given=""):
        result = CliRunner().invoke(staff.commands, arguments, input=given, catch_exceptions=False)
        return result.exit_code, result.output

    return run


def test_accounts_are_made_renewed_and_ended_with_the_password_on_standard_input(run):
    assert run("add", "negar", "نگار", given=f"{PASSWORD}\n")[0] == 0
    with pytest.raises(BotError, match="taken"):
        run("add", "negar", "نگار", given=f"{PASSWORD}\n")
    assert run("renew", "negar", given=f"{PASSWORD} again\n")[0] == 0
    assert run("disable", "negar")[0] == 0
    with pytest.raises(BotError, match="no account"):
        run("disable", "nobody")


def test_a_password_is_never_an_argument(run):
    assert run("add", "negar", "نگار", PASSWORD)[0] == 2


def test_the_demo_code_is_the_one_an_app_would_show(run):
    now = pyotp.TOTP(DEMO_SECRET)
    before = now.now()
    code, output = run("code")
    assert code == 0
    assert output.strip() in {before, now.now()}


def test_in_production_there_is_no_demo_code(run, monkeypatch):
    production = type("Production", (), {"production": True})()
    monkeypatch.setattr(staff, "load", lambda: production)
    with pytest.raises(Defect, match="not_allowed"):
        run("code")
