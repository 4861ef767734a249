"""A number is looked for wherever it may come from, and a status says what its stage calls for."""

from datetime import UTC, datetime

import pytest

from bot.actions.municipal.files import DETAILS, MOST_TOLD, file_status, file_steps, files_in_brief, files_of
from dialogs.ports import Accepted, Identity, Rejected, Unavailable

NOW = datetime(2025, 10, 12, tzinfo=UTC)
ME = Identity(2, "09130000001", "9991000003", NOW, NOW)


class City:
    """Answers what it was given for an operation, and otherwise nothing."""

    def __init__(self, **answers):
        self.answers = answers
        self.asked = []

    def __getattr__(self, name):
        async def operation(citizen, **args):
            self.asked.append((name, args.get("request_no") or args.get("ticket_no")))
            answer = self.answers.get(name, Rejected("not_found"))
            return answer(args) if callable(answer) else answer

        return operation


def a_file(stage="docs_review", **more):
    return Accepted({"file": {"request_no": "1", "stage": stage, "step": 2, "missing_docs": [], **more}})


async def test_a_stage_that_calls_for_nothing_is_asked_about_once():
    city = City(file_status=a_file())
    found = await file_status(city, ME, number="1")
    assert set(found.data) == {"file", *DETAILS}
    assert not any(found.data[name] for name in DETAILS)
    assert city.asked == [("file_status", "1")]


async def test_beside_the_path_there_is_no_place_in_it():
    city = City(file_status=a_file(step=0))
    assert (await file_status(city, ME, number="1")).data["file"]["step"] is None


async def test_documents_come_with_the_reason_of_a_refusal():
    listed = [
        {"label": "a", "status": "rejected", "reason": "blurred"},
        {"label": "b", "status": "accepted", "reason": None},
        {"label": "c", "status": "missing", "reason": None},
    ]
    city = City(
        file_status=a_file("docs_defect", missing_docs=[{"label": "a"}]),
        document_checklist=Accepted({"documents": listed}),
    )
    found = await file_status(city, ME, number="1")
    assert found.data["documents"] == [{"label": "a", "reason": "blurred"}, {"label": "c", "reason": None}]
    city.answers["document_checklist"] = Unavailable()
    assert (await file_status(city, ME, number="1")).data["documents"] == [{"label": "a"}]


OTHERS = {"request_no": "2", "status": "unpaid"}


def own(status):
    return {"request_no": "1", "status": status}


@pytest.mark.parametrize(
    ("stage", "operation", "answer", "detail", "expected"),
    [
        ("inspection_scheduled", "my_inspections", {"items": [OTHERS, own("missed")]}, "visit", None),
        ("inspection_scheduled", "my_inspections", {"items": [own("confirmed")]}, "visit", "confirmed"),
        ("awaiting_payment", "my_bills", {"bills": [OTHERS, own("overdue")]}, "bill", "overdue"),
        ("awaiting_payment", "my_bills", {"bills": [OTHERS, own("paid")]}, "bill", None),
        ("issued", "my_certificates", {"items": [OTHERS, own("valid")]}, "certificate", "valid"),
        ("art100", "article100_case", {"status": "noticed"}, "commission", "noticed"),
    ],
)
async def test_a_stage_brings_what_it_calls_for_and_its_own_only(stage, operation, answer, detail, expected):
    city = City(file_status=a_file(stage), **{operation: Accepted(answer)})
    found = (await file_status(city, ME, number="1")).data[detail]
    assert (found and found["status"]) == expected
    city.answers[operation] = Unavailable()
    assert (await file_status(city, ME, number="1")).data[detail] is None, "the status is said all the same"


@pytest.mark.parametrize(
    ("case", "open_until", "ended"),
    [
        ({"phase": "noticed", "defended": False, "may_defend": True}, "1404-07-25", None),
        ({"phase": "noticed", "defended": False, "may_defend": False}, None, "1404-07-25"),
        ({"phase": "noticed", "defended": True, "may_defend": False}, None, None),
        ({"phase": "voted", "defended": False, "may_defend": False, "may_object": True}, None, None),
    ],
)
async def test_a_deadline_that_is_over_is_not_told_as_open(case, open_until, ended):
    case = {**case, "defence_until": "1404-07-25", "citizen_todo": "of the case", "next_step": None}
    city = City(file_status=a_file("art100"), article100_case=Accepted(case))
    told = (await file_status(city, ME, number="1")).data
    assert (told["commission"]["defence_until"], told["commission"]["defence_ended"]) == (open_until, ended)
    assert told["commission"]["may_answer"] is bool(case.get("may_defend") or case.get("may_object"))
    assert told["file"]["citizen_todo"] == "of the case", "the stage's own speaks of a deadline that may be over"


