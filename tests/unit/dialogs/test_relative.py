"""Values told by how much they differ from those that stand; what comes of them, the estimate's stories tell."""

from datetime import UTC, datetime

import pytest

from dialogs.draft import Draft
from dialogs.relative import settled, varies
from dialogs.state import Frame, State
from nlu.types import Act, Entity, Understanding
from tests.book import BOOK


@pytest.fixture(scope="module")
def estimate():
    book = BOOK
    return book, book.flows["fee_estimate"]


def draft_of(book, **slots):
    state = State("c", stack=(Frame("fee_estimate", book.flows["fee_estimate"].version, slots),))
    return Draft(book, state, datetime(2025, 10, 12, tzinfo=UTC))


def said(name, value, text="یه طبقه بیشتر", acts=()):
    return Understanding(text, text, acts=acts, entities=(Entity(name, value, text, 0, len(text)),))


@pytest.mark.parametrize(("slots", "change", "found"), [({"floors": 3}, 1, [("floors", 4)]), ({"floors": 1}, -1, [])])
def test_a_change_comes_to_a_value_that_can_be(estimate, slots, change, found):
    book, flow = estimate
    changed = settled(draft_of(book, **slots), flow, said("floors_change", change))
    assert [(each.name, each.value) for each in changed.entities] == found


def test_it_says_nothing_without_a_value_that_stands(estimate):
    book, flow = estimate
    assert settled(draft_of(book), flow, said("floors_change", 1)).entities == ()


def test_the_value_may_stand_elsewhere(estimate):
    book, flow = estimate
    changed = settled(draft_of(book, estimate={"units": 6}), flow, said("units_change", -2))
    assert [(each.name, each.value) for each in changed.entities] == [("units", 4)]


def test_a_day_is_changed_by_days(estimate):
    book, _ = estimate
    flow = book.flows["inspection_booking"]
    found = settled(_visit(book, fit={"day": "1404-06-31"}), flow, said("days_change", 7)).entities
    assert [(each.name, each.value) for each in found] == [("date", "1404-07-07"), ("days_change", 7)]  # only the day


def test_a_question_that_takes_changes_keeps_them_without_a_value_that_stands(estimate):
    book, _ = estimate
    found = settled(_visit(book), book.flows["inspection_booking"], said("days_change", 7)).entities
    assert [(each.name, each.value) for each in found] == [("days_change", 7)]


def _visit(book, **slots):
    state = State("c", stack=(Frame("inspection_booking", book.flows["inspection_booking"].version, slots),))
    return Draft(book, state, datetime(2025, 10, 12, tzinfo=UTC))


def test_only_a_question_of_a_change_is_a_variant(estimate):
    book, flow = estimate
    draft = draft_of(book, floors=3)
    assert varies(draft, flow, said("floors_change", 1, acts=(Act.WHAT_IF,)))
    assert not varies(draft, flow, said("floors_change", 1))
    assert not varies(draft, flow, said("floors", 4, acts=(Act.WHAT_IF,)))


def test_so_many_times_what_stands(estimate):
    book, flow = estimate
    found = settled(draft_of(book, building_area_m2=300), flow, said("building_area_change", "*0.5")).entities
    assert [(each.name, each.value) for each in found] == [("building_area_m2", 150)]


def test_of_a_shop_that_is_all_there_is_the_whole_changes(estimate):
    book, flow = estimate
    found = settled(draft_of(book, use="commercial", building_area_m2=60), flow, said("shop_area_change", 20)).entities
    assert [(each.name, each.value) for each in found] == [("building_area_m2", 80)]
