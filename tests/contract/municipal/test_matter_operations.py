"""Objections, Article 100, tickets, notices and certificates, client against reference backend; one test an operation,
named after it."""

from dialogs.ports import Accepted, Rejected
from tests.contract.municipal.case_work import COMMISSION, COUNTER, EXPERT, MANAGER, ME, REVENUE, key, upload_all
from tests.municipality import ATTORNEY, OTHER, OWNER, identity

CASE = "1404100106"


async def test_file_objection_is_for_what_can_be_objected_to(client):
    wish = {"request_no": "1404100108", "about": "rejected", "text": "مدارک کامل بود."}
    done = (await client.file_objection(ME, **wish, key=key())).data
    assert (done["status"], done["about_label"]) == ("open", "اعتراض به پذیرفته‌نشدن درخواست")
    assert await client.file_objection(ME, **wish, key=key()) == Rejected("already_open")
    assert await client.file_objection(identity(OWNER), **wish, key=key()) == Rejected("not_found")
    levies = await client.file_objection(ME, **{**wish, "about": "levies"}, key=key())
    assert levies == Rejected("not_now", {"stage": "rejected"})


async def test_decide_objection_takes_the_file_back_to_where_it_is_looked_at_again(client, staff):
    wish = {"request_no": "1404100108", "about": "rejected", "text": "مدارک کامل بود."}
    number = (await client.file_objection(ME, **wish, key=key())).data["objection_no"]
    answer = {"objection_no": number, "decision": "accepted", "answer": "دوباره بررسی می‌شود."}
    assert await staff.decide_objection(REVENUE, **answer, key=key()) == Rejected("wrong_desk")
    assert (await staff.decide_objection(MANAGER, **answer, key=key())).data["status"] == "accepted"
    assert (await client.file_status(ME, request_no="1404100108")).data["file"]["stage"] == "docs_review"
    assert (await staff.decide_objection(MANAGER, **answer, key=key())).code == "not_now"


async def test_decide_objection_to_levies_voids_the_bill(client, staff):
    file = "1404100107"
    await staff.move_step(REVENUE, request_no=file, to="awaiting_payment", amount_rial=50_000_000, key=key())
    wish = {"request_no": file, "about": "levies", "text": "متراژ درست نیست."}
    number = (await client.file_objection(ME, **wish, key=key())).data["objection_no"]
    await staff.decide_objection(MANAGER, objection_no=number, decision="accepted", answer="درست است.", key=key())
    assert (await client.file_status(ME, request_no=file)).data["file"]["stage"] == "levy_calc"
    assert [bill["status"] for bill in (await client.my_bills(ME)).data["bills"]] == ["cancelled"]


async def test_my_objections_are_the_citizens_own(client):
    wish = {"request_no": "1404100108", "about": "rejected", "text": "مدارک کامل بود."}
    number = (await client.file_objection(ME, **wish, key=key())).data["objection_no"]
    assert [item["objection_no"] for item in (await client.my_objections(ME)).data["items"]] == [number]
    assert (await client.my_objections(identity(OTHER))).data["items"] == []


async def test_article100_case_tells_the_phase_and_every_deadline(client):
    # Noticed on 1404-07-15, a Tuesday: ten calendar days to defend, then a month for the commission.
    found = (await client.article100_case(ME, request_no=CASE)).data
    assert (found["phase"], found["may_defend"], found["may_object"]) == ("noticed", True, False)
    assert (found["defence_until"], found["commission_until"]) == ("1404-07-25", "1404-08-25")
    assert found["next_step"]
    assert await client.article100_case(identity(OWNER), request_no=CASE) == Rejected("not_found")
    assert (await client.article100_case(ME, request_no="1404100107")).code == "not_now"


async def test_defend_article100_is_possible_once(client):
    wish = {"request_no": CASE, "text": "بنا مطابق پروانه است."}
    assert (await client.defend_article100(ME, **wish, key=key())).data["defended"] is True
    assert await client.defend_article100(ME, **wish, key=key()) == Rejected("already_open")
    assert await client.defend_article100(identity(OWNER), **wish, key=key()) == Rejected("not_found")


async def test_record_vote_waits_for_the_defence_and_is_final_after_the_appeal(client, staff):
    fine = {"request_no": CASE, "vote": "fine"}
    assert (await staff.record_vote(COMMISSION, **fine, fine_rial=1, key=key())).code == "not_now"
    await client.defend_article100(ME, request_no=CASE, text="بنا مطابق پروانه است.", key=key())
    assert await staff.record_vote(COMMISSION, **fine, key=key()) == Rejected("amount_needed")
    assert await staff.record_vote(REVENUE, **fine, fine_rial=9, key=key()) == Rejected("wrong_desk")
    first = (await staff.record_vote(COMMISSION, **fine, fine_rial=90_000_000, key=key())).data
    assert (first["phase"], first["objection_until"], first["may_object"]) == ("voted", "1404-07-30", True)
    wish = {"request_no": CASE, "about": "vote", "text": "مبلغ زیاد است."}
    assert isinstance(await client.file_objection(ME, **wish, key=key()), Accepted)
    assert (await client.article100_case(ME, request_no=CASE)).data["phase"] == "appealed"
    last = (await staff.record_vote(COMMISSION, **fine, fine_rial=60_000_000, key=key())).data
    assert last["phase"] == "final"
    file = (await client.file_status(ME, request_no=CASE)).data["file"]
    assert file["stage"] == "awaiting_payment"
    bill = (await client.my_bills(ME)).data["bills"][0]
    assert (bill["levy"], bill["amount_rial"]) == ("art100", 60_000_000)
    assert [item["status"] for item in (await client.my_objections(ME)).data["items"]] == ["accepted"]


