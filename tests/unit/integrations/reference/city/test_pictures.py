import struct
import zlib

from integrations.reference.city.pictures import Picture, as_png, as_svg

PICTURE = Picture("14<01", "پروانه", "سند", 2, "1396-02-03", 1240, 1754)


def test_a_png_has_the_originals_proportions_and_the_mark_in_its_middle():
    data = as_png(PICTURE)
    width, height = struct.unpack(">2I", data[16:24])
    assert (width, height) == (620, 877)
    start = data.index(b"IDAT") + 4
    length = struct.unpack(">I", data[start - 8 : start - 4])[0]
    assert (
        zlib.crc32(data[start - 4 : start + length])
        == struct.unpack(">I", data[start + length : start + length + 4])[0]
    )
    pixels = zlib.decompress(data[start : start + length])
    rows = [pixels[row * 621 + 1 : (row + 1) * 621] for row in range(height)]
    assert any(150 in row for row in rows[350:520])
    assert not any(150 in row for row in rows[:200])


def test_small_originals_stay_small():
    assert struct.unpack(">2I", as_png(Picture("1", "a", "b", 1, "d", 10, 3))[16:24]) == (10, 3)


def test_an_svg_says_what_it_is_and_escapes_what_it_shows():
    drawn = as_svg(PICTURE)
    assert "نمونه" in drawn
    assert "14&lt;01" in drawn
    assert 'width="1240"' in drawn
