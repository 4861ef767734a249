"""Files as citizens send them, and as nobody should: made here, byte by byte or by Pillow."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

PDF = b"%PDF-1.4\n" + b"1 0 obj <<>> endobj\n" * 200 + b"%%EOF"
DWG = b"AC1027" + b"\0" * 5_000
HTML = b"<!doctype html><html><body><script>alert(1)</script>" + b"<p>x</p>" * 500 + b"</body></html>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'></svg>"
ZIP = b"PK\x03\x04" + b"\0" * 3_000


def picture(kind="JPEG", *, size=(640, 480), noise=60, **more):
    """A picture of noise: it does not get small, and no two sizes look alike."""
    out = io.BytesIO()
    image = Image.effect_noise(size, noise)
    (image if kind == "PNG" else image.convert("RGB")).save(out, kind, **more)
    return out.getvalue()


def sideways():
    """A photo that is upright only by what its metadata says, with a place in it, as telephones write them."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    return picture(size=(3000, 1000), exif=exif, quality=97)


def png_bomb(width, height):
    """A few hundred bytes that say they are `width` × `height`."""
    row = b"\0" + b"\0" * ((width + 7) // 8)
    packed = zlib.compress(row * min(height, 2_000), 9)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def _chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
