import pytest

from nlu.evaluation import intents
from nlu.evaluation.intents import Answer, Confusion, IntentScore


def answer(meant, *ranked):
    return Answer("x", meant, ranked, 1.0)


GIVEN = [
    answer("file_status", ("file_status", 0.9), ("pay_bill", 0.1)),
    answer("pay_bill", ("file_status", 0.6), ("pay_bill", 0.4)),
    answer("out_of_scope", ("pay_bill", 0.4), ("x", 0.3), ("y", 0.2), ("out_of_scope", 0.1)),
    answer("out_of_scope", ("out_of_scope", 0.8)),
    answer("thanks"),
]


def test_shares_are_what_they_say():
    assert intents.accuracy(GIVEN) == 0.4
    assert intents.within(GIVEN, 3) == 0.6
    assert intents.out_of_scope_recall(GIVEN) == 0.5
    assert intents.accuracy([]) == 0.0


@pytest.mark.parametrize(
    ("one", "acts"),
    [
        (answer("pay_bill", ("file_status", 0.5)), True),
        (answer("pay_bill", ("file_status", 0.49)), False),
        (answer("pay_bill", ("pay_bill", 0.9)), False),
        (answer("pay_bill", ("human_handoff", 0.9)), True),
        *((answer("pay_bill", (name, 0.99)), False) for name in sorted(intents.HARMLESS)),
        (answer("pay_bill"), False),
    ],
)
def test_a_wrong_action_is_a_wrong_service_taken_surely(one, acts):
    assert one.acts_wrongly(0.5) is acts


def test_wrong_actions_are_counted_over_all():
    assert intents.wrong_action(GIVEN, 0.5) == 0.2
    assert intents.wrong_action(GIVEN, 0.4) == 0.4


@pytest.mark.parametrize(
    ("one", "doubt"),
    [
        (answer("pay_bill", ("file_status", 0.49)), True),
        (answer("pay_bill", ("pay_bill", 0.49)), True),
        (answer("pay_bill", ("pay_bill", 0.5)), False),
        (answer("pay_bill", ("out_of_scope", 0.3)), False),
        (answer("pay_bill"), False),
    ],
)
def test_a_service_taken_less_surely_is_in_doubt(one, doubt):
    assert one.doubted(0.5) is doubt
    assert intents.doubted([one, answer("thanks", ("thanks", 0.9))], 0.5) == (0.5 if doubt else 0)


def test_each_intent_has_its_scores():
    rows = intents.by_intent(GIVEN)
    assert rows["file_status"] == IntentScore(0.5, 1.0, pytest.approx(2 / 3), 1)
    assert rows["pay_bill"] == IntentScore(0.0, 0.0, 0.0, 1)
    assert rows["out_of_scope"] == IntentScore(1.0, 0.5, pytest.approx(2 / 3), 2)


def test_confusion_counts_every_pair():
    found = intents.confusion([*GIVEN, GIVEN[1]])
    assert found[0] == Confusion("pay_bill", "file_status", 2)
    assert Confusion("thanks", "", 1) in found
    assert sum(one.n for one in found) == 6


def test_a_set_is_heard_as_it_is_or_changed(fixed, tested):
    heard = intents.answers(fixed, tested, str.upper)
    assert [one.meant for one in heard] == [meant for _, meant in tested.utterances]
    assert heard[2].text == "هوا <B>چطوره"
    assert heard[0].ranked == (("file_status", 0.9), ("pay_bill", 0.1))
    assert heard[0].milliseconds >= 0
