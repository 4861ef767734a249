"""No route without a gate, and each gate holds: every route of the whole program, called by a stranger."""

import re

import httpx
import pytest
from starlette.routing import WebSocketRoute

from bot.guard import MARK, Access
from bot.settings import Settings
from bot.wiring.program import build
from bot.wiring.roles import EVERY, Role
from bot.wiring.web import check_gates, make_app

MODEL = "var/model"
KEYS = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
WEBHOOK = {
    "telegram_intake": "webhook",
    "telegram_token": "42:x",
    "telegram_webhook_path": "p" * 32,
    "telegram_webhook_secret": "s" * 32,
}


def settings(folder, **given):
    return Settings(var_dir=folder, model_dir=MODEL, **given)


def routes_of(app):
    def walk(routes):
        for route in routes:
            inner = getattr(route, "original_router", None)
            if inner is None:
                yield route
            else:
                yield from walk(inner.routes)

    return list(walk(app.routes))


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    built = build(settings(tmp_path_factory.mktemp("var"), rest_enabled=True, **WEBHOOK))
    yield built
    built.store.close()


@pytest.fixture(scope="module")
def app(program):
    return make_app(program, EVERY)


async def call(app, method, path, *, client="203.0.113.9", **more):
    transport = httpx.ASGITransport(app, client=(client, 1234))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as stranger:
        return await stranger.request(method, path, **more)


def test_every_route_is_marked_with_its_gate(app):
    unmarked = [route.path for route in routes_of(app) if getattr(route.endpoint, MARK, None) is None]
    assert unmarked == []


def test_an_unmarked_route_stops_the_start(app):
    app.add_api_route("/forgotten", lambda: "secret")
    try:
        with pytest.raises(Exception, match="/forgotten"):
            check_gates(app.routes)
    finally:
        app.router.routes.pop()


def test_the_whole_list_of_routes_by_gate(app):
    """A new route is a visible change of this list."""
    found = {level: set() for level in Access}
    for route in routes_of(app):
        methods = ["WS"] if isinstance(route, WebSocketRoute) or not getattr(route, "methods", None) else route.methods
        found[getattr(route.endpoint, MARK)] |= {f"{'/'.join(sorted(set(methods) - {'HEAD'}))} {route.path}"}
    assert found[Access.REST] == {"POST /webhooks/rest/webhook", "GET /webhooks/rest/"}
    assert found[Access.WEBHOOK] == {"POST /webhooks/telegram/{given}"}
    assert found[Access.LOOPBACK] == {
        "POST /dev/clock",
        "POST /dev/advance",
        "POST /dev/backend",
        "POST /dev/seed",
        "GET /dev/sample-gateway.css",
        "GET /dev/sample-gateway/{authority}",
        "POST /dev/sample-gateway/{authority}",
    }
    assert found[Access.VISITOR] == {
        *{"WS /ws/chat", "POST /chat", "POST /upload"},
        *{"POST /download", "GET /chat/files/{seq}"},
    }
    assert {path.split()[1] for path in found[Access.STAFF]} >= {"/console"}
    assert all(path.split()[1].startswith("/console") for path in found[Access.STAFF])


async def test_a_stranger_reaches_nothing_of_the_console(app):
    for route in routes_of(app):
        if getattr(route.endpoint, MARK) is not Access.STAFF or not getattr(route, "methods", None):
            continue
        path = re.sub(r"\{\w+\}", "1", route.path)
        for method in route.methods - {"HEAD"}:
            answer = await call(app, method, path)
            assert answer.status_code in {303, 401, 403, 404}, (method, path, answer.status_code)
            assert 'role="log"' not in answer.text


@pytest.mark.parametrize("path", ["/dev/clock", "/dev/advance", "/dev/backend", "/dev/seed"])
async def test_development_twins_answer_only_this_machine_and_no_page(app, path):
    assert (await call(app, "POST", path, json={})).status_code == 403
    by_page = await call(app, "POST", path, json={}, client="127.0.0.1", headers={"Origin": "http://evil.example"})
    assert by_page.status_code == 403
    assert (await call(app, "POST", path, json=[], client="127.0.0.1")).status_code == 400


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_the_sample_payment_page_is_for_this_machine_and_for_who_has_the_link(app, method):
    for path in ("/dev/sample-gateway/" + "0" * 32, "/dev/sample-gateway/x", "/dev/sample-gateway.css"):
        if method == "POST" and path.endswith(".css"):
            continue
        form = {"data": {"outcome": "paid"}} if method == "POST" else {}
        assert (await call(app, method, path, **form)).status_code == 404
    local = await call(app, "GET", "/dev/sample-gateway.css", client="127.0.0.1")
    assert local.status_code == 200
    unknown = await call(app, "GET", "/dev/sample-gateway/" + "0" * 32, client="127.0.0.1")
    assert unknown.status_code == 404


async def test_a_moved_clock_and_a_switched_fault_are_obeyed(app, program):
    moved = await call(app, "POST", "/dev/clock", json={"now": "1405-01-01T08:00"}, client="127.0.0.1")
    assert moved.status_code == 200
    assert program.clock.now().isoformat().startswith("2026-03-21T04:3")
    switched = await call(app, "POST", "/dev/backend", json={"fault": "down"}, client="127.0.0.1")
    assert switched.json() == {"fault": "down"}
    unknown = await call(app, "POST", "/dev/backend", json={"fault": "explode"}, client="127.0.0.1")
    assert unknown.status_code == 400


async def test_errors_never_show_what_went_wrong(app, program, monkeypatch):
    def broken(*_):
        raise RuntimeError("MARKER national id 9991000003")

    monkeypatch.setattr(type(program.store), "aread", broken)
    monkeypatch.setattr(type(program.store), "awrite", broken)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as client:
        body = {"sender": "a", "message": "سلام"}
        answer = await client.post("/webhooks/rest/webhook", json=body)
    assert answer.status_code == 500
    assert "MARKER" not in answer.text
    assert "999" not in answer.text


def test_in_production_the_twins_do_not_exist(tmp_path):
    production = {
        "env": "production",
        "data_keys": KEYS,
        "municipal_url": "https://municipality.example",
        "municipal_key": "k" * 32,
        "sms_key": "geheim",
        "sms_template": "otp",
    }
    built = build(settings(tmp_path, **production))
    try:
        paths = {route.path for route in routes_of(make_app(built, frozenset({Role.WEB})))}
        assert not [path for path in paths if path.startswith("/dev")]
        assert "/webhooks/rest/webhook" not in paths
        assert built.backend is None
        assert not (tmp_path / "sms.jsonl").exists()
    finally:
        built.store.close()
