import json

import pytest
from starlette.requests import Request

from integrations.municipal.contract import load_contract
from integrations.reference.asked import Empty, Reader
from integrations.reference.problems import Refused, Unfit
from integrations.reference.routes.bodies import ClientKey, EnrolmentRequest, FileLookup, PriceLookup

JSON = "application/json"
LOOKUP = Reader(load_contract()["fileStatus"], FileLookup)
ENROL = Reader(load_contract()["enrol"], EnrolmentRequest)
PRICE = Reader(load_contract()["blockPrice"], PriceLookup)


def request(body=b"", *, content_type=JSON, query="", path_params=None, key=None):
    headers = [(b"content-type", content_type.encode())] if content_type else []
    headers += [(b"idempotency-key", key.encode())] if key else []
    scope = {"type": "http", "method": "POST", "path": "/", "query_string": query.encode(), "headers": headers}

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    return Request({**scope, "path_params": path_params or {}}, receive)


async def read(reader, asked):
    return reader.fit(await reader.raw(asked), asked)


async def wrong(reader, asked):
    with pytest.raises(Unfit) as raised:
        await read(reader, asked)
    return raised.value.places


@pytest.mark.parametrize("content_type", [JSON, "application/json; charset=utf-8", "application/problem+json"])
async def test_a_body_is_read_by_its_model(content_type):
    assert await read(LOOKUP, request(b'{"request_no": "14"}', content_type=content_type)) == ({"request_no": "14"}, "")


async def test_what_does_not_fit_is_told_by_its_place():
    assert await wrong(LOOKUP, request(b'{"request_no": 14, "more": 1}')) == ["body.request_no", "body.more"]
    assert await wrong(LOOKUP, request(b"")) == ["body"]
    assert await wrong(LOOKUP, request(b"null")) == ["body"]
    assert await wrong(LOOKUP, request(b"[1, 2")) == ["body.5"]


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded", "json"])
async def test_a_body_that_does_not_say_it_is_json_is_none(content_type):
    assert await wrong(LOOKUP, request(b'{"request_no": "14"}', content_type=content_type)) == ["body"]


@pytest.mark.parametrize("body", [b"\xff\xfe\xfa", b"[" * 100_000])
async def test_a_body_that_is_no_text_or_has_no_end_is_refused(body):
    with pytest.raises(Refused, match="invalid_request"):
        await read(LOOKUP, request(body))


async def test_an_act_takes_its_key_and_everything_wrong_is_told_at_once():
    body = json.dumps({"course": "free"}).encode()
    assert await read(ENROL, request(body, key="key-00001")) == ({"course": "free"}, "key-00001")
    assert await wrong(ENROL, request(b"{}", key="short")) == ["header.Idempotency-Key", "body.course"]
    assert await wrong(ENROL, request(body)) == ["header.Idempotency-Key"]


async def test_a_query_is_text_and_its_last_value_counts():
    asked = request(query="district=3&district=6&use=residential&more=1")
    assert await read(PRICE, asked) == ({"district": 6, "use": "residential"}, "")
    assert await wrong(PRICE, request(query="district=0")) == ["query.district", "query.use"]


async def test_a_number_in_the_path_is_read_by_its_model():
    reader = Reader(load_contract()["operation"], ClientKey)
    assert await read(reader, request(path_params={"client_key": "key-00001"})) == ({"client_key": "key-00001"}, "")
    assert await wrong(reader, request(path_params={"client_key": "a/b"})) == ["path.client_key"]


async def test_what_takes_nothing_looks_at_nothing():
    assert await read(Reader(load_contract()["myFiles"], Empty), request(b"[", query="a=1")) == ({}, "")
