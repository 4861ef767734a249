"""Inquiries asked for from home."""

from __future__ import annotations

from collections.abc import Mapping

from bot.action import OutsideAction
from bot.actions.municipal.shapes import Deed, code_of, text_of
from integrations.municipal.client import MunicipalClient


def inquiry_actions(client: MunicipalClient) -> Mapping[str, OutsideAction]:
    return {
        "municipal.register_inquiry": Deed(
            client,
            lambda citizen, args, key: client.register_inquiry(
                citizen,
                inquiry_type=str(args["inquiry_type"]),
                request_no=code_of(args["request_no"]),
                note=text_of(args.get("note")),
                key=key,
            ),
        ),
    }
