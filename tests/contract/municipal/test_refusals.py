"""What the backend refuses, as raw requests: who may ask, what a key may mean, what nobody may tell apart."""

import re

import httpx
import pytest
from sqlalchemy import event

from integrations.municipal.assertion import HEADER, STAFF_HEADER
from integrations.municipal.contract import STAFF, load_contract
from integrations.reference.app import mount
from integrations.reference.database import Database
from integrations.reference.seed import seed
from tests.municipality import BUILDER, CITY, KEY, NOW, OTHER, OWNER, assertion, clock, later, staff_assertion

# The driver tells statements with the values in them, and those are not the same.
VALUES = re.compile(r"'[^']*'|\b[0-9]+\b")
FREE = {"course": "free"}


def bad_assertions():
    whole = assertion(OWNER)[HEADER]
    payload, _, mac = whole.partition(".")
    return {
        "missing": {},
        "empty": {HEADER: ""},
        "no signature": {HEADER: payload},
        "other payload": {HEADER: f"{assertion(OTHER)[HEADER].partition('.')[0]}.{mac}"},
        "other key": assertion(OWNER, key=KEY + "!"),
        "not base64": {HEADER: f"!{payload}.{mac}"},
        "expired": assertion(OWNER, now=later(-61)),
        "too long": assertion(OWNER, now=later(90)),
    }


@pytest.mark.parametrize("case", list(bad_assertions()))
async def test_an_assertion_that_is_not_whole_signed_and_in_time_is_refused(http, case):
    answer = await http.get("/files", headers=bad_assertions()[case])
    assert answer.status_code == 401
    assert answer.json()["code"] == ("assertion_missing" if case == "missing" else "assertion_invalid")
    assert answer.headers["WWW-Authenticate"] == "Citizen-Assertion"


async def test_an_assertion_is_used_once(http):
    header = assertion(OWNER)
    assert (await http.get("/files", headers=header)).status_code == 200
    assert (await http.get("/files", headers=header)).json()["code"] == "assertion_invalid"


async def test_assurance_is_checked_again_by_the_backend(http):
    low = await http.get("/files", headers=assertion(OWNER, 1))
    assert (low.status_code, low.json()["code"]) == (403, "assurance_too_low")
    foreign = {**OWNER, "national_id": OTHER["national_id"]}
    mixed = await http.get("/files", headers=assertion(foreign, 2))
    assert mixed.json()["code"] == "assurance_too_low"


async def test_not_yours_and_does_not_exist_are_byte_identical(http):
    answers = []
    for number in ("1404100103", "1404999999"):
        body = {"request_no": number}
        answers.append(await http.post("/files/lookup", json=body, headers=assertion(OWNER)))
        inquiry = {"inquiry_type": "transfer", **body}
        headers = {**assertion(OWNER), "Idempotency-Key": f"foreign-{number}"}
        answers.append(await http.post("/inquiries", json=inquiry, headers=headers))
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    plain = [{k: v for k, v in answer.headers.items() if k not in ("date", "server")} for answer in answers]
    assert all(headers == plain[0] for headers in plain)


def about(file):
    """What every operation about a file takes, for a file that is not the caller's."""
    png = "iVBORw0KGgo" * 400
    return {
        "cancelRequest": {"request_no": file},
        "fileSteps": {"request_no": file},
        "documentChecklist": {"request_no": file},
        "uploadDocument": {"request_no": file, "document": "deed", "content_base64": png},
        "inspectionSlots": {"request_no": file},
        "bookInspection": {"request_no": file, "day": "1404-07-23", "slot": "08-10"},
        "archiveImages": {"request_no": file},
        "fileObjection": {"request_no": file, "about": "vote", "text": "نه"},
        "article100Case": {"request_no": file},
        "defendArticle100": {"request_no": file, "text": "نه"},
    }


# What exists and is another's, and what does not exist: the same operation, the same answer.
FOREIGN = {name: (body, about("1404999999")[name]) for name, body in about("1404100106").items()}
FOREIGN |= {
    "submitRequest": tuple({"type": "permit_new", "nosazi_code": code} for code in ("10-3-77-5", "99-9-9-9")),
    "requestInstalments": tuple({"bill_id": number, "count": 2} for number in ("1000001312360", "9999999999999")),
    "changeInspection": tuple(
        {"inspection_no": number, "day": "1404-07-23", "slot": "08-10"} for number in ("22000001", "22000009")
    ),
    "cancelInspection": tuple({"inspection_no": number} for number in ("22000001", "22000009")),
    "archiveImage": tuple({"image_no": number, "media_type": "image/png"} for number in ("7000900", "7000999")),
    "paymentStatus": tuple({"payment_no": number} for number in ("23000001", "23000009")),
    "ticketStatus": tuple({"ticket_no": number} for number in ("27000001", "27000009")),
    "verifyCertificate": tuple(
        {"certificate_no": number, "check_code": "00000000"} for number in ("26000001", "26000009")
    ),
}


def test_every_operation_with_a_number_is_among_those_whose_foreign_numbers_are_tried():
    tried = set(FOREIGN) | {"fileStatus", "registerInquiry", "confirmCitizen", "operation", "cancelEnrolment", "enrol"}
    public = {"billByNumber", "startPayment", "blockPrice", "verifyCertificate"}
    public |= {"findParcels", "planApprovals", "findOffices"}
    citizens = [found for found in load_contract().values() if found.assurance != STAFF]
    assert {found.id for found in citizens if "not_found" in found.refuses} - public <= tried


