import json
import logging
from datetime import UTC, datetime
from urllib.parse import parse_qs

import httpx
import pytest

from integrations.sms import FileSms, KavenegarSms, SmsFailed

NOW = datetime(2025, 10, 12, tzinfo=UTC)
KEY = "6B65792F6E6F742D666F722D6C6F6773"
MOBILE = "09990000001"
CODE = "0123" + "45"  # in two parts: a traceback quotes the line of the test


async def test_the_twin_appends_one_json_line_a_message(tmp_path):
    path = tmp_path / "var" / "sms.jsonl"
    sms = FileSms(path, clock=lambda: NOW, production=False)
    await sms.send(MOBILE, "سلام\nدوم", "123456")
    await sms.send(MOBILE, "بی کد")
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert lines == [
        {"to": MOBILE, "text": "سلام\nدوم", "code": "123456", "at": NOW.isoformat()},
        {"to": MOBILE, "text": "بی کد", "at": NOW.isoformat()},
    ]


def test_the_twin_cannot_be_built_in_production(tmp_path):
    with pytest.raises(ValueError, match="development only"):
        FileSms(tmp_path / "sms.jsonl", clock=lambda: NOW, production=True)


def kavenegar(answer):
    """A provider in this process, and the requests it got."""
    got = []

    def handle(request):
        got.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    client = httpx.AsyncClient(transport=httpx.MockTransport(handle))
    return KavenegarSms(key=KEY, template="shahryar", client=client), got


def says(status, http=200):
    return httpx.Response(http, json={"return": {"status": status, "message": "x"}, "entries": []})


async def test_kavenegar_gets_number_code_and_template_by_post():
    sms, got = kavenegar(says(200))
    await sms.send(MOBILE, "متن", CODE)
    (request,) = got
    assert request.method == "POST"
    assert request.url.path == f"/v1/{KEY}/verify/lookup.json"
    assert request.url.query == b""
    assert parse_qs(request.content.decode()) == {"receptor": [MOBILE], "token": [CODE], "template": ["shahryar"]}


@pytest.mark.parametrize(
    ("answer", "why", "sure", "bad_number"),
    [
        (says(411, http=411), "status 411", True, True),
        (says(418), "status 418", True, False),
        (says(424, http=424), "status 424", True, False),
        (httpx.Response(500, text="<html>"), "status 500", True, False),
        (httpx.Response(200, text="a proxy's page"), "status 0", True, False),
        (httpx.Response(200, json=[1]), "status 0", True, False),
        (httpx.ConnectError(f"cannot reach /v1/{KEY}/"), "connect", True, False),
        (httpx.ReadTimeout(f"reading /v1/{KEY}/"), "no answer", False, False),
    ],
)
async def test_every_failure_is_told_by_status_alone(answer, why, sure, bad_number):
    sms, _ = kavenegar(answer)
    with pytest.raises(SmsFailed) as caught:
        await sms.send(MOBILE, "متن", CODE)
    failure = caught.value
    assert (str(failure), failure.sure, failure.bad_number) == (why, sure, bad_number)
    assert failure.__suppress_context__ or failure.__context__ is None


async def test_key_number_and_code_are_in_no_log_line_and_no_repr(caplog):
    caplog.set_level(logging.DEBUG)
    for answer in (says(200), says(418), httpx.ReadTimeout(f"/v1/{KEY}/")):
        sms, _ = kavenegar(answer)
        try:
            await sms.send(MOBILE, "متن", CODE)
        except SmsFailed as failure:
            logging.getLogger("test").error("failed", exc_info=failure)
    assert "httpx" in {record.name for record in caplog.records}, "httpx said nothing: this test would prove nothing"
    for secret in (KEY, MOBILE, CODE):
        assert secret not in caplog.text
    assert KEY not in repr(sms)


async def test_a_message_without_a_code_is_not_sent_by_template():
    sms, got = kavenegar(says(200))
    with pytest.raises(SmsFailed):
        await sms.send(MOBILE, "متن")
    assert got == []
