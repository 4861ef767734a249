from datetime import UTC, datetime, timedelta

import pytest

from bot.action import Subject
from bot.actions import desk
from bot.envelopes import Inbound, Kind
from bot.settings import Settings
from bot.storage import cases, inbox
from bot.storage.store import open_store
from dialogs.ports import Accepted

NOW = datetime(2025, 10, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    opened = open_store(Settings(var_dir=tmp_path))
    yield opened
    opened.close()


def subject(store, who, minute=0):
    receipt = store.write(lambda tx: inbox.put(tx, Inbound("web", who, "1", Kind.JOINED), now=NOW))
    return Subject(receipt.conversation_id, None, NOW + timedelta(minutes=minute), "trace")


def opened(store, who, **more):
    args = {"reason": "citizen_asked", "flow": None} | more
    return store.write(lambda tx: desk.open_case(tx, args, who))


def test_a_case_has_a_number_a_place_and_says_whether_anyone_is_there(store):
    first, second = (opened(store, subject(store, who, minute)) for minute, who in enumerate("ab"))
    assert (first.data["position"], second.data["position"]) == (1, 2)
    assert first.data["case_no"] != second.data["case_no"]
    assert first.data["staff_online"] == 0


def test_asking_twice_keeps_the_first_case_and_its_place(store):
    who = subject(store, "a")
    assert opened(store, who) == opened(store, who, reason="about_estimate", flow="fee_estimate")
    case = store.read(lambda tx: cases.of_conversation(tx, who.conversation_id))
    assert (case.reason, case.flow) == ("citizen_asked", None)


def test_the_flow_is_kept_for_staff(store):
    who = subject(store, "a")
    opened(store, who, flow="fee_estimate")
    assert store.read(lambda tx: cases.of_conversation(tx, who.conversation_id)).flow == "fee_estimate"


def test_leaving_frees_the_place_and_is_fine_without_a_case(store):
    first, second = subject(store, "a"), subject(store, "b", minute=1)
    opened(store, first)
    opened(store, second)
    for _ in range(2):
        assert store.write(lambda tx: desk.leave_queue(tx, {}, first)) == Accepted()
    assert opened(store, second).data["position"] == 1
