"""The story this product exists for, in two browsers, against the whole program."""

import pytest

from tests.journeys.desk import Clerk, WidgetCitizen, headline, hire_demo_staff
from tests.journeys.program import start_program

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


def test_a_citizen_is_served_taken_over_and_handed_back(new_page, tmp_path):
    account = hire_demo_staff(tmp_path)
    program = start_program(folder=tmp_path)
    try:
        citizen = WidgetCitizen(new_page(viewport={"width": 1200, "height": 900}), program.url, tmp_path)
        clerk = Clerk(new_page(viewport={"width": 1280, "height": 720}), program.url)
        headline(citizen, clerk, account, snap=lambda _name, _page: None)
    finally:
        program.stop()
