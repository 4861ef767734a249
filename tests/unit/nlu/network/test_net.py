from dataclasses import replace

import numpy as np
import pytest

from nlu.network.fit import Plan, fresh, names_of
from nlu.network.net import Network
from nlu.slots.marks import Tagged

EXAMPLES = [Tagged(("هوای", "شیراز"), ("O", "B-city"), "ask"), Tagged(("پخش", "کن"), ("O", "O"), "play")]


@pytest.fixture
def net():
    plan = Plan(width=8, hidden=24, whole=5, rare=1)
    names = names_of(EXAMPLES, 1)
    return Network([fresh(names, plan)], names.pieces)


def test_a_reading_has_a_chance_for_each_intent_and_a_score_for_each_tag(net):
    reading = net.read(["هوای", "شیراز", "پخش"])
    assert reading.intents.sum() == pytest.approx(1)
    assert reading.tags.shape == (3, 3)


def test_a_word_is_worth_the_same_the_second_time(net):
    assert net.share("شیراز") is net.share("شیراز")


def test_a_word_of_unknown_pieces_is_nothing(net):
    assert (net.share("zzz") == net.share("qqq")).all()
    assert np.isfinite(net.read(["zzz"]).tags).all()


def test_neighbours_change_the_reading_of_a_word(net):
    alone, beside = net.read(["شیراز"]), net.read(["شیراز", "کن"])
    assert not np.allclose(alone.tags[0], beside.tags[0])


def test_several_networks_give_the_mean_of_their_readings():
    plan = Plan(width=8, hidden=6, whole=5, rare=1)
    names = names_of(EXAMPLES, 1)
    one, other = fresh(names, plan), fresh(names, replace(plan, seed=7))
    words = ["هوای", "شیراز", "پخش"]
    both = Network([one, other], names.pieces).read(words)
    apart = [Network([net], names.pieces).read(words) for net in (one, other)]
    assert both.intents == pytest.approx((apart[0].intents + apart[1].intents) / 2, abs=1e-5)
    assert both.tags == pytest.approx((apart[0].tags + apart[1].tags) / 2, abs=1e-4)


def test_intents_change_what_a_tag_is_worth():
    names = names_of(EXAMPLES, 1)
    weights = fresh(names, Plan(width=8, hidden=6, whole=5, rare=1))
    weights["tag_intent"][0, 1] = 2.0
    net = Network([weights], names.pieces)
    reading = net.read(["شیراز"])
    assert net.tags_for(reading, np.array([1.0, 0.0]))[0] - reading.tags[0] == pytest.approx([0, 2, 0])
    assert (net.tags_for(reading, np.array([0.0, 1.0])) == reading.tags).all()
