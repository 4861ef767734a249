from datetime import UTC, datetime

import pytest

from bot.action import Subject
from bot.actions.municipal.requests import request_actions
from dialogs.ports import Accepted, Identity, Rejected, Unavailable

NOW = datetime(2025, 10, 12, tzinfo=UTC)
CITIZEN = Identity(level=2, mobile="09990000001", national_id="9990000018", confirmed_at=NOW, used_at=NOW)
SUBJECT = Subject("conversation", CITIZEN, NOW, "trace")

TYPE = {"type": "nosazi_clearance", "type_label": "مفاصاحساب", "documents": [], "usual_days": 5, "steps": [{}]}
HOUSE = {"nosazi_code": "6-2-110-7", "role": "owner", "address": "خیابان نمونه", "may_declare": True}
FILES = [
    {"request_no": "4", "type": "inquiry_bank", "stage": "submitted", "nosazi_code": "6-2-110-7"},
    {"request_no": "3", "type": "permit_new", "stage": "delivered", "nosazi_code": "6-2-110-7"},
    {"request_no": "2", "type": "permit_new", "stage": "draft", "nosazi_code": "6-2-110-7"},
    {"request_no": "1", "type": "merge", "stage": "rejected", "nosazi_code": None},
]


class Client:
    """Answers each operation as told and writes down what it was asked."""

    def __init__(self, **answers):
        self.answers, self.calls = answers, []

    def __getattr__(self, name):
        async def operation(*args, **kwargs):
            self.calls.append((name, args, kwargs))
            return self.answers.get(name, Accepted({}))

        return operation


async def ask(client, action, **args):
    return await request_actions(client)[f"municipal.{action}"](args, SUBJECT, key="key")


def city(**more):
    answers = {
        "request_types": Accepted({"types": [TYPE, TYPE | {"type": "inquiry_bank"}]}),
        "my_properties": Accepted({"properties": [HOUSE]}),
        "my_files": Accepted({"files": FILES}),
    }
    return Client(**(answers | more))


@pytest.mark.parametrize(
    ("args", "found"), [({"request_type": "clearance"}, "nosazi_clearance"), ({"inquiry_type": "bank"}, "inquiry_bank")]
)
async def test_a_type_is_found_by_the_words_of_citizens_and_told_without_its_steps(args, found):
    answer = await ask(city(), "request_type", **args)
    assert answer.data["type"] == found
    assert "steps" not in answer.data


async def test_a_type_that_is_not_listed_is_not_offered():
    assert await ask(city(), "request_type", request_type="castle") == Rejected("not_offered")


@pytest.mark.parametrize("said", ["6-2-110-7", "۶-۲-۱۱۰-۷", "6/2/110/7", "6-2-110-7-0-0-0"])
async def test_a_property_is_found_however_its_code_is_written(said):
    answer = await ask(city(), "property", nosazi_code=said, self_declaration=True)
    assert (answer.data["nosazi_code"], answer.data["request_no"]) == ("6-2-110-7", None)
    assert answer.data["may_declare"] is True


async def test_nothing_is_declared_where_the_type_does_not_allow_it():
    assert (await ask(city(), "property", nosazi_code="6-2-110-7")).data["may_declare"] is False


async def test_a_property_is_found_by_the_number_of_a_file_too():
    client = city(file_status=Accepted({"file": {"request_no": "1404100101", "nosazi_code": "6-2-110-7"}}))
    answer = await ask(client, "property", nosazi_code="۱۴۰۴۱۰۰۱۰۱")
    assert client.calls[0] == ("file_status", (CITIZEN,), {"request_no": "1404100101"})
    assert (answer.data["nosazi_code"], answer.data["request_no"]) == ("6-2-110-7", "1404100101")


async def test_a_file_may_name_no_property():
    client = city(file_status=Accepted({"file": {"request_no": "77", "nosazi_code": None, "address": "کوی نمونه"}}))
    answer = await ask(client, "property", nosazi_code="7777", self_declaration=True)
    assert answer.data["nosazi_code"] is None
    assert (answer.data["address"], answer.data["may_declare"]) == ("کوی نمونه", False)


async def test_a_foreign_property_and_a_foreign_file_are_not_found():
    assert await ask(city(), "property", nosazi_code="9-9-9-9") == Rejected("not_found")
    client = city(file_status=Rejected("not_found"))
    assert await ask(client, "property", nosazi_code="1404100103") == Rejected("not_found")


@pytest.mark.parametrize(
    ("action", "operation", "args"),
    [
        ("request_type", "request_types", {"request_type": "merge"}),
        ("property", "my_properties", {"nosazi_code": "6-2-110-7"}),
        ("property", "file_status", {"nosazi_code": "1404100101"}),
        ("my_places", "my_files", {}),
        ("my_permits", "my_files", {}),
        ("my_requests", "my_files", {}),
    ],
)
async def test_what_cannot_be_reached_is_said_so(action, operation, args):
    assert await ask(city(**{operation: Unavailable(3.0)}), action, **args) == Unavailable(3.0)


async def test_places_are_the_properties_each_by_its_newest_file_and_no_inquiry():
    empty = HOUSE | {"nosazi_code": "6-2-110-8", "role": "heir"}
    answer = await ask(city(my_properties=Accepted({"properties": [HOUSE, empty]})), "my_places")
    assert [place["place"] for place in answer.data["places"]] == ["3", "6-2-110-8", "1"]
    assert answer.data["count"] == 3


async def test_permits_say_whether_they_are_issued():
    answer = await ask(city(), "my_permits")
    assert [(permit["request_no"], permit["issued"]) for permit in answer.data["permits"]] == [
        ("3", True),
        ("2", False),
    ]
    assert answer.data["count"] == 1


async def test_requests_say_whether_they_may_be_taken_back():
    answer = await ask(city(), "my_requests")
    assert [file["request_no"] for file in answer.data["files"] if file["open"]] == ["4", "2"]
    assert (answer.data["count"], answer.data["late"], answer.data["no_such"]) == (2, None, False)


async def test_requests_of_the_kind_that_is_meant():
    answer = await ask(city(), "my_requests", request_type="permit_new")
    assert [file["request_no"] for file in answer.data["files"]] == ["2"]
    answer = await ask(city(), "my_requests", inquiry_type="bank")
    assert [file["request_no"] for file in answer.data["files"]] == ["4"]


async def test_of_a_kind_that_can_not_be_taken_back_one_is_named():
    answer = await ask(city(), "my_requests", request_type="merge")
    assert answer.data["late"]["request_no"] == "1"
    answer = await ask(city(), "my_requests", request_type="clearance")
    assert (answer.data["late"], answer.data["no_such"], answer.data["count"]) == (None, True, 2)


async def test_a_request_is_sent_with_its_key_and_in_latin_digits():
    client = city()
    await ask(client, "submit_request", request_type="merge", nosazi_code="۶-۲-۱۱۰-۷", self_declaration=True, note="")
    sent = {"request_type": "merge", "nosazi_code": "6-2-110-7", "self_declaration": True, "note": None, "key": "key"}
    assert client.calls == [("submit_request", (CITIZEN,), sent)]


async def test_a_request_is_taken_back_by_its_number():
    client = city()
    await ask(client, "cancel_request", request_no="۱۴۰۴۱۰۰۱۰۱")
    assert client.calls == [("cancel_request", (CITIZEN,), {"request_no": "1404100101", "key": "key"})]
