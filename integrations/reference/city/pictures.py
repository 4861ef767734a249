"""Draws an archive image when it is asked for: a page that says plainly that it is a specimen. As SVG with its words,
or as PNG for messengers that show no SVG. Nothing is stored, and nothing in it belongs to anybody."""

from __future__ import annotations

import itertools
import math
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from integrations.reference.city.words import load_words

WIDEST_PNG = 620
WHITE, PAPER, FAINT, MARK = 255, 248, 224, 150
# The word «نمونه» as a pen writes it, on a field of 100 by 40: one line a stroke, a line of one point is a dot.
STROKES: tuple[tuple[tuple[float, float], ...], ...] = (
    ((96, 14), (96, 24), (89, 24), (85, 19), (81, 24), (85, 29), (89, 25)),
    ((83, 27), (78, 25), (72, 24), (73, 18), (68, 15), (64, 19), (67, 23), (72, 23)),
    ((72, 22), (71, 29), (65, 34), (57, 35)),
    ((49, 14), (49, 24), (38, 24), (33, 22), (29, 12), (24, 15), (23, 22), (28, 26), (34, 23)),
    ((96, 6),),
    ((49, 6),),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """What the page says. `width` and `height` in pixels of the original."""

    request_no: str
    part: str
    document: str
    page: int
    taken_on: str
    width: int
    height: int


def as_svg(picture: Picture) -> str:
    words = load_words()["picture"]
    lines = (
        f"{words['document']}: {picture.document}",
        f"{words['part']}: {picture.part}",
        f"{words['file']}: {picture.request_no}",
        f"{words['page']}: {picture.page}",
        f"{words['taken_on']}: {picture.taken_on}",
        words["notice"],
    )
    written = "".join(
        f'<text x="560" y="{130 + 44 * place}" direction="rtl" font-size="24">{escape(str(line))}</text>'
        for place, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{picture.width}" height="{picture.height}" '
        'viewBox="0 0 620 877" font-family="sans-serif" text-anchor="start">'
        '<rect width="620" height="877" fill="#fff"/>'
        '<rect x="20" y="20" width="580" height="837" fill="#f8f8f8" stroke="#999"/>'
        f'<text x="310" y="560" font-size="170" fill="#969696" text-anchor="middle" '
        f'transform="rotate(-30 310 520)">{escape(str(words["mark"]))}</text>{written}</svg>'
    )


def as_png(picture: Picture) -> bytes:
    """Grey, in the original's proportions, at most 620 pixels wide."""
    width = min(picture.width, WIDEST_PNG)
    height = max(1, picture.height * width // picture.width)
    canvas = _Canvas(width, height)
    canvas.fill(0.03, 0.03, 0.97, 0.97, PAPER)
    for line in range(18):
        canvas.fill(0.1, 0.08 + line * 0.048, 0.9 - 0.06 * ((line * 7 + picture.page) % 5), 0.09 + line * 0.048, FAINT)
    canvas.write_mark()
    return canvas.png()


class _Canvas:
    """Rows of grey pixels. Places are fractions of the page."""

    def __init__(self, width: int, height: int) -> None:
        self._width, self._height = width, height
        self._rows = [bytearray([WHITE]) * width for _ in range(height)]

    def fill(self, left: float, top: float, right: float, bottom: float, grey: int) -> None:
        first, last = max(0, int(left * self._width)), min(self._width, int(right * self._width))
        for row in self._rows[max(0, int(top * self._height)) : min(self._height, int(bottom * self._height))]:
            row[first:last] = bytes([grey]) * max(0, last - first)

    def write_mark(self) -> None:
        """The word across the middle of the page, in a pen as thick as a hundredth of its width."""
        scale = self._width * 0.8 / 100
        top = self._height / 2 - 20 * scale
        pen = max(1, round(1.4 * scale))
        for stroke in STROKES:
            for x, y in _along(stroke, step=0.5):
                self._dot(self._width * 0.1 + x * scale, top + y * scale, pen * (2 if len(stroke) == 1 else 1))

    def _dot(self, x: float, y: float, radius: int) -> None:
        for down in range(-radius, radius + 1):
            half = int(math.sqrt(radius * radius - down * down))
            row = int(y) + down
            first, last = max(0, int(x) - half), min(self._width, int(x) + half + 1)
            if 0 <= row < self._height and first < last:
                self._rows[row][first:last] = bytes([MARK]) * (last - first)

    def png(self) -> bytes:
        header = struct.pack(">IIBBBBB", self._width, self._height, 8, 0, 0, 0, 0)
        pixels = zlib.compress(b"".join(b"\0" + row for row in self._rows), 6)
        chunks = _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")
        return b"\x89PNG\r\n\x1a\n" + chunks


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _along(stroke: tuple[tuple[float, float], ...], *, step: float) -> Iterator[tuple[float, float]]:
    """Points along a line of corners."""
    if len(stroke) == 1:
        yield stroke[0]
    for (x, y), (next_x, next_y) in itertools.pairwise(stroke):
        pieces = max(1, int(math.hypot(next_x - x, next_y - y) / step))
        for piece in range(pieces + 1):
            yield x + (next_x - x) * piece / pieces, y + (next_y - y) * piece / pieces
