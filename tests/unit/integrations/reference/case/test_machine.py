"""The state machine: only what the data says may follow, whatever the type; every file can reach an end."""

import pytest

from integrations.reference.case.catalogue import load_catalogue
from integrations.reference.case.machine import Place, detour_start, moves, onward_of, path, reopened_at
from integrations.reference.stages import load_stages

TYPES = sorted(load_stages().types)
STAGES = load_stages()


def walk(type_code, *, self_declared):
    """The usual way from the draft to the end."""
    stage, way = "draft", []
    while stage is not None:
        way.append(stage)
        stage = onward_of(Place(type_code, stage, self_declared=self_declared))
    return way


@pytest.mark.parametrize("type_code", TYPES)
@pytest.mark.parametrize("self_declared", [False, True])
def test_the_usual_way_of_every_type_leads_from_draft_to_an_end(type_code, self_declared):
    way = walk(type_code, self_declared=self_declared)
    assert way[1:] == list(path(type_code, self_declared=self_declared))
    assert STAGES.of(type_code, way[-1]).end


@pytest.mark.parametrize("type_code", TYPES)
def test_no_step_leads_out_of_an_end_but_an_accepted_objection(type_code):
    for stage in STAGES.ends:
        followers = moves(Place(type_code, stage))
        assert {mover for movers in followers.values() for mover in movers} <= {"objection"}, stage


@pytest.mark.parametrize("type_code", TYPES)
def test_every_move_goes_to_a_stage_of_the_type_and_is_somebodys(type_code):
    desks = {STAGES.of(type_code, stage).desk for stage in STAGES.types[type_code].stages}
    events = {"documents", "inspection", "payment", "vote", "objection", "citizen", "clock", "manager", "counter"}
    for stage in STAGES.types[type_code].stages:
        for to, movers in moves(Place(type_code, stage)).items():
            assert to in STAGES.types[type_code].stages
            assert movers
            assert movers <= desks | events


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        (
            "docs_review",
            {"docs_defect": "office_expert", "rejected": "office_expert", "inspection_scheduled": "office_expert"},
        ),
        ("inspected", {"plan_check": "planner", "violation_review": "planner"}),
        ("map_control", {"levy_calc": "map_expert", "commission5": "map_expert", "docs_defect": "map_expert"}),
        ("levy_calc", {"awaiting_payment": "revenue", "on_hold": "revenue"}),
        ("paid", {"manager_approval": "revenue"}),
        ("manager_approval", {"issued": "manager"}),
    ],
)
def test_a_step_is_its_own_desks_and_the_managers(stage, expected):
    found = moves(Place("permit_new", stage))
    for to, desk in expected.items():
        assert found[to] == {desk, "manager"}, to


def test_nobody_pays_inspects_or_votes_by_hand():
    for stage, event in (
        ("awaiting_payment", "payment"),
        ("inspection_scheduled", "inspection"),
        ("draft", "documents"),
    ):
        to = onward_of(Place("inquiry_transfer", stage))
        assert moves(Place("inquiry_transfer", stage))[to] == {event}


def test_who_declares_that_nothing_changed_is_not_inspected():
    assert onward_of(Place("inquiry_transfer", "docs_review")) == "inspection_scheduled"
    assert onward_of(Place("inquiry_transfer", "docs_review", self_declared=True)) == "levy_calc"


@pytest.mark.parametrize(
    ("before", "detour", "after"),
    [
        ("levy_calc", ["on_hold"], "levy_calc"),
        ("inspected", ["violation_review"], "plan_check"),
        ("plan_check", ["violation_review", "art100"], "map_control"),
        ("map_control", ["commission5"], "levy_calc"),
        ("map_control", ["docs_defect"], "map_control"),
        ("docs_review", ["docs_defect"], "docs_review"),
    ],
)
def test_a_detour_ends_where_it_began_or_after_it(before, detour, after):
    stage, start = before, None
    for to in detour:
        place = Place("permit_new", stage, back_to=start)
        assert to in moves(place)
        stage, start = to, detour_start(place, to)
    assert onward_of(Place("permit_new", stage, back_to=start)) == after


def test_an_article_100_file_has_the_commission_on_its_own_way():
    assert onward_of(Place("art100", "violation_review")) == "art100"
    assert detour_start(Place("art100", "violation_review"), "art100") is None
    assert onward_of(Place("art100", "art100")) == "awaiting_payment"


def test_a_file_from_elsewhere_gets_out_of_a_detour_nobody_saw_begin():
    assert onward_of(Place("permit_new", "on_hold")) == "plan_check"
    assert onward_of(Place("permit_renewal", "on_hold")) == "docs_review"


@pytest.mark.parametrize("type_code", sorted(load_catalogue()["types"]))
def test_what_is_reopened_stands_on_the_way_of_its_type(type_code):
    way = path(type_code, self_declared=False)
    assert reopened_at(Place(type_code, "rejected")) in way
    assert reopened_at(Place(type_code, "awaiting_payment")) == ("levy_calc" if "levy_calc" in way else way[1])


def test_a_fine_is_not_reopened_and_goes_back_to_the_commission_by_the_clock():
    place = Place("art100", "awaiting_payment")
    assert reopened_at(place) is None
    assert moves(place) == {"paid": {"payment"}, "art100": {"clock"}}
