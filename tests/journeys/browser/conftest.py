import pytest
from playwright.sync_api import sync_playwright

from tests.fakes.web_program import WebProgram

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser():
    # Not for the whole session: while it is open, Playwright's loop runs in this thread and no asyncio test could.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser):
    """Opens pages, each in a browser profile of its own; a script fault on any of them fails the test."""
    contexts, faults = [], []

    def open_page(**options):
        context = browser.new_context(locale="fa-IR", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None)
        page.set_default_timeout(8_000)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    program = WebProgram(tmp_path_factory.mktemp("web")).start()
    yield program
    program.stop()


@pytest.fixture
def program(served):
    yield served
    served.hold.clear()