@pytest.mark.parametrize("operation_id", FOREIGN)
async def test_what_is_anothers_and_what_does_not_exist_are_byte_identical(http, operation_id):
    """Each kind of number is somebody's first: an inspection, a payment, a ticket of the builder."""
    theirs = {
        "/inspections": {"request_no": "1404100109", "day": "1404-07-23", "slot": "08-10"},
        "/payments": {"bill_id": "1000001112361", "payment_id": "1840050182"},
        "/tickets": {"kind": "noise", "text": "صدا", "place": "نمونه"},
    }
    for number, (path, body) in enumerate(theirs.items()):
        headers = {**assertion(BUILDER), "Idempotency-Key": f"theirs-{number:04d}"}
        assert (await http.post(path, json=body, headers=headers)).status_code == 201
    operation, answers = load_contract()[operation_id], []
    for number, body in enumerate(FOREIGN[operation_id]):
        headers = {**assertion(OWNER), "Idempotency-Key": f"foreign-{number:04d}"}
        answers.append(await http.post(operation.path, json=body, headers=headers))
    assert [answer.json()["code"] for answer in answers] == ["not_found", "not_found"]
    assert answers[0].content == answers[1].content


@pytest.mark.parametrize("operation_id", sorted(set(FOREIGN) - {"verifyCertificate"}))
async def test_what_is_anothers_and_what_does_not_exist_cost_the_same_statements(tmp_path, operation_id):
    """Equally fast because it is the same work: what differs in time would tell them apart."""
    database = Database(f"sqlite:///{tmp_path / 'counted.db'}")
    counted = []
    event.listen(database._engine, "checkout", lambda driver, *_: driver.set_trace_callback(counted.append))
    seed(database, CITY, now=NOW)
    transport = httpx.ASGITransport(mount(database, KEY, clock))
    async with httpx.AsyncClient(transport=transport, base_url="http://municipality.test") as http:
        spent = []
        for number, body in enumerate(FOREIGN[operation_id]):
            counted.clear()
            headers = {**assertion(OWNER), "Idempotency-Key": f"counted-{number:04d}"}
            await http.post(load_contract()[operation_id].path, json=body, headers=headers)
            spent.append([VALUES.sub("?", statement) for statement in counted])
    database.close()
    assert spent[0] == spent[1]
    assert spent[0]


@pytest.mark.parametrize("path", [found.path for found in load_contract().values() if found.assurance == STAFF])
async def test_no_citizen_gets_past_the_staffs_door(http, path):
    operation = next(found for found in load_contract().values() if found.path == path)
    for headers in (
        {},
        assertion(OWNER),
        {STAFF_HEADER: assertion(OWNER)[HEADER]},
        staff_assertion("manager", key=KEY),
    ):
        send = {"json": {}} if operation.method == "POST" else {}
        answer = await http.request(operation.method, path, headers={**headers, "Idempotency-Key": "door-0001"}, **send)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Staff-Assertion"


async def test_a_staff_assertion_is_used_once(http):
    header = staff_assertion("manager")
    assert (await http.get("/staff/files", headers=header)).status_code == 200
    assert (await http.get("/staff/files", headers=header)).json()["code"] == "assertion_invalid"


async def test_a_foreign_and_an_unknown_national_id_are_byte_identical(http):
    answers = [
        await http.post("/citizens/confirmation", json={"national_id": number}, headers=assertion(OWNER, 1))
        for number in (OTHER["national_id"], "9991000038")
    ]
    assert answers[0].content == answers[1].content


async def test_a_foreign_key_and_an_unknown_key_are_byte_identical(http):
    await http.post("/enrolments", json=FREE, headers={**assertion(OTHER, 1), "Idempotency-Key": "theirs-01"})
    answers = [await http.get(f"/operations/{key}", headers=assertion(OWNER, 1)) for key in ("theirs-01", "nobodys-01")]
    assert answers[0].status_code == 404
    assert answers[0].content == answers[1].content


async def test_the_same_key_gives_the_same_answer_and_another_body_a_conflict(http):
    async def enrol(body):
        return await http.post(
            "/enrolments", json=body, headers={**assertion(OWNER, 1), "Idempotency-Key": "same-key-1"}
        )

    first, second, third = await enrol(FREE), await enrol(FREE), await enrol({"course": "full"})
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert ("Idempotent-Replay" in first.headers, "Idempotent-Replay" in second.headers) == (False, True)
    assert (third.status_code, third.json()["code"]) == (409, "key_reused")


async def test_the_same_key_for_another_operation_is_a_conflict(http):
    headers = {"Idempotency-Key": "same-key-2"}
    await http.post("/enrolments", json=FREE, headers={**assertion(OWNER), **headers})
    body = {"enrolment_no": "500001"}
    answer = await http.post("/enrolments/cancellation", json=body, headers={**assertion(OWNER), **headers})
    assert answer.json()["code"] == "key_reused"


async def test_two_citizens_may_use_the_same_key(http):
    for person in (OWNER, OTHER):
        headers = {**assertion(person, 1), "Idempotency-Key": "same-key-3"}
        answer = await http.post("/enrolments", json=FREE, headers=headers)
        assert answer.status_code == 201
        assert "Idempotent-Replay" not in answer.headers


async def test_an_act_without_a_key_is_refused(http):
    answer = await http.post("/enrolments", json=FREE, headers=assertion(OWNER, 1))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


async def test_problems_say_where_a_request_is_wrong_and_never_repeat_its_values(http):
    secret = "9991234567890"
    answer = await http.post("/citizens/confirmation", json={"national_id": secret}, headers=assertion(OWNER, 1))
    assert answer.json()["errors"] == ["body.national_id"]
    assert secret not in answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    broken = await http.post("/files/lookup", content=b"{", headers=assertion(OWNER))
    assert broken.json()["code"] == "invalid_request"
