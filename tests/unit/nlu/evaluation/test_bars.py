import dataclasses

import pytest

from nlu.evaluation.bars import Bar, bars, interval


def test_the_promise_and_the_figures_stand_side_by_side(result):
    found = {bar.name: bar for bar in bars(result)}
    assert {name: (bar.wanted, bar.at_least) for name, bar in found.items()} == {
        "Right intent": (97, True),
        "Right within three": (99, True),
        "Core values read exactly (F1)": (97, True),
        "Confident wrong service": (0.5, False),
        "Foreign messages known as such": (95, True),
        "Most lost to a noise (joiners dropped)": (2, False),
        "CPU time a message, p50": (1, False),
        "CPU time a message, p99": (4, False),
        "Model load": (1, False),
        "Model size": (20, False),
    }
    assert found["Right intent"].value == 50
    assert not found["Right intent"].reached
    assert found["Model size"].reached


def test_a_figure_on_the_bar_has_reached_it():
    assert Bar("x", 97.0, 97, at_least=True).reached
    assert Bar("x", 0.5, 0.5, at_least=False).reached
    assert not Bar("x", 0.51, 0.5, at_least=False).reached


def test_without_a_model_of_ours_nothing_is_said_of_it(result):
    names = {bar.name for bar in bars(dataclasses.replace(result, model={}, milliseconds={}))}
    assert not names & {"Model load", "Model size", "CPU time a message, p50"}


def test_the_interval_is_wilsons():
    low, high = interval(0.5, 100)
    assert (low, high) == (pytest.approx(0.4038, abs=1e-3), pytest.approx(0.5962, abs=1e-3))
    assert interval(1.0, 20)[1] == 1.0
    assert interval(0.0, 0) == (0.0, 1.0)
