"""Rows 8 and 10: a case is seen by the one who holds it, and every crossing looks like nothing is there."""

import secrets

import pytest

from bot.account import Account, Found
from bot.storage import audit, cases, conversations, messages
from bot.storage.messages import Message
from tests.fakes.desk import deed, sign_in


@pytest.fixture
def colleague(world):
    """A second member of staff, at their own desk."""
    world.hire("parisa", "پریسا نمونه")
    with world.browser() as client:
        sign_in(world, client, "parisa")
        yield client


def anywhere(client, *numbers):
    """All that a member of staff can get to see."""
    pages = [client.get("/console").text, client.get("/console/parts/board").text]
    for number in numbers:
        pages.append(client.get(f"/console/cases/{number}").text)
        parts = [f"/console/parts/cases/{number}?reach={reach}" for reach in ("preview", "held", "history")]
        pages += [client.get(path).text for path in parts]
    return "\n".join(pages)


def test_a_case_another_holds_does_not_exist(world, desk, colleague):
    nonce = secrets.token_hex(8)
    number = world.ask_for_staff(text=nonce)
    deed(desk, number, "claim")
    assert nonce in desk.get(f"/console/cases/{number}").text
    missing, foreign = colleague.get("/console/cases/00000000"), colleague.get(f"/console/cases/{number}")
    assert (foreign.status_code, foreign.text) == (404, missing.text)
    assert nonce not in anywhere(colleague, number)


@pytest.mark.parametrize("name", ["say", "hand-back", "close"])
def test_nothing_can_be_done_to_a_case_another_holds(world, desk, colleague, name):
    number = world.ask_for_staff()
    deed(desk, number, "claim")
    before = world.case(number)
    deed(colleague, number, name, text="hello from a stranger", message_id="m" * 32, outcome="answered")
    world.take_turns()
    assert world.case(number).staff_id == before.staff_id
    assert world.case(number).status == "held"
    assert "hello from a stranger" not in desk.get(f"/console/cases/{number}").text


@pytest.mark.parametrize("name", ["say", "hand-back", "close"])
def test_nothing_can_be_done_to_a_case_nobody_holds(world, desk, name):
    number = world.ask_for_staff()
    deed(desk, number, name, text="too early", message_id="m" * 32, outcome="answered")
    assert world.case(number).status == "waiting"


def test_a_waiting_case_shows_its_last_messages_only(world, desk):
    for text in ("one", "two", "three", "four"):
        world.say("c1", f"long ago {text}")
    number = world.ask_for_staff("c1", text="now")
    html = desk.get(f"/console/cases/{number}").text
    assert "long ago four" in html
    assert "long ago one" not in html
    assert "long ago one" not in desk.get(f"/console/parts/cases/{number}?reach=preview&after=0").text


def test_a_finished_case_is_seen_by_the_one_who_finished_it_up_to_its_end(world, desk, colleague):
    number = world.ask_for_staff(text="during the case")
    deed(desk, number, "claim")
    deed(desk, number, "close", outcome="answered")
    world.take_turns()
    world.clock.go_on(minutes=1)
    world.say("c1", "after the case")
    html = desk.get(f"/console/cases/{number}").text
    assert "during the case" in html
    assert "after the case" not in anywhere(desk, number)
    assert "during the case" not in anywhere(colleague, number)


def test_a_lost_case_disappears_from_its_former_holder(world, desk, colleague):
    number = world.ask_for_staff(text="first words")
    deed(desk, number, "claim")
    lapsed = world.clock.now() + 2 * cases.LEASE
    world.store.write(lambda tx: cases.expire_leases(tx, now=lapsed, notice="n", desk="d"))
    deed(colleague, number, "claim")
    world.say("c1", "for the new one only")
    assert desk.get(f"/console/cases/{number}").status_code == 404
    assert "for the new one only" not in anywhere(desk, number)


