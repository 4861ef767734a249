import base64

import pytest

from integrations.reference.case.content import kind, read
from integrations.reference.problems import Refused

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 4000 + b"IEND\xaeB`\x82"


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (PNG, "image/png"),
        (PNG + b"\x00" * 100, "image/png"),
        (PNG[:-1], None),
        (b"\xff\xd8\xff\xe1" + b"\x00" * 50 + b"\xff\xd9", "image/jpeg"),
        (b"\xff\xd8\xff\xe1" + b"\x00" * 50, None),
        (b"AC1015" + b"\x00" * 50, "image/vnd.dwg"),
        (b"AC10xx", None),
        (b"%PDF-1.4 \n%%EOF", "application/pdf"),
        (b"%PDF-1.4", None),
        (b"<svg onload=x>", None),
        (b"", None),
    ],
)
def test_bytes_are_what_they_are_whole(raw, found):
    assert kind(raw) == found


def test_what_was_read_says_its_size_type_and_digest():
    found = read(base64.b64encode(PNG).decode())
    assert (found.raw, found.size, found.mime, len(found.sha256)) == (PNG, len(PNG), "image/png", 64)


@pytest.mark.parametrize("encoded", ["A", "A" * 4001, "====", "AAAA=AAA"])
def test_base64_that_is_not_whole_is_refused(encoded):
    with pytest.raises(Refused, match="file_unreadable"):
        read(encoded)


def test_the_limits_are_told():
    with pytest.raises(Refused) as small:
        read(base64.b64encode(b"\x00" * 2047).decode())
    with pytest.raises(Refused) as large:
        read(base64.b64encode(b"\x00" * 2_048_001).decode())
    assert (small.value.data, large.value.data) == ({"smallest_bytes": 2048}, {"largest_bytes": 2_048_000})
