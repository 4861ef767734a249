from datetime import timedelta

import pytest
from sqlalchemy import select

from integrations.reference.case.asking import Ask
from integrations.reference.case.notices import feed
from integrations.reference.problems import Refused
from integrations.reference.rules.courses import cancel, enrol, listed, mine
from integrations.reference.seed import seed
from integrations.reference.tables import courses
from tests.municipality import DEBTOR, NOW, OTHER, OWNER

TODAY = NOW.date()


def sign_up(tx, mobile, course="free", today=TODAY):
    return enrol(tx, f"0913000{mobile:04d}", course_id=course, today=today, now=NOW)


def give_up(tx, mobile, enrolment):
    return cancel(tx, f"0913000{mobile:04d}", enrolment_no=enrolment["enrolment_no"], today=TODAY)


def status(tx, mobile):
    return [(item["status"], item["position"]) for item in mine(tx, f"0913000{mobile:04d}")["enrolments"]]


def course(tx, name):
    return tx.execute(select(courses).where(courses.c.id == name)).one()


def test_sign_up_ends_after_its_last_day(tx):
    last = course(tx, "free").signup_until
    assert sign_up(tx, 1, today=last)["status"] == "enrolled"
    with pytest.raises(Refused, match="closed"):
        sign_up(tx, 2, today=last + timedelta(days=1))


def test_the_waiting_list_moves_up_in_order(tx):
    made = [sign_up(tx, n) for n in range(6)]
    assert [item["position"] for item in made] == [0, 0, 0, 1, 2, 3]
    give_up(tx, 4, made[4])
    assert [status(tx, n) for n in (3, 5)] == [[("waiting", 1)], [("waiting", 2)]]
    give_up(tx, 0, made[0])
    assert [status(tx, n) for n in (3, 5)] == [[("enrolled", 0)], [("waiting", 1)]]
    assert course(tx, "free").taken == 3


def test_who_moves_up_is_told(tx):
    made = [sign_up(tx, number) for number in range(10, 13)]
    assert enrol(tx, OWNER["mobile"], course_id="free", today=TODAY, now=NOW)["status"] == "waiting"
    ask = Ask(tx, NOW, national_id=OWNER["national_id"])
    assert feed(ask, cursor=None, limit=50)["items"] == []
    give_up(tx, 10, made[0])
    (told,) = feed(ask, cursor=None, limit=50)["items"]
    assert (told["kind"], told["request_no"]) == ("class_promoted", None)
    assert course(tx, "free").title in told["text"]


def test_a_seat_nobody_waits_for_is_free_again(tx):
    made = sign_up(tx, 1)
    give_up(tx, 1, made)
    assert course(tx, "free").taken == 0
    assert sign_up(tx, 1)["status"] == "enrolled"


def test_those_who_wait_elsewhere_come_first(database):
    one = {"id": "busy", "title": "دوره", "start": "+5", "capacity": 2, "registered": 1, "waiting": 1}
    seed(database, {"classes": [one]}, now=NOW)
    with database.writing() as tx:
        seat = sign_up(tx, 1, "busy")
        assert (seat["status"], sign_up(tx, 2, "busy")["position"]) == ("enrolled", 2)
        give_up(tx, 1, seat)
        assert status(tx, 2) == [("waiting", 1)]
        row = course(tx, "busy")
        assert (row.taken, row.registered_elsewhere, row.waiting_elsewhere) == (2, 2, 0)


def test_courses_that_have_started_are_not_listed(tx):
    names = [item["course"] for item in listed(tx, topic=None, mode=None, today=TODAY)["courses"]]
    assert "past" not in names
    assert len(names) == 3


@pytest.mark.parametrize("number", ["500001", "1", "999999999999", "0"])
def test_a_number_that_is_nobodys_cannot_be_cancelled(tx, number):
    with pytest.raises(Refused, match="not_found"):
        cancel(tx, "09130000001", enrolment_no=number, today=TODAY)


def known(database, **fields):
    one = {"id": "one", "title": "دوره", "start": "+5", "capacity": 1, **fields}
    seed(database, {"classes": [one]}, now=NOW)


def test_what_a_course_costs_and_when_it_begins_are_told_when_they_are_known(database):
    known(database, hour="16", fee_rial="1,200,000")
    with database.writing() as tx:
        shown = next(
            item for item in listed(tx, topic=None, mode=None, today=TODAY)["courses"] if item["course"] == "one"
        )
        assert (shown["hour"], shown["fee_rial"], shown["fee_label"]) == ("16:00", 1_200_000, None)
        free = next(
            item for item in listed(tx, topic=None, mode=None, today=TODAY)["courses"] if item["course"] == "free"
        )
        assert (free["hour"], free["fee_rial"], free["fee_label"]) == (None, None, "رایگان")
        assert sign_up(tx, 1, "one")["hour"] == "16:00"
        assert mine(tx, "09130000001")["enrolments"][0]["hour"] == "16:00"


def test_an_hour_that_is_none_is_left_out_with_a_warning(database):
    one = {"id": "one", "title": "دوره", "start": "+5", "capacity": 1, "hour": "عصر"}
    summary = seed(database, {"classes": [one]}, now=NOW)
    assert [warning.path for warning in summary.warnings] == ["classes[0].hour"]


def notices(tx, person):
    return feed(Ask(tx, NOW, mobile=person["mobile"], national_id=person["national_id"]), cursor=None, limit=9)["items"]


def test_whoever_gets_the_seat_that_came_free_hears_of_it_once(database):
    known(database)
    with database.writing() as tx:
        first = enrol(tx, OWNER["mobile"], course_id="one", today=TODAY, now=NOW)
        line = [enrol(tx, who["mobile"], course_id="one", today=TODAY, now=NOW) for who in (OTHER, DEBTOR)]
        assert [each["queue"] for each in (first, *line)] == [None, 1, 2]
        cancel(tx, OWNER["mobile"], enrolment_no=first["enrolment_no"], today=TODAY)
        told = notices(tx, OTHER)
        assert [notice["kind"] for notice in told] == ["class_promoted"]
        assert "«دوره»" in told[0]["text"]
        assert notices(tx, OWNER) == []
        assert notices(tx, DEBTOR) == []
        # Leaving the line gives nobody a seat.
        cancel(tx, DEBTOR["mobile"], enrolment_no=line[1]["enrolment_no"], today=TODAY)
        assert len(notices(tx, OTHER)) == 1
