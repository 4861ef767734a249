from datetime import UTC, datetime

import pytest

from bot.action import Subject
from bot.actions.municipal.archive import archive_actions
from dialogs.ports import Accepted, Identity, Rejected, Unavailable

NOW = datetime(2025, 10, 12, tzinfo=UTC)
CITIZEN = Identity(level=2, mobile="09990000001", national_id="9990000018", confirmed_at=NOW, used_at=NOW)
SUBJECT = Subject("conversation", CITIZEN, NOW, "trace")


class Client:
    def __init__(self, answer):
        self.answer, self.asked = answer, []

    async def archive_images(self, citizen, *, request_no):
        self.asked.append((citizen, request_no))
        return self.answer


def image(number, **more):
    told = {"image_no": number, "part_label": "پروانه", "document_label": "نقشه", "taken_on": "1396-02-03"}
    return told | more


async def ask(client):
    action = archive_actions(client)["municipal.archived_papers"]
    return await action({"request_no": "۱۴۰۵۱۰۰۱۰۲"}, SUBJECT, key="key")


async def test_pages_of_one_paper_are_counted_under_its_first_number():
    images = [image("1"), image("2"), image("3", document_label="سند"), image("4", taken_on="1397-01-01")]
    client = Client(Accepted({"request_no": "1405100102", "images": images, "next_cursor": None}))
    told = (await ask(client)).data
    assert [(paper["image_no"], paper["pages"]) for paper in told["papers"]] == [("1", 2), ("3", 1), ("4", 1)]
    assert (told["count"], told["pages"], told["more"]) == (3, 4, False)
    assert client.asked == [(CITIZEN, "1405100102")]


async def test_further_images_are_told_of():
    told = (await ask(Client(Accepted({"request_no": "1", "images": [image("1")], "next_cursor": "abcd"})))).data
    assert told["more"] is True


@pytest.mark.parametrize("answer", [Rejected("not_found"), Unavailable()])
async def test_what_is_no_answer_goes_on_as_it_is(answer):
    assert await ask(Client(answer)) == answer
