"""Forms with files, whole and broken."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.requests import Request

from bot.channels.web.forms import read_body, read_form
from bot.errors import CitizenError, Code

TYPE = "multipart/form-data; boundary=XX"


def part(name, value, filename=None):
    head = f'Content-Disposition: form-data; name="{name}"' + (
        f'; filename="{filename}"' if filename is not None else ""
    )
    return b"--XX\r\n" + head.encode() + b"\r\nContent-Type: text/html\r\n\r\n" + value + b"\r\n"


def form(*parts):
    return read_form(TYPE, b"".join(parts) + b"--XX--\r\n")


def test_fields_and_files_are_told_apart_and_names_of_files_are_not_kept():
    found = form(part("id", b"a1"), part("text", "سلام".encode()), part("file", b"\0\xff", "../../etc/passwd"))
    assert found.fields == {"id": "a1", "text": "سلام"}
    assert found.files == [b"\0\xff"]


def test_several_files_come_in_order_and_an_empty_choice_is_none():
    assert form(part("file", b"1", "a"), part("file", b"2", "b")).files == [b"1", b"2"]
    assert form(part("file", b"", "")).files == []
    assert form(part("file", b"", "empty.jpg")).files == [b""]


def test_a_boundary_inside_a_file_does_not_end_it():
    assert form(part("file", b"--X\r\n--XY--\r\n", "a")).files == [b"--X\r\n--XY--\r\n"]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([part("file", b"x", "a")] * 6, Code.TOO_LARGE),
        ([part("f", b"x")] * 21, Code.BAD_REQUEST),
        ([part("text", b"x" * 70_000)], Code.TOO_LARGE),
        ([b"--YY\r\n"], Code.BAD_REQUEST),
        ([b"--XX\r\nContent-Disposition\r\n\r\n"], Code.BAD_REQUEST),
        ([b"--XX\r\n" + b"A: b\r\n" * 50 + b"\r\nx\r\n"], Code.BAD_REQUEST),
    ],
)
def test_what_is_too_much_or_no_form_is_refused(parts, code):
    with pytest.raises(CitizenError) as refused:
        form(*parts)
    assert refused.value.code is code


def test_without_a_boundary_it_is_no_form():
    with pytest.raises(CitizenError):
        read_form("multipart/form-data", b"")


@settings(max_examples=200)
@given(st.binary(max_size=300), st.integers(0, 200))
def test_no_bytes_whatever_are_a_fault_of_ours(raw, at):
    whole = part("id", b"a") + part("file", b"x" * 90, "a") + b"--XX--\r\n"
    for content in (raw, whole[:at] + raw + whole[at:]):
        with suppress(CitizenError):
            read_form(TYPE, content)


def request(*messages, **headers):
    left = list(messages)

    async def receive():
        return left.pop(0)

    names = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "POST", "headers": names}, receive)


def piece(body, *, more=False):
    return {"type": "http.request", "body": body, "more_body": more}


async def test_a_body_is_read_up_to_its_limit_whatever_the_headers_promise():
    assert await read_body(request(piece(b"ab", more=True), piece(b"c")), most=3) == b"abc"
    for asked in (request(piece(b"ab", more=True), piece(b"cd")), request(content_length="4"), request(piece(b"abcd"))):
        with pytest.raises(CitizenError) as refused:
            await read_body(asked, most=3)
        assert refused.value.code is Code.TOO_LARGE


async def test_who_leaves_in_the_middle_is_no_fault_of_ours():
    with pytest.raises(CitizenError) as refused:
        await read_body(request(piece(b"a", more=True), {"type": "http.disconnect"}), most=3)
    assert refused.value.code is Code.BAD_REQUEST
