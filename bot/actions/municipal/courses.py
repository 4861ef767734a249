"""Classes: which there are, a seat in one, the citizen's own seats, and giving one back."""

from __future__ import annotations

from collections.abc import Mapping

from bot.action import OutsideAction
from bot.actions.municipal.shapes import Deed, OwnQuestion, Question, code_of, text_of
from integrations.municipal.client import MunicipalClient


def course_actions(client: MunicipalClient) -> Mapping[str, OutsideAction]:
    return {
        "municipal.courses": Question(
            lambda args: client.courses(topic=text_of(args.get("class_topic")), mode=text_of(args.get("class_mode")))
        ),
        "municipal.enrol": Deed(
            client, lambda citizen, args, key: client.enrol(citizen, course=str(args["course"]), key=key)
        ),
        "municipal.enrolments": OwnQuestion(lambda citizen, args: client.enrolments(citizen)),  # noqa: ARG005
        "municipal.cancel_enrolment": Deed(
            client,
            lambda citizen, args, key: client.cancel_enrolment(
                citizen, enrolment_no=code_of(args["enrolment_no"]), key=key
            ),
        ),
    }
