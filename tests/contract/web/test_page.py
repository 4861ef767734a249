"""What the page without JavaScript promises, and the headers of everything we serve, against a real server."""

import re

import httpx
import pytest

PAGES = ("/chat", "/demo")
ASSETS = (
    "/widget.js",
    "/widget.css",
    "/widget/line.js",
    "/widget/view.js",
    "/widget/frame.js",
    "/widget/place.js",
    "/widget/texts.js",
    "/chat.css",
    "/demo.css",
)


@pytest.fixture
def client(program):
    with program.client() as client:
        yield client


def fields(page):
    return {name: re.search(rf'name="{name}" value="([^"]+)"', page.text)[1] for name in ("token", "id")}


def post(client, page, **more):
    return client.post("/chat", data=fields(page) | more, headers={"Origin": str(client.base_url).rstrip("/")})


def test_the_first_visit_greets_and_sets_a_ticket_that_scripts_cannot_read(client):
    page = client.get("/chat")
    assert "سلام! من شهریارم" in page.text
    cookie = page.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert client.get("/chat").text.count("سلام! من شهریارم") == 1


def test_over_https_the_ticket_never_travels_in_the_clear(program):
    import asyncio

    from fastapi import FastAPI

    from bot.channels.web.routes import router

    app = FastAPI()
    app.include_router(router(program.deps))

    async def visit():
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="https://chat.example") as client:
            return await client.get("/chat")

    page = asyncio.run(visit())
    assert page.headers["set-cookie"].startswith("__Host-")
    assert "secure" in page.headers["set-cookie"].lower()
    assert "max-age" in page.headers["strict-transport-security"]


def test_a_message_is_posted_redirected_and_shown_with_its_answer(client):
    sent = post(client, client.get("/chat"), text="کد من\r\nخط دوم")
    assert sent.status_code == 303
    assert sent.headers["location"] == "/chat#now"
    page = client.get("/chat")
    assert '<p dir="auto">خط دوم</p>' in page.text
    assert '<bdi class="code" dir="ltr">140407201234</bdi>' in page.text


def test_a_button_is_a_submit_button_and_only_the_last_message_has_them(client):
    page = client.get("/chat")
    assert 'name="payload" value="/start:file_status"' in page.text
    post(client, page, payload="/start:file_status")
    page = client.get("/chat")
    assert "شنیدم: /start:file_status" in page.text
    assert 'name="payload"' not in page.text


def test_the_same_form_sent_twice_is_one_message_and_reused_for_another_text_is_two(program, client):
    page = client.get("/chat")
    handled = program.handled
    for text in ("اولی", "اولی", "دومی"):
        assert post(client, page, text=text).status_code == 303
    assert program.handled == handled + 2


def test_what_citizens_write_is_text_never_markup(client):
    post(client, client.get("/chat"), text="<script>alert(1)</script><b>")
    page = client.get("/chat")
    assert "<script>" not in page.text
    assert "&lt;script&gt;" in page.text


def test_a_slow_answer_says_so_and_offers_to_look_again(program):
    from dataclasses import replace

    from bot.channels.web.deps import Patience

    usual = program.deps
    program.end_serving()
    program.deps = replace(usual, patience=Patience(page=0.2))
    program.begin_serving()
    try:
        with program.client() as client:
            page = client.get("/chat")
            program.hold.set()
            sent = post(client, page, text="دیر می‌رسد")
            assert sent.headers["location"].startswith("/chat?t=")
            waiting = client.get(sent.headers["location"])
            assert "تازه کردن" in waiting.text
            assert "هنوز در حال بررسی" in waiting.text
            program.hold.clear()
            while "هنوز در حال بررسی" in (page := client.get(sent.headers["location"])).text:
                pass
            assert "شنیدم: دیر می‌رسد" in page.text
    finally:
        program.end_serving()
        program.deps = usual
        program.begin_serving()


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_a_form_on_another_site_is_refused(client, origin):
    page = client.get("/chat")
    refused = client.post("/chat", data=fields(page) | {"text": "سلام"}, headers={"Origin": origin})
    assert refused.status_code == 403
    assert "شنیدم" not in client.get("/chat").text


def test_a_form_needs_the_token_of_its_own_visitor(program, client):
    page = client.get("/chat")
    with program.client() as stranger:
        foreign = stranger.get("/chat")
    mixed = fields(page) | {"token": fields(foreign)["token"], "text": "سلام"}
    assert client.post("/chat", data=mixed).status_code == 403
    assert client.post("/chat", data={"text": "سلام"}).status_code == 400
    assert httpx.post(program.url + "/chat", data=fields(page) | {"text": "سلام"}).status_code == 403


@pytest.mark.parametrize("raw", [b"", b"\xff", b"a=b&" * 50, b"token=x&id=../..", b"id=" + b"a" * 60])
def test_a_senseless_form_is_refused_with_a_way_back(client, raw):
    client.get("/chat")
    answer = client.post("/chat", content=raw)
    assert answer.status_code == 400
    assert 'href="/chat#now"' in answer.text


def test_a_form_that_is_too_large_is_refused(client):
    page = client.get("/chat")
    assert post(client, page, text="ب" * 20_000).status_code == 413


@pytest.mark.parametrize("path", PAGES)
def test_pages_run_our_scripts_only_and_are_neither_framed_nor_kept(client, path):
    page = client.get(path)
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["referrer-policy"] == "same-origin"
    assert page.headers["cache-control"] == "no-store"
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|\sstyle=|<style", page.text)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page.text)


@pytest.mark.parametrize("path", ASSETS)
def test_assets_are_revalidated_by_etag_and_served_packed(client, path):
    first = client.get(path)
    assert first.status_code == 200
    assert first.headers["x-content-type-options"] == "nosniff"
    assert first.headers["access-control-allow-origin"] == "*"
    assert first.headers["content-encoding"] == "gzip"
    plain = client.get(path, headers={"Accept-Encoding": "identity"})
    assert plain.content == first.content
    again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_widget_weighs_less_than_15_kb_packed(client):
    def weight(path):
        with client.stream("GET", path) as response:
            return sum(len(chunk) for chunk in response.iter_raw())

    widget = [path for path in ASSETS if path.startswith("/widget")]
    assert sum(weight(path) for path in widget) < 15_000


def test_a_link_opens_beside_the_conversation_and_tells_the_other_side_nothing(client):
    post(client, client.get("/chat"), text="درگاه")
    page = client.get("/chat").text
    assert 'href="https://pay.example/p/1?a=1&amp;b=2" target="_blank" rel="noopener noreferrer"' in page
