import numpy as np
import pytest

from nlu.network.carry import Places, carry, carry_back

LENGTHS = np.array([3, 2])
TURN, ROW = np.array([0, 1, 2, 0, 1]), np.array([0, 0, 0, 1, 1])
SIZE = 2


@pytest.fixture
def gates():
    return np.random.default_rng(5).normal(size=(5, 2 * 3 * SIZE))


@pytest.fixture
def places():
    return Places.of(TURN, ROW, LENGTHS)


def word_by_word(gates):
    """The same memory, kept in plain words for one row and one way after the other."""
    shown = np.zeros((5, 2, SIZE))
    parts = gates.reshape(5, 2, 3, SIZE)
    for words in ([0, 1, 2], [3, 4]):
        for way, order in enumerate((words, words[::-1])):
            memory = np.zeros(SIZE)
            for word in order:
                new, keep, show = np.tanh(parts[word, way, 0]), *(1 / (1 + np.exp(-parts[word, way, 1:])))
                memory = keep * memory + (1 - keep) * new
                shown[word, way] = show * np.tanh(memory)
    return shown.reshape(5, -1)


def test_the_memory_goes_both_ways_and_stays_in_its_row(gates, places):
    assert carry(gates, places).hidden == pytest.approx(word_by_word(gates), abs=1e-9)


def test_slopes_are_those_of_what_is_shown(gates, places):
    wanted = np.random.default_rng(6).normal(size=(5, 2 * SIZE))
    slope = carry_back(carry(gates, places), wanted)
    for place in np.ndindex(*gates.shape):
        step = np.zeros_like(gates)
        step[place] = 1e-5
        rise = ((word_by_word(gates + step) - word_by_word(gates - step)) * wanted).sum() / 2e-5
        assert slope[place] == pytest.approx(rise, abs=1e-7)


def test_words_spread_out_come_back_in_place(places):
    values = np.arange(20.0).reshape(5, 2, 2)
    assert (places.collect(places.spread(values)) == values).all()
    assert places.active == (2, 2, 1)
