"""Alive, ready, measured."""

import httpx
import pytest
from fastapi import FastAPI

from bot.health import router
from bot.observe import Metrics


async def get(path, **probes):
    app = FastAPI()
    app.include_router(router(probes, Metrics(), measure=lambda: None))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as client:
        return await client.get(path)


def broken():
    raise RuntimeError("password of the database")


async def test_alive_says_nothing_about_the_neighbours():
    assert (await get("/healthz", store=broken)).status_code == 200


async def test_ready_when_every_probe_passes():
    assert (await get("/readyz", store=lambda: None)).json() == {"ready": True, "store": True}


async def test_not_ready_names_who_is_missing_and_nothing_else():
    answer = await get("/readyz", store=broken, model=lambda: None)
    assert (answer.status_code, answer.json()) == (503, {"ready": False, "store": False, "model": True})
    assert "password" not in answer.text


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
async def test_probes_need_no_ticket(path):
    assert (await get(path)).status_code == 200
