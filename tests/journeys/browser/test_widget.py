"""The widget in Debian's Chromium, against the web channel answering by rule."""

import re
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.fakes.web_program import WebProgram

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

OPEN, SEND, PLACE = "گفت‌وگو با شهریار", "فرستادن پیام", "فرستادن جایی که هستم"
FILE = "فرستادن عکس یا فایل"
# No animation: a box that is still sliding in has no settled place.
PHONE = {"viewport": {"width": 360, "height": 640}, "is_mobile": True, "has_touch": True, "reduced_motion": "reduce"}


def open_widget(page, program):
    page.goto(f"{program.url}/demo")
    page.get_by_role("button", name=OPEN).click()
    expect(page.locator(".message.bot").first).to_contain_text("سلام! من شهریارم")
    return page


def say(page, text):
    page.get_by_role("textbox").fill(text)
    page.get_by_role("button", name=SEND).click()


def test_a_conversation_with_buttons_codes_and_staff(new_page, program):
    page = open_widget(new_page(), program)
    say(page, "گزینه")
    page.get_by_role("button", name="مسکونی").click()
    expect(page.get_by_role("button", name="تجاری")).to_be_disabled()
    expect(page.locator(".message.bot").last).to_contain_text("شنیدم")
    say(page, "کد من")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="رونوشت از شمارهٔ 140407201234").click()
    expect(page.locator(".copy-word")).to_have_text("رونوشت شد")
    assert page.evaluate("navigator.clipboard.readText()") == "140407201234"
    say(page, "کارشناس")
    staff = page.locator(".message.staff")
    expect(staff).to_contain_text("خانم نمونه")
    expect(staff).to_contain_text("کارشناس شهرداری")


def test_line_breaks_are_kept_and_each_line_finds_its_own_direction(new_page, program):
    page = open_widget(new_page(), program)
    say(page, "متن مختلط")
    lines = page.locator(".message.bot").last.locator(".body p")
    expect(lines).to_have_count(2)
    assert lines.nth(0).evaluate("node => getComputedStyle(node).direction") == "rtl"
    assert lines.nth(1).evaluate("node => getComputedStyle(node).direction") == "ltr"


def test_a_long_answer_is_shown_from_its_start(new_page, program):
    page = open_widget(new_page(viewport={"width": 1000, "height": 420}), program)
    say(page, "یک پاسخ بلند")
    long = page.locator(".message.bot").last
    expect(long).to_contain_text("پاسخ بلند:")
    top = long.evaluate("node => node.getBoundingClientRect().top - node.parentElement.getBoundingClientRect().top")
    assert top >= 0
    more = page.get_by_role("button", name="ادامه")
    more.click()
    page.get_by_role("log").evaluate("node => { node.scrollTop = node.scrollHeight; }")
    expect(more).to_be_hidden()


def test_what_is_written_never_becomes_markup(new_page, program):
    page = open_widget(new_page(), program)
    say(page, "<img src=x onerror=alert(1)>")
    expect(page.locator(".message.bot").last).to_contain_text("شنیدم: <img src=x onerror=alert(1)>")
    assert page.locator(".log img").count() == 0


def test_after_a_reload_the_conversation_is_there_and_no_text_was_kept_in_the_browser(new_page, program):
    page = open_widget(new_page(), program)
    say(page, "نشانی من")
    expect(page.locator(".message")).to_have_count(3)
    page.reload()
    expect(page.locator(".message")).to_have_count(3)
    expect(page.locator(".message.citizen")).to_contain_text("نشانی من")
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "نشانی" not in kept
    assert page.evaluate("document.cookie") == ""


def test_while_the_network_is_away_messages_wait_and_go_out_once_afterwards(new_page, program):
    page = open_widget(new_page(), program)
    page.context.set_offline(True)
    expect(page.locator(".notice")).to_contain_text("اتصال قطع است")
    say(page, "در بی‌شبکه")
    own = page.locator(".message.citizen")
    expect(own).to_contain_text("در حال فرستادن")
    page.context.set_offline(False)
    expect(page.locator(".message.bot").last).to_contain_text("شنیدم: در بی‌شبکه")
    expect(own).to_have_count(1)
    expect(own).not_to_contain_text("در حال فرستادن")


