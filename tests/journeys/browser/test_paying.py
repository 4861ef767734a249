"""A citizen in the widget follows the payment link, pays on the sample page, comes back and hears that it counts."""

import pytest
from playwright.sync_api import expect

from tests.journeys.desk import WidgetCitizen
from tests.journeys.program import start_program

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def running():
    program = start_program({"SHAHRYAR_NOW": "1405-09-02T10:00"})
    yield program
    program.stop()


def test_the_link_opens_beside_the_conversation_and_the_payment_is_told(new_page, running):
    citizen = WidgetCitizen(new_page(), running.url, running.folder)
    citizen.open()
    citizen.say("چقدر بدهکارم؟", then="موبایل")
    citizen.sign_in()
    citizen.hears("لینک پرداخت همین قبض")
    citizen.say("بله", then="شمارهٔ پرداخت")
    link = citizen.page.get_by_role("link", name="رفتن به صفحهٔ پرداخت")
    expect(citizen.page.locator(".body", has_text="/dev/sample-gateway/")).to_have_count(0)
    with citizen.page.context.expect_page() as opened:
        link.click()
    gateway = opened.value
    expect(gateway.get_by_role("heading")).to_have_text("درگاه پرداخت نمونه")
    assert gateway.evaluate("window.opener") is None
    gateway.get_by_role("button", name="پرداخت", exact=True).click()
    expect(gateway.get_by_role("status")).to_contain_text("پرداخت ثبت شد")
    gateway.close()
    citizen.say("پرداختم ثبت شد؟", then="همین پیام رسید شماست")
