"""What every action is asked in its contract: arguments that are accepted, and those refused with their code, against
the demo city of the reference backend. How they are played is `test_actions_contract`'s."""

import json
from datetime import datetime
from importlib.resources import files
from zoneinfo import ZoneInfo

from tests.book import BOOK
from tests.fakes.pictures import HTML, PDF, picture, png_bomb

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Tehran"))
SPECS = BOOK.actions
CITY = json.loads(files("integrations.reference").joinpath("demo.json").read_text(encoding="utf-8"))
OWNER = CITY["citizens"][0]
MOBILE, ID = OWNER["mobile"], OWNER["national_id"]
FILE = next(file["request_no"] for file in CITY["files"] if file["owner"] == ID)
PROPERTY = next(file["nosazi_code"] for file in CITY["files"] if file["owner"] == ID)
DONE = next(file["request_no"] for file in CITY["files"] if file["owner"] == ID and file.get("issued_on"))
BILL = {"bill_id": "1000001112361", "payment_id": "1840050182"}
PAID = {"bill_id": "1000001212366", "payment_id": "620040107"}
# One has a file that waits for an inspection, the other one for which the demo city has an appointment.
WAITS, BOOKED = CITY["citizens"][6], CITY["citizens"][1]
WAITING, BROUGHT = "1405100114", "22000001"
SEAT = "500001"
TIME = {"day": "1405-09-11", "slot": "08-10"}
VISIT = {"kind": "visit", "number": BROUGHT, "title": "بازدید", "day": "1405-09-11", "time": "08-10", "place": None}
REFUSED_FILE, ON_TRIAL = "1405100104", "1405100111"
STANDING = {"day": "1405-09-07"}
OFFERED = {
    "days": [{"day": "1405-09-07", "slots": [{"slot": "08-10", "label": "۸ تا ۱۰", "free": 1}]}],
    "closed": [{"day": "1405-09-06", "reason": "friday"}, {"day": "1405-09-03", "reason": "holiday"}],
    "standing": None,
}
HOME = {
    "use": "residential",
    "district": 6,
    "regional_price_rial": 1_000_000,
    "land_area_m2": 200,
    "building_area_m2": 150,
    "floors": 2,
    "units": 1,
}


JPG = picture()
FETCHED = {
    "jpg": JPG, "html": HTML, "none": b"", "cut": JPG[:9_000], "bomb": png_bomb(50_000, 50_000), "big": "too_large",
    "gone": "not_fetched",
}  # fmt: skip
STORED = {
    "jpg": (JPG, "image/jpeg"), "tiny": (picture("PNG", size=(9, 9)), "image/png"), "pdf": (PDF, "application/pdf"),
    "dwg": (b"AC1027" + b"\0" * 2_500_000, "image/vnd.dwg"),
}  # fmt: skip
HERE = {"lat": 32.650512, "lon": 51.670512}
TICKET = {"complaint_topic": "staff", "text": "سرم داد زد.", "place": "باجهٔ ۳", "district": 6}
PAPERS = [{"document": "soil_test", "status": "missing"}, {"document": "deed", "status": "on_paper"}]


def sends(ref, *, document="soil_test", request_no=FILE):
    return {"request_no": request_no, "document": document, "file": ref}


def fetches(file_id):
    return {"channel": "telegram", "file_id": file_id, "caption": None}


