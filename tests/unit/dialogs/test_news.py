"""News in the engine: what waits, what is told, what stays as it was. How it reads: the stories of notify_me."""

from datetime import timedelta

from dialogs.codec import state_from_json, state_to_json
from dialogs.effects import Say, WakeAt
from dialogs.events import Noticed, StaffReleased, StaffTook, Woke
from dialogs.news import BY_STAGE, LEADS
from dialogs.state import Carried
from tests.book import BOOK

MOVED = {"kind": "moved", "request_no": "1", "text": "t"}
NIGHT = timedelta(hours=14)


def wakes(talk):
    return [effect.at for effect in talk.effects if isinstance(effect, WakeAt)]


def test_news_by_day_is_told_at_once_and_nothing_is_kept(talk):
    assert talk.event(Noticed((MOVED,))) == ["common.news"]
    assert talk.state.news == ()


def test_news_at_night_waits_for_the_morning_in_the_state_also_after_a_restart(talk):
    talk.now += NIGHT
    assert talk.event(Noticed((MOVED,))) == []
    (at,) = wakes(talk)
    assert at > talk.now
    talk.state = state_from_json(state_to_json(talk.state))
    assert talk.state.news == (MOVED,)
    talk.now = at
    assert talk.event(Woke()) == ["common.news"]
    assert talk.event(Woke()) == []


def test_news_that_comes_in_twos_is_one_reply(talk):
    assert talk.event(Noticed((MOVED, MOVED))) == ["common.news_several"]
    (say,) = [effect for effect in talk.effects if isinstance(effect, Say)]
    assert len(say.args["notices"]) == 2


def test_while_staff_speak_it_waits_and_at_night_even_longer(talk):
    talk.event(StaffTook("s"))
    assert talk.event(Noticed((MOVED,))) == []
    assert wakes(talk) == []
    talk.now += NIGHT
    assert talk.event(StaffReleased("s")) == ["common.staff_released"]
    talk.now = wakes(talk)[-1]
    assert talk.event(Woke()) == ["common.news"]


def test_the_question_that_stands_comes_again_and_nobodys_identity_lives_longer_for_it(talk):
    talk.signed_in()
    talk.says("ثبت", "register")
    before, keys = talk.state, talk.keys
    talk.now += timedelta(hours=2)
    assert talk.event(Noticed((MOVED,))) == ["common.news", keys[-1]]
    assert talk.state.identity == before.identity
    assert talk.state.updated_at == before.updated_at
    assert talk.stack == ["register"]


def test_a_call_on_its_way_is_not_asked_about(talk):
    talk.to_confirm()
    talk.press(0)
    waiting = talk.state.stack[-1].waiting
    assert waiting
    assert talk.event(Noticed((MOVED,))) == ["common.news"]
    assert talk.state.stack[-1].waiting == waiting


def test_the_file_of_the_news_goes_along_when_there_is_one(talk):
    talk.event(Noticed((MOVED,)))
    assert talk.state.carried == Carried(("file_status",), {"request_no": "1"})
    talk.event(Noticed((MOVED, {**MOVED, "request_no": "2"})))
    assert talk.state.carried is None


def test_what_was_offered_takes_over_what_was_talked_about_and_nothing_else_does(talk):
    talk.signed_in()
    talk.state = talk.state._replace(carried=Carried(("register",), {"request_no": "1234567", "unknown": "x"}))
    talk.says("ثبت", "register")
    assert talk.slots["request_no"] == "1234567"
    assert "unknown" not in talk.slots
    talk.state = talk.state._replace(stack=(), carried=Carried(("price",), {"request_no": "1234567"}))
    talk.says("ثبت", "register")
    assert "request_no" not in talk.slots


def test_what_a_notice_leads_to_is_a_service_there_is():
    flows = BOOK.flows
    assert {*LEADS.values(), *BY_STAGE.values()} <= set(flows)
