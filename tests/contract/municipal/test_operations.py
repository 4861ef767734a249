"""Each operation of the contract, client against reference backend, embedded and over real HTTP. The answers are
checked against the schemas by the transport. `test_completeness.py` demands one test per operation, named after it."""

from dialogs.ports import Accepted, Rejected, Unavailable
from tests.municipality import ATTORNEY, DEBTOR, OTHER, OWNER, identity


async def test_health_says_the_service_is_up(client):
    assert await client.health() == Accepted({"status": "ok"})


async def test_confirm_citizen_gives_the_name_only_when_the_national_id_belongs_to_the_mobile(client):
    me = identity(OWNER, 1)
    assert await client.confirm_citizen(me, national_id=OWNER["national_id"]) == Accepted({"name": OWNER["name"]})
    assert await client.confirm_citizen(me, national_id=OTHER["national_id"]) == Rejected("no_match")
    assert await client.confirm_citizen(me, national_id="9991000038") == Rejected("no_match")


async def test_my_files_are_those_one_owns_or_is_attorney_for(client):
    for person in (OWNER, ATTORNEY):
        found = await client.my_files(identity(person))
        assert found.data["count"] == 1
        assert found.data["files"][0]["request_no"] == "1404100101"
    assert (await client.my_files(identity(OTHER))).data["files"][0]["district"] == 12


async def test_file_status_explains_the_stage_and_counts_working_days(client):
    found = await client.file_status(identity(OWNER), request_no="۱۴۰۴۱۰۰۱۰۱")
    file = found.data["file"]
    assert file["stage_label"] == "نقص مدارک"
    assert file["next_actor"] == "شما"
    # 1404-07-15 was a Tuesday: Wednesday, Thursday, Saturday and Sunday have passed; Friday does not count.
    assert (file["usual_days"], file["days_in_stage"], file["remaining_days"], file["late_days"]) == (10, 4, 6, 0)
    assert file["missing_docs"] == [{"label": "آزمایش خاک"}, {"label": "کارت ملی"}]
    other = await client.file_status(identity(OTHER), request_no="1404100103")
    assert other.data["file"]["inspection_on"] == "1404-07-24"
    assert (other.data["file"]["step"], other.data["file"]["steps"]) == (3, 11)


async def test_file_status_refuses_foreign_and_unknown_and_strange_numbers_alike(client):
    for number in ("1404100103", "1404999999", "x" * 200, "  ", "\x00"):
        assert await client.file_status(identity(OWNER), request_no=number) == Rejected("not_found")


async def test_register_inquiry_gives_a_tracking_number_that_is_a_file_of_its_own(client):
    me = identity(OWNER)
    ask = {"inquiry_type": "transfer", "request_no": "1404100101", "note": "برای\x00 دفترخانه"}
    done = await client.register_inquiry(me, **ask, key="inquiry-0001")
    assert done.data["inquiry_label"] == "استعلام نقل و انتقال"
    assert done.data["due_days"] == 3
    file = (await client.file_status(me, request_no=done.data["tracking_no"])).data["file"]
    assert (file["type"], file["stage"]) == ("inquiry_transfer", "submitted")
    attorney_sees = await client.file_status(identity(ATTORNEY), request_no=done.data["tracking_no"])
    assert isinstance(attorney_sees, Accepted)
    stands = {"request_no": done.data["tracking_no"], "stage_label": "ثبت‌شده"}
    assert await client.register_inquiry(me, **ask, key="inquiry-0002") == Rejected("already_open", stands)
    bank = await client.register_inquiry(me, **{**ask, "inquiry_type": "bank"}, key="inquiry-0003")
    assert isinstance(bank, Accepted)


async def test_register_inquiry_is_refused_for_a_foreign_file_and_for_overdue_levies(client):
    ask = {"inquiry_type": "transfer", "note": None}
    foreign = await client.register_inquiry(identity(OWNER), **ask, request_no="1404100103", key="inquiry-0004")
    assert foreign == Rejected("not_found")
    debt = await client.register_inquiry(identity(DEBTOR), **ask, request_no="1404100105", key="inquiry-0005")
    assert debt == Rejected("debt", {"debt_rial": 24_750_000, "bill_count": 1})
    utility = await client.register_inquiry(
        identity(DEBTOR), inquiry_type="utility", request_no="1404100105", note=None, key="inquiry-0006"
    )
    assert isinstance(utility, Accepted)


async def test_block_price_is_the_newest_of_the_district_and_use(client):
    found = await client.block_price(district=6, use="residential")
    assert found == Accepted({"regional_price_rial": 1_500_000, "year": 1404})
    assert await client.block_price(district=9, use="residential") == Rejected("not_found")