ACCEPTED = [
    ("identity.send_code", {"mobile": MOBILE}),
    ("identity.confirm_citizen", {"national_id": ID}),
    ("calendar.entry", VISIT),
    ("calendar.take_out", {"kind": VISIT["kind"], "number": VISIT["number"]}),
    ("municipal.objectionable", {}),
    ("municipal.my_objections", {}),
    ("municipal.objection_ground", {"request_no": REFUSED_FILE}),
    ("municipal.file_objection", {"request_no": REFUSED_FILE, "about": "levies", "text": "مبلغ را قبول ندارم."}),
    ("municipal.defend_article100", {"request_no": ON_TRIAL, "text": "بنا پیش از خرید من ساخته شده است."}),
    ("municipal.archived_papers", {"request_no": DONE}),
    ("knowledge.search", {"question": "پایان‌کار چیست"}),
    ("knowledge.estimate", HOME),
    ("knowledge.compare", {"variants": [{**HOME, "lines": [], "total_rial": total} for total in (1000, 2000)]}),
    ("desk.open_case", {"reason": "citizen_asked", "flow": None}),
    *((name, {}) for name in ("desk.leave_queue", "own_data.kept", "own_data.forget")),
    ("municipal.my_files", {}),
    ("municipal.file_status", {"request_no": FILE}),
    ("municipal.files_of", {"nosazi_code": "6-2-110-7"}),
    ("municipal.files_in_brief", {"files": [{"request_no": FILE, "type_label": "پروانه"}]}),
    ("municipal.file_steps", {"request_no": FILE}),
    ("municipal.notices_end", {}),
    ("notices.follow", {"request_no": FILE, "title": "پروانه", "cursor": None}),
    ("notices.followed", {}),
    ("notices.unfollow", {"request_no": "all"}),
    ("municipal.block_price", {"district": 6, "use": "residential"}),
    ("municipal.courses", {"class_topic": None, "class_mode": None}),
    ("municipal.enrol", {"course": CITY["classes"][0]["id"]}),
    ("municipal.register_inquiry", {"inquiry_type": "transfer", "request_no": FILE, "note": None}),
    ("municipal.request_type", {"request_type": "clearance"}),
    ("municipal.my_properties", {}),
    ("municipal.my_places", {}),
    ("municipal.my_permits", {}),
    ("municipal.my_requests", {}),
    ("municipal.property", {"nosazi_code": PROPERTY, "self_declaration": True}),
    ("municipal.submit_request", {"request_type": "no_violation", "nosazi_code": PROPERTY, "self_declaration": True}),
    ("municipal.cancel_request", {"request_no": FILE}),
    ("municipal.my_bills", {"levy_type": None, "year": None, "request_no": None, "bill_id": None}),
    ("municipal.own_bill", {"bill": BILL["bill_id"]}),
    ("municipal.bill_by_number", BILL),
    ("municipal.start_payment", BILL),
    ("municipal.my_payments", {}),
    ("municipal.request_instalments", {"bill": BILL["bill_id"], "instalments": 4}),
    ("municipal.my_instalments", {}),
    ("municipal.enrolments", {}),
    ("municipal.cancel_enrolment", {"enrolment_no": SEAT}),
    ("calendar.fit_visit", {**OFFERED, "date": {"weekday": "saturday"}, "time": None}),
    ("calendar.about_visit", {"standing": STANDING, "date": {"weekday": "saturday"}}),
    ("municipal.due_inspections", {"visit_action": None}),
    ("municipal.inspection_slots", {"request_no": WAITING}),
    ("municipal.book_inspection", {"request_no": WAITING, **TIME}),
    ("municipal.change_inspection", {"inspection_no": BROUGHT, **TIME}),
    ("municipal.cancel_inspection", {"inspection_no": BROUGHT}),
    ("municipal.look_up_land", {"place": "6-2-110-7", "registry_section": 5, "district": 6}),
    ("municipal.look_up_decisions", {"text": "تغییر کاربری", "district": 6, "body": "commission5"}),
    (
        "municipal.look_up_offices",
        {"place": 6, "office_type": "counter", "day": "thursday", "time": None, "wanted": None},
    ),
    ("files.fetch", fetches("jpg")),
    ("municipal.requests_with_documents", {}),
    ("municipal.documents", {"request_no": FILE}),
    ("documents.choose", {"documents": PAPERS, "document": "soil_test"}),
    ("municipal.upload_document", sends("jpg")),
    ("tickets.written", {"message": "چاله وسط خیابان کاوه است", "place": "خیابان کاوه", "quarter": "جلفا"}),
    ("municipal.place_at", {"place": HERE}),
    ("municipal.district_of", {"place": 5, "quarter": "مرداویج"}),
    ("municipal.tickets_like", {"complaint_topic": "lighting"}),
    ("municipal.ticket_status", {"ticket_no": "27000001"}),
    ("municipal.open_ticket", TICKET),
]
AS = {
    **dict.fromkeys(("municipal.inspection_slots", "municipal.book_inspection"), WAITS),
    **dict.fromkeys(("municipal.change_inspection", "municipal.cancel_inspection"), BOOKED),
    **dict.fromkeys(("municipal.objection_ground", "municipal.file_objection"), BOOKED),
    "municipal.defend_article100": WAITS,
}
"""Who asks, where the owner of most things cannot."""

