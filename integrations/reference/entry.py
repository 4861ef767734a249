"""One entry of a fixture or an import row, read field by field: what is wrong is noted with its path, not raised, so
that one pass finds everything."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from integrations.reference.labels import Vocabulary
from integrations.reference.written import ascii_digits, day, fold, valid_national_id, whole_number

LONGEST = 500
HOUR = re.compile(r"([01]?\d|2[0-3])(?::([0-5]\d))?")
MOBILE = re.compile(r"(?:\+98|0098|98|0)?(9\d{9})")


@dataclass(frozen=True, slots=True)
class Problem:
    """Where and what kind. No values: they are personal data."""

    path: str
    code: str


class Entry:
    """The fields of one entry. `people`: name, mobile or national ID to national ID."""

    def __init__(self, raw: object, path: str, *, today: date, people: dict[str, str]) -> None:
        self._fields = raw if isinstance(raw, dict) else {}
        self._path = path
        self._today = today
        self.people = people
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        if not isinstance(raw, dict):
            self.problems.append(Problem(path, "not_an_object"))

    def raw(self, *names: str) -> object:
        """The value of the first of these fields that has one, as it came."""
        return self._value(*names)

    def wrong(self, name: str, code: str) -> None:
        """Notes that a field cannot be taken, and why."""
        self._wrong(name, code)

    def has(self, name: str) -> bool:
        return self._value(name) is not None

    def text(self, name: str, *, required: bool = True) -> str | None:
        value = self._value(name)
        if value is None:
            self._missing(name, required=required)
            return None
        if not isinstance(value, str | int | float) or isinstance(value, bool) or len(str(value)) > LONGEST:
            self._wrong(name, "not_a_text")
            return None
        return str(value).strip()

    def number_text(self, *names: str, required: bool = True) -> str | None:
        """A code: text with ASCII digits, from text or a number."""
        value = self._value(*names)
        if value is None:
            self._missing(names[0], required=required)
            return None
        if not isinstance(value, str | int) or isinstance(value, bool) or len(str(value)) > 40:
            self._wrong(names[0], "not_a_code")
            return None
        return ascii_digits(str(value)).strip()

    def number(self, name: str, *, lowest: int) -> int:
        value = self._value(name)
        found = whole_number(value)
        if value is None:
            self._missing(name, required=True)
        elif found is None or found < lowest:
            self._wrong(name, "not_a_number")
        return max(found or 0, lowest)

    def count(self, name: str) -> int:
        """How many: a number, or the length of a list."""
        value = self._value(name)
        if value is None:
            return 0
        if isinstance(value, list):
            return len(value)
        found = whole_number(value)
        if found is None or found < 0:
            self._wrong(name, "not_a_number")
        return max(found or 0, 0)

    def year(self, name: str) -> int:
        found = self.number(name, lowest=0)
        if not 1300 <= found <= 1999:
            self._wrong(name, "not_a_jalali_year")
        return found

    def district(self) -> int | None:
        value = self._value("district")
        if value is None:
            return None
        found = whole_number(value)
        if found is None or not 1 <= found <= 99:
            self._wrong("district", "not_a_district")
            return None
        return found

    def day(self, *names: str, required: bool = True, lenient: bool = False) -> date | None:
        """A date. `lenient`: what is not one is left out with a warning."""
        value = self._value(*names)
        if isinstance(value, dict):
            value = value.get("date")
        if value is None:
            self._missing(names[0], required=required)
            return None
        found = day(value, today=self._today)
        if found is None and lenient:
            self.warnings.append(Problem(f"{self._path}.{names[0]}", "not_a_date"))
        elif found is None:
            self._wrong(names[0], "not_a_date")
        return found

    def hour(self, name: str) -> str | None:
        """A time of day as `HH:MM`; what is not one is left out with a warning."""
        value = self.text(name, required=False)
        found = HOUR.fullmatch(ascii_digits(value).strip()) if value else None
        if value and found is None:
            self.warnings.append(Problem(f"{self._path}.{name}", "not_a_time"))
        return f"{int(found[1]):02d}:{found[2] or '00'}" if found else None

    def inside(self, name: str, field: str, known: Collection[str]) -> str | None:
        """One of these codes out of an object («{date, slot}»); None when there is none. Another one is left out with a
        warning."""
        value = self._value(name)
        found = value.get(field) if isinstance(value, dict) else None
        if found is not None and found not in known:
            self.warnings.append(Problem(f"{self._path}.{name}.{field}", "unknown"))
            return None
        return found

    def code(
        self, name: str, words: Vocabulary, *, otherwise: str, absent: str | None = None
    ) -> tuple[str, str | None]:
        """The code that a written name stands for. An unknown Persian name is kept as a label beside the general
        code `otherwise`; an unknown name in any other writing is only noted."""
        value = self._value(name)
        if value is None and absent is not None:
            return absent, None
        if not isinstance(value, str):
            self._missing(name, required=True)
            return otherwise, None
        found = words.code(value)
        if found is not None:
            return found, None
        self.warnings.append(Problem(f"{self._path}.{name}", "unknown_value"))
        return otherwise, None if value.isascii() else value.strip()

    def labels(self, name: str, words: Vocabulary) -> list[str]:
        """Labels from a list (or a text with separators) of codes, names or `{label}`."""
        value = self._value(name)
        if value is None:
            return []
        items = re.split(r"[;؛|]", value) if isinstance(value, str) else value
        if not isinstance(items, list):
            self._wrong(name, "not_a_list")
            return []
        written = [
            str(item.get("label", item.get("code", ""))) if isinstance(item, dict) else str(item) for item in items
        ]
        return [_label(text.strip(), words) for text in written if text.strip()]

    def national_id(self, name: str) -> str:
        text = self.number_text(name)
        if text is not None and not valid_national_id(text):
            self._wrong(name, "not_a_national_id")
        return text or ""

    def mobile(self) -> str:
        text = re.sub(r"[\s\-()]", "", self.number_text("mobile") or "")
        found = MOBILE.fullmatch(text)
        if text and not found:
            self._wrong("mobile", "not_a_mobile")
        return f"0{found.group(1)}" if found else ""

    def owners(self, name: str) -> list[str]:
        """National IDs of one owner or a list of them."""
        value = self._value(name)
        if value is None:
            self._missing(name, required=True)
            return []
        items = value if isinstance(value, list) else [value]
        found = [self._person(item) for item in items]
        if not found or None in found:
            self._wrong(name, "unknown_owner")
        return list(dict.fromkeys(person for person in found if person))

    def attorneys(self) -> list[dict[str, object]]:
        """People with a power of attorney: a national ID each, or `{national_id, valid_to}`."""
        value = self._value("attorneys")
        rows: list[dict[str, object]] = []
        for item in value if isinstance(value, list) else []:
            person = self._person(item)
            until = item.get("valid_to") if isinstance(item, dict) else None
            valid_to = None if until is None else day(until, today=self._today)
            if person is None or (until is not None and valid_to is None):
                self._wrong("attorneys", "not_an_attorney")
            else:
                rows.append({"national_id": person, "role": "attorney", "valid_to": valid_to})
        return rows

    def _person(self, item: object) -> str | None:
        if isinstance(item, dict):
            item = item.get("national_id", item.get("mobile", item.get("name")))
        text = ascii_digits(str(item)).strip()
        return self.people.get(text) or (text if valid_national_id(text) else None)

    def _value(self, *names: str) -> object:
        for name in names:
            value = self._fields.get(name)
            if value is not None and not (isinstance(value, str) and not fold(value)):
                return value
        return None

    def _missing(self, name: str, *, required: bool) -> None:
        if required:
            self._wrong(name, "missing")

    def _wrong(self, name: str, code: str) -> None:
        self.problems.append(Problem(f"{self._path}.{name}", code))


def _label(written: str, words: Vocabulary) -> str:
    """A code becomes its label; what is Persian already stays as it was written."""
    code = words.code(written) if written.isascii() else None
    return words.label(code) if code else written
