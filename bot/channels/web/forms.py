"""Forms with files (`multipart/form-data`), read in memory and within limits: nothing of them ever lies in a temporary
folder. Names of files are not read at all: what a file is, its content says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from bot.content import MAX_FILE, MAX_FILES
from bot.errors import CitizenError, Code

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

MAX_FORM = MAX_FILE + 512 * 1024
"""Bytes of a whole form: one file at its largest, or several smaller ones, and the fields around them."""
_MOST_PARTS = 20
_MOST_FIELD = 64 * 1024


@dataclass(slots=True)
class Form:
    """The fields by name, and the files in order."""

    fields: dict[str, str] = field(default_factory=dict)
    files: list[bytes] = field(default_factory=list)


def is_multipart(request: Request) -> bool:
    return request.headers.get("content-type", "").lower().startswith("multipart/form-data")


async def read_body(request: Request, *, most: int) -> bytes:
    """The body, at most `most` bytes, whatever the headers promise.

    Raises:
        CitizenError: TOO_LARGE; BAD_REQUEST when the other side left in the middle.
    """
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > most:
        raise CitizenError(Code.TOO_LARGE)
    parts = bytearray()
    try:
        async for chunk in request.stream():
            parts += chunk
            if len(parts) > most:
                raise CitizenError(Code.TOO_LARGE)
    except ClientDisconnect:
        raise CitizenError(Code.BAD_REQUEST) from None
    return bytes(parts)


def read_form(content_type: str, raw: bytes) -> Form:
    """The form's parts.

    Raises:
        CitizenError: BAD_REQUEST or TOO_LARGE; nothing else, whatever the bytes.
    """
    _, options = parse_options_header(content_type)
    boundary = options.get(b"boundary")
    if not boundary:
        raise CitizenError(Code.BAD_REQUEST)
    collector = _Collector()
    try:
        parser = MultipartParser(boundary, collector.callbacks())
        parser.write(raw)
        parser.finalize()
    except FormParserError:
        raise CitizenError(Code.BAD_REQUEST) from None
    return collector.form


class _Collector:
    """Puts the parser's pieces together."""

    def __init__(self) -> None:
        self.form = Form()
        self._parts = 0
        self._header = b""
        self._value = b""
        self._disposition = b""
        self._body = bytearray()

    def callbacks(self) -> MultipartCallbacks:
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._on_header,
            "on_header_value": self._on_value,
            "on_header_end": self._header_end,
            "on_part_data": self._data,
            "on_part_end": self._end,
        }

    def _begin(self) -> None:
        self._parts += 1
        if self._parts > _MOST_PARTS:
            raise CitizenError(Code.BAD_REQUEST)
        self._header, self._value, self._disposition, self._body = b"", b"", b"", bytearray()

    def _on_header(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _on_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._value
        self._header, self._value = b"", b""

    def _data(self, data: bytes, start: int, end: int) -> None:
        self._body += data[start:end]

    def _end(self) -> None:
        _, options = parse_options_header(self._disposition)
        name = options.get(b"name", b"").decode("utf-8", "replace")
        if b"filename" in options:
            if options[b"filename"] or self._body:  # a field where nothing was chosen comes without either
                self.form.files.append(bytes(self._body))
            if len(self.form.files) > MAX_FILES:
                raise CitizenError(Code.TOO_LARGE)
        elif len(self._body) > _MOST_FIELD:
            raise CitizenError(Code.TOO_LARGE)
        else:
            self.form.fields[name] = self._body.decode("utf-8", "replace")
