"""The state of a conversation: what is made by the position of its fields keeps every one of them."""

from datetime import timedelta

from dialogs.draft import Draft
from dialogs.engine import begin
from dialogs.ports import Unavailable
from dialogs.state import Asked, Carried, Frame, Held, Mode, Offer, Pending, Reminder, Said, State

FRAME = Frame("price", 1, {"a": 1}, {"b": "c"}, {"d": 2}, "e", "f", ("g",))


def full(talk):
    """A state whose every field says something of its own."""
    later = [talk.now - timedelta(minutes=minutes) for minutes in (1, 2, 3, 4)]
    return talk.signed_in().state._replace(
        conversation_id="c",
        version=3,
        turn_seq=4,
        mode=Mode.BOT,
        stack=(FRAME,),
        asked=Asked("district", 4, (Offer(1, "یک"),)),
        strikes=2,
        in_line=True,
        queued=("price",),
        noted={"price": {"district": 1}},
        updated_at=later[0],
        calls={"f": Pending("price", "e", "fees.estimate", "mark")},
        calls_made=5,
        shelved=FRAME._replace(flow="visit"),
        earlier=FRAME._replace(flow="estimate"),
        topic=FRAME._replace(flow="rules"),
        last=(Said("common.hello"),),
        held=(Held("f", Unavailable()),),
        expired=True,
        noted_at=later[1],
        rated_at=later[2],
        reminders=(Reminder("visit", "soon", later[3], "common.hello"),),
        carried=Carried(("price",), {"a": 1}),
        news=({"kind": "bill_issued"},),
        files=({"ref": "r"},),
    )


def test_a_turn_that_does_nothing_leaves_every_field_as_it_was(talk):
    state = full(talk)
    assert all(getattr(state, name) != default for name, default in State._field_defaults.items() if name != "mode")
    assert Draft(talk.book, state, talk.now).finish()[0] == state


def test_a_turn_begins_with_every_field_but_its_own_three(talk):
    state = full(talk)
    assert begin(state, talk.now) == state._replace(version=4, turn_seq=5, calls_made=0)


def test_a_frame_with_another_part_is_the_same_in_all_others():
    assert FRAME.with_slots({}) == FRAME._replace(slots={})
    assert FRAME.with_done({}) == FRAME._replace(done={})
    assert FRAME.answered({}, {}) == FRAME._replace(slots={}, done={}, waiting=None)
    assert FRAME.at("x", None) == FRAME._replace(step="x", waiting=None)
