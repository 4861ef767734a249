"""The console's words and the Persian forms of numbers and times. Read once; nothing about conversations here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType

import yaml
from persiantools.jdatetime import JalaliDateTime

from bot.clock import TEHRAN
from bot.errors import Code, Defect

FILE = Path(__file__).parent / "texts.fa.yaml"
SECTIONS = (
    *("reasons", "outcomes", "ended", "channels", "authors", "desk", "ago", "demo", "faults"),
    *("files", "account", "came_to", "patterns", "acts", "intents", "questions", "names"),
)

_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@dataclass(frozen=True, slots=True)
class Words:
    """One small book a section: from `account` to `names` they are the words for what the engine did
    (`bot.console.telling`). `services` maps a flow to its title and comes from the dialogs."""

    reasons: Mapping[str, str]
    outcomes: Mapping[str, str]
    ended: Mapping[str, str]
    channels: Mapping[str, str]
    authors: Mapping[str, str]
    desk: Mapping[str, str]
    ago: Mapping[str, str]
    demo: Mapping[str, str]
    faults: Mapping[str, str]
    files: Mapping[str, str]
    account: Mapping[str, str]
    came_to: Mapping[str, str]
    patterns: Mapping[str, str]
    acts: Mapping[str, str]
    intents: Mapping[str, str]
    questions: Mapping[str, str]
    names: Mapping[str, str]
    services: Mapping[str, str]

    def reason(self, name: str) -> str:
        return self.reasons.get(name, self.reasons["else"])

    def service(self, flow: str | None) -> str:
        return self.services.get(flow or "", self.desk["no_service"])

    def channel(self, name: str) -> str:
        return self.channels.get(name, self.channels["else"])

    def outcome(self, name: str | None) -> str:
        return self.outcomes.get(name or "") or self.ended.get(name or "") or self.outcomes["other"]

    def waited(self, since: datetime, *, now: datetime) -> str:
        """How long ago, as one says it."""
        minutes = max(timedelta(), now - since) // timedelta(minutes=1)
        hours, rest = divmod(minutes, 60)
        if minutes < 1:
            form = "moment"
        elif hours < 1:
            form = "minutes"
        elif hours < 24:
            form = "hours_minutes" if rest else "hours"
        else:
            form = "days"
        return self.ago[form].format(minutes=persian(rest), hours=persian(hours), days=persian(hours // 24))

    def file(self, mime: str) -> str:
        """What kind of file it is; the names citizens give their files are never kept."""
        return self.files.get(mime, self.files["else"])


def load_words(services: Mapping[str, str], path: Path = FILE) -> Words:
    """Read the book.

    Raises:
        Defect: DATA_INVALID when a section is missing or holds anything but texts.
    """
    document = yaml.safe_load(path.read_text("utf-8"))
    sections: dict[str, Mapping[str, str]] = {}
    for name in SECTIONS:
        section = document.get(name)
        if not isinstance(section, dict) or not all(isinstance(value, str) and value for value in section.values()):
            raise Defect(Code.DATA_INVALID, file=path.name, section=name)
        sections[name] = MappingProxyType(section)
    return Words(**sections, services=services)


def persian(value: object) -> str:
    """Digits in Persian; the rest as it is."""
    return str(value).translate(_PERSIAN)


def time_of_day(moment: datetime) -> str:
    return persian(moment.astimezone(TEHRAN).strftime("%H:%M"))


def day_and_time(moment: datetime, *, now: datetime) -> str:
    """The time alone for today, else with the Jalali day."""
    local = moment.astimezone(TEHRAN)
    if local.date() == now.astimezone(TEHRAN).date():
        return time_of_day(moment)
    return f"{persian(JalaliDateTime(local).strftime('%Y/%m/%d'))}، {time_of_day(moment)}"
