"""A generated city holds together: looked up as citizens do, on both databases, and the same every time."""

import json
from datetime import date, datetime

import pytest
from sqlalchemy import func, insert, inspect, select

from integrations.reference.case import bills, codes, payments
from integrations.reference.case.asking import Ask
from integrations.reference.case.tables import bill_credits
from integrations.reference.case.tables import payments as payment_table
from integrations.reference.city import approvals, archive, finding, offices, parcels
from integrations.reference.city.places import Point, holds
from integrations.reference.city.tables import archive_images, plan_zones, streets
from integrations.reference.city.tables import parcels as parcel_table
from integrations.reference.database import Database
from integrations.reference.generate.archive import images_of
from integrations.reference.generate.chance import mobile, national_id
from integrations.reference.generate.city import generate
from integrations.reference.generate.files import parent_of, request_no
from integrations.reference.generate.loading import NotEmpty
from integrations.reference.generate.people import owner_of
from integrations.reference.generate.sizes import SIZES
from integrations.reference.rules import courses as course_rules
from integrations.reference.rules import files as file_rules
from integrations.reference.rules import inquiries
from integrations.reference.stages import load_stages
from integrations.reference.tables import bills as bill_table
from integrations.reference.tables import citizens, courses, enrolments, files, holders, metadata
from integrations.reference.tables import offices as office_table
from integrations.reference.written import TEHRAN, valid_national_id
from tests.municipality import NOW
from tests.servers import postgres_url

TODAY = date(2025, 10, 12)
SIZE = SIZES["demo"]


def made(url):
    database = Database(url)
    list(generate(database, SIZE, today=TODAY))
    return database


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def city(request, tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('generated') / 'a.db'}"
    if request.param == "postgresql":
        url = postgres_url().replace("postgresql://", "postgresql+psycopg://", 1)
    database = made(url)
    yield database
    database.close()


@pytest.fixture
def tx(city):
    with city.reading() as connection:
        yield connection


def everything(database):
    with database.reading() as tx:
        return {table.name: sorted(map(plain, tx.execute(select(table)))) for table in metadata.sorted_tables}


def plain(row):
    """PostgreSQL gives moments with their zone, SQLite without."""
    return str([value.replace(tzinfo=None) if isinstance(value, datetime) else value for value in row])


def test_the_same_city_comes_out_every_time(city, tmp_path):
    again = made(f"sqlite:///{tmp_path / 'b.db'}")
    assert everything(again) == everything(city)
    again.close()


def test_it_is_as_large_as_it_says(tx):
    def count(table, *where):
        return tx.execute(select(func.count()).select_from(table).where(*where)).scalar_one()

    inquiry = files.c.type.startswith("inquiry_")
    assert (count(files, ~inquiry), count(files, inquiry)) == (SIZE.files, SIZE.inquiries)
    assert (count(archive_images), count(citizens)) == (SIZE.images, SIZE.citizens)
    assert count(office_table, office_table.c.type == "counter") == SIZE.offices
    assert tx.execute(select(func.sum(streets.c.length_m))).scalar_one() == SIZE.street_km * 1000


def test_everything_in_it_is_marked_as_invented(tx):
    shown = (courses.c.title, courses.c.place)
    for column in (*shown, citizens.c.name, streets.c.name, office_table.c.name, plan_zones.c.plan, files.c.address):
        assert all("نمونه" in text for text in tx.execute(select(column)).scalars()), column
    numbers = list(tx.execute(select(citizens.c.national_id)).scalars())
    assert all(valid_national_id(number) and number.startswith("999") for number in numbers)


def test_a_file_is_found_by_its_number_and_by_its_holder_alone(tx):
    for number in (0, 30, 999):
        owner = national_id(owner_of(number, SIZE.citizens))
        found = file_rules.file_status(tx, owner, request_no=request_no(number), today=TODAY)["file"]
        assert found["request_no"] == request_no(number)
        mine = file_rules.my_files(tx, owner, today=TODAY)["files"]
        assert found["request_no"] in {file["request_no"] for file in mine}
        assert finding.by_code(tx, found["nosazi_code"]).rows[0].district == found["district"]


def test_an_inquiry_has_its_files_place_and_owner(tx):
    inquiry = tx.execute(select(files).where(files.c.request_no == request_no(SIZE.files + 7))).one()
    parent = tx.execute(select(files).where(files.c.id == inquiry.parent_id)).one()
    assert (inquiry.address, inquiry.nosazi_code) == (parent.address, parent.nosazi_code)
    of = [
        tx.execute(select(holders.c.national_id).where(holders.c.file_id == row.id)).scalars().first()
        for row in (inquiry, parent)
    ]
    assert of[0] == of[1]


def test_a_thick_file_has_three_pages_of_images(tx):
    assert sum(map(images_of, range(100))) == 300
    owner, cursor, seen = national_id(owner_of(0, SIZE.citizens)), None, 0
    for expected in (50, 50, 20):
        page = archive.listed(tx, owner, request_no=request_no(0), cursor=cursor, today=TODAY)
        assert len(page["images"]) == expected
        cursor, seen = page["next_cursor"], seen + expected
    assert (seen, cursor) == (120, None)


def test_every_place_of_a_parcel_is_found_and_lies_in_its_zone(tx):
    for row in tx.execute(select(parcel_table).where(parcel_table.c.id % 500 == 1)):
        corner = Point(row.west, row.south)
        assert [found.nosazi_code for found in finding.by_point(tx, corner).rows] == [row.nosazi_code]
        zone = finding.zone_at(tx, corner)
        assert zone.id == row.zone_id
        assert holds(zone.outline, Point(*json.loads(row.outline)[0][0]))
        told = parcels.told(tx, finding.by_code(tx, row.nosazi_code).rows[0], year=1404)
        assert told["nosazi_code"] == row.nosazi_code
        found = finding.by_address(tx, told["address"])
        assert [other.nosazi_code for other in found.rows] == [row.nosazi_code]


