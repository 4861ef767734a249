"""What the backend refuses, as raw requests: who may ask, what a key may mean, what nobody may tell apart."""

import pytest

from integrations.municipal.assertion import HEADER
from tests.municipality import KEY, OTHER, OWNER, assertion, later

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
