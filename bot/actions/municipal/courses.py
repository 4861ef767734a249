"""Classes: which there are, a seat in one, the citizen's own seats, and giving one back."""

from __future__ import annotations

from collections.abc import Mapping

from bot.action import OutsideAction
from bot.actions.municipal.shapes import Deed, OwnQuestion, Question, code_of, text_of
from dialogs.ports import Accepted, CallResult, Identity, Json
from integrations.municipal.client import MunicipalClient


def course_actions(client: MunicipalClient) -> Mapping[str, OutsideAction]:
    return {
        "municipal.courses": Question(lambda args: _courses(client, args)),
        "municipal.enrol": Deed(
            client, lambda citizen, args, key: client.enrol(citizen, course=str(args["course"]), key=key)
        ),
        "municipal.enrolments": OwnQuestion(lambda citizen, _: _seats(client, citizen)),
        "municipal.cancel_enrolment": Deed(
            client,
            lambda citizen, args, key: client.cancel_enrolment(
                citizen, enrolment_no=code_of(args["enrolment_no"]), key=key
            ),
        ),
    }


async def _courses(client: MunicipalClient, args: Mapping[str, Json]) -> CallResult:
    """The classes of a topic, those that can be signed up for first, as every list of ours numbers them. When all of a
    topic have closed, they are told as `closed` and the others are listed. Asked for those that have seats, `seats`
    says whether some have, and without any all are listed."""
    topic, mode = text_of(args.get("class_topic")), text_of(args.get("class_mode"))
    result = await client.courses(topic=topic, mode=mode)
    if not isinstance(result, Accepted):
        return result
    courses, closed = _courses_in(result), list[Json]()
    if topic and courses and not any(course.get("open") for course in courses):
        every = await client.courses(topic=None, mode=mode)
        if isinstance(every, Accepted):
            result, closed, courses = every, list(courses), _courses_in(every)
    free = [course for course in courses if course.get("open") and course.get("seats_left") != 0]
    seats = ("some" if free else "none") if args.get("with_seats") and courses else None
    listed = free if seats == "some" else courses
    shown: list[Json] = [*sorted(listed, key=lambda course: not course.get("open"))]
    return Accepted({**result.data, "courses": shown, "closed": closed or None, "seats": seats})


def _courses_in(result: Accepted) -> list[dict[str, Json]]:
    listed = result.data.get("courses")
    return [item for item in (listed if isinstance(listed, list) else []) if isinstance(item, dict)]


async def _seats(client: MunicipalClient, citizen: Identity) -> CallResult:
    """The citizen's enrolments, and which of them are a seat. `appointment` is what kind of date they are, for the
    service that puts dates into calendars."""
    result = await client.enrolments(citizen)
    if not isinstance(result, Accepted):
        return result
    listed = result.data.get("enrolments")
    items = [item for item in (listed if isinstance(listed, list) else []) if isinstance(item, dict)]
    enrolments: list[Json] = [{**item, "seat": item.get("status") == "enrolled"} for item in items]
    seats = sum(item.get("status") == "enrolled" for item in items)
    return Accepted({**result.data, "enrolments": enrolments, "seats": seats, "appointment": "class"})
