import pytest

from nlu.evaluation.calibration import Bin, bins, calibration_error
from nlu.evaluation.intents import Answer


def answers(*pairs):
    return [Answer("x", "a", (("a" if right else "b", sure),), 0.0) for sure, right in pairs]


def test_bins_hold_messages_of_about_the_same_confidence():
    found = bins(answers((0.95, True), (1.0, False), (0.31, False)))
    assert found == [Bin(0.3, 0.4, 1, 0.31, 0), Bin(0.9, 1.0, 2, pytest.approx(0.975), 0.5)]


def test_the_error_is_the_distance_weighed_by_how_often():
    found = bins(answers(*[(0.9, True)] * 9, (0.9, False), *[(0.5, False)] * 10))
    assert calibration_error(found) == pytest.approx(0.25)
    assert calibration_error([]) == 0.0