def test_the_loser_of_a_claim_is_told_so(world, desk, colleague):
    number = world.ask_for_staff()
    deed(desk, number, "claim")
    page = deed(colleague, number, "claim")
    assert (page.url.path, page.url.params["note"]) == ("/console", "taken")
    assert "همکار دیگری زودتر" in page.text


def test_everyone_who_looked_and_every_deed_is_on_record_without_texts(world, desk):
    number = world.ask_for_staff(text="words-of-a-citizen")
    desk.get(f"/console/cases/{number}")
    deed(desk, number, "claim")
    deed(desk, number, "say", text="words-of-staff", message_id="m" * 32)
    deed(desk, number, "close", outcome="answered")
    conversation_id = world.case(number).conversation_id
    entries = world.store.read(lambda tx: audit.of_conversation(tx, conversation_id))
    assert [entry.action for entry in entries if entry.action != "case_seen"] == [
        "staff_took",
        "staff_said",
        "staff_released",
    ]
    assert "case_seen" in {entry.action for entry in entries}
    assert len({entry.actor for entry in entries}) == 1
    assert "words-of" not in str(entries)


def test_the_same_message_sent_twice_arrives_once(world, desk):
    number = world.ask_for_staff()
    deed(desk, number, "claim")
    for _ in range(3):
        deed(desk, number, "say", text="once", message_id="a" * 32)
    world.take_turns()
    conversation_id = world.case(number).conversation_id
    said = world.store.read(lambda tx: messages.since(tx, conversation_id, 0))
    assert [message.text for message in said if message.author == "staff"] == ["once"]


def test_the_bot_is_silent_while_staff_hold_and_speaks_again_after(world, desk):
    number = world.ask_for_staff()
    deed(desk, number, "claim")
    world.take_turns()
    conversation_id = world.case(number).conversation_id
    seq = world.store.read(lambda tx: messages.last_seq(tx, conversation_id))
    world.say("c1", "are you there")
    during = world.store.read(lambda tx: messages.since(tx, conversation_id, seq))
    assert [message.author for message in during] == ["citizen"]
    deed(desk, number, "hand-back")
    world.take_turns()
    world.say("c1", "and now")
    after = world.store.read(lambda tx: messages.since(tx, conversation_id, seq + 1))
    assert [message.author for message in after] == ["bot", "citizen", "bot"]


def hand_over(world, value):
    """A case whose citizen had answered a question when staff were called."""
    number = world.ask_for_staff()
    case = world.case(number)
    summary = {"answers": [{"label": {"value": "address"}, "value": {"value": value, "kind": "text"}}], "asked": None}
    account = Account(values=(Found("address", "heard", "heard"),), outcome="handed_off", summary=summary)
    line = Message(case.conversation_id, 90, "citizen", "a person", world.clock.now(), "t", account=account)
    world.store.write(lambda tx: messages.add(tx, [line]))
    return number


def test_what_was_answered_is_read_by_the_holder_alone_and_by_nobody_before(world, desk, colleague):
    nonce = secrets.token_hex(8)
    number = hand_over(world, nonce)
    assert nonce not in anywhere(desk, number)
    deed(desk, number, "claim")
    page = desk.get(f"/console/cases/{number}").text
    assert nonce in page
    assert "تا اینجا گفته است" in page
    assert nonce not in anywhere(colleague, number)
    world.clock.go_on(seconds=1)
    deed(desk, number, "close", outcome="answered")
    assert nonce in desk.get(f"/console/cases/{number}").text, "it stays with the case one finished"
    assert nonce not in anywhere(colleague, number)


def test_the_explanation_of_a_message_goes_where_the_message_goes(world, desk, colleague):
    number = hand_over(world, "x")
    world.store.write(lambda tx: conversations.note_last_seq(tx, world.case(number).conversation_id, 90))
    assert "نشانی: heard" in desk.get(f"/console/cases/{number}").text
    deed(desk, number, "claim")
    assert "heard" in desk.get(f"/console/parts/cases/{number}?reach=held").text
    assert "heard" not in anywhere(colleague, number)