async def test_what_the_desk_wrote_when_it_stopped_a_file_is_told():
    steps = [{"state": "done", "note": "old"}, {"state": "done", "note": "why"}, {"state": "now", "note": None}]
    city = City(file_status=a_file("on_hold"), file_steps=Accepted({"steps": steps}))
    assert (await file_status(city, ME, number="1")).data["said"] == "why"


async def test_the_number_of_a_certificate_leads_to_its_file():
    city = City(
        file_status=lambda args: a_file() if args["request_no"] == "1" else Rejected("not_found"),
        my_certificates=Accepted({"items": [{"certificate_no": "26000002", "request_no": "1"}]}),
    )
    assert (await file_status(city, ME, number="26000002")).data["file"]["request_no"] == "1"


async def test_the_number_of_a_message_to_137_is_known_for_what_it_is():
    city = City(ticket_status=Accepted({"status": "open"}))
    assert await file_status(city, ME, number="27000001") == Rejected("ticket", {"ticket": {"status": "open"}})


async def test_a_number_that_is_nobodys_is_tried_in_order_and_not_found():
    city = City()
    assert await file_status(city, ME, number="5") == Rejected("not_found")
    assert [name for name, _ in city.asked] == ["file_status", "my_certificates", "ticket_status"]


async def test_a_backend_that_is_away_is_not_asked_for_more():
    city = City(file_status=Unavailable())
    assert await file_status(city, ME, number="5") == Unavailable()
    assert len(city.asked) == 1


FILES = [
    {"request_no": "1", "nosazi_code": "6-2-110-7", "type": "art100"},
    {"request_no": "2", "nosazi_code": "6-2-110-8", "type": "inquiry_bank"},
    {"request_no": "3", "nosazi_code": None, "type": "permit_new"},
]


@pytest.mark.parametrize(
    ("args", "numbers"),
    [
        ({}, ["1", "2", "3"]),
        *(({"nosazi_code": code}, ["1"]) for code in ("6-2-110-7", "۶/۲/۱۱۰/۷", "7-110-2-6", "6-2-110-7-3")),
        ({"request_type": "permit_new"}, ["3"]),
        ({"inquiry_type": "bank"}, ["2"]),
        ({"any_inquiry": True}, ["2"]),
        ({"any_inquiry": True, "request_type": "permit_new"}, ["3"]),
        ({"commission": "article_100"}, ["1"]),
        ({"request_type": "merge"}, ["1", "2", "3"]),
        ({"nosazi_code": "6-2-110-8", "request_type": "permit_new"}, ["2"]),
    ],
)
async def test_files_are_found_as_a_citizen_speaks_of_them(args, numbers):
    city = City(my_files=Accepted({"files": FILES, "count": 3}))
    found = await files_of(city, ME, args)
    assert [file["request_no"] for file in found.data["files"]] == numbers
    assert found.data["count"] == len(numbers)


async def test_who_asks_for_an_inquiry_and_has_none_is_told_all_and_that_none_is_one():
    city = City(my_files=Accepted({"files": FILES[2:], "count": 1}))
    found = (await files_of(city, ME, {"any_inquiry": True})).data
    assert (found["count"], found["exact"]) == (1, False)


async def test_a_property_without_files_is_not_found():
    city = City(my_files=Accepted({"files": FILES, "count": 3}))
    assert await files_of(city, ME, {"nosazi_code": "6-2-110-9"}) == Rejected("not_found")


async def test_steps_are_told_apart_by_where_they_stand():
    steps = [{"state": "done"}, {"state": "now"}, {"state": "ahead"}, {"state": "ahead"}]
    city = City(file_steps=Accepted({"request_no": "1", "steps": steps}))
    found = (await file_steps(city, ME, number="1")).data
    assert [len(found[name]) for name in ("done", "now", "ahead")] == [1, 1, 2]
    assert found["left"] == 2


async def test_a_few_files_are_told_with_what_is_to_be_paid_and_one_that_cannot_be_had_as_it_is_listed():
    city = City(
        file_status=lambda args: (
            a_file("awaiting_payment", remaining_days=4) if args["request_no"] == "1" else Unavailable()
        ),
        my_bills=Accepted({"bills": [{"request_no": "1", "status": "unpaid", "amount_rial": 5}]}),
    )
    found = await files_in_brief(
        city, ME, [{"request_no": "1", "type_label": "a"}, {"request_no": "2", "type_label": "b"}]
    )
    first, second = found.data["files"]
    assert (first["type_label"], first["stage"], first["amount_rial"]) == ("a", "awaiting_payment", 5)
    assert first["days_left"] is None
    assert second == {"request_no": "2", "type_label": "b", "amount_rial": None, "days_left": None}


async def test_more_files_than_a_few_are_a_list_to_choose_from():
    city = City(file_status=a_file())
    assert await files_in_brief(city, ME, [{"request_no": "1"}] * (MOST_TOLD + 1)) == Rejected("too_many")
    assert city.asked == []
