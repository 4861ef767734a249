"""What is promised of a turn's account, whichever database is beneath: kept sealed with the turn's first message, gone
with it, and empty where the message may not stay."""

from datetime import timedelta

from sqlalchemy import text

from bot.account import Account, Found
from bot.envelopes import Kind
from bot.storage import cases, messages
from bot.turn import run_batch
from dialogs.desk import OPEN
from dialogs.effects import Call, Outcome
from dialogs.ports import Accepted
from nlu.types import Act, Entity, Intent, Understanding
from tests.fakes.mind import NOW, mind

CARD = "6037 9911 1111 1114"
ENTITY = Entity("address", "کوچه فیروزه", "کوچه فیروزه", 0, 11)
SUMMARY = {"answers": [{"label": {"key": "a"}, "value": {"value": 5}}], "asked": None}


class Keen:
    """Finds an intent, an act and a value in everything."""

    version = "fake"

    def understand(self, text, *, now, expecting=None):
        return Understanding(text, text, (Act.AFFIRM,), (Intent("tour", 0.9),), (ENTITY,))


def turn_all(store, thought=None, now=NOW):
    while True:
        batch = store.write(lambda tx: run_batch(tx, thought or mind(understander=Keen()), limit=16, now=now))
        if not (batch.turns or batch.failures):
            return


def lines(store, receipt):
    return store.read(lambda tx: messages.since(tx, receipt.conversation_id, 0))


def accounts(store, receipt):
    return store.read(lambda tx: messages.accounts(tx, receipt.trace_id))


def everything_stored(store):
    return store.read(lambda tx: repr(tx.execute(text("SELECT body FROM messages")).all()))


def test_it_is_kept_with_the_first_message_of_the_turn_and_with_no_other(store, hand):
    receipt = hand.say("two words")
    hand.put(Kind.JOINED, {}, citizen="c2")
    turn_all(store)
    own, *answers = lines(store, receipt)
    assert own.account == Account(
        (Intent("tour", 0.9),), ("affirm",), (Found("address", "کوچه فیروزه", "کوچه فیروزه"),)
    )
    assert [line.account for line in answers] == [None, None]
    assert accounts(store, receipt) == [own.account]


def test_without_a_line_of_the_citizen_it_is_with_what_was_said(store, hand):
    receipt = hand.put(Kind.JOINED, {})
    turn_all(store)
    (hello,) = lines(store, receipt)
    assert (hello.author, hello.account) == ("bot", Account(outcome="greeted"))


def test_it_is_sealed_and_leaves_with_its_message(store, hand):
    receipt = hand.say("hi")
    turn_all(store)
    assert "فیروزه" not in everything_stored(store)
    assert "tour" not in everything_stored(store)
    store.write(lambda tx: tx.execute(messages.messages.delete().where(messages.messages.c.seq == 1)))
    assert accounts(store, receipt) == []
    assert all(line.account is None for line in lines(store, receipt))


def test_of_a_secret_answer_a_card_and_a_place_nothing_is_told(store, hand):
    hand.say("secret")
    point = {"lon": 51.67, "lat": 32.65}
    hidden = [
        hand.say("482913"),
        hand.say(f"pay with {CARD}"),
        hand.put(Kind.TEXT, {"text": "here", "point": point}),
    ]
    turn_all(store)
    for receipt in hidden:
        (account,) = accounts(store, receipt)
        assert (account.intents, account.acts, account.values) == ((), (), ())
    kept = repr([accounts(store, receipt) for receipt in hidden])
    assert not any(secret in kept for secret in ("482913", "6037", "51.67"))


def test_a_turn_given_up_says_so_and_nothing_of_the_message(store, hand):
    receipt = hand.say("boom")
    turn_all(store)
    assert accounts(store, receipt) == [Account(outcome="failed")]


def _calls_staff(state, event, _now):
    if "UserSaid" not in repr(event):
        return state, (Outcome("handed_off"),)
    args = {"reason": "citizen_asked", "summary": SUMMARY}
    return state, (Call("call-1", OPEN, args), Outcome("working", "call_human"))


def _open(tx, args, subject):
    cases.open_case(tx, conversation_id=subject.conversation_id, reason=str(args["reason"]), flow=None, now=subject.now)
    return Accepted()


def test_what_is_handed_to_staff_is_in_the_account_of_the_turn_that_called_them(store, hand):
    from bot.action import Actions

    earlier = hand.say("hi")
    turn_all(store)
    thought = mind(understander=Keen(), advance=_calls_staff, actions=Actions(turn={OPEN: _open}, outside={}))
    called = hand.say("a person")
    later = NOW + timedelta(minutes=1)
    turn_all(store, thought, now=later)
    (account,) = accounts(store, called)
    assert (account.summary, account.pattern, account.outcome) == (SUMMARY, "call_human", "handed_off")
    conversation = earlier.conversation_id
    assert store.read(lambda tx: messages.summary_of(tx, conversation, since=later, until=None)) == SUMMARY
    assert store.read(lambda tx: messages.summary_of(tx, conversation, since=NOW, until=NOW)) is None
