"""Sending files from the widget and from the page without JavaScript, in Debian's Chromium."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from sqlalchemy import select

from bot.storage.tables import files
from tests.fakes.pictures import HTML, PDF, picture
from tests.journeys.browser.test_widget import PHONE, open_widget, say

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

ATTACH = "فرستادن عکس یا فایل"
JPG = picture(size=(900, 700))
TAKEN = f"شنیدم: image/jpeg {len(JPG)}"
DROP = """([name, type, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name, { type }));
  const panel = document.querySelector("shahryar-chat").shadowRoot.querySelector(".panel");
  for (const kind of ["dragenter", "dragover", "drop"])
    panel.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def chosen(name="card.jpg", raw=JPG, mime="image/jpeg"):
    return {"name": name, "mimeType": mime, "buffer": raw}


def choose(page, *given):
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=ATTACH).click()
    chooser.value.set_files(list(given))


def last(page):
    return page.locator(".message.bot").last


def count(program):
    return len(program.store.read(lambda tx: tx.execute(select(files.c.ref)).all()))


def test_a_file_is_chosen_shown_by_its_name_and_answered(new_page, program):
    page = open_widget(new_page(), program)
    choose(page, chosen())
    expect(last(page)).to_contain_text(TAKEN)
    own = page.locator(".message.citizen")
    expect(own).to_have_count(1)
    expect(own).to_contain_text("card.jpg")
    expect(own.locator("progress")).to_have_count(0)
    page.reload()
    expect(page.locator(".message.citizen")).to_contain_text("📎")


def test_several_are_sent_one_after_the_other_and_answered_one_by_one(new_page, program):
    page = open_widget(new_page(), program)
    choose(page, chosen("a.jpg"), chosen("b.pdf", PDF, "application/pdf"))
    expect(page.locator(".message.bot").filter(has_text=TAKEN)).to_have_count(1)
    expect(last(page)).to_contain_text(f"application/pdf {len(PDF)}")


def test_the_keyboard_is_enough_and_the_focus_stays_where_it_was(new_page, program):
    page = open_widget(new_page(), program)
    # Choosers are caught from here on: that is asked for without waiting, and on a busy machine came after the key.
    page.on("filechooser", lambda _chooser: None)
    page.get_by_role("textbox").focus()
    page.keyboard.press("Tab")
    button = page.get_by_role("button", name=ATTACH)
    expect(button).to_be_focused()
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(chosen())
    expect(last(page)).to_contain_text(TAKEN)
    expect(button).to_be_focused()


def test_a_dropped_file_is_taken_and_a_place_to_drop_is_shown(new_page, program):
    page = open_widget(new_page(), program)
    page.evaluate(DROP, ["card.jpg", "image/jpeg", list(JPG)])
    expect(last(page)).to_contain_text(TAKEN)
    expect(page.locator(".drop")).to_be_hidden()
    page.evaluate(DROP.replace(', "drop"]', "]"), ["x", "image/jpeg", [1]])
    expect(page.locator(".drop")).to_contain_text("همین‌جا رها کنید")


def test_progress_is_shown_and_has_a_name_while_it_goes(new_page, program):
    page = open_widget(new_page(), program)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 100_000}
    devtools.send("Network.emulateNetworkConditions", slow)
    choose(page, chosen())
    bar = page.get_by_role("progressbar", name="در حال فرستادن فایل")
    expect(bar).to_be_visible()
    expect(page.locator(".message.citizen")).to_contain_text("در حال فرستادن")
    devtools.send("Network.emulateNetworkConditions", {**slow, "uploadThroughput": -1})
    expect(last(page)).to_contain_text(TAKEN, timeout=20_000)
    expect(bar).to_have_count(0)


