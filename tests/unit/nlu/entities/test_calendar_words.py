from nlu.entities.calendar_words import DAYS, MONTHS, WEEKDAYS


def test_the_week_begins_on_saturday():
    assert WEEKDAYS["شنبه"] == ("saturday", 0)
    assert WEEKDAYS["5شنبه"] == WEEKDAYS["پنج شنبه"] == ("thursday", 5)
    assert {place for _, place in WEEKDAYS.values()} == set(range(7))


def test_every_month_is_there_in_both_scripts():
    for script in (str.isascii, lambda name: not name.isascii()):
        assert {number for name, number in MONTHS.items() if script(name)} == set(range(1, 13))


def test_days_are_counted_from_today():
    assert (DAYS["دیروز"], DAYS["امروز"], DAYS["پس فردا"]) == (-1, 0, 2)
