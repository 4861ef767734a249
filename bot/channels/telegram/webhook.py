"""The webhook route of Telegram and Bale: secret checked, update committed, then 200 and nothing more."""

from __future__ import annotations

import hmac
import json

import structlog
from fastapi import APIRouter, Request, Response

from bot.channels.telegram.intake import Intake
from bot.guard import Access, access

log = structlog.get_logger(__name__)

MAX_BODY = 1_048_576
SHORTEST_PATH = 16
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # a header's name
BUSY_SECONDS = 5
"""Told in `Retry-After` while our store is down: Telegram honours it and repeats the update."""


def router(intake: Intake, *, path: str, secret: str) -> APIRouter:
    """The route of one messenger. An empty `secret` means its header is not checked (Bale sends none, so
    there the path alone is the credential).

    Raises:
        ValueError: without a secret path.
    """
    if len(path) < SHORTEST_PATH:
        raise ValueError("the webhook path is a credential: at least 16 characters")
    routes = APIRouter()

    @routes.post(f"/webhooks/{intake.channel}/{{given}}")
    @access(Access.WEBHOOK)
    async def webhook(request: Request, given: str) -> Response:
        if not hmac.compare_digest(given.encode(), path.encode()):
            return Response(status_code=404)
        shown = request.headers.get(SECRET_HEADER, "")
        if secret and not hmac.compare_digest(shown.encode(), secret.encode()):
            return Response(status_code=401)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        try:
            update = json.loads(body)
        except ValueError:
            return Response(status_code=400)
        try:
            await intake.accept([update])
        except Exception as failure:  # whatever broke, the update is not ours yet: the messenger must repeat it
            log.error("webhook_not_accepted", channel=intake.channel, why=type(failure).__name__)
            return Response(status_code=503, headers={"Retry-After": str(BUSY_SECONDS)})
        return Response(status_code=200)

    return routes


async def _body(request: Request) -> bytes | None:
    """The body, or None when it is longer than any update can be."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            return None
    return bytes(body)
