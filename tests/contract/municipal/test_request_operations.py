"""Requests, steps and documents, client against reference backend; one test an operation, named after it."""

import hashlib

import pytest

from dialogs.ports import Accepted, Rejected
from tests.contract.municipal.case_work import DWG, EXPERT, JPEG, ME, PNG, REVENUE, key, upload_all
from tests.municipality import ATTORNEY, DEBTOR, OTHER, OWNER, identity


async def submit(client, who=ME, **wish):
    wish = {"request_type": "inquiry_transfer", "nosazi_code": "10-3-77-5", **wish}
    return await client.submit_request(who, **wish, key=key())


async def test_request_types_are_the_state_machine_as_data(client):
    found = (await client.request_types()).data
    types = {entry["type"]: entry for entry in found["types"]}
    assert found["count"] == len(types) == 18
    transfer = types["inquiry_transfer"]
    assert [item["document"] for item in transfer["documents"]][:2] == ["deed", "national_card"]
    assert (transfer["self_declaration"], transfer["debt_blocks"], transfer["valid_months"]) == (True, True, 6)
    steps = [step["stage"] for step in transfer["steps"]]
    assert steps == [
        "submitted", "docs_review", "inspection_scheduled", "inspected", "levy_calc", "awaiting_payment", "paid",
        "issued", "delivered",
    ]  # fmt: skip
    assert all(step["next_step"] and step["citizen_todo"] and step["actor_label"] for step in transfer["steps"])


