from datetime import UTC, datetime

import pytest

from bot.action import Subject
from bot.actions.municipal import municipal_actions
from dialogs.ports import Accepted, Identity, Unavailable, Unknown

NOW = datetime(2025, 10, 12, tzinfo=UTC)
CITIZEN = Identity(level=2, mobile="09990000001", national_id="9990000018", confirmed_at=NOW, used_at=NOW)
SUBJECT = Subject("conversation", CITIZEN, NOW, "trace")
NOBODY = Subject("conversation", None, NOW, "trace")


class Client:
    """Writes down which operation was called with what."""

    def __init__(self):
        self.calls = []

    def __getattr__(self, name):
        async def operation(*args, **kwargs):
            self.calls.append((name, args, kwargs))
            return Accepted({"operation": name})

        return operation


@pytest.mark.parametrize(
    ("action", "args", "call"),
    [
        ("my_files", {}, ("my_files", (CITIZEN,), {})),
        ("block_price", {"district": "۶", "use": "office"}, ("block_price", (), {"district": 6, "use": "office"})),
        ("courses", {"class_topic": "", "class_mode": None}, ("courses", (), {"topic": None, "mode": None})),
        ("courses", {"class_mode": "online"}, ("courses", (), {"topic": None, "mode": "online"})),
        ("enrol", {"course": "c-1"}, ("enrol", (CITIZEN,), {"course": "c-1", "key": "key"})),
        (
            "register_inquiry",
            {"inquiry_type": "transfer", "request_no": 9400123},
            (
                "register_inquiry",
                (CITIZEN,),
                {"inquiry_type": "transfer", "request_no": "9400123", "note": None, "key": "key"},
            ),
        ),
        ("enrolments", {}, ("enrolments", (CITIZEN,), {})),
        (
            "cancel_enrolment",
            {"enrolment_no": "۵۰۰۰۰۱"},
            ("cancel_enrolment", (CITIZEN,), {"enrolment_no": "500001", "key": "key"}),
        ),
        ("due_inspections", {}, ("due_inspections", (CITIZEN,), {"booked": None})),
        ("due_inspections", {"visit_action": "keep"}, ("due_inspections", (CITIZEN,), {"booked": None})),
        ("due_inspections", {"visit_action": "cancel"}, ("due_inspections", (CITIZEN,), {"booked": True})),
        ("due_inspections", {"visit_action": "move"}, ("due_inspections", (CITIZEN,), {"booked": True})),
        ("inspection_slots", {"request_no": "۹۴۰۰۱۲۳"}, ("inspection_slots", (CITIZEN,), {"request_no": "9400123"})),
        (
            "book_inspection",
            {"request_no": "۹۴۰۰۱۲۳", "day": "1404-07-23", "slot": "08-10"},
            (
                "book_inspection",
                (CITIZEN,),
                {"request_no": "9400123", "day": "1404-07-23", "slot": "08-10", "key": "key"},
            ),
        ),
        (
            "change_inspection",
            {"inspection_no": "22000001", "day": "1404-07-23", "slot": "08-10"},
            (
                "change_inspection",
                (CITIZEN,),
                {"inspection_no": "22000001", "day": "1404-07-23", "slot": "08-10", "key": "key"},
            ),
        ),
        (
            "cancel_inspection",
            {"inspection_no": "22000001"},
            ("cancel_inspection", (CITIZEN,), {"inspection_no": "22000001", "key": "key"}),
        ),
    ],
)
async def test_each_action_reaches_its_operation_with_canonical_values(action, args, call):
    client = Client()
    answer = await municipal_actions(client, None)[f"municipal.{action}"](args, SUBJECT, key="key")
    assert isinstance(answer, Accepted)
    assert answer.data["operation"] == call[0]
    assert client.calls == [call]


@pytest.mark.parametrize(
    "action",
    [
        *("my_files", "file_status", "enrol", "register_inquiry", "enrolments", "cancel_enrolment"),
        *("due_inspections", "inspection_slots", "book_inspection", "change_inspection", "cancel_inspection"),
    ],
)
async def test_without_an_identity_nothing_is_asked_for_anybody(action):
    client = Client()
    args = {"request_no": "1", "course": "c", "inquiry_type": "transfer", "inspection_no": "1", "day": "d", "slot": "s"}
    args["enrolment_no"] = "1"
    assert await municipal_actions(client, None)[f"municipal.{action}"](args, NOBODY, key="key") == Unavailable()
    assert client.calls == []


@pytest.mark.parametrize(
    "action", ["enrol", "register_inquiry", "book_inspection", "change_inspection", "cancel_inspection"]
)
async def test_a_deed_is_asked_after_by_its_key(action):
    client = Client()
    answer = await municipal_actions(client, None)[f"municipal.{action}"].reconcile(SUBJECT, key="key")
    assert answer == Accepted({"operation": "reconcile"})
    assert client.calls == [("reconcile", (CITIZEN,), {"key": "key"})]


@pytest.mark.parametrize("action", ["my_files", "file_status", "block_price", "courses"])
async def test_an_unanswered_question_is_simply_not_done(action):
    answer = await municipal_actions(Client(), None)[f"municipal.{action}"].reconcile(SUBJECT, key="key")
    assert answer == Unavailable()
    assert answer != Unknown()
