"""The headline story's two people in a browser: a citizen in the widget and a member of staff at the console."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyotp
from playwright.sync_api import Page, expect

from bot.clock import Clock
from bot.console.accounts import DEMO_SECRET, ensure_demo_staff
from bot.settings import Settings
from bot.storage.store import open_store
from tests.fakes.citizens import last_code

MOBILE, NATIONAL_ID = "09130000001", "9991000003"
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def hire_demo_staff(folder: Path) -> tuple[str, str]:
    """Username and password of the first demo account, made as `make run` makes it."""
    settings = Settings(var_dir=folder)
    store = open_store(settings)
    account = ensure_demo_staff(store, Clock(), settings=settings)[0]
    store.close()
    return account.username, account.password


class WidgetCitizen:
    """Talks in the widget of the demo page."""

    def __init__(self, page: Page, url: str, folder: Path) -> None:
        self.page, self._url, self._folder = page, url, folder

    def open(self) -> None:
        self.page.goto(f"{self._url}/demo")
        self.page.get_by_role("button", name="گفت‌وگو با شهریار").click()
        expect(self.page.locator(".message.bot").first).to_contain_text("شهریارم")

    def say(self, text: str, *, then: str) -> None:
        """Write it and wait until the newest bubbles of bot or staff hold `then`."""
        seen = self.page.locator(".message.bot, .message.staff").count()
        self.page.get_by_role("textbox").fill(text)
        self.page.keyboard.press("Enter")
        self.hears(then, after=seen)

    def hears(self, text: str, *, after: int = 0) -> None:
        self.page.wait_for_function(
            """([text, after]) => {
                const found = [];
                const walk = (root) => root.querySelectorAll('*').forEach((node) => {
                    if (node.matches('.message.bot, .message.staff')) found.push(node.textContent);
                    if (node.shadowRoot) walk(node.shadowRoot);
                });
                walk(document);
                return found.slice(after).some((one) => one.includes(text));
            }""",
            arg=[text, after],
            timeout=15_000,
        )

    def sign_in(self) -> None:
        self.say(MOBILE, then="کد ملی")
        self.say(NATIONAL_ID, then="کد شش‌رقمی")
        self.page.get_by_role("textbox").fill(last_code(self._folder, MOBILE).translate(PERSIAN))
        self.page.keyboard.press("Enter")


class Clerk:
    """At the console."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self._url = page, url

    def sign_in(self, username: str, password: str) -> None:
        self.page.goto(f"{self._url}/console")
        self.page.get_by_label("نام کاربری").fill(username)
        self.page.get_by_label("گذرواژه").fill(password)
        self.page.get_by_role("button", name="ادامه").click()
        self.page.get_by_label("کد شش‌رقمی").fill(pyotp.TOTP(DEMO_SECRET).now())
        self.page.get_by_role("button", name="ورود").click()
        expect(self.page.locator("#line")).to_contain_text("زنده")

    def take_first(self) -> None:
        self.page.locator('.item[data-kind="waiting"]').first.click()
        self.page.get_by_role("button", name="گرفتن گفت‌وگو").click()
        expect(self.page.get_by_label("پیام به شهروند")).to_be_visible()

    def write(self, text: str) -> None:
        self.page.get_by_label("پیام به شهروند").fill(text)
        self.page.keyboard.press("Enter")
        expect(self.page.locator(".msg.staff:not(.pending)").last).to_contain_text(text)

    def hand_back(self) -> None:
        self.page.get_by_role("button", name="سپردن به دستیار").click()
        expect(self.page.locator(".ended")).to_contain_text("بازگشت به دستیار")


Snap = Callable[[str, Page], None]


def headline(citizen: WidgetCitizen, clerk: Clerk, account: tuple[str, str], snap: Snap) -> None:
    """Issue 1's story: status with sign-in, estimate, class, inquiry, a sourced answer, a person and back."""
    citizen.open()
    snap("greeting", citizen.page)
    citizen.say("پرونده‌م کجاست؟", then="موبایل")
    citizen.sign_in()
    citizen.hears("وضعیت کدام پرونده")
    citizen.say("۱", then="آزمایش خاک")
    snap("widget", citizen.page)
    citizen.say("می‌خوام تو کلاس ثبت‌نام کنم", then="کدام را می‌خواهید")
    citizen.say("۳", then="ثبت‌نامتان کنم")
    citizen.say("آره", then="انجام شد")
    citizen.say("استعلام نقل و انتقال می‌خوام", then="بدون بازدید بررسی شود")
    citizen.say("۱", then="ثبت کنم")
    citizen.say("بله", then="شمارهٔ پیگیری")
    citizen.say("پایان‌کار چیه؟", then="منبع")
    citizen.say("عوارض پروانه رو برام حساب کن", then="برای چه کاری")
    citizen.say("مسکونی", then="منطقه")
    citizen.say("می‌خوام با آدم حرف بزنم", then="کارشناس")
    clerk.sign_in(*account)
    clerk.take_first()
    clerk.write("سلام، پرونده‌تان را دیدم. فقط آزمایش خاک مانده است.")
    citizen.hears("فقط آزمایش خاک مانده است")
    seen = citizen.page.locator(".message.bot").count()
    citizen.page.get_by_role("textbox").fill("ممنون، پس همان را می‌آورم")
    citizen.page.keyboard.press("Enter")
    expect(clerk.page.locator(".msg.citizen").last).to_contain_text("همان را می‌آورم")
    assert citizen.page.locator(".message.bot").count() == seen, "the bot spoke while staff held the conversation"
    snap("console", clerk.page)
    snap("staff-in-widget", citizen.page)
    clerk.hand_back()
    citizen.hears("کدام محله یا خیابان", after=seen)  # the bot resumes the step that stood
    citizen.say("منطقه ۵", then="مساحت زمین")
