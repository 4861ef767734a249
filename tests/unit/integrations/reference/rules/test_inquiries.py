from datetime import date

import pytest
from sqlalchemy import insert, select, update

from integrations.reference.case.catalogue import listed_types
from integrations.reference.problems import Refused
from integrations.reference.rules.inquiries import register
from integrations.reference.tables import bills, files, holders
from tests.municipality import ATTORNEY, CITY, OWNER

TODAY = date(2025, 10, 12)
KINDS = ("transfer", "bank", "registry", "utility", "map_order", "land_use", "guild")


def ask(tx, person=OWNER, kind="transfer", number="1404100101", today=TODAY):
    return register(tx, person["national_id"], inquiry_type=kind, request_no=number, note="یادداشت", today=today)


def bill(tx, **fields):
    row = {"bill_id": "1", "payment_id": "1", "owner": OWNER["national_id"], "levy": "nosazi", "amount_rial": 500}
    tx.execute(insert(bills).values(**{**row, **fields}))


def test_an_inquiry_is_a_request_of_its_own_with_the_same_holders(tx):
    done = ask(tx)
    row = tx.execute(select(files).where(files.c.request_no == done["tracking_no"])).one()
    assert (row.type, row.stage, row.entered_on, row.note) == ("inquiry_transfer", "submitted", TODAY, "یادداشت")
    people = tx.execute(select(holders.c.national_id).where(holders.c.file_id == row.id)).scalars().all()
    assert set(people) == {OWNER["national_id"], ATTORNEY["national_id"]}


@pytest.mark.parametrize(
    ("fields", "blocks"),
    [
        ({"year": 1404, "status": "unpaid"}, False),
        ({"year": 1403, "status": "unpaid"}, True),
        ({"year": 1404, "status": "overdue"}, True),
        ({"year": 1403, "status": "paid"}, False),
        ({"year": 1403, "status": "cancelled"}, False),
        ({"year": 1403, "status": "unpaid", "request_no": "another"}, False),
        ({"year": 1403, "status": "unpaid", "request_no": "1404100101"}, True),
    ],
)
@pytest.mark.parametrize("person", [OWNER, ATTORNEY], ids=["owner", "attorney"])
def test_only_overdue_levies_of_the_owners_property_block_it(tx, fields, blocks, person):
    bill(tx, **fields)
    if not blocks:
        assert ask(tx, person)["due_days"] == 3
        return
    with pytest.raises(Refused, match="debt") as refused:
        ask(tx, person)
    assert refused.value.data == {"debt_rial": 500, "bill_count": 1}


def test_this_years_levy_blocks_when_the_year_is_over(tx):
    with pytest.raises(Refused, match="debt"):
        ask(tx, today=date(2026, 4, 1))


def test_debts_do_not_block_a_utility_inquiry(tx):
    bill(tx, year=1400, status="overdue")
    assert ask(tx, kind="utility")["inquiry_label"].startswith("استعلام انشعاب")


def test_before_and_after_it_is_registered_one_number_of_days_is_told(tx):
    told = {each["type"]: each["usual_days"] for each in listed_types()["types"]}
    assert {kind: ask(tx, kind=kind)["due_days"] for kind in KINDS} == {kind: told[f"inquiry_{kind}"] for kind in KINDS}


def test_a_number_some_older_request_has_is_not_given_again(tx):
    taken = 1404 * 1_000_000 + len(CITY["files"]) + 1
    tx.execute(update(files).where(files.c.request_no == "1404100105").values(request_no=str(taken)))
    assert ask(tx)["tracking_no"] == str(taken + 100_000)