def test_a_restarted_server_is_found_again_and_nothing_is_doubled(new_page, program):
    page = open_widget(new_page(), program)
    say(page, "پیش از راه‌اندازی")
    expect(page.locator(".message")).to_have_count(3)
    program.end_serving()
    say(page, "در میان راه‌اندازی")
    program.begin_serving()
    expect(page.locator(".message.bot").last).to_contain_text("شنیدم: در میان", timeout=15_000)
    expect(page.locator(".message")).to_have_count(5)


def test_a_message_that_cannot_be_taken_says_so_and_can_be_tried_again(new_page, program):
    page = open_widget(new_page(), program)
    page.evaluate(
        """() => {
          const { shadowRoot } = document.querySelector("shahryar-chat");
          for (let number = 0; number < 30; number++) {
            shadowRoot.querySelector("textarea").value = `پیام ${number}`;
            shadowRoot.querySelector("form").requestSubmit();
          }
        }"""
    )
    refused = page.locator("[data-state=unsent]")
    expect(refused.first).to_contain_text("چند ثانیه صبر کنید")
    count = refused.count()
    page.wait_for_timeout(1_500)
    page.get_by_role("button", name="دوباره بفرست").first.click()
    expect(refused).to_have_count(count - 1)


def test_a_message_far_too_long_is_kept_in_sight_and_does_not_cost_the_line(new_page, program):
    page = open_widget(new_page(), program)
    say(page, "نشانی " * 2_500)
    expect(page.locator("[data-state=unsent]")).to_contain_text("در چند پیام کوتاه‌تر")
    say(page, "کوتاه")
    expect(page.locator(".message.bot").last).to_contain_text("شنیدم: کوتاه")


def test_two_tabs_show_the_same_conversation(new_page, program):
    first = open_widget(new_page(), program)
    second = first.context.new_page()
    second.goto(f"{program.url}/demo")
    second.get_by_role("button", name=OPEN).click()
    say(first, "از زبانهٔ اول")
    expect(second.locator(".message.citizen")).to_contain_text("از زبانهٔ اول")
    expect(second.locator(".message.bot").last).to_contain_text("شنیدم")


def test_the_dots_move_until_the_answer_comes(new_page, program):
    page = open_widget(new_page(), program)
    program.hold.set()
    say(page, "سلام")
    expect(page.locator(".typing")).to_be_visible()
    program.hold.clear()
    expect(page.locator(".message.bot").last).to_contain_text("شنیدم")
    expect(page.locator(".typing")).to_be_hidden()


def test_the_keyboard_is_enough(new_page, program):
    page = new_page()
    page.goto(f"{program.url}/demo")
    launcher = page.get_by_role("button", name=OPEN)
    launcher.wait_for()
    for _ in range(10):
        page.keyboard.press("Tab")
        if launcher.evaluate("node => node.getRootNode().activeElement === node"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox")).to_be_focused()
    page.keyboard.type("گزینه")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("خط دوم")
    page.keyboard.press("Enter")
    expect(page.locator(".message.citizen .body p")).to_have_count(2)
    choice = page.get_by_role("button", name="مسکونی")
    choice.wait_for()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(choice).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".message.citizen")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(launcher).to_be_focused()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_on_a_phone_it_fills_the_screen_and_nothing_sticks_out(new_page, program):
    page = open_widget(new_page(**PHONE), program)
    box = page.get_by_role("dialog").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 360, 640)
    say(page, "پاسخ بلند " + "x" * 200)
    expect(page.locator(".message.bot").last).to_contain_text("پاسخ بلند")
    log = page.locator(".log")
    assert log.evaluate("node => node.scrollWidth <= node.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_answer_that_comes_while_it_is_closed_is_announced_on_the_launcher(new_page, program):
    page = open_widget(new_page(), program)
    conversation = program.conversations()[-1]
    page.keyboard.press("Escape")
    program.staff_says(conversation, "پاسخ کارشناس")
    expect(page.get_by_role("button", name=re.compile(OPEN))).to_contain_text("۱ پیام تازه")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"reduced_motion": "reduce"}, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_serious(new_page, program, scheme, size):
    page = open_widget(new_page(color_scheme=scheme, bypass_csp=True, **size), program)
    for text in ("کد من", "کارشناس", "گزینه"):
        say(page, text)
        page.locator(".message").last.wait_for()
    page.get_by_role("button", name="مسکونی").wait_for()
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["target"]) for one in found if one["impact"] in {"serious", "critical"}] == []


