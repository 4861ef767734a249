"""The page without JavaScript, in a browser that has it switched off."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


def test_a_whole_conversation_without_javascript(new_page, program):
    page = new_page(java_script_enabled=False, viewport={"width": 320, "height": 600})
    page.goto(f"{program.url}/demo")
    page.get_by_role("link", name="گفت‌وگوی ساده").first.click()
    expect(page.locator(".message.bot")).to_contain_text("سلام! من شهریارم")
    page.get_by_label("پیام شما").fill("گزینه")
    page.get_by_role("button", name="فرستادن").click()
    page.get_by_role("button", name="مسکونی").click()
    expect(page.locator(".message.citizen")).to_have_count(2)
    page.get_by_label("پیام شما").fill("کد من")
    page.get_by_role("button", name="فرستادن").click()
    expect(page.locator(".code")).to_have_text("140407201234")
    page.reload()
    expect(page.locator(".message.citizen")).to_have_count(3)


def test_it_fits_320_pixels_and_the_keyboard_order_is_that_of_the_page(new_page, program):
    page = new_page(viewport={"width": 320, "height": 600})
    page.goto(f"{program.url}/chat")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    order = []
    for _ in range(7):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.textContent.trim() || document.activeElement.id"))
    assert order == ["رفتن به نوشتن پیام", "پیگیری پرونده", "برآورد عوارض", "text", "file", "فرستادن", "تازه کردن"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/chat", "/demo"])
def test_axe_finds_nothing_serious(new_page, program, scheme, path):
    page = new_page(color_scheme=scheme, bypass_csp=True)  # axe writes inline styles while it looks
    page.goto(program.url + path)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["target"]) for one in found if one["impact"] in {"serious", "critical"}] == []
