"""What the bot did, seen by the one who takes over: a citizen over REST, a member of staff in a browser, the whole
program between them. A secret and a card leave nothing in any of it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.fakes.citizens import RestCitizen
from tests.journeys.desk import Clerk, hire_demo_staff
from tests.journeys.program import start_program

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

CARD = "6037991111111114"


def test_the_desk_reads_what_was_said_so_far_and_what_was_understood(new_page, tmp_path):
    account = hire_demo_staff(tmp_path)
    program = start_program(folder=tmp_path)
    try:
        citizen = RestCitizen(program.url)
        for text in ("عوارض پروانه مسکونی رو حساب کن، ۳ طبقه", "شماره کارتم " + CARD, "کارشناس می‌خوام"):
            citizen.say(text)
        clerk = Clerk(new_page(viewport={"width": 1280, "height": 720}), program.url)
        clerk.sign_in(*account)
        clerk.take_first()
        _reads_the_summary(clerk.page)
        _opens_the_first_explanation_by_key(clerk.page)
        _finds_nothing_of_the_card(clerk.page)
        _breaks_nothing(clerk.page)
    finally:
        program.stop()


def _reads_the_summary(page):
    so_far = page.locator(".so-far")
    expect(so_far.get_by_role("heading", name="تا اینجا گفته است")).to_be_visible()
    told = [each.split(":")[0] for each in so_far.locator("dt").all_inner_texts()]
    assert told == ["کاربری", "تعداد طبقه‌ها", "پرسش بی‌پاسخ"]
    assert so_far.locator("dd").all_inner_texts() == ["مسکونی", "۳", "منطقه"]


def _opens_the_first_explanation_by_key(page):
    first = page.locator(".msg.citizen .account").first
    expect(first.locator("dl")).to_be_hidden()
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(first.locator("dl")).to_be_visible()
    told = first.inner_text()
    for words in ("برآورد عوارض پروانه (", "کاربری: مسکونی", "تعداد طبقه‌ها: ۳", "رفتن سراغ کار یا پرسشی دیگر", "منطقه"):
        assert words in told, told


def _finds_nothing_of_the_card(page):
    said = page.locator(".msg.citizen", has=page.get_by_text("•••"))
    said.locator("summary").click()
    told = said.locator("dl").inner_text()
    assert "دور انداختن شمارهٔ کارت بانکی" in told
    assert "خواسته" not in told
    assert CARD not in page.content()


def _breaks_nothing(page):
    page.locator(".msg.citizen summary").last.click()
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 720})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []
