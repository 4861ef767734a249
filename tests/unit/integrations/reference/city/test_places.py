import json
import random

import pytest

from integrations.reference.city.places import (
    Box,
    Point,
    box_of,
    holds,
    inner_point,
    metres_between,
    square_metres,
    square_of,
    squares_of,
)

RING = [[0, 0], [4000, 0], [4000, 3000], [0, 3000]]
HOLE = [[1000, 1000], [1000, 2000], [2000, 2000], [2000, 1000]]


def test_a_box_touches_the_squares_of_all_its_points():
    box = Box(51_669_900, 32_650_500, 51_671_000, 32_650_600)
    squares = set(squares_of(box))
    assert len(squares) == 3
    for _ in range(50):
        point = Point(random.randint(box.west, box.east), random.randint(box.south, box.north))
        assert square_of(point) in squares


def test_a_box_larger_than_a_city_is_refused():
    with pytest.raises(ValueError, match="too_large"):
        squares_of(Box(0, 0, 1_000_000, 1_000_000))


def test_a_hole_is_not_inside_and_every_point_has_exactly_one_of_two_neighbours():
    outline = json.dumps([RING, HOLE])
    assert holds(outline, Point(500, 500))
    assert not holds(outline, Point(1500, 1500))
    assert not holds(outline, Point(5000, 500))
    left = json.dumps([[[0, 0], [7, 3], [9, 20], [0, 20]]])
    right = json.dumps([[[7, 3], [20, 0], [20, 20], [9, 20]]])
    for lat in range(3, 20):
        for lon in range(1, 19):
            assert holds(left, Point(lon, lat)) + holds(right, Point(lon, lat)) == 1, (lon, lat)


def test_the_inner_point_is_inside_even_where_the_centre_is_not():
    horseshoe = [[[0, 0], [900, 0], [900, 100], [100, 100], [100, 800], [900, 800], [900, 900], [0, 900]]]
    assert not holds(json.dumps(horseshoe), box_of(horseshoe).centre)
    assert holds(json.dumps(horseshoe), inner_point(horseshoe))


def test_distances_and_areas_are_those_of_isfahans_latitude():
    assert metres_between(Point.of(51.67, 32.65), Point.of(51.68, 32.65)) == pytest.approx(937, abs=2)
    assert metres_between(Point.of(51.67, 32.65), Point.of(51.67, 32.66)) == 1113
    square = [[51_670_000, 32_650_000], [51_671_000, 32_650_000], [51_671_000, 32_651_000], [51_670_000, 32_651_000]]
    assert square_metres([square]) == pytest.approx(10_434, rel=0.001)
