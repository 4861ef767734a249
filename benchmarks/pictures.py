"""Takes the README pictures anew: the headline story in headless Chromium. `python -m benchmarks.pictures`"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.program import ROOT
from tests.journeys.browser.conftest import CHROMIUM, FLAGS
from tests.journeys.desk import Clerk, WidgetCitizen, headline, hire_demo_staff
from tests.journeys.program import start_program

PICTURES = ROOT / "docs/pictures"


def snap(name: str, page: Page) -> None:
    page.wait_for_timeout(500)  # let the bubbles come to rest
    page.screenshot(path=PICTURES / f"{name}.png")


def main() -> None:
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = Path(place)
        account = hire_demo_staff(folder)
        program = start_program({"SHAHRYAR_NOW": "1405-09-02T10:00"}, folder=folder)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            phone = browser.new_context(locale="fa-IR", viewport={"width": 1000, "height": 760})
            desk = browser.new_context(locale="fa-IR", viewport={"width": 1280, "height": 760})
            citizen = WidgetCitizen(phone.new_page(), program.url, folder)
            headline(citizen, Clerk(desk.new_page(), program.url), account, snap)
        finally:
            browser.close()
            program.stop()


if __name__ == "__main__":
    main()
