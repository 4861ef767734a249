import itertools

import numpy as np

from nlu.slots.decode import Decoder


def worth(row, scores, steps, start):
    return (
        start[row[0]]
        + sum(scores[at, tag] for at, tag in enumerate(row))
        + sum(steps[a, b] for a, b in itertools.pairwise(row))
    )


def test_no_other_row_of_tags_scores_higher():
    dice = np.random.default_rng(1)
    for length in (1, 2, 4):
        scores, steps, start = dice.normal(size=(length, 5)), 2 * dice.normal(size=(5, 5)), dice.normal(size=5)
        best = max(itertools.product(range(5), repeat=length), key=lambda row: worth(row, scores, steps, start))
        assert tuple(Decoder(steps, start).best(scores)) == best


def test_hopeless_tags_are_left_out_without_harm():
    scores = np.full((3, 41), -50.0)
    scores[0, 7], scores[1, 8], scores[2, 9] = 5.0, 5.0, 5.0
    assert Decoder(np.zeros((41, 41)), np.zeros(41)).best(scores) == [7, 8, 9]


def test_more_outside_gives_fewer_values():
    scores = np.array([[0.0, 0.5, -9.0]])
    assert Decoder(np.zeros((3, 3)), np.zeros(3)).best(scores) == [1]
    assert Decoder(np.zeros((3, 3)), np.zeros(3), 1.0).best(scores) == [0]