REFUSED = [
    ("identity.send_code", {"mobile": "12"}, "bad_mobile"),
    ("identity.check_code", {"code": "123456"}, "expired"),
    ("identity.confirm_citizen", {"national_id": CITY["citizens"][1]["national_id"]}, "no_match"),
    ("knowledge.search", {"question": "فلوبر"}, "nothing_found"),
    ("knowledge.search", {"question": "هوا"}, "not_ours"),
    ("knowledge.estimate", HOME | {"use": "hospital"}, "out_of_table"),
    ("knowledge.estimate", HOME | {"building_area_m2": 9}, "small_floors"),
    ("knowledge.estimate", HOME | {"use": "mixed", "shop_area_m2": 5_000}, "large_shop"),
    ("knowledge.estimate", HOME | {"building_area_m2": 20, "units": 8}, "small_units"),
    ("municipal.file_status", {"request_no": "999999999"}, "not_found"),
    ("municipal.files_of", {"nosazi_code": "99-1-1-1"}, "not_found"),
    ("municipal.files_in_brief", {"files": [{"request_no": FILE}] * 6}, "too_many"),
    ("municipal.file_steps", {"request_no": "999999999"}, "not_found"),
    ("notices.unfollow", {"request_no": "999999999"}, "not_followed"),
    ("municipal.block_price", {"district": 99, "use": "residential"}, "not_found"),
    ("municipal.district_of", {"place": "ناکجاآباد"}, "no_such_place"),
    ("municipal.district_of", {"quarter": "همت‌آباد"}, "no_such_district"),
    ("municipal.enrol", {"course": "no-such-course"}, "not_found"),
    ("municipal.register_inquiry", {"inquiry_type": "transfer", "request_no": "999999999"}, "not_found"),
    ("municipal.request_type", {"request_type": "castle"}, "not_offered"),
    ("municipal.property", {"nosazi_code": "1-1-1-1"}, "not_found"),
    ("municipal.property", {"nosazi_code": "999999999"}, "not_found"),
    ("municipal.submit_request", {"request_type": "permit_new", "nosazi_code": PROPERTY}, "already_open"),
    (
        "municipal.submit_request",
        {"request_type": "permit_new", "nosazi_code": PROPERTY, "self_declaration": True},
        "no_certificate",
    ),
    ("municipal.cancel_request", {"request_no": DONE}, "not_now"),
    ("municipal.own_bill", {"bill": "1000001312360"}, "not_found"),
    ("municipal.bill_by_number", {**BILL, "payment_id": "1840050183"}, "bad_code"),
    ("municipal.start_payment", {**BILL, "payment_id": "1840050183"}, "bad_code"),
    ("municipal.start_payment", PAID, "already_paid"),
    ("municipal.payment_made", {"payment_no": "23999999"}, "not_found"),
    ("municipal.request_instalments", {"bill": "1000001312360", "instalments": 2}, "not_found"),
    ("municipal.request_instalments", {"bill": PAID["bill_id"], "instalments": 2}, "already_paid"),
    ("municipal.cancel_enrolment", {"enrolment_no": SEAT}, "not_found"),
    ("calendar.about_visit", {"standing": STANDING, "date": {"date": "1405-09-07"}, "asked": True}, "that_day"),
    ("calendar.about_visit", {"standing": STANDING, "date": {"date": "1405-09-08"}, "asked": True}, "other_day"),
    ("calendar.about_visit", {"standing": STANDING, "time": {"time": "10:00"}, "asked": True}, "no_hour"),
    ("calendar.fit_visit", {**OFFERED, "date": {"weekday": "friday"}}, "friday"),
    ("calendar.fit_visit", {**OFFERED, "date": {"date": "1405-09-03"}}, "holiday"),
    ("calendar.fit_visit", {**OFFERED, "date": {"date": "1405-12-01"}}, "too_far"),
    ("calendar.fit_visit", {**OFFERED, "date": {"date": "1405-01-20"}}, "past"),
    ("calendar.fit_visit", {**OFFERED, "date": {"date": "1405-09-05"}}, "full"),
    ("calendar.fit_visit", {**OFFERED, "date": {"date": "1405-09-07", "weekday": "monday"}}, "mismatch"),
    ("calendar.fit_visit", {**OFFERED, "time": {"time": "22:00"}}, "hour_closed"),
    ("calendar.fit_visit", {**OFFERED, "standing": STANDING, "date": {"day_rank": "sooner"}}, "soonest"),
    ("calendar.fit_visit", {}, "none_free"),
    ("municipal.inspection_slots", {"request_no": FILE}, "not_now"),
    ("municipal.inspection_slots", {"request_no": WAITING}, "not_found"),
    ("municipal.book_inspection", {"request_no": WAITING, **TIME}, "not_found"),
    ("municipal.change_inspection", {"inspection_no": BROUGHT, **TIME}, "not_found"),
    ("municipal.cancel_inspection", {"inspection_no": BROUGHT}, "not_found"),
    ("municipal.look_up_land", {"place": "9-9-9-9"}, "no_such_code"),
    ("municipal.look_up_land", {"place": "6-2-110-7", "district": 5}, "other_district"),
    ("municipal.look_up_land", {"place": "1/2"}, "no_such_plate"),
    ("municipal.look_up_land", {"place": "بلوار ناپیدا"}, "no_such_address"),
    ("municipal.look_up_land", {"place": {"lon": 51.5, "lat": 32.5}}, "nothing_here"),
    ("municipal.look_up_offices", {"place": "بلوار ناپیدا"}, "no_such_place"),
    ("municipal.look_up_offices", {"place": "سعادت‌آباد"}, "no_such_district"),
    ("municipal.look_up_offices", {"place": 6, "day": "1405-11-31"}, "no_such_day"),
    ("municipal.look_up_offices", {"place": 20}, "no_such_number"),
    ("municipal.look_up_offices", {"office_type": "fire_station"}, "other_office"),
    *(("files.fetch", fetches(name), why) for name, why in (
        ("html", "kind"), ("none", "empty"), ("cut", "broken"), ("bomb", "pixels"), ("big", "too_large"),
        ("gone", "not_fetched"),
    )),
    ("municipal.documents", {"request_no": "999999999"}, "not_found"),
    ("documents.choose", {"documents": PAPERS, "document": "consent"}, "not_wanted"),
    ("documents.choose", {"documents": PAPERS, "document": "deed"}, "not_needed"),
    ("municipal.upload_document", sends("jpg", request_no="999999999"), "not_found"),
    ("municipal.upload_document", sends("jpg", request_no=DONE), "not_now"),
    ("municipal.upload_document", sends("jpg", document="consent"), "not_wanted"),
    ("municipal.upload_document", sends("tiny"), "file_too_small"),
    ("municipal.upload_document", sends("dwg"), "file_too_large"),
    ("municipal.upload_document", sends("pdf"), "file_type"),
    ("municipal.upload_document", sends("no-such"), "file_gone"),
    ("municipal.place_at", {"place": {"lon": 51.5, "lat": 32.5}}, "nothing_here"),
    ("municipal.ticket_status", {"ticket_no": "27000099"}, "not_found"),
    ("municipal.objection_ground", {"request_no": FILE}, "nothing"),
    ("municipal.archived_papers", {"request_no": "999999999"}, "not_found"),
    ("calendar.take_out", {"kind": "visit", "number": "1"}, "not_given"),
]  # fmt: skip