async def test_request_types_that_are_still_the_same_are_not_sent_again(http):
    first = await http.get("/request-types")
    again = await http.get("/request-types", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert (await http.get("/request-types", headers={"If-None-Match": '"other"'})).content == first.content


async def test_my_properties_are_owned_inherited_or_held_by_power_of_attorney(client):
    mine = {entry["nosazi_code"]: entry for entry in (await client.my_properties(ME)).data["properties"]}
    assert set(mine) == {"3-1-8-44", "10-3-77-5"}
    assert (mine["10-3-77-5"]["role"], mine["10-3-77-5"]["may_declare"]) == ("owner", True)
    held = {
        entry["nosazi_code"]: entry for entry in (await client.my_properties(identity(ATTORNEY))).data["properties"]
    }
    assert (held["10-3-77-5"]["role"], held["10-3-77-5"]["valid_to"]) == ("attorney", "1404-12-01")


async def test_submit_request_is_a_draft_until_the_last_document_and_then_goes_on(client):
    opened = (await submit(client)).data
    assert (opened["stage"], opened["missing"]) == ("draft", 4)
    number = opened["request_no"]
    assert (await client.file_status(ME, request_no=number)).data["file"]["must_act"] is True
    last = await upload_all(client, ME, number)
    assert (last.data["missing"], last.data["stage"]) == (0, "submitted")
    assert (await client.file_status(identity(ATTORNEY), request_no=number)).data["file"]["stage"] == "submitted"


async def test_submit_request_of_an_attorney_needs_the_power_of_attorney_too(client):
    number = (await submit(client, identity(ATTORNEY))).data["request_no"]
    wanted = (await client.document_checklist(identity(ATTORNEY), request_no=number)).data["documents"]
    assert "power_of_attorney" in [item["document"] for item in wanted]


async def test_submit_request_with_a_self_declaration_skips_the_inspection(client):
    number = (await submit(client, self_declaration=True)).data["request_no"]
    steps = (await client.file_steps(ME, request_no=number)).data
    assert steps["self_declared"] is True
    assert not {"inspection_scheduled", "inspected"} & {step["stage"] for step in steps["steps"]}
    await upload_all(client, ME, number)
    file = (await client.file_status(ME, request_no=number)).data["file"]
    assert (file["step"], file["steps"]) == (1, 7)


async def test_submit_request_refuses_what_may_not_be(client):
    assert await submit(client, request_type="nothing_like_it") == Rejected("not_offered")
    assert await submit(client, nosazi_code="6-2-110-7") == Rejected("not_found")
    assert await submit(client, nosazi_code="9-9-9-9") == Rejected("not_found")
    assert await submit(client, nosazi_code="  ") == Rejected("not_found")
    # No certificate at all, one from before the day of the rule, and a type that needs an inspection.
    assert await submit(client, nosazi_code="3-1-8-44", self_declaration=True) == Rejected("no_certificate")
    old = {"nosazi_code": "7-1-1-1", "request_type": "inquiry_utility", "self_declaration": True}
    assert await submit(client, identity(DEBTOR), **old) == Rejected("no_certificate")
    assert await submit(client, request_type="permit_new", self_declaration=True) == Rejected("no_certificate")
    debt = await submit(client, identity(DEBTOR), nosazi_code="7-1-1-1")
    assert debt == Rejected("debt", {"debt_rial": 24_750_000, "bill_count": 1})
    assert isinstance(await submit(client, identity(DEBTOR), **{**old, "self_declaration": False}), Accepted)
    first = await submit(client)
    stands = {"request_no": first.data["request_no"], "stage_label": first.data["stage_label"]}
    assert await submit(client) == Rejected("already_open", stands)


async def test_submit_request_tells_every_holder_of_the_one_that_is_open(client):
    number = (await submit(client)).data["request_no"]
    assert (await submit(client, identity(ATTORNEY))).data["request_no"] == number


async def test_cancel_request_is_possible_until_levies_are_calculated(client):
    number = (await submit(client)).data["request_no"]
    done = await client.cancel_request(ME, request_no=number, key=key())
    assert done.data["stage"] == "cancelled_by_citizen"
    again = await client.cancel_request(ME, request_no=number, key=key())
    assert again == Rejected("not_now", {"stage": "cancelled_by_citizen"})
    calculated = await client.cancel_request(ME, request_no="1404100107", key=key())
    assert calculated == Rejected("not_now", {"stage": "levy_calc"})
    assert await client.cancel_request(ME, request_no="1404100101", key=key()) == Rejected("not_found")
    assert isinstance(await submit(client), Accepted)


async def test_file_steps_show_what_was_is_and_is_to_come(client):
    number = (await submit(client)).data["request_no"]
    await upload_all(client, ME, number)
    steps = (await client.file_steps(ME, request_no=number)).data["steps"]
    assert [(step["stage"], step["state"]) for step in steps[:3]] == [
        ("draft", "done"),
        ("submitted", "now"),
        ("docs_review", "ahead"),
    ]
    # Entered on Sunday 1404-07-20 with one working day.
    assert (steps[1]["entered_on"], steps[1]["due_on"]) == ("1404-07-20", "1404-07-21")
    assert steps[-1]["stage"] == "delivered"
    older = (await client.file_steps(identity(OTHER), request_no="1404100103")).data["steps"]
    assert (older[0]["stage"], older[0]["state"], older[0]["entered_on"]) == (
        "inspection_scheduled", "now", "1404-07-19",
    )  # fmt: skip
    assert await client.file_steps(ME, request_no="1404100103") == Rejected("not_found")


async def test_document_checklist_says_what_is_missing_and_what_is_in_the_file(client):
    found = (await client.document_checklist(identity(OWNER), request_no="1404100101")).data
    status = {item["document"]: item["status"] for item in found["documents"]}
    assert (status["soil_test"], status["national_card"], status["deed"]) == ("missing", "missing", "on_paper")
    assert (found["missing"], found["open"]) == (2, True)
    assert await client.document_checklist(ME, request_no="1404100101") == Rejected("not_found")


async def test_upload_document_is_judged_by_its_content_and_sends_the_file_on(client):
    me, file = identity(OWNER), "1404100101"
    first = await client.upload_document(me, request_no=file, document="soil_test", content=DWG, key=key())
    assert (first.data["mime"], first.data["stage"], first.data["missing"]) == ("image/vnd.dwg", "docs_defect", 1)
    assert (first.data["size"], first.data["sha256"]) == (len(DWG), hashlib.sha256(DWG).hexdigest())
    second = await client.upload_document(me, request_no=file, document="national_card", content=JPEG, key=key())
    assert (second.data["mime"], second.data["stage"], second.data["missing"]) == ("image/jpeg", "docs_review", 0)
    again = await client.upload_document(me, request_no=file, document="soil_test", content=PNG, key=key())
    listed = (await client.document_checklist(me, request_no=file)).data["documents"]
    assert [item["document_no"] for item in listed if item["document"] == "soil_test"] == [again.data["document_no"]]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (PNG[:-8], "file_type"),
        (JPEG[:-2], "file_type"),
        (b"MZ" + b"\x00" * 4000, "file_type"),
        (b"%PDF-1.7" + b"\x00" * 4000 + b"%%EOF", "file_type"),
        (PNG[:8] + PNG[-8:], "file_too_small"),
        (PNG[:8] + b"\x00" * 2_048_001 + PNG[-8:], "file_too_large"),
        (b"\x00" * 3_000_000, "file_too_large"),
    ],
    ids=["cut png", "cut jpeg", "program", "pdf", "small", "large", "larger than is sent"],
)
async def test_upload_document_refuses_what_is_no_picture_of_the_right_size(client, content, code):
    me = identity(OWNER)
    answer = await client.upload_document(me, request_no="1404100101", document="soil_test", content=content, key=key())
    assert answer.code == code


