from datetime import UTC, datetime

import pytest

from bot.action import Subject
from bot.actions.municipal.objections import objection_actions
from dialogs.ports import Accepted, Identity, Rejected, Unavailable

NOW = datetime(2025, 10, 12, tzinfo=UTC)
CITIZEN = Identity(level=2, mobile="09990000001", national_id="9990000018", confirmed_at=NOW, used_at=NOW)
SUBJECT = Subject("conversation", CITIZEN, NOW, "trace")
FILES = [
    {"request_no": "1", "stage": "rejected"},
    {"request_no": "2", "stage": "awaiting_payment"},
    {"request_no": "3", "stage": "art100"},
    {"request_no": "4", "stage": "issued"},
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
    return await objection_actions(client)[f"municipal.{action}"](args, SUBJECT, key="key")


def at(stage, **case):
    file = {"request_no": "3", "stage": stage, "type_label": "پرونده", "address": "خیابان", "stage_label": "مرحله"}
    return Client(file_status=Accepted({"file": file}), article100_case=Accepted(case))


@pytest.mark.parametrize(
    ("about", "found"), [(None, ["1", "2", "3"]), ("levies", ["2"]), ("vote", ["3"]), ("stranger", ["1", "2", "3"])]
)
async def test_only_files_with_something_to_object_to_are_listed(about, found):
    told = await ask(Client(my_files=Accepted({"files": FILES})), "objectionable", about=about)
    assert [file["request_no"] for file in told.data["files"]] == found
    assert told.data["count"] == len(found)
    assert told.data["others"] is (about == "stranger")


@pytest.mark.parametrize(("stage", "about"), [("rejected", "rejected"), ("awaiting_payment", "levies")])
async def test_a_stage_says_what_there_is_to_object_to(stage, about):
    told = (await ask(at(stage), "objection_ground", request_no="3")).data
    assert (told["about"], told["until"]) == (about, None)


async def test_a_rejected_file_tells_what_the_desk_wrote_of_it():
    client = at("rejected")
    client.answers["file_steps"] = Accepted({"steps": [{"state": "done", "note": "نقشه امضا ندارد"}, {"state": "now"}]})
    assert (await ask(client, "objection_ground", request_no="3")).data["said"] == "نقشه امضا ندارد"


async def test_before_the_vote_it_is_a_defence_and_after_it_an_objection():
    noticed = at("art100", may_defend=True, may_object=False, defence_until="1405-09-17")
    told = (await ask(noticed, "objection_ground", request_no="3")).data
    assert (told["about"], told["until"]) == ("defence", "1405-09-17")
    voted = at("art100", may_defend=False, may_object=True, objection_until="1405-09-20")
    told = (await ask(voted, "objection_ground", request_no="3")).data
    assert (told["about"], told["until"]) == ("vote", "1405-09-20")


async def test_where_nothing_can_be_objected_to_it_says_what_to_do():
    told = await ask(at("issued"), "objection_ground", request_no="3")
    assert (told.code, told.data["stage_label"]) == ("nothing", "مرحله")
    told = await ask(at("art100", citizen_todo="منتظر بمانید."), "objection_ground", request_no="3")
    assert (told.code, told.data["todo"]) == ("nothing", "منتظر بمانید.")


@pytest.mark.parametrize("answer", [Rejected("not_found"), Unavailable()])
async def test_what_is_no_answer_goes_on_as_it_is(answer):
    assert await ask(Client(file_status=answer), "objection_ground", request_no="3") == answer
    assert await ask(Client(my_objections=answer), "my_objections") == answer


async def test_the_commission_that_cannot_be_asked_is_no_refusal():
    file = {"request_no": "3", "stage": "art100"}
    client = Client(file_status=Accepted({"file": file}), article100_case=Unavailable())
    assert await ask(client, "objection_ground", request_no="3") == Unavailable()


async def test_both_papers_are_sent_once_per_key():
    client = Client()
    await ask(client, "file_objection", request_no="۱۲", about="vote", text="دلیل")
    await ask(client, "defend_article100", request_no="۱۲", text="دفاع")
    assert client.calls == [
        ("file_objection", (CITIZEN,), {"request_no": "12", "about": "vote", "text": "دلیل", "key": "key"}),
        ("defend_article100", (CITIZEN,), {"request_no": "12", "text": "دفاع", "key": "key"}),
    ]
