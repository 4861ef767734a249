"""Classes: which there are, and a seat in one."""

from __future__ import annotations

from collections.abc import Mapping

from bot.action import OutsideAction
from bot.actions.municipal.shapes import Deed, Question, text_of
from integrations.municipal.client import MunicipalClient


def course_actions(client: MunicipalClient) -> Mapping[str, OutsideAction]:
    return {
        "municipal.courses": Question(
            lambda args: client.courses(topic=text_of(args.get("class_topic")), mode=text_of(args.get("class_mode")))
        ),
        "municipal.enrol": Deed(
            client, lambda citizen, args, key: client.enrol(citizen, course=str(args["course"]), key=key)
        ),
    }