def test_with_reduced_motion_nothing_moves(new_page, program):
    page = open_widget(new_page(reduced_motion="reduce"), program)
    assert page.get_by_role("dialog").evaluate("node => getComputedStyle(node).animationName") == "none"


def test_a_ticket_the_server_does_not_know_any_more_starts_a_new_conversation(new_page, program, tmp_path):
    page = open_widget(new_page(), program)
    page.evaluate("localStorage.setItem('shahryar-ticket', 'of-another-time')")
    page.reload()
    expect(page.locator(".message.bot")).to_have_count(1)
    assert page.evaluate("localStorage.getItem('shahryar-ticket')") != "of-another-time"


@pytest.fixture
def other_site(tmp_path):
    """A page of somebody else's site, on a port of its own: another origin."""
    folder = tmp_path / "site"
    folder.mkdir()
    serve = partial(QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield folder, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.mark.parametrize("listed", [True, False])
def test_it_works_on_another_sites_page_when_that_site_is_listed(new_page, tmp_path, other_site, listed):
    folder, site = other_site
    program = WebProgram(tmp_path, settings={"widget_origins": site if listed else ""}).start()
    script = f'<script type="module" src="{program.url}/widget.js"></script>'
    (folder / "index.html").write_text(f"<!doctype html>{script}<shahryar-chat></shahryar-chat>")
    try:
        page = new_page()
        page.goto(site)
        page.get_by_role("button", name=OPEN).click()
        if listed:
            expect(page.locator(".message.bot")).to_contain_text("سلام! من شهریارم")
        else:
            expect(page.locator(".notice")).to_contain_text("اتصال قطع است")
    finally:
        program.stop()


def test_where_i_am_is_asked_about_then_sent_by_the_keyboard_alone(new_page, program):
    page = open_widget(new_page(geolocation={"latitude": 32.654321, "longitude": 51.678912}), program)
    page.context.grant_permissions(["geolocation"])
    page.get_by_role("textbox").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=FILE)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=PLACE)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("نگه داشته نمی‌شود")).to_be_visible()
    expect(page.get_by_role("button", name="بله، بفرست")).to_be_focused()
    assert page.locator(".message.citizen").count() == 0
    page.keyboard.press("Enter")
    expect(page.locator(".message.bot").last).to_contain_text("📍 51.67891")
    expect(page.locator(".message.citizen .body")).to_contain_text("📍")
    assert "51.67" not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, location.href])")


def test_where_i_am_can_be_kept_to_oneself(new_page, program):
    page = open_widget(new_page(), program)
    button = page.get_by_role("button", name=PLACE)
    button.click()
    page.keyboard.press("Escape")
    expect(page.get_by_text("نگه داشته نمی‌شود")).to_be_hidden()
    expect(page.get_by_role("dialog")).to_be_visible()
    button.click()
    page.get_by_role("button", name="نه", exact=True).click()
    expect(page.get_by_role("textbox")).to_be_focused()
    assert page.locator(".message.citizen").count() == 0


def test_a_browser_that_does_not_allow_it_is_said_so(new_page, program):
    page = open_widget(new_page(permissions=[]), program)
    page.get_by_role("button", name=PLACE).click()
    page.get_by_role("button", name="بله، بفرست").click()
    expect(page.locator(".notice")).to_contain_text("نشانی")
    assert page.locator(".message.citizen").count() == 0
