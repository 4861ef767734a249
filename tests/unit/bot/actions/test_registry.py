from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.action import Subject
from bot.actions.registry import GuardedOutside, GuardedTurn, build_actions, page_host, pepper
from bot.errors import Code, Defect
from bot.settings import Settings
from dialogs.flow import ActionSpec
from dialogs.ports import Accepted, Identity, Rejected, Unavailable, Unknown
from tests.book import BOOK

NOW = datetime(2025, 10, 12, tzinfo=UTC)
SPEC = ActionSpec(name="municipal.x", outside=True, level=1, takes=(), gives=(), refuses=("closed",))
LEVEL_1 = Identity(level=1, mobile="09990000001", national_id=None, confirmed_at=NOW, used_at=NOW)
SUBJECT = Subject("conversation", LEVEL_1, NOW, "trace")


@pytest.fixture(scope="module")
def specs():
    return BOOK.actions


def build(tmp_path, specs):
    return build_actions(
        store=None, client=None, sms=None, fetch=None, settings=Settings(var_dir=tmp_path), specs=specs
    )


def test_the_registry_and_actions_yaml_name_the_same_where_they_run(tmp_path, specs):
    actions = build(tmp_path, specs)
    assert set(actions.outside) == {name for name, spec in specs.items() if spec.outside}
    assert set(actions.turn) == {name for name, spec in specs.items() if not spec.outside}


@pytest.mark.parametrize("gone", ["identity.check_code", "municipal.enrol"])
def test_an_action_nobody_declared_stops_the_start(tmp_path, specs, gone):
    with pytest.raises(Defect, match=gone) as caught:
        build(tmp_path, {name: spec for name, spec in specs.items() if name != gone})
    assert caught.value.code is Code.DATA_INVALID


def test_an_action_nobody_wrote_stops_the_start(tmp_path, specs):
    with pytest.raises(Defect, match=r"municipal\.x"):
        build(tmp_path, {**specs, "municipal.x": SPEC})


def test_an_action_declared_for_the_other_place_stops_the_start(tmp_path, specs):
    moved = replace(specs["knowledge.search"], outside=True)
    with pytest.raises(Defect, match=r"knowledge\.search"):
        build(tmp_path, {**specs, "knowledge.search": moved})


class Fixed:
    """An action that always answers the same."""

    def __init__(self, answer):
        self.answer = answer
        self.asked = 0

    def turn(self, tx, args, subject):
        self.asked += 1
        return self.answer

    async def __call__(self, args, subject, *, key):
        self.asked += 1
        return self.answer

    async def reconcile(self, subject, *, key):
        return self.answer


@pytest.mark.parametrize("identity", [None, replace(LEVEL_1, level=0)])
async def test_below_its_level_an_action_does_not_run(identity):
    action = Fixed(Accepted({"a": 1}))
    below = replace(SUBJECT, identity=identity)
    assert await GuardedOutside(SPEC, action)({}, below, key="k") == Unavailable()
    assert GuardedTurn(SPEC, action.turn)(None, {}, below) == Unavailable()
    assert action.asked == 0


@pytest.mark.parametrize("answer", [Accepted({"a": 1}), Rejected("closed"), Unavailable(3), Unknown()])
async def test_what_is_declared_passes_unchanged(answer):
    action = Fixed(answer)
    assert await GuardedOutside(SPEC, action)({}, SUBJECT, key="k") == answer
    assert await GuardedOutside(SPEC, action).reconcile(SUBJECT, key="k") == answer
    assert GuardedTurn(SPEC, action.turn)(None, {}, SUBJECT) == answer


async def test_an_undeclared_refusal_never_reaches_a_flow():
    action = Fixed(Rejected("surprise"))
    assert await GuardedOutside(SPEC, action)({}, SUBJECT, key="k") == Unavailable()
    assert await GuardedOutside(SPEC, action).reconcile(SUBJECT, key="k") == Unavailable()


async def test_no_backend_answer_can_raise_assurance():
    action = Fixed(Accepted({"a": 1}, identity=replace(LEVEL_1, level=2)))
    assert await GuardedOutside(SPEC, action)({}, SUBJECT, key="k") == Accepted({"a": 1})
    assert await GuardedOutside(replace(SPEC, name="identity.x"), action)({}, SUBJECT, key="k") == action.answer


def test_the_pepper_is_the_same_at_every_start_and_differs_by_key(tmp_path):
    here, there = Settings(var_dir=tmp_path / "a"), Settings(var_dir=tmp_path / "b")
    assert pepper(here) == pepper(here) != pepper(there)


@pytest.mark.parametrize(
    ("origins", "host"),
    [("", "localhost"), ("https://shahr.example", "shahr.example"), ("https://a.example:8443, https://b", "a.example")],
)
def test_the_sms_names_the_page_citizens_type_in(origins, host):
    assert page_host(Settings(widget_origins=origins)) == host
