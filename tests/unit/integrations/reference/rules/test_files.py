from datetime import date, timedelta

import pytest

from integrations.reference.problems import Refused
from integrations.reference.rules.files import file_status, find, my_files, owner_of, standing
from integrations.reference.seed import seed
from integrations.reference.tables import files
from tests.municipality import ATTORNEY, NOW, OTHER, OWNER

TODAY = date(2025, 10, 12)
MINE = "1404100101"


def status(tx, day=TODAY, person=OWNER, number=MINE):
    return file_status(tx, person["national_id"], request_no=number, today=day)["file"]


def test_a_power_of_attorney_ends_with_its_last_day(tx):
    last = date(2026, 2, 20)  # 1404-12-01
    assert my_files(tx, ATTORNEY["national_id"], today=last)["count"] == 1
    assert my_files(tx, ATTORNEY["national_id"], today=last + timedelta(days=1)) == {"files": [], "count": 0}
    with pytest.raises(Refused, match="not_found"):
        find(tx, ATTORNEY["national_id"], request_no=MINE, today=last + timedelta(days=1))


def test_the_owner_is_not_the_attorney(tx):
    row = find(tx, ATTORNEY["national_id"], request_no=MINE, today=TODAY)
    assert owner_of(tx, row.id) == OWNER["national_id"]


def test_a_file_that_waits_too_long_is_late_and_never_below_zero(tx):
    assert (status(tx)["remaining_days"], status(tx)["late_days"]) == (6, 0)
    long_after = status(tx, TODAY + timedelta(days=30))
    assert long_after["remaining_days"] == 0
    assert long_after["late_days"] == long_after["days_in_stage"] - 10 > 0


def test_missing_documents_make_it_the_citizens_turn(tx):
    assert status(tx)["must_act"] is True
    assert status(tx, person=OTHER, number="1404100103")["missing_docs"] == []


def test_a_name_nobody_knows_is_shown_as_it_was_written(database):
    odd = {"owner": OWNER["national_id"], "request_no": "55", "type": "مجوز حفر چاه", "stage": "در دست کارگروه ویژه"}
    seed(database, {"files": [odd]}, now=NOW)
    with database.reading() as tx:
        file = status(tx, number="55")
    assert (file["type"], file["type_label"]) == ("other", "مجوز حفر چاه")
    assert (file["stage"], file["stage_label"]) == ("other", "در دست کارگروه ویژه")
    assert file["meaning"]


def test_at_most_fifty_are_listed_and_all_are_counted(database):
    many = [{"owner": OWNER["national_id"], "request_no": str(n), "type": "تفکیک"} for n in range(60)]
    seed(database, {"files": many}, now=NOW)
    with database.reading() as tx:
        found = my_files(tx, OWNER["national_id"], today=TODAY)
    assert (len(found["files"]), found["count"]) == (50, 61)


def test_of_what_stands_in_the_way_only_its_holders_hear(tx):
    this = files.c.request_no == MINE
    assert standing(tx, OWNER["national_id"], this, today=TODAY) == {"request_no": MINE, "stage_label": "نقص مدارک"}
    assert standing(tx, OTHER["national_id"], this, today=TODAY) == {}
