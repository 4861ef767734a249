import itertools

import numpy as np
import pytest

from nlu.slots.chain import allowed_steps, chain_slopes

TAGS = ("O", "B-a", "I-a")


@pytest.fixture
def chain():
    dice = np.random.default_rng(3)
    scores = dice.normal(size=(3, 2, 3))
    steps, start = allowed_steps(TAGS)
    steps = np.where(steps < 0, steps, dice.normal(size=(3, 3)))
    return scores, np.array([3, 2]), np.array([[1, 0], [2, 1], [0, 0]]), steps, start.astype(float)


def by_counting(scores, lengths, gold, steps, start):
    """Every row of tags, one by one."""
    loss = 0.0
    for row, length in enumerate(lengths):

        def worth(tags, row=row):
            own = sum(scores[at, row, tag] for at, tag in enumerate(tags))
            return own + start[tags[0]] + sum(steps[a, b] for a, b in itertools.pairwise(tags))

        every = [worth(tags) for tags in itertools.product(range(3), repeat=int(length))]
        loss += np.log(np.exp(every).sum()) - worth(gold[:length, row])
    return loss


def test_the_loss_is_that_of_counting_every_row_of_tags(chain):
    assert chain_slopes(*chain).loss == pytest.approx(by_counting(*chain), rel=1e-5)


@pytest.mark.parametrize(("which", "name"), [(0, "scores"), (3, "steps"), (4, "start")])
def test_slopes_are_those_of_the_loss(chain, which, name):
    slopes = getattr(chain_slopes(*chain), name)
    values = chain[which]
    for place in np.ndindex(*values.shape):
        if values[place] < -1000:
            continue
        kept = values[place]
        values[place] = kept + 1e-4
        above = by_counting(*chain)
        values[place] = kept - 1e-4
        below = by_counting(*chain)
        values[place] = kept
        assert slopes[place] == pytest.approx((above - below) / 2e-4, abs=1e-4)


def test_no_value_begins_with_i():
    steps, start = allowed_steps(TAGS)
    assert start[2] < -1000
    assert steps[0, 2] < -1000
    assert steps[1, 2] == steps[2, 2] == steps[0, 1] == 0
