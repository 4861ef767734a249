import numpy as np
import pytest

from nlu.network.fit import Feed, Plan, fresh, names_of
from nlu.network.net import Network
from nlu.network.passes import SMOOTHING, Dropout, from_neighbours, learn, neighbours
from nlu.slots.marks import Tagged

EXAMPLES = [
    Tagged(("هوای", "شیراز", "چطوره"), ("O", "B-city", "O"), "weather_ask"),
    Tagged(("پخش", "کن"), ("O", "O"), "music_play"),
]
PLAN = Plan(width=6, hidden=5, whole=7, rare=1, swapped=0.0, drop=0.0, drop_pieces=0.0)


@pytest.fixture
def pass_through():
    names = names_of(EXAMPLES, 1)
    net = {name: value.astype(np.float64) for name, value in fresh(names, PLAN).items()}
    dice = np.random.default_rng(1)
    net |= {name: dice.normal(0, 0.3, value.shape) for name, value in net.items() if name.endswith("_bias")}
    batch, touched = Feed(EXAMPLES, names, PLAN).epoch()[0]
    return {**net, "pieces": net["pieces"][touched]}, batch


def test_every_slope_is_that_of_the_loss(pass_through):
    net, batch = pass_through
    _, grads = learn(net, batch, Dropout(0, 0.0))
    dice = np.random.default_rng(0)
    for name, slope in grads.items():
        agree = 0
        for _ in range(5):
            place = tuple(dice.integers(size) for size in slope.shape)
            kept = net[name][place]
            if kept < -1000:
                agree += 1
                continue
            losses = []
            for step in (3e-4, -3e-4):
                net[name][place] = kept + step
                losses.append(learn(net, batch, Dropout(0, 0.0))[0])
            net[name][place] = kept
            agree += abs((losses[0] - losses[1]) / 6e-4 - slope[place]) < 1e-3
        assert agree >= 4, name  # one place may stand on a corner of a ramp


def test_neighbours_and_back_are_each_others_transpose():
    dice = np.random.default_rng(0)
    x, y = dice.normal(size=(4, 3)).astype(np.float32), dice.normal(size=(4, 9)).astype(np.float32)
    assert np.vdot(neighbours(x), y) == pytest.approx(np.vdot(x, from_neighbours(y)), rel=1e-4)


def test_a_mask_keeps_the_expected_size():
    mask = Dropout(1, 0.4).mask(200, 100)
    assert mask.mean() == pytest.approx(1, abs=0.02)
    assert (mask == 0).mean() == pytest.approx(0.4, abs=0.02)


def test_training_and_serving_read_the_same():
    names = names_of(EXAMPLES, 1)
    net = fresh(names, PLAN)
    batch, touched = Feed(EXAMPLES[:1], names, PLAN).epoch()[0]
    _, grads = learn({**net, "pieces": net["pieces"][touched]}, batch, Dropout(0, 0.0))
    reading = Network([net], names.pieces).read(EXAMPLES[0].words)
    right = np.full(2, SMOOTHING / 2)
    right[names.intents.index("weather_ask")] += 1 - SMOOTHING
    assert grads["intent_bias"] == pytest.approx(reading.intents - right, abs=1e-5)