def ask(tx, person):
    return Ask(tx, NOW, mobile=mobile(person), national_id=national_id(person))


def test_every_file_that_came_to_its_payment_has_a_bill_and_no_other_has(tx):
    types = load_stages().types
    due, paid = set(), set()
    for row in tx.execute(select(files)):
        path = types[row.type].path
        if "awaiting_payment" in path and path.index(row.stage) >= path.index("awaiting_payment"):
            (due if row.stage == "awaiting_payment" else paid).add(row.request_no)
    rows = tx.execute(select(bill_table)).all()
    assert due
    assert {row.request_no for row in rows if row.status == "unpaid"} == due
    assert {row.request_no for row in rows if row.status == "paid"} == paid
    assert len(rows) == len(due) + len(paid)
    assert {row.levy for row in rows} == {"permit", "renewal", "art100", "other"}


def test_a_bill_is_found_by_both_its_numbers_and_by_its_files_owner_alone(tx):
    for row in tx.execute(select(bill_table).where(bill_table.c.payment_id.like("%7"))):
        assert codes.fits(row.bill_id, row.payment_id)
        assert codes.amount_of(row.payment_id) == row.amount_rial > 0
        told = bills.lookup(ask(tx, 0), bill_id=row.bill_id, payment_id=row.payment_id)
        assert told["due_on"] >= "1400"
        number = int(row.request_no) - int(request_no(0))
        file = number if number < SIZE.files else parent_of(number - SIZE.files, SIZE.files)
        owner = owner_of(file, SIZE.citizens)
        assert row.owner == national_id(owner)
        assert row.bill_id in {bill["bill_id"] for bill in bills.mine(ask(tx, owner), status=None)["bills"]}


def test_a_paid_bill_has_its_payment_and_an_unpaid_one_none(tx):
    credited = dict(map(tuple, tx.execute(select(bill_credits.c.bill_id, bill_credits.c.payment_id))))
    for row in tx.execute(select(bill_table)):
        assert (row.status == "paid") == (row.bill_id in credited)
    taken = tx.execute(select(payment_table, bill_table.c.amount_rial.label("asked")).join(bill_table)).all()
    assert {row.bill_id: row.id for row in taken} == credited
    assert all(row.amount_rial == row.asked and row.status == "paid" for row in taken)
    person = next(n for n in range(SIZE.citizens) if mobile(n) == taken[0].mobile)
    mine = payments.mine(ask(tx, person), cursor=None, limit=100)["items"]
    assert taken[0].bill_id in {one["bill_id"] for one in mine}


def test_courses_have_seats_waiting_lists_and_nobody_twice(tx):
    told = course_rules.listed(tx, topic=None, mode=None, today=TODAY)["courses"]
    assert {course["mode"] for course in told} == {"in_person", "online"}
    assert any(course["open"] and course["seats_left"] for course in told)
    full = [course for course in told if not course["seats_left"]]
    assert full
    assert all(bool(course["waiting"]) == (course in full) for course in told)
    for course in tx.execute(select(courses)):
        ours = list(tx.execute(select(enrolments.c.mobile, enrolments.c.status).filter_by(course_id=course.id)))
        assert len({row.mobile for row in ours}) == len(ours)
        assert course.taken == course.registered_elsewhere + sum(row.status == "enrolled" for row in ours)
    someone = tx.execute(select(enrolments.c.mobile)).scalars().first()
    assert course_rules.mine(tx, someone)["count"]


def test_approvals_are_found_by_their_words_newest_first(tx):
    page = approvals.found(tx, text="تغییر کاربری آموزشی", district=None, body="commission5", cursor=None)
    days = [one["approved_on"] for one in page["approvals"]]
    assert days
    assert days == sorted(days, reverse=True)
    whole, cursor = [], None
    while True:
        page = approvals.found(tx, text="نمونه", district=None, body=None, cursor=cursor)
        whole += [one["approval_no"] for one in page["approvals"]]
        if (cursor := page["next_cursor"]) is None:
            break
    assert len(set(whole)) == len(whole) == SIZE.approvals


def test_offices_near_a_point_are_open_in_their_hours(tx):
    found = offices.found(
        tx,
        point=Point.of(51.66, 32.65),
        district=None,
        office_type="counter",
        open_only=True,
        moment=NOW.astimezone(TEHRAN),
    )
    distances = [office["distance_m"] for office in found["offices"]]
    assert len(distances) == 5
    assert distances == sorted(distances)


def test_life_goes_on_after_it(city):
    """Numbering continues, indexes are there, and a second city is refused."""
    with city.writing() as tx:
        inspector = inspect(tx)
        for table in metadata.sorted_tables:
            present = {index["name"] for index in inspector.get_indexes(table.name)}
            assert {index.name for index in table.indexes} <= present
        # A made-up file of the owner's own, and an inquiry on it.
        new = insert(files).values(
            request_no="777", type="permit_new", stage="submitted", entered_on=TODAY, missing_docs=[]
        )
        file_id = tx.execute(new.returning(files.c.id)).scalar_one()
        assert file_id > SIZE.files + SIZE.inquiries
        tx.execute(insert(holders).values(file_id=file_id, national_id=national_id(1), role="owner"))
        done = inquiries.register(tx, national_id(1), inquiry_type="utility", request_no="777", note=None, today=TODAY)
        assert done["tracking_no"].isdecimal()
        tx.rollback()
    with pytest.raises(NotEmpty):
        list(generate(city, SIZE, today=TODAY))
