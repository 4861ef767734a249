import pytest

from nlu.evaluation.intents import share
from nlu.evaluation.measure import Miss, evaluate
from nlu.evaluation.noises.registry import NOISES


def test_figures_are_what_they_say(result):
    whole = result.whole
    assert (whole.utterances, whole.foreign, whole.messages) == (4, 1, 2)
    assert (whole.accuracy, whole.within_three, whole.wrong_action) == (0.5, 0.75, 0.5)
    assert whole.out_of_scope_recall == 0
    assert whole.calibration_error == pytest.approx(0.4)
    assert (result.values.precision, result.values.recall, result.core_values.f1) == (0.5, 0.5, 0.5)
    assert result.milliseconds["p50"] <= result.milliseconds["p99"]


def test_what_is_wrong_is_listed(result):
    assert [(one.meant, one.taken, one.acts) for one in result.wrong] == [
        ("pay_bill", "file_status", True),
        ("out_of_scope", "file_status", True),
    ]
    assert [one.text for one in result.accepted] == ["هوا <b>چطوره"]
    assert result.misses == [
        Miss("منطقه ۶", "district", [("district", 6)], [("district", 5)], {"district": "range"}, {})
    ]


def test_every_noise_is_measured_and_costs_nothing_to_who_does_not_listen(result):
    assert [noise.name for noise in result.noises] == [noise.name for noise in NOISES]
    assert all(noise.lost == 0 and noise.accuracy == 0.5 for noise in result.noises)
    by_name = {noise.name: noise for noise in result.noises}
    assert by_name["digits latin"].changed == 0
    assert by_name["tatweel"].values_f1 == 0.5
    assert by_name["finglish"].values_f1 is None


def test_below_the_level_nothing_acts(fixed, tested):
    assert evaluate(fixed, [tested], acts_from=0.91).whole.wrong_action == 0


def test_several_sets_are_measured_apart_and_together(fixed, tested):
    result = evaluate(fixed, [tested, tested], acts_from=0.5)
    assert [one.name for one in result.sets] == ["four", "four"]
    assert result.whole.utterances == 8
    assert result.sets[0].accuracy == result.whole.accuracy == share([True, False])
