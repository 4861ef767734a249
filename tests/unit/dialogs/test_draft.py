"""One turn in the making."""

import json
from datetime import date, timedelta
from hashlib import blake2b
from uuid import NAMESPACE_OID, uuid5

import pytest

from dialogs.draft import ABSOLUTE, IDLE, Draft, fingerprint, name_uuid


def test_the_fingerprint_changes_with_any_value_and_not_with_the_order():
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": "1"}) != fingerprint({"a": None})


@pytest.mark.parametrize(
    "values",
    [
        {},
        [],
        None,
        "",
        {"b": 1, "a": {"y": [1.5, 1e16, -0.0], "x": '«پروانه»\n\u2028"\\'}},
        {"when": date(2026, 11, 26), "none": None, "yes": True},
        [None, {}],
    ],
)
def test_the_fingerprint_is_of_plain_sorted_json(values):
    """States that were stored are compared with it: it never changes."""
    written = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    assert fingerprint(values) == blake2b(written.encode(), digest_size=9).hexdigest()


def test_a_call_id_is_the_uuid_of_its_name():
    names = [f"web:{number}:{number % 7}:0" for number in range(200)] + ["«گفتگو»:1:0"]
    assert [name_uuid(name) for name in names] == [str(uuid5(NAMESPACE_OID, name)) for name in names]


def test_assurance_ends_when_idle_and_after_half_a_day(talk):
    state = talk.signed_in(2).state
    assert Draft(talk.book, state, talk.now + IDLE).level == 2
    assert Draft(talk.book, state, talk.now + IDLE + timedelta(seconds=1)).level == 0
    used = Draft(talk.book, state, talk.now + ABSOLUTE + timedelta(seconds=1))
    used.use_identity()
    assert used.level == 0


def test_the_first_outcome_wins(talk):
    draft = Draft(talk.book, talk.state, talk.now)
    draft.name("cancelled")
    draft.name("asked")
    assert draft.finish()[1][-1].name == "cancelled"


def test_a_draft_leaves_the_state_it_came_from_alone(talk):
    talk.says("قیمت", "price")
    before = talk.state
    draft = Draft(talk.book, before, talk.now)
    draft.fill("use", "residential")
    draft.mark("x", "y")
    assert before.stack[0].slots == {}
    assert draft.stack[0].slots == {"use": "residential"}


def test_the_same_sentence_twice_running_is_worded_differently_in_turn(talk):
    talk.says("قیمت", "price", use="residential", district=5)
    wordings = []
    for text in ("همین", "همون"):
        talk.says(text)
        wordings.append(talk.effects[0].again)
    assert wordings == [False, True]


def test_a_repetition_is_word_for_word(talk):
    talk.says("قیمت", "price", use="residential")
    talk.says("سلام", "greeting")
    assert talk.says("تکرار") == ["common.hello", "price.ask_district"]
    assert not talk.effects[0].again
