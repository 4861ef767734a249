"""State and results to JSON and back."""

import json

from hypothesis import given
from hypothesis import strategies as st

from dialogs.codec import result_from_json, result_to_json, state_from_json, state_to_json
from dialogs.events import StaffTook
from dialogs.ports import Accepted, Rejected, Unavailable, Unknown
from dialogs.state import State


def through(value):
    return json.loads(json.dumps(value))


def test_a_conversation_in_the_middle_comes_back_the_same(talk):
    talk.to_confirm()
    assert state_from_json(through(state_to_json(talk.state))) == talk.state
    talk.says("بله")
    call = talk.calls[0]
    talk.event(StaffTook("ن"))
    talk.effects = [call]
    talk.answer(tracking_no="77")
    assert talk.state.held
    assert state_from_json(through(state_to_json(talk.state))) == talk.state
    talk = talk.__class__(talk.book)
    talk.says("قیمت", "price")
    file = {"ref": "r", "mime": "image/png", "size": 5, "kind": "PNG", "values": {"district": 5}}
    talk.state = talk.state._replace(files=(file,))
    assert state_from_json(through(state_to_json(talk.state))) == talk.state
    talk.says("لغو")
    assert talk.state.shelved
    assert state_from_json(through(state_to_json(talk.state))) == talk.state


def test_fields_of_a_newer_program_are_passed_over_and_missing_ones_have_defaults(talk):
    talk.says("قیمت", "price")
    data = through(state_to_json(talk.state))
    data["colour"] = "blue"
    data["stack"][0]["mood"] = 3
    data["asked"]["offers"][0]["mood"] = 3
    assert state_from_json(data) == talk.state
    assert state_from_json({"conversation_id": "c"}) == State("c")


def test_what_cannot_be_read_claims_nothing():
    assert result_from_json({"result": "splendid"}) == Unknown()


@given(
    st.one_of(
        st.builds(Accepted, st.dictionaries(st.text(), st.integers())),
        st.builds(Rejected, st.text(), st.dictionaries(st.text(), st.none() | st.booleans())),
        st.builds(Unavailable, st.none() | st.floats(0, 1e6)),
        st.just(Unknown()),
    )
)
def test_results_come_back_the_same(result):
    assert result_from_json(through(result_to_json(result))) == result


def test_an_identity_in_a_result_is_kept(talk):
    result = Accepted({}, talk.signed_in().state.identity)
    assert result_from_json(through(result_to_json(result))) == result