@pytest.mark.parametrize(
    ("raw", "why"), [(b"\xff\xd8\xff" + b"0" * (10 * 1024 * 1024), "بزرگ‌تر از ۱۰ مگابایت"), (b"", "خالی است")]
)
def test_too_large_or_empty_is_refused_in_persian_before_it_is_sent(new_page, program, raw, why):
    page = open_widget(new_page(), program)
    before = count(program)
    choose(page, chosen("big.jpg", raw))
    own = page.locator(".message.citizen")
    expect(own).to_contain_text(why)
    expect(own).to_have_attribute("data-state", "unsent")
    expect(page.get_by_role("button", name="دوباره بفرست")).to_have_count(0)
    assert count(program) == before


def test_while_the_network_is_away_it_can_be_tried_again_and_is_taken_once(new_page, program):
    page = open_widget(new_page(), program)
    before = count(program)
    page.context.set_offline(True)
    choose(page, chosen())
    again = page.get_by_role("button", name="دوباره بفرست")
    expect(again).to_be_visible()
    page.context.set_offline(False)
    again.click()
    expect(last(page)).to_contain_text(TAKEN)
    expect(page.locator(".message.citizen")).to_have_count(1)
    assert count(program) == before + 1


def test_a_name_never_becomes_markup(new_page, program):
    page = open_widget(new_page(), program)
    choose(page, chosen("<img src=x onerror=alert(1)>.jpg"))
    expect(last(page)).to_contain_text(TAKEN)
    assert page.locator(".log img").count() == 0


def test_a_page_called_a_picture_is_answered_as_what_it_is(new_page, program):
    page = open_widget(new_page(), program)
    choose(page, chosen("scan.jpg", HTML))
    expect(last(page)).to_contain_text("kind")


@pytest.mark.parametrize("size", [{"reduced_motion": "reduce"}, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_serious_with_a_file_refused_and_one_sent(new_page, program, size):
    page = open_widget(new_page(bypass_csp=True, **size), program)
    choose(page, chosen(), chosen("empty.jpg", b""))
    expect(last(page)).to_contain_text(TAKEN)
    say(page, "گزینه")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["target"]) for one in found if one["impact"] in {"serious", "critical"}] == []


def test_the_page_without_javascript_takes_files_with_words(new_page, program):
    page = new_page(java_script_enabled=False, viewport={"width": 320, "height": 600})
    page.goto(f"{program.url}/chat")
    page.get_by_label("پیام شما").fill("اینم سند")
    page.get_by_label("عکس یا فایل").set_input_files([chosen(), chosen("b.pdf", PDF, "application/pdf")])
    page.get_by_role("button", name="فرستادن").click()
    expect(page.locator(".message.bot").filter(has_text=f"{TAKEN} اینم سند")).to_have_count(1)
    expect(last(page)).to_contain_text(f"application/pdf {len(PDF)}")
    page.get_by_label("پیام شما").fill("سلام")
    page.get_by_role("button", name="فرستادن").click()
    expect(last(page)).to_contain_text("شنیدم: سلام")


def test_the_page_without_javascript_says_in_persian_what_is_too_large(new_page, program):
    page = new_page(java_script_enabled=False)
    page.goto(f"{program.url}/chat")
    page.get_by_label("عکس یا فایل").set_input_files(chosen("big.jpg", b"\xff\xd8\xff" + b"0" * (10_600_000)))
    page.get_by_role("button", name="فرستادن").click()
    expect(last(page)).to_contain_text("too_large")


def test_the_choices_of_a_question_stay_until_another_question_comes(new_page, program):
    page = open_widget(new_page(), program)
    say(page, "گزینه")
    choice = page.get_by_role("button", name="مسکونی")
    choice.wait_for()
    choose(page, chosen("empty.jpg", b""), chosen())
    expect(last(page)).to_contain_text(TAKEN)
    expect(choice).to_be_enabled()
    say(page, "گزینه")
    expect(page.get_by_role("button", name="مسکونی")).to_have_count(2)
    expect(page.get_by_role("button", name="مسکونی").first).to_be_disabled()
