import pytest

from integrations.reference.city.utm import degrees, looks_like_utm


def test_the_central_meridian_and_the_equator_are_exact():
    assert degrees(500_000, 0) == pytest.approx((51.0, 0.0), abs=1e-9)


def test_places_agree_with_the_arc_length_of_the_ellipsoid():
    """A degree of latitude at 32.5° N is 110,896 m on WGS 84, times 0.9996 on the map."""
    south, north = degrees(500_000, 3_600_000)[1], degrees(500_000, 3_600_000 + 110_896 * 0.9996)[1]
    assert north - south == pytest.approx(1.0, abs=2e-4)
    # East: 1° of longitude at 32.65° N is 93,830 m.
    west, east = degrees(500_000, 3_612_600), degrees(500_000 + 93_830 * 0.9996, 3_612_600)
    assert east[0] - west[0] == pytest.approx(1.0, abs=1e-3)


def test_isfahan_is_where_it_is():
    lon, lat = degrees(562_000, 3_612_900)
    assert lon == pytest.approx(51.66, abs=0.01)
    assert lat == pytest.approx(32.65, abs=0.01)


def test_metres_are_told_from_degrees():
    assert looks_like_utm(562_000, 3_612_900)
    assert not looks_like_utm(51.66, 32.65)
