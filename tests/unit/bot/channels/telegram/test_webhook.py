"""The webhook lets in only who knows the secrets, and says 200 only after the commit."""

import json

import httpx
import pytest
from fastapi import FastAPI

from bot.channels.telegram.webhook import MAX_BODY, SECRET_HEADER, router

PATH, SECRET = "p" * 32, "s" * 32


class FakeIntake:
    channel = "telegram"

    def __init__(self, fault=None):
        self.accepted, self.fault = [], fault

    async def accept(self, updates):
        if self.fault:
            raise self.fault
        self.accepted += updates


async def post(intake, *, path=PATH, secret=SECRET, header=SECRET, body=b'{"update_id": 1}'):
    app = FastAPI()
    app.include_router(router(intake, path=path if len(path) >= 16 else PATH, secret=secret))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as client:
        headers = {SECRET_HEADER: header} if header is not None else {}
        return await client.post(f"/webhooks/telegram/{path}", content=body, headers=headers)


async def test_an_update_with_both_secrets_is_accepted():
    intake = FakeIntake()
    assert (await post(intake)).status_code == 200
    assert intake.accepted == [{"update_id": 1}]


@pytest.mark.parametrize(
    ("path", "header", "status"), [("wrong", SECRET, 404), (PATH, "wrong", 401), (PATH, None, 401)]
)
async def test_without_the_secrets_nothing_is_accepted(path, header, status):
    intake = FakeIntake()
    assert (await post(intake, path=path, header=header)).status_code == status
    assert intake.accepted == []


async def test_bale_needs_only_the_secret_path():
    assert (await post(FakeIntake(), secret="", header=None)).status_code == 200


@pytest.mark.parametrize(("body", "status"), [(b"{", 400), (b"\xff", 400), (b" " * (MAX_BODY + 1), 413)])
async def test_what_is_no_update_is_refused(body, status):
    assert (await post(FakeIntake(), body=body)).status_code == status


async def test_a_broken_store_asks_telegram_to_come_again():
    answer = await post(FakeIntake(fault=RuntimeError("disk full at 0913")))
    assert (answer.status_code, answer.headers["Retry-After"], answer.text) == (503, "5", "")


def test_a_short_path_is_no_credential():
    with pytest.raises(ValueError, match="16"):
        router(FakeIntake(), path="short", secret=SECRET)


async def test_any_json_is_handed_on_as_it_is():
    intake = FakeIntake()
    await post(intake, body=json.dumps(["سلام"]).encode())
    assert intake.accepted == [["سلام"]]
