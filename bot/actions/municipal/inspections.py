"""Inspections: which files wait for one, the days there are, and booking, moving and cancelling. Fitting the citizen's
words to the days is `bot.actions.visits`."""

from __future__ import annotations

from collections.abc import Mapping

from bot.action import OutsideAction
from bot.actions.municipal.shapes import Deed, OwnQuestion, code_of
from integrations.municipal.client import MunicipalClient

_ABOUT_BOOKED = ("move", "cancel")
"""Wishes that only an appointment can have."""


def inspection_actions(client: MunicipalClient) -> Mapping[str, OutsideAction]:
    return {
        "municipal.due_inspections": OwnQuestion(
            lambda citizen, args: client.due_inspections(
                citizen, booked=True if args.get("visit_action") in _ABOUT_BOOKED else None
            )
        ),
        "municipal.inspection_slots": OwnQuestion(
            lambda citizen, args: client.inspection_slots(citizen, request_no=code_of(args["request_no"]))
        ),
        "municipal.book_inspection": Deed(
            client,
            lambda citizen, args, key: client.book_inspection(
                citizen,
                request_no=code_of(args["request_no"]),
                day=str(args["day"]),
                slot=str(args["slot"]),
                key=key,
            ),
        ),
        "municipal.change_inspection": Deed(
            client,
            lambda citizen, args, key: client.change_inspection(
                citizen,
                inspection_no=code_of(args["inspection_no"]),
                day=str(args["day"]),
                slot=str(args["slot"]),
                key=key,
            ),
        ),
        "municipal.cancel_inspection": Deed(
            client,
            lambda citizen, args, key: client.cancel_inspection(
                citizen, inspection_no=code_of(args["inspection_no"]), key=key
            ),
        ),
    }
