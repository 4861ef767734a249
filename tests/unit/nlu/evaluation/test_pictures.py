from nlu.evaluation import pictures
from nlu.evaluation.calibration import Bin
from nlu.evaluation.intents import Confusion


def test_rows_are_what_was_meant_and_out_of_scope_stands_last():
    found = pictures.heat_map([Confusion("a", "a", 8), Confusion("a", "z", 2), Confusion("out_of_scope", "a", 1)])
    assert found.labels == ["a", "z", "out_of_scope"]
    first, second, third = found.cells
    assert (first.x, first.y, first.right, first.strength) == (pictures.LEFT, pictures.TOP, True, 0.8)
    assert (second.x, second.y, second.right) == (pictures.LEFT + pictures.CELL, pictures.TOP, False)
    assert second.strength > 0.2
    assert third.y == pictures.TOP + 2 * pictures.CELL
    assert found.width > pictures.LEFT + 3 * pictures.CELL


def test_a_column_ends_at_its_share_of_right_ones():
    few, many = pictures.reliability([Bin(0.5, 0.6, 1, 0.55, 1.0), Bin(0.9, 1.0, 100, 0.95, 0.5)])
    assert (few.x, few.y, few.height) == (150, 0, 300)
    assert (many.y, many.height, many.many) == (150, 150, 1)
    assert round(many.wanted_y) == 15
    assert few.many < many.many
