"""Typed text means the same on every channel."""

import pytest

from bot.envelopes import MAX_TEXT, Kind, read_point, read_text


@pytest.mark.parametrize(
    ("text", "kind", "body"),
    [
        ("سلام", Kind.TEXT, {"text": "سلام"}),
        ("  ", Kind.UNSUPPORTED, {"kind": "empty"}),
        ("ب" * (MAX_TEXT + 1), Kind.UNSUPPORTED, {"kind": "too_long"}),
        ("/start", Kind.JOINED, {}),
        ("/start:fee_estimate", Kind.BUTTON, {"payload": "/start:fee_estimate"}),
        (" /press:12:3 ", Kind.BUTTON, {"payload": "/press:12:3"}),
        ("/press:12:3:4", Kind.TEXT, {"text": "/press:12:3:4"}),
        ("/press:12:3\nسلام", Kind.TEXT, {"text": "/press:12:3\nسلام"}),
    ],
)
def test_text_is_read(text, kind, body):
    assert read_text(text) == (kind, body)


@pytest.mark.parametrize(
    ("lat", "lon", "point"),
    [
        (32.65, 51.67, {"lon": 51.67, "lat": 32.65}),
        (32, -51, {"lon": -51.0, "lat": 32.0}),
        (91, 51, None),
        (32, 181, None),
        (float("nan"), 51, None),
        (32, float("inf"), None),
        (True, 51, None),
        ("32", 51, None),
        (None, None, None),
    ],
)
def test_a_place_on_earth_is_read_and_nothing_else(lat, lon, point):
    assert read_point(lat, lon) == point
