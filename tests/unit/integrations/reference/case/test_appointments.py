import copy

import pytest
from sqlalchemy import literal_column, select

from integrations.reference.case import appointments, inspections, notices
from integrations.reference.case.asking import Ask, Desk
from integrations.reference.case.tables import inspections as table
from integrations.reference.problems import Refused
from integrations.reference.seed import seed
from tests.municipality import CITY, NOW, OTHER, later

WAITING = "1404100103"


def city(inspection, stage="inspection_scheduled"):
    """The city, with this said of the inspection of the other's file."""
    data = copy.deepcopy(CITY)
    file = next(file for file in data["files"] if file["request_no"] == WAITING)
    file |= {"inspection": inspection, "stage": stage}
    return data


def rows(database):
    with database.reading() as tx:
        query = select(table.c.day, table.c.slot, table.c.status).order_by(table.c.id)
        return [(str(row.day), row.slot, row.status) for row in tx.execute(query)]


def ask(tx):
    return Ask(tx, NOW, mobile=OTHER["mobile"], national_id=OTHER["national_id"])


def due(database):
    with database.reading() as tx:
        return inspections.due(ask(tx), booked=None)["items"][0]["inspection"]


def test_a_day_that_a_fixture_says_is_an_appointment(empty):
    seed(empty, city("1404-07-24"), now=NOW)
    assert due(empty)["slot"] is None
    assert rows(empty) == [("2025-10-16", "", "confirmed")]


def test_its_hour_is_known_when_it_is_said(empty):
    seed(empty, city({"date": "1404-07-24", "slot": "10-12"}), now=NOW)
    assert (due(empty)["slot"], due(empty)["slot_label"]) == ("10-12", "۱۰ صبح تا ۱۲ ظهر")
    # It keeps one of the district's two inspectors busy.
    with empty.reading() as tx:
        days = inspections.offered(ask(tx), request_no=WAITING)["days"]
    assert [slot["free"] for slot in days[1]["slots"]] == [2, 1, 2, 2, 2]


def test_an_hour_that_there_is_not_is_left_out_with_a_warning(empty):
    summary = seed(empty, city({"date": "1404-07-24", "slot": "07-09"}), now=NOW)
    assert [warning.path for warning in summary.warnings] == ["files[1].inspection.slot"]
    assert due(empty)["slot"] is None


def test_seeding_again_moves_it_keeps_it_or_gives_it_up(empty):
    seed(empty, city({"date": "1404-07-24", "slot": "10-12"}), now=NOW)
    seed(empty, city("1404-07-24"), now=NOW)
    assert rows(empty) == [("2025-10-16", "10-12", "confirmed")]
    seed(empty, city("1404-07-26"), now=NOW)
    assert rows(empty) == [("2025-10-18", "", "confirmed")]
    seed(empty, city("1404-07-26", stage="paid"), now=NOW)
    assert rows(empty) == [("2025-10-18", "", "cancelled")]


def test_a_day_that_is_past_is_no_appointment(empty):
    seed(empty, city("1404-07-19"), now=NOW)
    assert rows(empty) == []
    assert due(empty) is None


def test_on_the_day_itself_nothing_can_be_changed_any_more(empty):
    seed(empty, city("1404-07-20"), now=NOW)
    number = due(empty)["inspection_no"]
    with empty.writing() as tx, pytest.raises(Refused, match="too_late"):
        inspections.cancel(ask(tx), inspection_no=number)
    with empty.writing() as tx, pytest.raises(Refused, match="too_late"):
        inspections.change(ask(tx), inspection_no=number, day="1404-07-24", slot="08-10")


def test_one_whose_day_went_by_without_a_report_gives_way_to_a_new_one(empty):
    seed(empty, city("1404-07-21"), now=NOW)
    week = later(7 * 86400)
    with empty.writing() as tx:
        asked = Ask(tx, week, mobile=OTHER["mobile"], national_id=OTHER["national_id"])
        assert inspections.offered(asked, request_no=WAITING)["inspection"] is None
        inspections.book(asked, request_no=WAITING, day="1404-07-30", slot="08-10")
    assert [(slot, status) for _, slot, status in rows(empty)] == [("", "missed"), ("08-10", "requested")]


def test_a_desk_confirms_one_without_its_hour_and_says_that_it_is_not_known(empty):
    seed(empty, city("1404-07-24"), now=NOW)
    number = due(empty)["inspection_no"]
    with empty.writing() as tx:
        inspections.decide(Desk(tx, NOW, name="x", role="inspector"), inspection_no=number, day=None, slot=None)
        told = notices.feed(ask(tx), cursor=None, limit=5)["items"]
    assert "ساعت اعلام‌نشده" in told[0]["text"]


def test_the_appointment_of_a_file_is_found_by_its_index(empty):
    """The fault: the states were bound, so neither database saw that its partial index has the row, and every look at
    a file read all appointments there ever were."""
    with empty.reading() as tx:
        dialect, driver = tx.dialect, tx.connection.driver_connection
        statement = appointments.coming(literal_column("7")).compile(dialect=dialect)
        plan = [
            row[-1]
            for row in driver.execute(f"EXPLAIN QUERY PLAN {statement}", ("2025-10-12",) * len(statement.params))
        ]
    assert plan == ["SEARCH inspections USING INDEX one_inspection_each (file_id=?)"]
