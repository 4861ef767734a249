"""A citizen hands in files in the widget; the staff member who holds the case sees them live, opens one, saves one."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.fakes.pictures import PDF, picture
from tests.journeys.desk import Clerk, WidgetCitizen, hire_demo_staff
from tests.journeys.program import start_program

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
JPG = picture(size=(900, 600))


@pytest.fixture
def running(tmp_path):
    account = hire_demo_staff(tmp_path)
    program = start_program(folder=tmp_path)
    yield program, account
    program.stop()


def choose(page, name, mime, raw):
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="فرستادن عکس یا فایل").click()
    chooser.value.set_files({"name": name, "mimeType": mime, "buffer": raw})


def test_the_holder_sees_opens_and_saves_what_was_handed_in(new_page, running, tmp_path):
    program, account = running
    citizen = WidgetCitizen(new_page(), program.url, tmp_path)
    clerk = Clerk(
        new_page(viewport={"width": 1280, "height": 760}, accept_downloads=True, bypass_csp=True), program.url
    )
    citizen.open()
    citizen.say("می‌خوام با آدم حرف بزنم", then="کارشناس")
    clerk.sign_in(*account)
    clerk.take_first()
    choose(citizen.page, "سند خانهٔ رضا.jpg", "image/jpeg", JPG)
    choose(citizen.page, "نقشه.pdf", "application/pdf", PDF)
    desk = clerk.page
    look = desk.get_by_role("link", name="دیدن: عکس JPG")
    expect(look).to_be_visible()
    expect(desk.get_by_role("list", name="فایل‌های همراه این پیام")).to_have_count(2)
    expect(desk.get_by_role("link", name="دیدن: سند PDF")).to_have_count(0)
    assert "خانهٔ رضا" not in desk.content()  # names of files stay with the citizen
    look.focus()
    with desk.context.expect_page() as opened:
        desk.keyboard.press("Enter")
    shown = opened.value
    shown.wait_for_load_state()
    assert shown.evaluate("document.images[0].naturalWidth") == 900
    assert shown.evaluate("window.opener") is None
    with desk.expect_download() as saved:
        desk.get_by_role("link", name="گرفتن: سند PDF").click()
    assert saved.value.path().read_bytes() == PDF
    assert saved.value.suggested_filename.endswith(".pdf")
    expect(desk.get_by_label("پیام به شهروند")).to_be_visible()
    found = Axe().run(desk).response["violations"]
    assert [one["id"] for one in found if one["impact"] in {"serious", "critical"}] == []
