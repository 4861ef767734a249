"""Row 18 for staff, ASVS V6: two factors, one answer, a few tries, no code twice, no session known beforehand."""

import time

import pyotp
import pytest

from bot.console import totp
from bot.console.accounts import disable_staff
from bot.console.signin import check_code, check_password
from bot.storage import staff
from bot.storage.staff import PASSWORD as FIRST_LEVEL
from bot.storage.staff import Session
from tests.fakes.desk import PASSWORD, SECRET, form_token, sign_in


def try_password(client, username, password):
    token = form_token(client.get("/console/sign-in").text)
    return client.post("/console/sign-in", data={"csrf": token, "username": username, "password": password})


def try_code(client, code):
    token = form_token(client.get("/console/second-step").text)
    return client.post("/console/second-step", data={"csrf": token, "code": code})


def test_both_factors_open_the_desk(world, browser):
    world.hire()
    assert "نگار نمونه" in sign_in(world, browser).text


def test_the_password_alone_opens_nothing(world, browser):
    world.hire()
    number = world.ask_for_staff()
    try_password(browser, "negar", PASSWORD)
    for path in ("/console", f"/console/cases/{number}"):
        answer = browser.get(path, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/console/sign-in")
    assert browser.get("/console/parts/board").status_code == 401


def test_wrong_name_wrong_password_and_disabled_account_answer_alike(world, browser):
    world.hire()
    world.hire("left", "کارمند پیشین")
    disable_staff(world.store, "left", clock=world.clock)
    answers = [
        try_password(browser, name, password)
        for name, password in (("negar", "not the right phrase"), ("nobody", PASSWORD), ("left", PASSWORD))
    ]
    assert {answer.status_code for answer in answers} == {401}
    pages = {answer.text.replace(form_token(answer.text), "") for answer in answers}
    assert len(pages) == 1


def test_an_unknown_name_takes_as_long_as_a_wrong_password(world):
    world.hire()
    times = {}
    for name in ("negar", "nobody"):
        samples = []
        for number in range(3):
            started = time.perf_counter()
            check_password(world.deps, name, "not the right phrase", address=f"192.0.2.{number}")
            samples.append(time.perf_counter() - started)
        times[name] = min(samples)
    assert 0.4 < times["nobody"] / times["negar"] < 2.5


def test_the_sixth_failure_in_a_quarter_of_an_hour_is_not_even_checked(world, browser):
    world.hire()
    for _ in range(5):
        assert try_password(browser, "negar", "not the right phrase").status_code == 401
    assert try_password(browser, "negar", PASSWORD).status_code == 429
    world.clock.go_on(minutes=16)
    assert try_password(browser, "negar", PASSWORD).url.path == "/console/second-step"


def test_one_address_cannot_try_many_names(world, browser):
    for number in range(5):
        assert try_password(browser, f"name{number}", PASSWORD).status_code == 401
    assert try_password(browser, "name6", PASSWORD).status_code == 429


def test_an_address_that_used_up_its_tries_cannot_lock_others_out(world):
    world.hire()
    for number in range(5):
        check_password(world.deps, f"name{number}", PASSWORD, address="192.0.2.1")
    for _ in range(10):
        check_password(world.deps, "negar", "not the right phrase", address="192.0.2.1")
    opened = check_password(world.deps, "negar", PASSWORD, address="192.0.2.2")
    assert opened.staff.username == "negar"


def test_signing_in_rightly_costs_no_tries(world):
    world.hire()
    for _ in range(8):
        with world.browser() as client:
            sign_in(world, client)


def test_codes_are_limited_like_passwords(world, browser):
    world.hire()
    try_password(browser, "negar", PASSWORD)
    wrong = f"{(int(world.code()) + 1) % 1_000_000:06}"
    assert [try_code(browser, wrong).status_code for _ in range(6)] == [401] * 5 + [429]
    assert try_code(browser, world.next_code()).status_code == 429


def test_a_code_is_never_accepted_twice(world, browser):
    world.hire()
    try_password(browser, "negar", PASSWORD)
    code = world.next_code()
    assert try_code(browser, code).url.path == "/console"
    with world.browser() as second:
        try_password(second, "negar", PASSWORD)
        assert try_code(second, code).status_code == 401
        assert try_code(second, world.next_code()).url.path == "/console"


def test_an_earlier_code_within_the_window_is_not_accepted_after_a_later_one(world, browser):
    world.hire()
    earlier = world.next_code()
    later = world.next_code()
    try_password(browser, "negar", PASSWORD)
    assert try_code(browser, later).url.path == "/console"
    with world.browser() as second:
        try_password(second, "negar", PASSWORD)
        assert try_code(second, earlier).status_code == 401


def test_an_old_code_is_not_accepted(world, browser):
    world.hire()
    old = world.next_code()
    world.clock.go_on(minutes=2)
    try_password(browser, "negar", PASSWORD)
    assert try_code(browser, old).status_code == 401


def test_persian_digits_are_digits(world, browser):
    world.hire()
    try_password(browser, "negar", PASSWORD)
    code = world.next_code().translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert try_code(browser, code).url.path == "/console"


def test_the_first_sign_in_enrols_the_second_factor_and_later_ones_do_not_show_it(world, browser):
    world.hire(enrolled=False)
    page = try_password(browser, "negar", PASSWORD)
    account = world.store.read(lambda tx: staff.credentials(tx, "negar"))
    key = account.totp_secret
    assert key != SECRET
    assert len(key) == 32
    assert totp.grouped(key) in page.text
    assert 'class="qr"' in page.text
    assert try_code(browser, pyotp.TOTP(key).at(world.clock.now())).url.path == "/console"
    with world.browser() as second:
        page = try_password(second, "negar", PASSWORD)
        assert totp.grouped(key) not in page.text
        assert 'class="qr"' not in page.text


def test_a_confirmed_key_cannot_be_replaced_by_signing_in(world):
    account = world.hire()
    world.store.write(lambda tx: staff.offer_secret(tx, account.id, totp.new_secret()))
    assert world.store.read(lambda tx: staff.credentials(tx, "negar")).totp_secret == SECRET


def test_the_token_changes_at_each_step_and_the_old_one_is_worthless(world, browser):
    world.hire()
    browser.cookies.set("shahryar_console", "known-to-somebody-else", domain="testserver.local")
    try_password(browser, "negar", PASSWORD)
    first = [cookie.value for cookie in browser.cookies.jar if cookie.name == "shahryar_console"]
    assert "known-to-somebody-else" not in first[-1]
    try_code(browser, world.next_code())
    second = [cookie.value for cookie in browser.cookies.jar if cookie.name == "shahryar_console"]
    assert set(first[-1:]).isdisjoint(second[-1:])
    with world.browser(cookies={"shahryar_console": first[-1]}) as thief:
        assert thief.get("/console", follow_redirects=False).status_code == 303
        assert thief.get("/console/second-step", follow_redirects=False).headers["location"] == "/console/sign-in"


def test_of_two_requests_with_one_code_one_wins(world):
    account = world.hire()
    code = world.next_code()
    results = [
        check_code(world.deps, account, code, address="192.0.2.1", old_token="t"),
        check_code(world.deps, account, code, address="192.0.2.1", old_token="t"),
    ]
    assert [type(result).__name__ for result in results] == ["Opened", "Refusal"]


def test_the_second_step_waits_five_minutes(world, browser):
    world.hire()
    try_password(browser, "negar", PASSWORD)
    world.clock.go_on(minutes=5)
    assert browser.get("/console/second-step").url.path == "/console/sign-in"


@pytest.mark.parametrize("level", [FIRST_LEVEL])
def test_secrets_do_not_show_in_reprs(world, level):
    account = world.hire()
    known = world.store.read(lambda tx: staff.credentials(tx, "negar"))
    opened = check_password(world.deps, "negar", PASSWORD, address="192.0.2.1")
    text = repr((known, opened, Session(account, level, world.clock.now(), world.clock.now())))
    assert SECRET not in text
    assert "argon2" not in text
    assert opened.token not in text
