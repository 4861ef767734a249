"""Inspections, client against reference backend; one test an operation, named after it. Today is Sunday 1404-07-20."""

from dialogs.ports import Accepted, Rejected
from tests.contract.municipal.case_work import INSPECTOR, MANAGER, ME, REVENUE, key
from tests.municipality import OTHER, OWNER, identity

FILE = "1404100109"
# Sunday: Monday, Tuesday and Wednesday are the first three working days.
FIRST = "1404-07-23"


async def book(client, who=ME, **wish):
    return await client.book_inspection(who, **{"request_no": FILE, "day": FIRST, "slot": "08-10", **wish}, key=key())


async def test_inspection_slots_begin_on_the_third_working_day_and_skip_fridays(client):
    found = (await client.inspection_slots(ME, request_no=FILE)).data
    days = [day["day"] for day in found["days"]]
    assert (found["first_day"], len(days)) == (FIRST, 7)
    # 1404-07-25 is a Friday.
    assert days[:3] == [FIRST, "1404-07-24", "1404-07-26"]
    assert found["days"][0]["weekday"] == "چهارشنبه"
    assert [(slot["slot"], slot["free"]) for slot in found["days"][0]["slots"]] == [
        ("08-10", 2), ("10-12", 2), ("12-14", 2), ("14-16", 2), ("16-18", 2),
    ]  # fmt: skip
    await book(client)
    again = (await client.inspection_slots(ME, request_no=FILE)).data
    assert again["days"][0]["slots"][0]["free"] == 1
    assert await client.inspection_slots(identity(OWNER), request_no=FILE) == Rejected("not_found")
    assert (await client.inspection_slots(ME, request_no="1404100107")).code == "not_now"


async def test_inspection_slots_say_why_the_days_before_and_between_are_closed(client):
    found = (await client.inspection_slots(ME, request_no=FILE)).data
    closed = {day["day"]: day["reason"] for day in found["closed"]}
    assert closed == {
        "1404-07-20": "too_early", "1404-07-21": "too_early", "1404-07-22": "too_early", "1404-07-25": "friday",
    }  # fmt: skip
    assert found["inspection"] is None
    assert set(closed).isdisjoint(day["day"] for day in found["days"])
    refused = await client.inspection_slots(ME, request_no="1404100107")
    assert refused.data == {"stage": "levy_calc", "stage_label": "محاسبه عوارض"}


async def test_inspection_slots_show_what_is_booked_already(client):
    number = (await book(client)).data["inspection_no"]
    standing = (await client.inspection_slots(ME, request_no=FILE)).data["inspection"]
    assert (standing["inspection_no"], standing["day"], standing["slot"]) == (number, FIRST, "08-10")


async def test_due_inspections_are_the_files_that_wait_booked_or_not(client):
    waiting = (await client.due_inspections(ME)).data
    assert [(item["request_no"], item["inspection"]) for item in waiting["items"]] == [(FILE, None)]
    assert (waiting["count"], waiting["waiting"]) == (1, 1)
    none = (await client.due_inspections(ME, booked=True)).data
    assert (none["items"], none["count"], none["waiting"]) == ([], 0, 1)
    number = (await book(client)).data["inspection_no"]
    booked = (await client.due_inspections(ME, booked=True)).data["items"]
    assert [item["inspection"]["inspection_no"] for item in booked] == [number]
    assert (await client.due_inspections(ME, booked=False)).data["count"] == 0
    # Not those of others.
    assert (await client.due_inspections(identity(OWNER))).data == {"items": [], "count": 0, "waiting": 0}


async def test_due_inspections_hold_an_appointment_that_was_brought_without_its_hour(client):
    who = identity(OTHER)
    (item,) = (await client.due_inspections(who)).data["items"]
    brought = item["inspection"]
    assert (brought["day"], brought["slot"], brought["slot_label"]) == ("1404-07-24", None, None)
    assert brought["status"] == "confirmed"
    number = brought["inspection_no"]
    moved = await client.change_inspection(who, inspection_no=number, day="1404-07-26", slot="14-16", key=key())
    assert (moved.data["day"], moved.data["slot_label"]) == ("1404-07-26", "۲ تا ۴ بعدازظهر")


async def test_file_status_says_what_to_do_before_and_after_booking(client):
    before = (await client.file_status(ME, request_no=FILE)).data["file"]
    assert (before["inspection"], before["must_act"], before["next_actor"]) == (None, True, "شما")
    assert "انتخاب" in before["citizen_todo"]
    await book(client)
    after = (await client.file_status(ME, request_no=FILE)).data["file"]
    assert (after["inspection"]["slot_label"], after["must_act"]) == ("۸ تا ۱۰ صبح", False)
    assert (after["next_actor"], after["stage_label"]) == ("مأمور بازدید", before["stage_label"])
    assert after["meaning"] != before["meaning"]


