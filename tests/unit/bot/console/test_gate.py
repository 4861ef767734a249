from types import SimpleNamespace

import pytest
from starlette.requests import HTTPConnection
from starlette.responses import Response

from bot.console import gate
from bot.console.tokens import form_token
from bot.settings import Settings


def connection(*, scheme="http", host="desk.example", **headers):
    pairs = [(name.encode(), value.encode()) for name, value in {"host": host, **headers}.items()]
    return HTTPConnection({"type": "http", "scheme": scheme, "path": "/console", "headers": pairs, "query_string": b""})


def deps(**settings):
    return SimpleNamespace(settings=Settings(**settings))


@pytest.mark.parametrize(
    ("wanted", "host", "right"),
    [
        ("", "anything", True),
        ("desk.example", "desk.example", True),
        ("desk.example", "DESK.example:8443", True),
        ("desk.example", "bot.example", False),
        ("desk.example", "desk.example.evil", False),
        ("desk.example", "", False),
    ],
)
def test_the_console_lives_on_its_host(wanted, host, right):
    assert gate.right_host(deps(console_host=wanted), connection(host=host)) is right


@pytest.mark.parametrize(
    ("origin", "same"),
    [("http://desk.example", True), ("http://desk.example:1", False), ("null", False), ("https://evil", False)],
)
def test_an_origin_is_ours_when_it_names_our_host(origin, same):
    assert gate.same_origin(connection(origin=origin)) is same


def test_without_an_origin_it_is_not_known_to_be_ours():
    assert not gate.same_origin(connection())


def test_a_form_without_an_origin_still_needs_its_token():
    assert gate.form_is_ours(connection(), {"csrf": form_token("cookie")}, "cookie")
    assert not gate.form_is_ours(connection(), {}, "cookie")
    assert not gate.form_is_ours(connection(origin="null"), {"csrf": form_token("cookie")}, "cookie")


def test_production_counts_as_https_whatever_the_proxy_forgot_to_say():
    production = SimpleNamespace(settings=SimpleNamespace(production=True))
    assert gate.is_https(production, connection())
    assert gate.is_https(deps(), connection(scheme="https"))
    assert not gate.is_https(deps(), connection())


def test_cookies_are_bound_to_the_host_on_https():
    response = Response()
    gate.set_cookie(response, "x", "v", https=True)
    header = response.headers["set-cookie"].lower()
    assert header.startswith("__host-x=v;")
    assert {"httponly", "secure", "samesite=strict", "path=/"} <= {part.strip() for part in header.split(";")}
    plain = Response()
    gate.set_cookie(plain, "x", "v", https=False)
    assert "secure" not in plain.headers["set-cookie"].lower()


def test_strict_transport_is_said_on_https_only():
    assert "strict-transport-security" in gate.with_headers(Response(), https=True).headers
    assert "strict-transport-security" not in gate.with_headers(Response(), https=False).headers