async def test_courses_show_seats_and_what_is_open_and_filter_by_topic_and_mode(client):
    found = {course["course"]: course for course in (await client.courses()).data["courses"]}
    assert list(found) == ["over", "full", "free"]
    assert [found[name]["open"] for name in found] == [False, True, True]
    assert [found[name]["seats_left"] for name in found] == [9, 0, 3]
    online = await client.courses(mode="online")
    assert [course["course"] for course in online.data["courses"]] == ["free"]
    permits = await client.courses(topic="كلاس پروانه")
    assert [course["course"] for course in permits.data["courses"]] == ["full"]
    nothing = await client.courses(topic="خوش‌نویسی")
    assert (nothing.data["count"], nothing.data["matched"]) == (3, False)


async def test_enrol_gives_a_seat_or_a_place_in_the_waiting_list_once(client):
    me = identity(OWNER, 1)
    seat = await client.enrol(me, course="free", key="enrol-0001")
    assert (seat.data["status"], seat.data["position"], seat.data["mode_label"]) == ("enrolled", 0, "آنلاین")
    assert await client.enrol(me, course="free", key="enrol-0002") == Rejected("already_enrolled")
    assert (await client.enrol(me, course="full", key="enrol-0003")).data["position"] == 1
    assert (await client.enrol(identity(OTHER, 1), course="full", key="enrol-0004")).data["position"] == 2
    assert await client.enrol(me, course="over", key="enrol-0005") == Rejected("closed")
    assert await client.enrol(me, course="none", key="enrol-0006") == Rejected("not_found")


async def test_enrolments_are_the_citizens_own(client):
    await client.enrol(identity(OWNER, 1), course="free", key="enrol-0007")
    assert (await client.enrolments(identity(OWNER, 1))).data["count"] == 1
    assert (await client.enrolments(identity(OTHER, 1))).data == {"enrolments": [], "count": 0}


async def test_cancel_enrolment_gives_the_seat_to_the_first_waiting_person(client):
    people = [identity(person, 1) for person in (OWNER, OTHER, DEBTOR, ATTORNEY)]
    made = [await client.enrol(who, course="free", key=f"enrol-100{n}") for n, who in enumerate(people)]
    assert [answer.data["status"] for answer in made] == ["enrolled"] * 3 + ["waiting"]
    number = made[1].data["enrolment_no"]
    foreign = await client.cancel_enrolment(people[0], enrolment_no=number, key="cancel-0001")
    assert foreign == Rejected("not_found")
    assert isinstance(await client.cancel_enrolment(people[1], enrolment_no=number, key="cancel-0002"), Accepted)
    promoted = (await client.enrolments(people[3])).data["enrolments"][0]
    assert (promoted["status"], promoted["position"]) == ("enrolled", 0)
    again = await client.cancel_enrolment(people[1], enrolment_no=number, key="cancel-0003")
    assert again == Rejected("not_found")
    assert (await client.enrol(people[1], course="free", key="enrol-1009")).data["status"] == "waiting"


async def test_offices_are_found_by_district_and_type(client):
    assert (await client.offices()).data["count"] == 2
    found = await client.offices(district=12, office_type="district")
    assert [office["type_label"] for office in found.data["offices"]] == ["شهرداری منطقه"]
    assert (await client.offices(district=3)).data == {"offices": [], "count": 0}


async def test_operation_tells_its_own_citizen_what_became_of_an_act(client):
    me = identity(OWNER, 1)
    seat = await client.enrol(me, course="free", key="operation-1")
    told = await client.operation(me, key="operation-1")
    assert (told.data["outcome"], told.data["operation"], told.data["data"]) == ("accepted", "enrol", seat.data)
    await client.enrol(me, course="over", key="operation-2")
    assert (await client.operation(me, key="operation-2")).data["code"] == "closed"
    assert await client.operation(identity(OTHER, 1), key="operation-1") == Rejected("not_found")
    assert await client.operation(me, key="operation-3") == Rejected("not_found")


async def test_withdraw_operation_keeps_a_late_act_from_happening_and_never_undoes_a_done_one(client):
    me = identity(OWNER, 1)
    for _ in range(2):
        assert (await client.withdraw_operation(me, key="late-act-1")).data["outcome"] == "withdrawn"
    assert isinstance(await client.enrol(me, course="free", key="late-act-1"), Unavailable)
    assert (await client.enrolments(me)).data["count"] == 0
    await client.enrol(me, course="free", key="done-act-1")
    assert (await client.withdraw_operation(me, key="done-act-1")).data["outcome"] == "accepted"
    assert (await client.enrolments(me)).data["count"] == 1
