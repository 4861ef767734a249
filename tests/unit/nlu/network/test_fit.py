import numpy as np

from nlu.network.fit import Adam, Feed, Plan, fit, fresh, group_of, names_of
from nlu.network.net import Network
from nlu.slots.marks import Tagged

EXAMPLES = [
    Tagged(("هوای", "شیراز"), ("O", "B-city"), "weather_ask"),
    Tagged(("هوای", "شهر", "یزد", "چطوره"), ("O", "O", "B-city", "O"), "weather_ask"),
    Tagged(("پخش", "کن"), ("O", "O"), "music_play"),
    Tagged(("ابی", "بگذار"), ("B-artist", "O"), "music_play"),
]
PLAN = Plan(width=8, hidden=8, whole=8, epochs=200, rare=1, drop=0.1, swapped=0.0)


def test_a_small_set_is_learned_by_heart():
    weights, names = fit(EXAMPLES, PLAN)
    net = Network([weights], names.pieces)
    for example in EXAMPLES:
        reading = net.read(example.words)
        assert names.intents[int(reading.intents.argmax())] == example.intent
        assert tuple(names.tags[at] for at in reading.tags.argmax(1)) == example.tags


def test_the_surprise_falls():
    seen = []
    fit(EXAMPLES, PLAN, watch=lambda epoch, loss, net, names: seen.append(loss))
    assert len(seen) == PLAN.epochs
    assert np.mean(seen[-5:]) < 0.5 * np.mean(seen[:5])


def test_values_are_swapped_within_their_slot():
    plan = Plan(rare=1, swapped=1.0)
    feed = Feed(EXAMPLES, names_of(EXAMPLES, 1), plan)
    assert [sorted(batch.lengths.tolist()) for batch, _ in feed.epoch()] == [[2, 2, 2, 4]]
    varied = [feed._varied(feed._rows[0]) for _ in range(20)]
    assert len({tuple(row[0]) for row in varied}) == 2
    assert {tuple(row[1]) for row in varied} == {tuple(feed._rows[0][1])}


def test_groups_come_from_the_names_of_intents():
    assert group_of("alarm_set") == group_of("alarm_query") == "alarm"
    assert group_of("greet") == "greet"


def test_weights_decay_where_a_batch_was_and_scores_of_steps_stay():
    net = fresh(names_of(EXAMPLES, 1), PLAN)
    before = {name: value.copy() for name, value in net.items()}
    touched = np.array([0, 2])
    flat = {name: np.zeros_like(value) for name, value in net.items()} | {
        "pieces": np.zeros_like(net["pieces"][touched])
    }
    Adam(net, decay=0.5).step(flat, touched, rate=0.1)
    assert np.allclose(net["whole"], 0.95 * before["whole"])
    assert np.allclose(net["pieces"][touched], 0.95 * before["pieces"][touched])
    assert np.array_equal(net["pieces"][1], before["pieces"][1])
    assert np.array_equal(net["steps"], before["steps"])
    assert np.array_equal(net["in_bias"], before["in_bias"])
