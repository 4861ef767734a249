"""A member of staff at the desk, in a real browser: signing in, taking a case, writing, handing back, all live."""

import socket
import threading
import time

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from bot.settings import Settings
from bot.storage.store import open_store
from tests.fakes.desk import PASSWORD, World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


@pytest.fixture
def world(tmp_path):
    store = open_store(Settings(var_dir=tmp_path))
    world = World(store, tmp_path)
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    world.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    server = uvicorn.Server(uvicorn.Config(world.app, log_level="error", ws="websockets-sansio", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    over = threading.Event()
    worker = threading.Thread(target=work, args=(world, over), daemon=True)
    worker.start()
    yield world
    over.set()
    worker.join(10)
    server.should_exit = True
    thread.join(10)
    listener.close()
    store.close()


def work(world, over):
    """The bot at work beside the desk."""
    while not over.wait(0.05):
        world.take_turns()


def at_desk(world, page, username="negar"):
    page.goto(f"{world.url}/console")
    page.get_by_label("نام کاربری").fill(username)
    page.get_by_label("گذرواژه").fill(PASSWORD)
    page.get_by_role("button", name="ادامه").click()
    page.get_by_label("کد شش‌رقمی").fill(world.next_code())
    page.get_by_role("button", name="ورود").click()
    expect(page.locator("#line")).to_contain_text("زنده")


def serious_faults(page):
    found = Axe().run(page).response["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in ("serious", "critical")]


def take(world, page, number):
    page.goto(f"{world.url}/console/cases/{number}")
    page.get_by_role("button", name="گرفتن گفت‌وگو").click()
    expect(page.locator("#line")).to_contain_text("زنده")


def test_from_the_door_to_handing_back(world, new_page):
    world.hire()
    page = new_page(viewport={"width": 1280, "height": 720})
    at_desk(world, page)
    expect(page.get_by_role("heading", name="همه پاسخ گرفته‌اند")).to_be_visible()

    number = world.ask_for_staff(text="سلام، برآورد من درست نیست", reason="about_estimate", flow="fee_estimate")
    item = page.locator('.item[data-kind="waiting"]')
    expect(item).to_contain_text("برآورد عوارض پروانه")  # without a reload
    expect(page.get_by_role("heading", name="۱ نفر در صف‌اند")).to_be_visible()
    item.click()
    expect(page.locator(".msg.citizen")).to_contain_text("برآورد من درست نیست")
    page.keyboard.press("Alt+k")
    expect(page.get_by_label("پیام به شهروند")).to_be_focused()

    page.keyboard.type("سلام")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("الان نگاه می‌کنم.")
    page.keyboard.press("Enter")
    expect(page.locator(".msg.staff:not(.pending)")).to_contain_text("نگار نمونه")
    expect(page.locator(".pending")).to_have_count(0)
    assert page.locator(".msg.staff .text").inner_text() == "سلام\nالان نگاه می‌کنم."

    world.say("c1", "ممنون، منتظرم")
    expect(page.locator(".msg.citizen").last).to_contain_text("ممنون، منتظرم")
    expect(page.locator(".badge")).to_contain_text("۱")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280

    page.get_by_role("button", name="سپردن به دستیار").click()
    expect(page.locator(".ended")).to_contain_text("بازگشت به دستیار")
    assert world.case(number).outcome == "handed_back"
    page.get_by_role("button", name="خروج").click()
    expect(page.get_by_role("heading", name="میز گفت‌وگوی شهریار")).to_be_visible()


def test_two_desks_see_one_queue_and_the_loser_is_told(world, new_page):
    world.hire()
    world.hire("parisa", "پریسا نمونه")
    first, second = new_page(), new_page()
    at_desk(world, first)
    at_desk(world, second, "parisa")
    number = world.ask_for_staff()
    second.goto(f"{world.url}/console/cases/{number}")
    expect(second.locator("#line")).to_contain_text("زنده")
    take(world, first, number)
    expect(second.get_by_role("alert")).to_contain_text("همکار دیگری زودتر")
    expect(second.locator('.item[data-kind="waiting"]')).to_have_count(0)


def test_a_message_elsewhere_is_marked_and_a_draft_waits(world, new_page):
    world.hire()
    page = new_page()
    at_desk(world, page)
    one, two = world.ask_for_staff("c1"), world.ask_for_staff("c2")
    take(world, page, one)
    page.get_by_label("پیام به شهروند").fill("پیش‌نویسی ناتمام")
    take(world, page, two)
    world.say("c1", "هنوز هستید؟")
    expect(page.locator(f'.item.unseen[data-case="{one}"] .badge')).to_contain_text("۱")
    assert page.title().startswith("(۱)")
    page.keyboard.press("Alt+u")
    expect(page.locator(".msg.citizen").last).to_contain_text("هنوز هستید؟")
    expect(page.get_by_label("پیام به شهروند")).to_have_value("پیش‌نویسی ناتمام")
    expect(page.locator(".item.unseen")).to_have_count(0)


def test_without_the_line_the_page_asks_by_itself(world, new_page):
    world.hire()
    page = new_page()
    page.route_web_socket("**/console/ws", lambda line: line.close())
    page.goto(f"{world.url}/console")
    page.get_by_label("نام کاربری").fill("negar")
    page.get_by_label("گذرواژه").fill(PASSWORD)
    page.get_by_role("button", name="ادامه").click()
    page.get_by_label("کد شش‌رقمی").fill(world.next_code())
    page.get_by_role("button", name="ورود").click()
    world.ask_for_staff()
    expect(page.locator('.item[data-kind="waiting"]')).to_have_count(1)


def test_the_end_of_a_session_leads_to_the_door_and_the_text_is_kept(world, new_page):
    world.hire()
    page = new_page()
    at_desk(world, page)
    number = world.ask_for_staff()
    take(world, page, number)
    page.get_by_label("پیام به شهروند").fill("نیمه‌کاره")
    world.clock.go_on(minutes=16)
    expect(page.get_by_role("alert")).to_contain_text("نشست شما پایان یافته است")
    at_desk(world, page)
    page.goto(f"{world.url}/console/cases/{number}")
    expect(page.get_by_label("پیام به شهروند")).to_have_value("نیمه‌کاره")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_accessibility_fault(world, new_page, scheme):
    world.hire()
    world.hire("new", "سارا نمونه", enrolled=False)
    page = new_page(viewport={"width": 1280, "height": 720}, color_scheme=scheme)
    page.goto(f"{world.url}/console/sign-in")
    faults = [("door", each) for each in serious_faults(page)]
    page.get_by_label("نام کاربری").fill("new")
    page.get_by_label("گذرواژه").fill(PASSWORD)
    page.get_by_role("button", name="ادامه").click()
    faults += [("enrolment", each) for each in serious_faults(page)]
    at_desk(world, page)
    faults += [("desk", each) for each in serious_faults(page)]
    number = world.ask_for_staff()
    world.clock.go_on(minutes=12)
    page.goto(f"{world.url}/console/cases/{number}")
    faults += [("preview", each) for each in serious_faults(page)]
    take(world, page, number)
    page.get_by_label("پیام به شهروند").fill("سلام")
    page.keyboard.press("Enter")
    expect(page.locator(".msg.staff:not(.pending)")).to_have_count(1)
    page.get_by_text("بستن گفت‌وگو").click()
    faults += [("held", each) for each in serious_faults(page)]
    page.get_by_label("پاسخ داده شد").check()
    page.get_by_role("button", name="بستن").click()
    expect(page.locator(".ended")).to_contain_text("پاسخ داده شد")
    faults += [("history", each) for each in serious_faults(page)]
    assert faults == []


@pytest.mark.parametrize("width", [820, 640, 390])
def test_it_fits_smaller_screens(world, new_page, width):
    world.hire()
    page = new_page(viewport={"width": width, "height": 900})
    at_desk(world, page)
    number = world.ask_for_staff(text="متنی " * 60)
    take(world, page, number)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.get_by_role("button", name="فرستادن")).to_be_visible()
