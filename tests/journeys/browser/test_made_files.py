"""A made file in the browser: the widget's button and the plain page's link hand it to the browser as a download."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.fakes.web_program import FILES

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
FILE = FILES["تقویم"]


def saved(download):
    return download.value.suggested_filename, download.value.path().read_bytes()


def test_the_widget_saves_it_by_keyboard_and_tells_no_address(new_page, program):
    page = new_page(accept_downloads=True)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{program.url}/demo")
    page.get_by_role("button", name="گفت‌وگو با شهریار").click()
    page.get_by_role("textbox").fill("تقویم")
    page.keyboard.press("Enter")
    button = page.get_by_role("button", name=f"گرفتن فایل {FILE.name}")
    button.focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert saved(download) == (FILE.name, FILE.content)
    ticket = page.evaluate("localStorage.getItem('shahryar-ticket')")
    assert not any(ticket in address for address in asked)
    page.get_by_role("textbox").fill("گزینه")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="مسکونی")).to_be_visible()
    expect(button).to_be_enabled()  # older choices are locked, a file stays to be had


def test_when_it_does_not_come_the_widget_says_so(new_page, program):
    page = new_page()
    page.goto(f"{program.url}/demo")
    page.get_by_role("button", name="گفت‌وگو با شهریار").click()
    page.get_by_role("textbox").fill("تقویم")
    page.keyboard.press("Enter")
    page.route("**/download", lambda route: route.abort())
    page.get_by_role("button", name=f"گرفتن فایل {FILE.name}").click()
    expect(page.get_by_role("status")).to_contain_text("فایل نرسید")


def test_the_plain_page_links_to_it(new_page, program):
    page = new_page(java_script_enabled=False, accept_downloads=True, viewport={"width": 320, "height": 600})
    page.goto(f"{program.url}/chat")
    page.get_by_label("پیام شما").fill("تقویم")
    page.get_by_role("button", name="فرستادن").click()
    with page.expect_download() as download:
        page.get_by_role("link", name=f"گرفتن فایل {FILE.name}").click()
    assert saved(download) == (FILE.name, FILE.content)


def test_axe_finds_nothing_serious(new_page, program):
    page = new_page(bypass_csp=True)
    page.goto(f"{program.url}/chat")
    page.get_by_label("پیام شما").fill("تقویم")
    page.get_by_role("button", name="فرستادن").click()
    expect(page.get_by_role("link", name="گرفتن فایل")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in {"serious", "critical"}] == []
