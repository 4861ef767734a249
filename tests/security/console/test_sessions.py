"""ASVS V7: sessions end when they should: idle, old, signed out, account disabled. Only hashes are stored."""

import hashlib

from sqlalchemy import text

from bot.console.accounts import disable_staff, renew_staff
from tests.fakes.desk import PASSWORD, form_token, sign_in


def at_desk(client):
    return client.get("/console", follow_redirects=False).status_code == 200


def test_fifteen_idle_minutes_end_a_session(world, desk):
    world.clock.go_on(minutes=14, seconds=59)
    assert at_desk(desk)
    world.clock.go_on(minutes=15)
    assert not at_desk(desk)


def test_an_open_page_that_asks_by_itself_does_not_keep_a_session_awake(world, desk):
    for _ in range(15):
        world.clock.go_on(minutes=1)
        desk.get("/console/parts/board")
    assert not at_desk(desk)


def test_eight_hours_end_a_session_however_busy(world, desk):
    for _ in range(48):
        assert at_desk(desk)
        world.clock.go_on(minutes=10)
    assert not at_desk(desk)


def test_signing_out_ends_the_session_and_wipes_drafts(world, desk):
    token = next(cookie.value for cookie in desk.cookies.jar if cookie.name == "shahryar_console")
    answer = desk.post(
        "/console/sign-out", data={"csrf": form_token(desk.get("/console").text)}, follow_redirects=False
    )
    assert answer.headers["clear-site-data"] == '"storage"'
    with world.browser(cookies={"shahryar_console": token}) as thief:
        assert not at_desk(thief)


def test_disabling_an_account_ends_its_sessions_at_once_and_frees_its_cases(world, desk):
    number = world.ask_for_staff()
    desk.post(f"/console/cases/{number}/claim", data={"csrf": form_token(desk.get("/console").text)})
    disable_staff(world.store, "negar", clock=world.clock)
    assert not at_desk(desk)
    assert world.case(number).status == "waiting"


def test_a_renewed_account_starts_over(world, desk):
    renew_staff(world.store, "negar", "another long phrase", clock=world.clock)
    assert not at_desk(desk)
    page = desk.get("/console/sign-in")
    fields = {"csrf": form_token(page.text), "username": "negar"}
    assert desk.post("/console/sign-in", data={**fields, "password": PASSWORD}).status_code == 401
    page = desk.post("/console/sign-in", data={**fields, "password": "another long phrase"})
    assert 'class="qr"' in page.text


def test_the_database_holds_no_token(world, desk):
    token = next(cookie.value for cookie in desk.cookies.jar if cookie.name == "shahryar_console")
    rows = world.store.read(lambda tx: [tuple(row) for row in tx.execute(text("SELECT * FROM staff_sessions"))])
    assert token not in str(rows)
    assert hashlib.sha256(token.encode()).hexdigest() in str(rows)
    assert len(token) >= 43


def test_the_cookie_is_strict_and_unreadable_and_host_bound_on_https(world):
    world.hire()
    with world.browser(base_url="https://testserver") as client:
        sign_in(world, client)
        cookie = next(cookie for cookie in client.cookies.jar if cookie.name == "__Host-shahryar_console")
        assert cookie.secure
        assert cookie.path == "/"
        page = client.get("/console/sign-in", follow_redirects=False)
        assert page.status_code == 303
    with world.browser(base_url="https://testserver") as client:
        header = client.get("/console/sign-in").headers["set-cookie"].lower()
        for part in ("__host-shahryar_door=", "httponly", "samesite=strict", "secure", "path=/"):
            assert part in header
        assert "domain" not in header
