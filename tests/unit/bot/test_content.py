"""What a file is, by its bytes."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.content import MAX_FILE, aread_file, kind_of, read_file, shrink
from bot.envelopes import Kind
from dialogs.events import WHY_REFUSED
from tests.fakes.pictures import DWG, HTML, PDF, SVG, ZIP, picture, png_bomb, sideways

JPG, PNG, WEBP = picture(), picture("PNG"), picture("WEBP")


@pytest.mark.parametrize(
    ("raw", "mime"),
    [
        (JPG, "image/jpeg"),
        (PNG, "image/png"),
        (WEBP, "image/webp"),
        (PDF, "application/pdf"),
        (DWG, "image/vnd.dwg"),
        *((raw, None) for raw in (HTML, SVG, ZIP, b"MZ" + b"\0" * 99, b"GIF89a" + b"\0" * 99, b"", b"\0", b"salam")),
    ],
)
def test_the_type_is_that_of_the_content(raw, mime):
    assert kind_of(raw) == mime


def test_what_is_taken_has_type_and_size_and_what_was_written_beside_it():
    assert read_file(JPG, caption=" اینم سند\n") == (
        Kind.FILE,
        {"mime": "image/jpeg", "size": len(JPG), "caption": "اینم سند"},
    )
    assert read_file(PDF) == (Kind.FILE, {"mime": "application/pdf", "size": len(PDF)})


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "empty"),
        (HTML, "kind"),
        (b"\xff\xd8\xff\xe0" + HTML, "broken"),
        (JPG[: len(JPG) // 2], "broken"),
        (PNG[:-2_000], "broken"),
        (PNG[:33] + b"\0" * 300 + PNG[333:], "broken"),
        (png_bomb(50_000, 50_000), "pixels"),
        (png_bomb(9_000, 9_000), "pixels"),
        (b"\0" * (MAX_FILE + 1), "too_large"),
        (JPG + b"\0" * MAX_FILE, "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_taken_is_named(raw, why):
    assert read_file(raw) == (Kind.FILE_REFUSED, {"why": why})
    assert why in WHY_REFUSED


async def test_the_same_without_blocking():
    assert await aread_file(JPG, caption="x") == read_file(JPG, caption="x")


def test_a_large_photo_is_made_small_enough_upright_and_without_its_metadata():
    raw = sideways()
    small = shrink(raw, "image/jpeg", most=300_000)
    assert len(raw) > 300_000 >= len(small)
    with Image.open(io.BytesIO(small)) as shown:
        assert shown.format == "JPEG"
        assert shown.size[0] < shown.size[1]
        assert not shown.getexif()


def test_what_fits_stays_as_it_is_but_webp_which_not_every_office_reads():
    assert shrink(JPG, "image/jpeg", most=2_000_000) is JPG
    assert shrink(PDF, "application/pdf", most=10) is PDF
    assert kind_of(shrink(WEBP, "image/webp", most=2_000_000)) == "image/jpeg"


def test_what_is_see_through_becomes_white():
    out = io.BytesIO()
    Image.new("RGBA", (2_000, 2_000), (0, 0, 0, 0)).save(out, "WEBP")
    with Image.open(io.BytesIO(shrink(out.getvalue(), "image/webp", most=2_000_000))) as shown:
        assert shown.getpixel((5, 5)) == (255, 255, 255)


def test_a_picture_that_cannot_be_opened_is_left_to_those_who_refuse_it():
    assert shrink(JPG[:40], "image/jpeg", most=10) == JPG[:40]


@settings(max_examples=150)
@given(st.sampled_from([JPG, PNG, WEBP]), st.integers(0, 400), st.binary(max_size=80), st.integers(0, 3_000))
def test_no_bytes_whatever_are_a_fault_of_ours(raw, at, put, cut):
    kind, body = read_file(raw[:at] + put + raw[at + len(put) : len(raw) - cut])
    assert kind in (Kind.FILE, Kind.FILE_REFUSED)
    assert kind is Kind.FILE or body["why"] in WHY_REFUSED
