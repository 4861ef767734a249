import copy

import pytest
from sqlalchemy import select

from integrations.reference.fixtures import FixtureError
from integrations.reference.rules import courses as course_rules
from integrations.reference.seed import is_empty, seed
from integrations.reference.tables import citizens, courses, files, metadata, offices
from tests.municipality import CITY, NOW, OWNER, later


def everything(database):
    with database.reading() as tx:
        return {table.name: sorted(map(str, tx.execute(select(table)))) for table in metadata.sorted_tables}


def changed(kind, place, **fields):
    data = copy.deepcopy(CITY)
    data[kind][place] |= fields
    return data


def test_seeding_twice_is_seeding_once(database):
    before = everything(database)
    summary = seed(database, CITY, now=NOW)
    assert everything(database) == before
    assert summary.written["files"] == len(CITY["files"])


def test_a_document_with_a_problem_writes_nothing(empty):
    with pytest.raises(FixtureError) as raised:
        seed(empty, changed("citizens", 1, mobile="x"), now=NOW)
    assert raised.value.problems[0].path == "citizens[1].mobile"
    assert is_empty(empty)


def test_an_empty_database_is_known_from_a_seeded_one(database):
    assert not is_empty(database)


def test_known_entries_are_brought_up_to_date(database):
    seed(database, changed("files", 0, stage="صادر شده", address="جای نو"), now=NOW)
    with database.reading() as tx:
        row = tx.execute(select(files).where(files.c.request_no == "1404100101")).one()
    assert (row.stage, row.address) == ("issued", "جای نو")


def test_a_file_without_a_date_entered_its_stage_when_first_heard_of(database):
    a_week = later(7 * 86400)

    def entered():
        with database.reading() as tx:
            return tx.execute(select(files.c.entered_on).where(files.c.request_no == "1404100105")).scalar_one()

    first = entered()
    seed(database, CITY, now=a_week)
    assert entered() == first
    seed(database, changed("files", 2, stage="صادر شده"), now=a_week)
    assert (entered() - first).days == 7


def test_seeding_again_keeps_the_enrolments_made_meanwhile(database):
    with database.writing() as tx:
        course_rules.enrol(tx, OWNER["mobile"], course_id="free", today=NOW.date(), now=NOW)
    seed(database, CITY, now=NOW)
    with database.reading() as tx:
        assert tx.execute(select(courses.c.taken).where(courses.c.id == "free")).scalar_one() == 1


def test_a_course_counted_fuller_than_its_capacity_is_full(database):
    seed(database, changed("classes", 1, registered=9), now=NOW)
    with database.reading() as tx:
        assert tx.execute(select(courses.c.taken).where(courses.c.id == "full")).scalar_one() == 2


def test_files_may_name_citizens_seeded_earlier(database):
    file = {"owner": OWNER["name"], "request_no": "77", "type": "تفکیک"}
    assert seed(database, {"files": [file]}, now=NOW).written == {"files": 1}
    with database.reading() as tx:
        assert len(tx.execute(select(citizens)).all()) == len(CITY["citizens"])


def test_an_inquiry_that_ends_is_not_open_any_more(database):
    from integrations.reference.rules import inquiries

    ask = {"inquiry_type": "bank", "request_no": "1404100101", "note": None, "today": NOW.date()}
    with database.writing() as tx:
        number = inquiries.register(tx, OWNER["national_id"], **ask)["tracking_no"]
    done = {"owner": OWNER["national_id"], "request_no": number, "type": "inquiry_bank", "stage": "delivered"}
    seed(database, {"files": [done]}, now=NOW)
    with database.writing() as tx:
        assert inquiries.register(tx, OWNER["national_id"], **ask)["tracking_no"] != number


def test_a_row_that_names_what_is_not_there_undoes_the_document(empty):
    hours = {"office": "N9", "weekday": 0, "opens": "8", "closes": "9", "valid_from": "1404-01-01"}
    with pytest.raises(FixtureError) as error:
        seed(empty, {"offices": CITY["offices"], "office_hours": [hours]}, now=NOW)
    assert [(problem.path, problem.code) for problem in error.value.problems] == [("office_hours[0].office", "unknown")]
    with empty.reading() as tx:
        assert tx.execute(select(offices)).first() is None
