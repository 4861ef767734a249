"""Calendar entries and made files on both databases: one id, numbers that only rise, sealed."""

from datetime import timedelta

from sqlalchemy import Text, select, type_coerce

from bot.action import Subject
from bot.actions.agenda import entry, take_out
from bot.envelopes import Attachment
from bot.storage import messages
from bot.storage.messages import Message
from bot.storage.tables import agenda as table
from bot.storage.tables import messages as lines
from dialogs.ports import Accepted, Rejected
from tests.fakes.mind import NOW

VISIT = {"kind": "visit", "number": "700001", "title": "2201101", "day": "1404-07-27", "time": "08-10", "place": "کوی"}
MOVED = {**VISIT, "day": "1404-07-28", "time": "10-12"}


def act(store, action, args, conversation_id, *, later=0):
    subject = Subject(conversation_id, None, NOW + timedelta(minutes=later), "t")
    return store.write(lambda tx: action(tx, args, subject))


def given(store, args, conversation_id, **more):
    return act(store, entry, args, conversation_id, **more).data["entry"]


def test_the_same_appointment_is_one_entry_whose_number_rises_with_each_change(store, hand):
    here = hand.say("یک").conversation_id
    first, again = given(store, VISIT, here), given(store, VISIT, here, later=5)
    moved, back = given(store, MOVED, here), given(store, VISIT, here)
    assert [one["sequence"] for one in (first, again, moved, back)] == [0, 0, 1, 2]
    assert len({one["uid"] for one in (first, again, moved, back)}) == 1
    assert (first["start"], first["end"]) == ("2025-10-19T08:00", "2025-10-19T10:00")
    assert (moved["start"], moved["name"]) == ("2025-10-20T10:00", "visit-1404-07-28.ics")


def test_what_was_given_can_be_taken_out_and_what_was_not_cannot(store, hand):
    here, elsewhere = hand.say("یک").conversation_id, hand.say("دو", citizen="c2").conversation_id
    first = given(store, VISIT, here)
    assert act(store, take_out, VISIT, elsewhere) == Rejected("not_given")
    assert act(store, take_out, {"kind": "class", "number": "700001"}, here) == Rejected("not_given")
    gone = act(store, take_out, {"kind": "visit", "number": "700001"}, here)
    assert isinstance(gone, Accepted)
    taken = gone.data["entry"]
    assert (taken["uid"], taken["sequence"], taken["cancelled"]) == (first["uid"], 1, True)
    assert taken["start"] == first["start"]
    assert act(store, take_out, VISIT, here).data["entry"]["sequence"] == 1
    assert given(store, VISIT, here)["sequence"] == 2


def test_another_conversation_has_the_same_id_and_numbers_of_its_own(store, hand):
    here, elsewhere = hand.say("یک").conversation_id, hand.say("دو", citizen="c2").conversation_id
    given(store, VISIT, here)
    moved, theirs = given(store, MOVED, here), given(store, MOVED, elsewhere)
    assert (moved["uid"], moved["sequence"], theirs["sequence"]) == (theirs["uid"], 1, 0)
    assert "700001" not in moved["uid"]
    assert given(store, MOVED, elsewhere)["sequence"] == 0


def test_a_class_without_an_hour_is_a_day(store, hand):
    one = given(store, {"kind": "class", "number": "1", "day": "1404-08-03"}, hand.say("یک").conversation_id)
    assert (one["start"], one["end"]) == ("2025-10-25", None)


def test_entries_and_made_files_lie_sealed(store, hand):
    here = hand.say("یک").conversation_id
    given(store, VISIT, here)
    file = Attachment("visit.ics", "text/calendar", "کوی ۹".encode())
    store.write(lambda tx: messages.add(tx, [Message(here, 1, "bot", "بفرمایید", NOW, "t", file=file)]))
    raw = store.read(
        lambda tx: [
            *tx.execute(select(type_coerce(table.c.entry, Text))).scalars(),
            *tx.execute(select(type_coerce(lines.c.body, Text))).scalars(),
        ]
    )
    assert len(raw) == 2
    assert not any("کوی" in one or "2201101" in one or "visit.ics" in one for one in raw)
    assert store.read(lambda tx: messages.file_of(tx, here, 1)) == file
    assert store.read(lambda tx: messages.latest(tx, here))[-1].reply.file == file


def test_a_file_is_that_of_its_own_line_and_conversation(store, hand):
    here, elsewhere = hand.say("یک").conversation_id, hand.say("دو", citizen="c2").conversation_id
    file = Attachment("visit.ics", "text/calendar", b"x")
    rows = [Message(here, 1, "bot", "یک", NOW, "t"), Message(here, 3, "bot", "سه", NOW, "t", file=file)]
    store.write(lambda tx: messages.add(tx, rows))
    found = [store.read(lambda tx, seq=seq: messages.file_of(tx, here, seq)) for seq in (0, 1, 2, 3, 4)]
    assert found == [None, None, None, file, None]
    assert store.read(lambda tx: messages.file_of(tx, elsewhere, 3)) is None
