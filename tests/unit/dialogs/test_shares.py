"""Areas told of a part of a building: parts, or all there is; what comes of them, the estimate's stories tell."""

from datetime import UTC, datetime

import pytest

from dialogs.draft import Draft
from dialogs.shares import shared_out
from dialogs.state import Frame, State
from nlu.types import Entity, Understanding
from tests.book import BOOK


@pytest.fixture(scope="module")
def estimate():
    book = BOOK
    return book, book.flows["fee_estimate"]


def read(estimate, stands, **told):
    book, flow = estimate
    slots = {"use": stands} if stands else {}
    draft = Draft(
        book, State("c", stack=(Frame("fee_estimate", flow.version, slots),)), datetime(2025, 10, 12, tzinfo=UTC)
    )
    entities = tuple(Entity(name, value, "", 0, 0) for name, value in told.items())
    return {
        each.name: each.value for each in shared_out(draft, flow, Understanding("", "", entities=entities)).entities
    }


@pytest.mark.parametrize(
    ("stands", "told", "found"),
    [
        ("mixed", {"shop_area_m2": 50}, {"shop_area_m2": 50}),
        ("commercial", {"shop_area_m2": 50}, {"use": "commercial", "building_area_m2": 50}),
        (None, {"homes_area_m2": 90}, {"use": "residential", "building_area_m2": 90}),
        ("residential", {"shop_area_m2": 50}, {"use": "mixed", "shop_area_m2": 50}),
        (None, {"shop_area_m2": 50, "homes_area_m2": 90}, {"use": "mixed", "shop_area_m2": 50, "homes_area_m2": 90}),
        (
            None,
            {"building_area_m2": 140, "shop_area_m2": 50},
            {"use": "mixed", "building_area_m2": 140, "shop_area_m2": 50},
        ),
        ("residential", {"floors": 3}, {"floors": 3}),
        ("office", {"shop_area_m2": 50}, {"use": "commercial", "building_area_m2": 50}),
    ],
)
def test_a_part_or_the_whole_by_the_use_that_stands(estimate, stands, told, found):
    assert read(estimate, stands, **told) == found
