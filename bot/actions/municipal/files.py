"""The citizen's files and where they stand; what a block is worth."""

from __future__ import annotations

from collections.abc import Mapping

from bot.action import OutsideAction
from bot.actions.municipal.shapes import OwnQuestion, Question, code_of
from integrations.municipal.client import MunicipalClient


def file_actions(client: MunicipalClient) -> Mapping[str, OutsideAction]:
    return {
        "municipal.my_files": OwnQuestion(lambda citizen, args: client.my_files(citizen)),  # noqa: ARG005
        "municipal.file_status": OwnQuestion(
            lambda citizen, args: client.file_status(citizen, request_no=code_of(args["request_no"]))
        ),
        "municipal.block_price": Question(
            lambda args: client.block_price(district=int(code_of(args["district"])), use=str(args["use"]))
        ),
    }
