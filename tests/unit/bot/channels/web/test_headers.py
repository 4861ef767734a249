import pytest

from bot.channels.web.headers import asset_headers, origin_allowed, page_headers
from bot.settings import Settings

SETTINGS = Settings(widget_origins="https://a.example, https://b.example:8443/")


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({"host": "chat.example"}, True),
        ({"host": "chat.example", "origin": "https://chat.example"}, True),
        ({"host": "chat.example:8080", "origin": "http://chat.example:8080"}, True),
        ({"host": "chat.example", "origin": "https://A.example"}, True),
        ({"host": "chat.example", "origin": "https://b.example:8443"}, True),
        ({"host": "chat.example", "origin": "http://a.example"}, False),
        ({"host": "chat.example", "origin": "https://chat.example:444"}, False),
        ({"host": "chat.example", "origin": "null"}, False),
        ({"host": "", "origin": "null"}, False),
        ({"origin": ""}, False),
    ],
)
def test_who_may_call_from_a_browser(headers, allowed):
    assert origin_allowed(headers, SETTINGS) is allowed


def test_hsts_is_sent_over_https_only():
    for headers in (page_headers, asset_headers):
        assert "Strict-Transport-Security" in headers(https=True)
        assert "Strict-Transport-Security" not in headers(https=False)


def test_conversations_are_not_cached_and_assets_are_revalidated():
    assert page_headers(https=False)["Cache-Control"] == "no-store"
    assert asset_headers(https=False)["Cache-Control"] == "no-cache"
