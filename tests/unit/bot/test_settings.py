"""Settings come from the environment alone, are documented, and never show a secret."""

import re
from pathlib import Path

import pytest

from bot.errors import Code, Defect
from bot.settings import PREFIX, Settings, load

COMPLETE = {
    "SHAHRYAR_ENV": "production",
    "SHAHRYAR_DATA_KEYS": "k",
    "SHAHRYAR_MUNICIPAL_URL": "https://municipality.example",
    "SHAHRYAR_MUNICIPAL_KEY": "k",
    "SHAHRYAR_SMS_KEY": "k",
    "SHAHRYAR_SMS_TEMPLATE": "t",
}
ROOT = Path(__file__).resolve().parents[3]


def test_an_unknown_name_is_an_error_that_names_it():
    with pytest.raises(Defect) as fault:
        load({"SHAHRYAR_PROT": "1"})
    assert (fault.value.code, fault.value.data["name"]) == (Code.SETTING_UNKNOWN, "SHAHRYAR_PROT")


def test_a_bad_value_is_an_error_that_names_the_setting_and_hides_the_value():
    with pytest.raises(Defect) as fault:
        load({"SHAHRYAR_PORT": "ninety"})
    assert fault.value.code is Code.SETTING_INVALID
    assert "port" in str(fault.value)
    assert "ninety" not in str(fault.value)


def test_other_programs_variables_are_left_alone():
    assert load({"PORT": "1", "HOME": "/x"}).port == 8080


def test_secrets_print_as_stars():
    settings = load({"SHAHRYAR_TELEGRAM_TOKEN": "42:geheim"})
    assert "geheim" not in repr(settings)
    assert settings.telegram_token.get_secret_value() == "42:geheim"


@pytest.mark.parametrize("missing", ["DATA_KEYS", "MUNICIPAL_URL", "MUNICIPAL_KEY", "SMS_KEY", "SMS_TEMPLATE"])
def test_production_does_not_start_half_configured(missing):
    with pytest.raises(Defect, match=missing):
        load(COMPLETE | {f"SHAHRYAR_{missing}": ""})


def test_production_refuses_a_moved_clock():
    assert load(COMPLETE).production
    with pytest.raises(Defect, match="NOW"):
        load(COMPLETE | {"SHAHRYAR_NOW": "1404-07-20T10:00"})


def test_production_speaks_to_the_municipality_over_https_only():
    with pytest.raises(Defect, match="https"):
        load(COMPLETE | {"SHAHRYAR_MUNICIPAL_URL": "http://municipality.example"})


def test_settings_are_frozen():
    with pytest.raises(ValueError, match="frozen"):
        load({}).port = 1


def test_every_setting_is_documented_and_every_documented_setting_exists():
    documented = set(re.findall(r"`(SHAHRYAR_[A-Z_]+)`", (ROOT / "docs/settings.md").read_text("utf-8")))
    assert documented == {PREFIX + name.upper() for name in Settings.model_fields}
