import json
from datetime import UTC, datetime

import pytest

from bot.account import Account, Found, account_of, from_json, to_json
from dialogs.effects import Outcome
from dialogs.events import FileStored, Pressed, UserSaid
from dialogs.state import Asked, Frame, State
from nlu.types import Act, Entity, Intent, Understanding

NOW = datetime(2026, 11, 23, tzinfo=UTC)
SAID = Understanding(
    raw="منطقه ۵، کد 482913",
    normal="منطقه 5، کد 482913",
    acts=(Act.AFFIRM,),
    intents=tuple(Intent(name, sure) for name, sure in (("a", 0.9), ("b", 0.06), ("c", 0.004), ("d", 0.0))),
    entities=(Entity("district", 5, "منطقه ۵", 0, 7), Entity("code", "482913", "482913", 12, 18)),
)
STATE = State("c", stack=(Frame("fee_estimate", 1), Frame("sign_in", 1)), asked=Asked("mobile", 3))
CAME_TO = (Outcome("working", "digress"), Outcome("asked"))


def made(event=None, *, wiped=False, **more):
    return account_of(event or UserSaid(SAID), STATE, CAME_TO, wiped=wiped, **more)


def test_it_tells_what_was_understood_who_had_it_and_where_it_led():
    account = made(summary={"answers": [], "asked": None})
    assert account == Account(
        intents=(Intent("a", 0.9), Intent("b", 0.06)),
        acts=("affirm",),
        values=(Found("district", 5, "منطقه ۵"),),
        pattern="digress",
        outcome="asked",
        stack=("fee_estimate", "sign_in"),
        asked="mobile",
        summary={"answers": [], "asked": None},
    )


def test_a_one_time_code_is_left_out_wherever_it_was_written():
    assert "482913" not in repr(made())


def test_of_a_message_that_may_not_stay_only_what_became_of_it_does():
    account = made(wiped=True)
    assert (account.intents, account.acts, account.values) == ((), (), ())
    assert (account.pattern, account.outcome) == ("digress", "asked")


@pytest.mark.parametrize(
    ("event", "found"),
    [
        (FileStored("r", "image/png", 3, SAID), 1),
        (FileStored("r", "image/png", 3), 0),
        (Pressed("/press:1:0"), 0),
    ],
)
def test_words_beside_a_file_are_understood_too_and_a_button_is_not(event, found):
    assert len(made(event).values) == found


def test_it_survives_being_kept():
    for account in (made(summary={"answers": [], "asked": {"key": "k"}}), made(wiped=True), Account()):
        assert from_json(json.loads(json.dumps(to_json(account)))) == account
