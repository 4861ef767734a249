"""Places of steps: downwards, without boxes on each other."""

from itertools import combinations

import pytest

from dialogs.pictures.edges import Edge, edges
from dialogs.pictures.layout import BOX_HEIGHT, BOX_WIDTH, lay_out
from tests.book import BOOK
from tests.unit.dialogs.pictures.test_edges import WORDS


@pytest.mark.parametrize("name", sorted(BOOK.flows))
def test_no_two_boxes_of_a_real_flow_touch_and_all_lie_inside(name):
    flow = BOOK.flows[name]
    ways = [edge for edge in edges(flow, WORDS) if not edge.target.startswith("@")]
    layout = lay_out([step.id for step in flow.steps], ways)
    for (x1, y1), (x2, y2) in combinations(layout.spots.values(), 2):
        assert abs(x1 - x2) >= BOX_WIDTH or abs(y1 - y2) >= BOX_HEIGHT
    for points in (*layout.ways.values(), layout.spots.values()):
        assert all(0 < x < layout.width and 0 < y < layout.height for x, y in points)


def test_ways_lead_down_and_only_a_way_back_runs_at_the_side():
    ways = [Edge("a", "b"), Edge("b", "c"), Edge("c", "a"), Edge("a", "c", kind="skip")]
    layout = lay_out(["a", "b", "c"], ways)
    rows = {step: y for step, (_, y) in layout.spots.items()}
    assert rows["a"] < rows["b"] < rows["c"]
    assert len(layout.ways[ways[3]]) == 3  # by a place of its own beside b
    assert layout.ways[ways[3]][1][0] != layout.spots["b"][0]
    assert max(x for x, _ in layout.ways[ways[2]]) > max(x for x, _ in layout.spots.values()) + BOX_WIDTH / 2


def test_the_order_in_the_file_does_not_matter_for_what_is_down():
    ways = [Edge("a", "c"), Edge("c", "b")]
    layout = lay_out(["a", "b", "c"], ways)
    assert layout.spots["c"][1] < layout.spots["b"][1]
