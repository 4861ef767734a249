import json

import pytest

from integrations.reference.city.geometry import Unreadable, outline, point
from integrations.reference.city.places import Point

RING = [[51.0, 32.0], [51.001, 32.0], [51.001, 32.001], [51.0, 32.0]]


def test_a_ring_is_closed_by_itself_and_heights_are_left_out():
    found = outline({"type": "Polygon", "coordinates": [[[*corner, 1570.0] for corner in RING]]})
    assert found == [[[51_000_000, 32_000_000], [51_001_000, 32_000_000], [51_001_000, 32_001_000]]]


def test_several_polygons_and_text_of_a_table_are_taken():
    assert len(outline(json.dumps({"type": "MultiPolygon", "coordinates": [[RING], [RING]]}))) == 2


def test_metres_of_the_citys_map_system_become_degrees():
    ring = [[562_000, 3_612_900], [562_100, 3_612_900], [562_100, 3_613_000]]
    assert abs(outline({"type": "Polygon", "coordinates": [ring]})[0][0][0] - 51_661_000) < 10_000


@pytest.mark.parametrize(
    ("geometry", "code"),
    [
        (None, "not_a_geometry"),
        ("{", "not_a_geometry"),
        ({"type": "LineString", "coordinates": []}, "not_a_polygon"),
        ({"type": "Polygon", "coordinates": 5}, "not_a_polygon"),
        ({"type": "Polygon", "coordinates": []}, "no_area"),
        ({"type": "Polygon", "coordinates": [RING[:2]]}, "no_area"),
        ({"type": "Polygon", "coordinates": [[[1, 1], [2, 2], [3, 3]]]}, "no_area"),
        ({"type": "Polygon", "coordinates": [[[1, "x"], [2, 2], [3, 3]]]}, "not_a_place"),
        ({"type": "Polygon", "coordinates": [[[200, 1], [2, 2], [3, 3]]]}, "not_a_place"),
    ],
)
def test_what_cannot_be_taken_has_a_code(geometry, code):
    with pytest.raises(Unreadable, match=code):
        outline(geometry)


def test_a_point_is_two_numbers():
    assert point([51.0, 32.5]) == point({"type": "Point", "coordinates": [51.0, 32.5]}) == Point(51_000_000, 32_500_000)
    for wrong in ([None, 32.5], {"type": "Polygon", "coordinates": [RING]}, [float("nan"), 1.0]):
        with pytest.raises(Unreadable, match="not_a_place"):
            point(wrong)