async def test_open_ticket_tells_when_an_answer_is_due(client):
    report = {"kind": "lighting", "text": "چراغ کوچه خاموش است.", "place": "خیابان نمونه", "district": 6}
    done = (await client.open_ticket(identity(OWNER, 1), **report, key=key())).data
    assert (done["status"], done["due_on"], done["kind_label"]) == ("open", "1404-07-23", "روشنایی")


async def test_ticket_status_and_its_answer_are_for_who_opened_it(client, staff):
    me, report = identity(OWNER, 1), {"kind": "waste", "text": "سطل پر است.", "place": "خیابان نمونه"}
    number = (await client.open_ticket(me, **report, key=key())).data["ticket_no"]
    assert (await client.ticket_status(me, ticket_no=number)).data["status"] == "open"
    assert await client.ticket_status(identity(OTHER, 1), ticket_no=number) == Rejected("not_found")
    assert await client.ticket_status(me, ticket_no="27999999") == Rejected("not_found")


async def test_answer_ticket_ends_it(client, staff):
    me, report = identity(OWNER, 1), {"kind": "waste", "text": "سطل پر است.", "place": "خیابان نمونه"}
    number = (await client.open_ticket(me, **report, key=key())).data["ticket_no"]
    for status in ("sent", "done"):
        done = await staff.answer_ticket(MANAGER, ticket_no=number, status=status, answer="رسیدگی شد.", key=key())
        assert done.data["status"] == status
    told = (await client.notices(identity(OWNER))).data["items"]
    assert [item["text"].rpartition(": ")[2] for item in told] == [
        "فرستاده‌شده برای اجرا. رسیدگی شد.",
        "انجام‌شده. رسیدگی شد.",
    ]
    again = await staff.answer_ticket(MANAGER, ticket_no=number, status="sent", answer="باز", key=key())
    assert again == Rejected("not_now")


async def test_my_tickets_come_in_pages_newest_first(client):
    me = identity(OWNER, 1)
    made = [
        (await client.open_ticket(me, kind="noise", text=f"صدا {n}", place="نمونه", key=key())).data["ticket_no"]
        for n in range(5)
    ]
    seen, cursor = [], None
    for _ in range(3):
        page = (await client.my_tickets(me, cursor=cursor, limit=2)).data
        seen += [item["ticket_no"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert (seen, cursor) == (made[::-1], None)
    assert (await client.my_tickets(identity(OTHER, 1))).data["items"] == []


async def test_notices_are_heard_once_with_the_last_cursor(client, staff):
    await staff.move_step(REVENUE, request_no="1404100107", to="awaiting_payment", amount_rial=5_000_000, key=key())
    first = (await client.notices(ME)).data
    assert [(item["kind"], item["waits"]) for item in first["items"]] == [("moved_waits", True), ("bill_issued", True)]
    assert "5,000,000" in first["items"][1]["text"]
    again = (await client.notices(ME, cursor=first["last_cursor"])).data
    assert (again["items"], again["last_cursor"]) == ([], first["last_cursor"])
    await client.open_ticket(ME, kind="noise", text="صدا", place="نمونه", key=key())
    wish = {"request_no": "1404100109", "day": "1404-07-23", "slot": "08-10"}
    await client.book_inspection(ME, **wish, key=key())
    later = (await client.notices(ME, cursor=first["last_cursor"])).data
    assert [item["kind"] for item in later["items"]] == ["inspection_booked"]
    assert (await client.notices(identity(OTHER))).data["items"] == []


async def test_my_certificates_carry_their_validity_and_check_code(client, staff):
    wish = {"request_type": "duplicate", "nosazi_code": "10-3-77-5"}
    number = (await client.submit_request(ME, **wish, key=key())).data["request_no"]
    await upload_all(client, ME, number)
    for role, to in (
        (EXPERT, "docs_review"),
        (EXPERT, "manager_approval"),
        (MANAGER, "issued"),
        (COUNTER, "delivered"),
    ):
        assert isinstance(await staff.move_step(role, request_no=number, to=to, key=key()), Accepted)
    mine = (await client.my_certificates(ME)).data["items"]
    assert [(item["request_no"], item["status"], item["valid_until"]) for item in mine] == [(number, "valid", None)]
    assert (await client.my_certificates(identity(ATTORNEY))).data["items"] == mine
    assert (await client.my_certificates(identity(OTHER))).data["items"] == []


async def test_verify_certificate_needs_both_numbers_and_tells_nothing_of_the_owner(client, staff):
    wish = {"request_type": "inquiry_utility", "nosazi_code": "10-3-77-5", "self_declaration": True}
    number = (await client.submit_request(ME, **wish, key=key())).data["request_no"]
    await upload_all(client, ME, number)
    for role, to in ((EXPERT, "docs_review"), (EXPERT, "issued")):
        assert isinstance(await staff.move_step(role, request_no=number, to=to, key=key()), Accepted)
    mine = (await client.my_certificates(ME)).data["items"][0]
    asked = {"certificate_no": mine["certificate_no"], "check_code": mine["check_code"]}
    found = (await client.verify_certificate(**asked)).data
    # An answer to an inquiry is valid for six months.
    assert (found["status"], found["valid_until"]) == ("valid", "1405-01-20")
    assert "request_no" not in found
    wrong = f"{(int(mine['check_code']) + 1) % 10**8:08d}"
    assert await client.verify_certificate(**{**asked, "check_code": wrong}) == Rejected("not_found")
    assert await client.verify_certificate(certificate_no="26999999", check_code="00000000") == Rejected("not_found")