async def test_book_inspection_takes_a_slot_once_for_a_file_and_never_twice_for_an_inspector(client):
    done = (await book(client)).data
    assert (done["day"], done["slot_label"], done["status"]) == (FIRST, "۸ تا ۱۰ صبح", "requested")
    assert await book(client, slot="10-12") == Rejected("already_booked")
    assert (await client.file_status(ME, request_no=FILE)).data["file"]["inspection_on"] == FIRST
    # The other's file was brought with an appointment.
    assert await book(client, identity(OTHER), request_no="1404100103") == Rejected("already_booked")


async def test_book_inspection_refuses_days_and_slots_that_cannot_be_chosen(client):
    closed = Rejected("slot_closed", {"first_day": FIRST})
    for day in ("1404-07-22", "1404-07-25", "1404-12-01", "1404-12-30"):
        assert await book(client, day=day) == closed
    assert await book(client, slot="07-09") == closed
    assert await book(client, request_no="1404100103") == Rejected("not_found")
    assert (await book(client, request_no="1404100107")).code == "not_now"


async def test_my_inspections_are_those_of_the_citizens_files(client):
    number = (await book(client)).data["inspection_no"]
    assert [item["inspection_no"] for item in (await client.my_inspections(ME)).data["items"]] == [number]
    assert (await client.my_inspections(identity(OWNER))).data == {"items": [], "next_cursor": None}
    assert [item["day"] for item in (await client.my_inspections(identity(OTHER))).data["items"]] == ["1404-07-24"]


async def test_change_inspection_moves_it_and_gives_the_old_slot_back(client):
    number = (await book(client)).data["inspection_no"]
    moved = await client.change_inspection(ME, inspection_no=number, day="1404-07-24", slot="10-12", key=key())
    assert (moved.data["day"], moved.data["slot"], moved.data["inspection_no"]) == ("1404-07-24", "10-12", number)
    days = (await client.inspection_slots(ME, request_no=FILE)).data["days"]
    assert (days[0]["slots"][0]["free"], days[1]["slots"][1]["free"]) == (2, 1)
    closed = await client.change_inspection(ME, inspection_no=number, day="1404-07-25", slot="10-12", key=key())
    assert closed.code == "slot_closed"
    foreign = await client.change_inspection(
        identity(OTHER), inspection_no=number, day="1404-07-24", slot="10-12", key=key()
    )
    assert foreign == Rejected("not_found")


async def test_cancel_inspection_gives_the_slot_back_once(client):
    number = (await book(client)).data["inspection_no"]
    assert await client.cancel_inspection(identity(OTHER), inspection_no=number, key=key()) == Rejected("not_found")
    done = await client.cancel_inspection(ME, inspection_no=number, key=key())
    assert done.data["status"] == "cancelled"
    assert await client.cancel_inspection(ME, inspection_no=number, key=key()) == Rejected("not_found")
    assert isinstance(await book(client), Accepted)


async def test_decide_inspection_confirms_the_wish_or_moves_it(client, staff):
    number = (await book(client)).data["inspection_no"]
    wrong = await staff.decide_inspection(REVENUE, inspection_no=number, key=key())
    assert wrong == Rejected("wrong_desk")
    sure = await staff.decide_inspection(INSPECTOR, inspection_no=number, key=key())
    assert sure.data["status"] == "confirmed"
    moved = await staff.decide_inspection(MANAGER, inspection_no=number, day="1404-07-26", slot="12-14", key=key())
    assert (moved.data["day"], moved.data["status"]) == ("1404-07-26", "confirmed")
    half = await staff.decide_inspection(MANAGER, inspection_no=number, day="1404-07-26", key=key())
    assert half.code == "slot_closed"
    kinds = [notice["kind"] for notice in (await client.notices(ME)).data["items"]]
    assert kinds == ["inspection_booked", "inspection_confirmed", "inspection_moved"]


async def test_report_inspection_sends_the_file_on_and_a_violation_to_its_review(client, staff):
    number = (await book(client)).data["inspection_no"]
    missed = await staff.report_inspection(INSPECTOR, inspection_no=number, result="missed", text="کسی نبود", key=key())
    assert missed.data["status"] == "missed"
    assert (await client.file_status(ME, request_no=FILE)).data["file"]["inspection_on"] is None
    number = (await book(client)).data["inspection_no"]
    report = {"inspection_no": number, "result": "violation", "text": "یک طبقه بیشتر"}
    assert (await staff.report_inspection(INSPECTOR, **report, key=key())).data["status"] == "done"
    assert (await client.file_status(ME, request_no=FILE)).data["file"]["stage"] == "violation_review"
    assert await staff.report_inspection(INSPECTOR, **report, key=key()) == Rejected("not_found")
    steps = (await client.file_steps(ME, request_no=FILE)).data["steps"]
    assert not any("طبقه" in (step["note"] or "") for step in steps)