async def test_upload_document_refuses_what_the_file_does_not_want_or_not_now(client):
    me = identity(OWNER)
    unwanted = await client.upload_document(me, request_no="1404100101", document="bank_letter", content=PNG, key=key())
    assert unwanted == Rejected("not_wanted")
    late = await client.upload_document(ME, request_no="1404100107", document="deed", content=PNG, key=key())
    assert late == Rejected("not_now", {"stage": "levy_calc"})
    foreign = await client.upload_document(ME, request_no="1404100101", document="deed", content=PNG, key=key())
    assert foreign == Rejected("not_found")


async def test_decide_document_rejects_with_a_reason_that_the_citizen_reads(client, staff):
    number = (await submit(client)).data["request_no"]
    last = (await upload_all(client, ME, number)).data
    await staff.move_step(EXPERT, request_no=number, to="docs_review", key=key())
    silent = await staff.decide_document(EXPERT, document_no=last["document_no"], decision="rejected", key=key())
    assert silent == Rejected("reason_needed")
    no = await staff.decide_document(
        EXPERT, document_no=last["document_no"], decision="rejected", reason="خوانا نیست", key=key()
    )
    assert no.data["stage"] == "docs_defect"
    item = next(
        found
        for found in (await client.document_checklist(ME, request_no=number)).data["documents"]
        if found["document"] == last["document"]
    )
    assert (item["status"], item["reason"]) == ("rejected", "خوانا نیست")
    assert (await upload_all(client, ME, number)).data["stage"] == "docs_review"
    told = [notice["text"] for notice in (await client.notices(ME)).data["items"]]
    assert any("خوانا نیست" in text for text in told)


async def test_decide_document_is_for_the_expert_and_for_documents_that_wait(client, staff):
    number = (await submit(client)).data["request_no"]
    last = (await upload_all(client, ME, number)).data["document_no"]
    early = await staff.decide_document(EXPERT, document_no=last, decision="accepted", key=key())
    assert early == Rejected("not_now", {"stage": "submitted"})
    await staff.move_step(EXPERT, request_no=number, to="docs_review", key=key())
    assert (await staff.decide_document(REVENUE, document_no=last, decision="accepted", key=key())).code == "wrong_desk"
    assert isinstance(await staff.decide_document(EXPERT, document_no=last, decision="accepted", key=key()), Accepted)
    unknown = await staff.decide_document(EXPERT, document_no="21999999", decision="accepted", key=key())
    assert unknown == Rejected("not_found")
