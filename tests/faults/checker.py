"""Judges a history by the promises of reliability.md §7 (H1–H10). Pure: events in, findings out.

Operations and what they say:
accept  the citizen's message `key` was handed in: invoke, then ok (acknowledged), fail (refused) or info (unknown)
turn    from the database: the message `key` had its turn; `value` is the conversation's version after it
reply   from the database: reply number `key` of the conversation with text `value` is to be delivered
send    the messenger got the text `value` for the conversation (`key`: reply number, where the messenger knows it)
call    the backend was asked to act with key `key`: ok means that it made a record
told    the citizen was told that `key` is registered
staff   `value` took or released the conversation
bot     the bot itself spoke to the citizen (as seen by the citizen)
code    a one-time code was tried for the challenge `key`: ok accepted, fail refused
kill    the nemesis: from `info` to `ok` of the same `key` the program was dead or dying
quiet   everything should be finished: `value` is the number of rows still waiting
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

MARK = "@"
"""A text meant for one conversation carries `@<conversation>`: nobody else may see it."""


@dataclass(frozen=True)
class Finding:
    rule: str
    conversation: str
    what: str


def check(events):
    """Every broken promise of this history; empty when it is a good one."""
    return [finding for rule in RULES for finding in rule(events)]


def _of(events, op, kind="ok"):
    return [event for event in events if event.op == op and event.kind == kind]


def _by_conversation(events):
    groups = defaultdict(list)
    for event in events:
        groups[event.conversation].append(event)
    return groups


def h1_each_accepted_message_has_one_turn(events):
    turns = Counter((event.conversation, event.key) for event in _of(events, "turn"))
    accepted = {(event.conversation, event.key) for event in _of(events, "accept")}
    tried = {(event.conversation, event.key) for event in _of(events, "accept", "invoke")}
    refused = {(event.conversation, event.key) for event in _of(events, "accept", "fail")} - accepted
    for message in sorted(accepted):
        if turns[message] == 0:
            yield Finding("H1", message[0], f"lost {message[1]}")
    for message, times in sorted(turns.items()):
        if times > 1:
            yield Finding("H1", message[0], f"doubled {message[1]}")
        if message not in tried:
            yield Finding("H1", message[0], f"invented {message[1]}")
        if message in refused:
            yield Finding("H1", message[0], f"refused and done {message[1]}")


def h2_turns_keep_the_order_of_acceptance(events):
    """Two messages handed in one after the other (the first acknowledged before the second was begun)."""
    acknowledged, begun = {}, {}
    for position, event in enumerate(events):
        message = (event.conversation, event.key)
        if event.op == "accept" and event.kind == "ok":
            acknowledged.setdefault(message, position)
        elif event.op == "accept" and event.kind == "invoke":
            begun.setdefault(message, position)
    for conversation, turns in _by_conversation(_of(events, "turn")).items():
        done = [(conversation, turn.key) for turn in turns]
        for index, later in enumerate(done):
            earlier = next((m for m in done[index + 1 :] if acknowledged.get(m, 1e9) < begun.get(later, -1)), None)
            if earlier:
                yield Finding("H2", conversation, f"{later[1]} before {earlier[1]}")


def h3_replies_are_delivered_in_order_and_again_only_after_a_fault(events):
    kills = _faults(events)
    sends = _by_conversation(_of(events, "send"))
    for conversation, replies in _by_conversation(_of(events, "reply")).items():
        wanted = [reply.value for reply in replies]
        got = sends.get(conversation, [])
        first = list(dict.fromkeys(event.value for event in got))
        for text, times in Counter(wanted).items():
            if sum(event.value == text for event in got) < times:
                yield Finding("H3", conversation, f"missing {text}")
        if [text for text in dict.fromkeys(wanted) if text in first] != [text for text in first if text in set(wanted)]:
            yield Finding("H3", conversation, "out of order")
        for text in first:
            times = [event.t for event in got if event.value == text]
            extra = len(times) - wanted.count(text)
            faults = sum(begun <= max(times) and ended >= min(times) for begun, ended in kills)
            if text not in wanted:
                yield Finding("H3", conversation, f"invented {text}")
            elif extra > faults:
                yield Finding("H3", conversation, f"sent {extra} times too often with {faults} faults: {text}")
    for conversation in sends.keys() - _by_conversation(_of(events, "reply")).keys():
        yield Finding("H3", conversation, "sent without a reply in the database")


def _faults(events):
    begun, faults = {}, []
    for event in events:
        if event.op == "kill" and event.kind == "info":
            begun[event.key] = event.t
        elif event.op == "kill" and event.kind == "ok":
            faults.append((begun.pop(event.key), event.t))
    return faults + [(t, float("inf")) for t in begun.values()]


def h4_a_key_makes_one_record(events):
    for (conversation, key), times in Counter((e.conversation, e.key) for e in _of(events, "call")).items():
        if times > 1:
            yield Finding("H4", conversation, f"{times} records for {key}")


def h5_registered_is_said_when_and_only_when_there_is_a_record(events):
    records = {(event.conversation, event.key) for event in _of(events, "call")}
    told = {(event.conversation, event.key) for event in _of(events, "told")}
    for conversation, key in sorted(told - records):
        yield Finding("H5", conversation, f"told registered without a record: {key}")
    for conversation, key in sorted(records - told):
        yield Finding("H5", conversation, f"a record nobody was told of: {key}")
    made = set()
    for event in events:
        if event.op == "call" and event.kind == "ok":
            made.add((event.conversation, event.key))
        if event.op == "told" and (event.conversation, event.key) in records - made:
            yield Finding("H5", event.conversation, f"told before it was so: {event.key}")


def h6_nobody_sees_what_is_anothers(events):
    for event in _of(events, "send"):
        marks = [word[1:] for word in str(event.value).split() if word.startswith(MARK)]
        if any(mark != event.conversation for mark in marks):
            yield Finding("H6", event.conversation, "text of another conversation")


def h7_the_bot_is_silent_while_staff_speak(events):
    held = set()
    for event in events:
        if event.op == "staff" and event.value == "took":
            held.add(event.conversation)
        elif event.op == "staff":
            held.discard(event.conversation)
        elif event.op == "bot" and event.conversation in held:
            yield Finding("H7", event.conversation, "the bot spoke while staff had the conversation")


def h8_versions_climb_by_one(events):
    for conversation, turns in _by_conversation(_of(events, "turn")).items():
        versions = [turn.value for turn in turns if turn.value is not None]
        if versions != list(range(versions[0], versions[0] + len(versions))) if versions else False:
            yield Finding("H8", conversation, f"versions {versions}")


def h9_a_code_works_once_and_within_five_tries(events):
    tries = defaultdict(list)
    for event in events:
        if event.op == "code" and event.kind in {"ok", "fail"}:
            tries[event.key].append(event)
    for key, tried in tries.items():
        good = [number for number, event in enumerate(tried) if event.kind == "ok"]
        if len(good) > 1:
            yield Finding("H9", tried[0].conversation, f"{key} accepted {len(good)} times")
        if any(number >= 5 for number in good):
            yield Finding("H9", tried[0].conversation, f"{key} accepted after five tries")


def h10_quiet_means_empty_queues(events):
    found = _of(events, "quiet")
    if not found:
        yield Finding("H10", "", "never quiet")
    elif found[-1].value:
        yield Finding("H10", "", f"{found[-1].value} rows still wait")


RULES = [value for name, value in sorted(globals().items()) if name[0] == "h" and name[1].isdigit()]
