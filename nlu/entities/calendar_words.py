"""The words of the calendar: months, weekdays, days from today, times of the day. No grammar is here."""

from __future__ import annotations

MONTHS = {
    "فروردین": 1, "فرودین": 1, "اردیبهشت": 2, "خرداد": 3, "تیر": 4, "مرداد": 5, "امرداد": 5, "شهریور": 6, "مهر": 7,
    "ابان": 8, "اذر": 9, "دی": 10, "بهمن": 11, "اسفند": 12, "farvardin": 1, "ordibehesht": 2, "khordad": 3, "tir": 4,
    "mordad": 5, "shahrivar": 6, "mehr": 7, "aban": 8, "azar": 9, "dey": 10, "bahman": 11, "esfand": 12,
}  # fmt: skip
DAYS = {
    "امروز": 0, "امشب": 0, "emrooz": 0, "emruz": 0, "emshab": 0, "فردا": 1, "فرداشب": 1, "farda": 1, "پس فردا": 2,
    "پسفردا": 2, "پس فرداشب": 2, "pas farda": 2, "pasfarda": 2, "پس اون فردا": 3,
    "پس ان فردا": 3, "پسون فردا": 3, "پسونفردا": 3,
    "دیروز": -1, "دیشب": -1, "dirooz": -1, "diruz": -1, "پریروز": -2, "پریشب": -2, "parirooz": -2, "پیریروز": -2,
}  # fmt: skip
_SATURDAY = ("شنبه", "shanbe", "shanbeh", "shambe")
_SINCE_SATURDAY = (
    ("saturday", ("",)),
    ("sunday", ("یک", "یه", "1", "yek", "ye")),
    ("monday", ("دو", "2", "do")),
    ("tuesday", ("سه", "س", "3", "se")),
    ("wednesday", ("چهار", "چار", "4", "chahar", "char")),
    ("thursday", ("پنج", "پن", "5", "panj", "pan")),
)


def _weekdays() -> dict[str, tuple[str, int]]:
    """Every spelling of a weekday: its name and its place in the Persian week, from Saturday."""
    days = {
        f"{prefix}{gap if prefix else ''}{shanbe}": (name, at)
        for at, (name, prefixes) in enumerate(_SINCE_SATURDAY)
        for prefix in prefixes
        for shanbe in _SATURDAY
        for gap in ("", " ")
    }
    return days | dict.fromkeys(("جمعه", "ادینه", "jome", "jomeh", "jomee"), ("friday", 6))


WEEKDAYS = _weekdays()
