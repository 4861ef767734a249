"""ASVS V3: forged forms change nothing, every answer carries its headers, the console lives on its own host."""

import json

import pytest

from bot.console.routes import router
from bot.guard import MARK, Access
from tests.fakes.desk import World, deed, form_token, sign_in

DEEDS = ("claim", "say", "hand-back", "close")


def routes(world):
    return router(world.deps).routes


@pytest.mark.parametrize("name", DEEDS)
@pytest.mark.parametrize("token", ["", "0" * 64, "another"])
def test_a_post_without_the_pages_token_changes_nothing(world, desk, name, token):
    number = world.ask_for_staff()
    answer = desk.post(f"/console/cases/{number}/{name}", data={"csrf": token, "text": "x", "message_id": "m" * 32})
    assert answer.status_code == 403
    assert world.case(number).status == "waiting"


def test_the_token_of_another_session_is_not_accepted(world, desk):
    world.hire("second", "نفر دوم")
    number = world.ask_for_staff()
    with world.browser() as other:
        sign_in(world, other, "second")
        foreign = form_token(other.get("/console").text)
    assert desk.post(f"/console/cases/{number}/claim", data={"csrf": foreign}).status_code == 403


def test_a_post_from_another_site_is_refused_even_with_the_token(world, desk):
    number = world.ask_for_staff()
    token = form_token(desk.get("/console").text)
    for origin in ("https://evil.example", "null"):
        answer = desk.post(f"/console/cases/{number}/claim", data={"csrf": token}, headers={"origin": origin})
        assert answer.status_code == 403
    assert world.case(number).status == "waiting"


def test_nobody_can_be_signed_in_by_a_foreign_page(world, browser):
    world.hire()
    fields = {"csrf": "", "username": "negar", "password": "a long enough phrase"}
    assert browser.post("/console/sign-in", data=fields).status_code == 403


def test_signing_out_needs_the_token(desk):
    desk.post("/console/sign-out", data={"csrf": "x"})
    assert desk.get("/console", follow_redirects=False).status_code == 200


def test_a_post_does_not_show_a_page_but_leads_to_one(world, desk):
    number = world.ask_for_staff()
    token = form_token(desk.get("/console").text)
    answer = desk.post(f"/console/cases/{number}/claim", data={"csrf": token}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/console/cases/{number}")


def test_every_answer_carries_the_headers(world, desk):
    number = world.ask_for_staff()
    static = desk.get("/console").text.split('src="')[1].split('"')[0]
    paths = ["/console", f"/console/cases/{number}", "/console/cases/0", "/console/parts/board", static]
    for path in [*paths, "/console/sign-in", "/console/static/x/none"]:
        headers = desk.get(path, follow_redirects=False).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        if path != static:
            assert headers["cache-control"] == "no-store"


def test_no_page_has_an_inline_script_style_or_foreign_address(world, desk):
    number = world.ask_for_staff()
    deed(desk, number, "claim")
    for path in ("/console", f"/console/cases/{number}"):
        html = desk.get(path).text
        assert html.count("<script") == html.count('<script type="module" src="/console/static/')
        assert "style=" not in html
        assert "<style" not in html
        assert " on" + "click" not in html
        assert "//" not in html.replace("<!doctype html>", "").replace("http://www.w3.org/2000/svg", "")


def test_what_a_citizen_writes_stays_text(world, desk):
    number = world.ask_for_staff(text='<script>alert(1)</script><b onload="x">')
    deed(desk, number, "claim")
    html = desk.get(f"/console/cases/{number}").text
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_a_note_in_an_address_is_a_name_and_not_a_text(desk):
    assert "<b>hello" not in desk.get("/console?note=<b>hello").text
    assert "هر کد فقط یک بار" in desk.get("/console?note=wrong_code").text


def test_a_large_form_is_cut_off(desk):
    assert desk.post("/console/sign-in", content=b"x=" + b"y" * 100_000).status_code == 413


def test_bytes_that_are_no_text_are_refused(desk):
    assert desk.post("/console/sign-in", content=b"\xff\xfe=1").status_code == 400


def test_on_another_host_the_console_does_not_exist(store, tmp_path):
    world = World(store, tmp_path, console_host="desk.city.example")
    with world.browser(base_url="http://bot.city.example") as stranger:
        for path in ("/console", "/console/sign-in", "/console/cases/1"):
            answer = stranger.get(path, follow_redirects=False)
            assert answer.status_code == 404
            assert "set-cookie" not in answer.headers
    with world.browser(base_url="http://desk.city.example:8443") as client:
        assert client.get("/console/sign-in").status_code == 200


def test_every_route_is_marked_and_only_the_door_is_open_to_anyone(world):
    marked = {route.path: getattr(route.endpoint, MARK) for route in routes(world)}
    assert {path for path, level in marked.items() if level is Access.ANYONE} == {
        "/console/sign-in",
        "/console/second-step",
        "/console/static/{mark}/{name}",
    }
    assert set(marked.values()) == {Access.ANYONE, Access.STAFF}


def test_no_staff_route_answers_a_stranger(world, browser):
    number = world.ask_for_staff(text="secret-of-a-citizen")
    for route in routes(world):
        if getattr(route.endpoint, MARK) is not Access.STAFF or not hasattr(route, "methods"):
            continue
        for method in route.methods - {"HEAD"}:
            path = route.path.replace("{number}", number)
            answer = browser.request(method, path, follow_redirects=False)
            assert answer.status_code in (303, 401), path
            assert "secret-of-a-citizen" not in answer.text
            assert json.dumps(dict(answer.headers)).find("/console/sign-in") >= 0 or answer.status_code == 401
