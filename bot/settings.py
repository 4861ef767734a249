"""Every setting, read once from `SHAHRYAR_*` and frozen. Unknown names are an error; secrets print as stars.
Each setting is described in `docs/settings.md` (a test compares the two)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import Code, Defect

PREFIX = "SHAHRYAR_"


class Env(StrEnum):
    DEVELOPMENT = "development"
    PRODUCTION = "production"


class Intake(StrEnum):
    """How a messenger's updates reach us."""

    OFF = "off"
    WEBHOOK = "webhook"
    POLLING = "polling"


class Settings(BaseSettings):
    """The program's settings. Build with `load()`; tests may pass values directly."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    env: Env = Env.DEVELOPMENT
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    var_dir: Path = Path("var")
    now: str | None = None
    log_level: str = "info"

    database_url: SecretStr = SecretStr("")
    redis_url: SecretStr = SecretStr("")
    data_keys: SecretStr = SecretStr("")
    workers: int = Field(default=2, ge=1, le=64)

    model_dir: Path = Path("var/model")
    nlu_engine: str = "own"
    nlu_url: str = ""

    rest_enabled: bool = False
    widget_origins: str = ""
    console_host: str = ""

    telegram_intake: Intake = Intake.OFF
    telegram_token: SecretStr = SecretStr("")
    telegram_base_url: str = "https://api.telegram.org"
    telegram_webhook_path: SecretStr = SecretStr("")
    telegram_webhook_secret: SecretStr = SecretStr("")
    telegram_transport: str = "ptb"

    bale_intake: Intake = Intake.OFF
    bale_token: SecretStr = SecretStr("")
    bale_base_url: str = "https://tapi.bale.ai"
    bale_webhook_path: SecretStr = SecretStr("")

    municipal_url: str = ""
    municipal_key: SecretStr = SecretStr("")

    sms_key: SecretStr = SecretStr("")
    sms_template: str = ""

    @property
    def production(self) -> bool:
        return self.env is Env.PRODUCTION

    @property
    def database(self) -> str:
        """The database URL; SQLite under `var_dir` when none is set."""
        return self.database_url.get_secret_value() or f"sqlite:///{self.var_dir / 'shahryar.db'}"

    @model_validator(mode="after")
    def _production_is_complete(self) -> Settings:
        if not self.production:
            return self
        needed = {
            "DATA_KEYS": self.data_keys.get_secret_value(),
            "MUNICIPAL_URL": self.municipal_url,
            "MUNICIPAL_KEY": self.municipal_key.get_secret_value(),
            "SMS_KEY": self.sms_key.get_secret_value(),
            "SMS_TEMPLATE": self.sms_template,
        }
        if missing := [name for name, value in needed.items() if not value]:
            raise ValueError(f"production needs {', '.join(missing)}")
        if not self.municipal_url.startswith("https://"):
            raise ValueError("MUNICIPAL_URL: https only in production")
        if self.now:
            raise ValueError("NOW moves the clock: development only")
        return self


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings from the environment.

    Raises:
        Defect: SETTING_UNKNOWN for a `SHAHRYAR_*` name that does not exist, SETTING_INVALID for a bad value.
    """
    source = os.environ if environ is None else environ
    names = {PREFIX + name.upper() for name in Settings.model_fields}
    for name in sorted(source):
        if name.upper().startswith(PREFIX) and name.upper() not in names:
            raise Defect(Code.SETTING_UNKNOWN, name=name)
    given = {
        name.upper().removeprefix(PREFIX).lower(): value
        for name, value in source.items()
        if name.upper().startswith(PREFIX)
    }
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "settings"
        raise Defect(Code.SETTING_INVALID, name=place, why=first["msg"]) from None
