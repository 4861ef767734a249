import json

import httpx
import pytest

from dialogs.ports import Accepted, Rejected, Unavailable, Unknown
from integrations.municipal.assertion import HEADER, verify
from integrations.municipal.client import MunicipalClient
from tests.municipality import KEY, NOW, OWNER, QUICK, clock, identity

ME = identity(OWNER)


def client(answer, seen=None):
    def handle(request):
        if seen is not None:
            seen.append(request)
        return answer(request) if callable(answer) else answer

    return MunicipalClient("http://m.test", KEY, httpx.MockTransport(handle), clock=clock, patience=QUICK)


def problem(code, status=409, **data):
    return httpx.Response(status, json={"code": code, "data": data})


async def test_an_act_carries_its_key_and_a_fresh_assertion():
    seen = []
    answer = httpx.Response(201, json={"status": "enrolled"})
    result = await client(answer, seen).enrol(ME, course="free", key="the-key-1")
    assert result == Accepted({"status": "enrolled"})
    request = seen[0]
    assert request.headers["Idempotency-Key"] == "the-key-1"
    assert json.loads(request.content) == {"course": "free"}
    who, _, _ = verify(request.headers[HEADER], KEY.encode(), now=NOW)
    assert (who.mobile, who.national_id, who.level) == (OWNER["mobile"], OWNER["national_id"], 2)


async def test_every_attempt_of_a_call_has_the_same_key_and_its_own_nonce():
    seen = []
    await client(httpx.Response(500), seen).enrol(ME, course="free", key="the-key-2")
    assert {request.headers["Idempotency-Key"] for request in seen} == {"the-key-2"}
    assert len({verify(request.headers[HEADER], KEY.encode(), now=NOW)[1] for request in seen}) == len(seen) == 2


async def test_an_open_operation_sends_no_identity():
    seen = []
    await client(httpx.Response(200, json={}), seen).block_price(district=6, use="residential")
    assert HEADER not in seen[0].headers


async def test_a_declared_refusal_is_rejected_with_its_data():
    result = await client(problem("debt", debt_rial=5)).register_inquiry(
        ME, inquiry_type="bank", request_no="1", note=None, key="the-key-3"
    )
    assert result == Rejected("debt", {"debt_rial": 5})


@pytest.mark.parametrize(
    "answer", [problem("closed", 401), problem("debt"), httpx.Response(404, text="no"), httpx.Response(302)]
)
async def test_a_refusal_the_operation_does_not_declare_is_a_fault_and_never_reaches_a_flow(answer):
    if answer.status_code == 401:
        answer = problem("assertion_invalid", 401)
    assert await client(answer).enrol(ME, course="free", key="the-key-4") == Unavailable()


async def test_an_unreadable_success_is_unknown_for_an_act_and_unavailable_for_a_read():
    broken = httpx.Response(200, text="<html>")
    assert await client(broken).enrol(ME, course="free", key="the-key-5") == Unknown()
    assert await client(broken).my_files(ME) == Unavailable()
    assert await client(httpx.Response(200, json=[1])).my_files(ME) == Unavailable()


@pytest.mark.parametrize(
    ("told", "result"),
    [
        ({"outcome": "accepted", "data": {"a": 1}, "code": None}, Accepted({"a": 1})),
        ({"outcome": "rejected", "data": {}, "code": "closed"}, Rejected("closed")),
        ({"outcome": "withdrawn", "data": {}, "code": None}, Unavailable()),
        ({"outcome": "later", "data": {}, "code": None}, Unknown()),
    ],
)
async def test_reconciling_tells_the_end_result(told, result):
    assert await client(httpx.Response(200, json=told)).reconcile(ME, key="the-key-6") == result


async def test_reconciling_withdraws_what_the_backend_never_saw():
    seen = []

    def answer(request):
        if request.method == "GET":
            return problem("not_found", 404)
        return httpx.Response(200, json={"outcome": "withdrawn", "data": {}})

    assert await client(answer, seen).reconcile(ME, key="the-key-7") == Unavailable()
    assert [request.method for request in seen] == ["GET", "DELETE"]


async def test_reconciling_stays_unknown_when_the_withdrawal_got_no_answer():
    def answer(request):
        return problem("not_found", 404) if request.method == "GET" else httpx.Response(500)

    assert await client(answer).reconcile(ME, key="the-key-8") == Unknown()


async def test_what_cannot_be_a_number_is_answered_without_asking():
    seen = []
    asked = client(httpx.Response(500), seen)
    assert await asked.confirm_citizen(ME, national_id="12") == Rejected("no_match")
    assert await asked.file_status(ME, request_no=" \x00 ") == Rejected("not_found")
    assert await asked.block_price(district=150, use="residential") == Rejected("not_found")
    assert await asked.block_price(district=6, use="مسکونی") == Rejected("not_found")
    assert seen == []


async def test_no_url_holds_a_citizens_number():
    seen = []
    asked = client(httpx.Response(200, json={}), seen)
    await asked.confirm_citizen(ME, national_id=OWNER["national_id"])
    await asked.file_status(ME, request_no="1404100101")
    await asked.cancel_enrolment(ME, enrolment_no="500001", key="the-key-9")
    urls = " ".join(str(request.url) for request in seen)
    assert not any(number in urls for number in (OWNER["national_id"], OWNER["mobile"], "1404100101", "500001"))
