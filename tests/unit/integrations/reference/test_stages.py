import re
from itertools import pairwise

import pytest
import yaml

from integrations.reference.case.machine import path
from integrations.reference.stages import DATA, FIRST, OTHER, load_stages

RAW = yaml.safe_load(DATA.read_text("utf-8"))
TEXTS = ("meaning", "next", "todo")
DOMAIN = [
    "draft",
    "submitted",
    "docs_review",
    "docs_defect",
    "inspection_scheduled",
    "inspected",
    "plan_check",
    "map_control",
    "violation_review",
    "art100",
    "levy_calc",
    "awaiting_payment",
    "paid",
    "manager_approval",
    "issued",
    "delivered",
    "commission5",
    "on_hold",
    "rejected",
    "cancelled_by_citizen",
    "expired",
]


def texts():
    for name, stage in RAW["stages"].items():
        yield from ((name, key, stage[key]) for key in ("label", "meaning", "next", "todo"))
        yield from ((f"{name}.booked", key, text) for key, text in stage.get("booked", {}).items() if key in TEXTS)
    for code, entry in RAW["types"].items():
        yield code, "label", entry["label"]
        for name, own in entry.get("overrides", {}).items():
            yield from ((f"{code}.{name}", key, text) for key, text in own.items() if isinstance(text, str))


def test_every_stage_of_the_domain_is_there_for_every_type():
    stages = load_stages()
    for kind in stages.types.values():
        assert set(kind.stages) == {*DOMAIN, OTHER}


def test_every_path_starts_somewhere_real_and_ends_at_an_end():
    stages = load_stages()
    for kind in stages.types.values():
        assert set(kind.path) <= set(kind.stages)
        assert len(set(kind.path)) == len(kind.path)
        assert kind.path[-1] in stages.ends
        assert kind.code == "art100" or kind.path[0] == FIRST


def test_a_stage_with_an_appointment_is_the_same_stage_in_other_words():
    stage = load_stages().of("permit_new", "inspection_scheduled")
    assert stage.booked is not None
    assert (stage.booked.label, stage.booked.days, stage.booked.desk) == (stage.label, stage.days, stage.desk)
    assert (stage.must_act, stage.booked.must_act) == (True, False)
    assert stage.booked.todo != stage.todo
    assert load_stages().of("permit_new", "paid").booked is None


def test_a_type_may_say_a_stage_in_its_own_words():
    stages = load_stages()
    assert stages.of("permit_new", "issued").label == "پروانه صادر شده"
    assert stages.of("merge", "issued").label == "صادرشده"
    assert stages.of("permit_new", "issued").days == stages.of("merge", "issued").days


@pytest.mark.parametrize(("place", "key", "text"), list(texts()), ids=lambda value: str(value)[:30])
def test_the_citizens_texts_are_whole_persian_sentences(place, key, text):
    text = text.replace("{coming}", "")
    assert not re.search(r"[يكة0-9A-Za-z]", text), place
    assert not re.search(r"\b(می|نمی) ", text), place
    if key in TEXTS:
        assert text.endswith("."), place


@pytest.mark.parametrize("self_declared", [False, True])
def test_what_comes_next_is_said_of_the_files_own_path(self_declared):
    stages = load_stages()
    for code, kind in stages.types.items():
        way = path(code, self_declared=self_declared)
        for here, following in pairwise(way):
            said = stages.next_step(code, here, way)
            assert "{" not in said
            assert said.endswith(".")
            if "{coming}" in kind.stages[here].next:
                assert kind.stages[following].coming in said
    assert "مدیر" in stages.next_step("permit_new", "paid", stages.types["permit_new"].path)
    assert "مدیر" not in stages.next_step("permit_renewal", "paid", stages.types["permit_renewal"].path)
    assert stages.next_step("permit_renewal", "map_control", stages.types["permit_renewal"].path)


def test_every_stage_and_type_name_stands_for_its_own_code():
    stages = load_stages()
    for names, raw in ((stages.stage_names, RAW["stages"]), (stages.type_names, RAW["types"])):
        for code, entry in raw.items():
            assert names.code(code) == code
            assert names.code(entry["label"]) == code
            for alias in entry.get("aliases", []):
                assert names.code(alias) == code, alias


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("در انتظار بازدید", "inspection_scheduled"),
        ("بازدید انجام شده", "inspected"),
        ("نقص مدارك", "docs_defect"),
        ("کمیسیون ماده ۱۰۰", "art100"),
        ("پروانه صادر شد", "issued"),
        ("under_review_of_mars", None),
    ],
)
def test_stages_are_known_as_people_write_them(written, code):
    assert load_stages().stage_names.code(written) == code
