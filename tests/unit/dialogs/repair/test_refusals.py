"""«نه» in its forms."""

import pytest

from dialogs.draft import Draft
from dialogs.repair.refusals import is_no, says_yes
from dialogs.story import understand
from nlu.types import Act


@pytest.mark.parametrize(
    ("text", "acts", "yes"),
    [
        ("بله", ["affirm"], True),
        ("بله نه صبر کن", ["affirm", "deny"], False),
        ("بله یه لحظه", ["affirm", "hold"], False),
        ("آره ولی صبر کن", ["affirm"], False),
        ("نه", ["deny"], False),
    ],
)
def test_a_yes_that_is_turned_round_is_none(talk, text, acts, yes):
    draft = Draft(talk.book, talk.to_confirm().state, talk.now)
    assert says_yes(draft, understand(text, {"acts": acts}), most=6) is yes


def test_a_yes_and_a_no_in_one_breath_send_nothing(talk):
    talk.to_confirm()
    talk.says("بله نه صبر کن", acts=["affirm", "deny"])
    assert not talk.calls
    assert talk.state.stack[-1].flow == "register"


def test_a_no_to_a_list_loses_no_try(talk):
    talk.signed_in()
    talk.says("ثبت", "register")
    assert talk.says("نه", acts=["deny"]) == ["common.none_of_list", "register.ask_kind"]
    assert talk.state.stack[-1].attempts == {}


def test_nothing_but_a_no_is_one(talk):
    assert is_no(" نه، ")
    assert not is_no("نه متر")
    assert Act.DENY in understand("نه", {}).acts
