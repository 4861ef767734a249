"""The widget against the whole program (`python -m bot serve`): the real turn, model and backend."""

import pytest
from playwright.sync_api import expect

from tests.journeys.program import start_program

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    program = start_program(folder=tmp_path_factory.mktemp("whole"))
    yield program
    program.stop()


def answer(page, text, *, then):
    page.get_by_role("textbox").fill(text)
    page.keyboard.press("Enter")
    expect(page.locator(".message.bot").last).to_contain_text(then)


def test_an_estimate_is_talked_through_in_the_widget_and_outlives_a_restart(new_page, whole):
    page = new_page()
    page.goto(f"{whole.url}/demo")
    page.get_by_role("button", name="گفت‌وگو با شهریار").click()
    expect(page.locator(".message.bot").first).to_contain_text("شهریارم")
    page.get_by_role("button", name="برآورد عوارض پروانه").click()
    page.get_by_role("button", name="مسکونی").click()
    expect(page.locator(".message.bot").last).to_contain_text("منطقه")
    whole.kill()
    page.get_by_role("textbox").fill("منطقه ۵")
    page.keyboard.press("Enter")
    whole.start()
    expect(page.locator(".message.bot").last).to_contain_text("مساحت زمین", timeout=40_000)
    expect(page.locator(".message.citizen")).to_have_count(3)


def test_the_plain_page_greets_and_takes_a_button(new_page, whole):
    page = new_page(java_script_enabled=False)
    page.goto(f"{whole.url}/chat")
    page.get_by_role("button", name="برآورد عوارض پروانه").click()
    expect(page.locator(".message.bot").last).to_contain_text("ساختمان")
    expect(page.get_by_role("button", name="مسکونی")).to_be_visible()
