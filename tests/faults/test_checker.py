"""The judge is judged first: planted bad histories must all be flagged by the right rule, good ones passed."""

import random
from dataclasses import replace

import pytest

from tests.faults.checker import RULES, check
from tests.faults.history import Event, History, read_history

GOOD = 40
SEEDS = (1, 2, 3, 4)


def good_history(seed):
    """Three citizens, interleaved at random: retries with unknown outcome, kills with a reply sent twice, a call,
    a takeover, a code mistyped."""
    chance = random.Random(seed)
    lanes = [_citizen(chance, f"c{number}") for number in range(3)]
    events = []
    while lanes:
        lane = chance.choice(lanes)
        events.append(lane.pop(0))
        if not lane:
            lanes.remove(lane)
    database = [event for event in events if event.op in {"turn", "reply"}]
    seen = [event for event in events if event.op not in {"turn", "reply"}]
    kills = [Event(0, "nemesis", kind, "kill", key="k1") for kind in ("info", "ok")]
    place = chance.randrange(len(seen) // 2)
    seen[place:place] = kills
    seen.append(Event(0, "driver", "ok", "quiet", value=0))
    timed = [replace(event, t=float(number)) for number, event in enumerate([*seen, *database])]
    return _with_a_copy(chance, timed) if seed % 2 else timed


def _with_a_copy(chance, events):
    """A reply whose mark died with the program is sent a second time, after the kill."""
    killed = next(event.t for event in events if event.op == "kill")
    before = [event for event in events if event.op == "send" and event.t < killed]
    if not before:
        return events
    copy = replace(before[-1], t=killed + 1.5)
    place = next(n for n, event in enumerate(events) if event.t > copy.t)
    return [*events[:place], copy, *events[place:]]


def _citizen(chance, name):
    lane = []
    for number in range(5):
        key, text = f"{name}-m{number}", f"n {number} @{name}"
        lane.append(Event(0, "driver", "invoke", "accept", name, key))
        if chance.random() < 0.3:
            lane.append(Event(0, "driver", "info", "accept", name, key))
            lane.append(Event(0, "driver", "invoke", "accept", name, key))
        lane.append(Event(0, "driver", "ok", "accept", name, key))
        lane.append(Event(0, "database", "ok", "turn", name, key, number + 1))
        lane.append(Event(0, "database", "ok", "reply", name, str(number), text))
        lane.append(Event(0, "phone", "ok", "send", name, value=text))
        if number == 1:
            lane.append(Event(0, "phone", "ok", "bot", name))
            lane.append(Event(0, "backend", "ok", "call", name, f"{name}-call"))
            lane.append(Event(0, "phone", "ok", "told", name, f"{name}-call"))
        if number == 2:
            lane.append(Event(0, "staff", "ok", "staff", name, value="took"))
            lane.append(Event(0, "staff", "ok", "staff", name, value="released"))
            lane.append(Event(0, "phone", "ok", "bot", name))
        if number == 3:
            lane += [Event(0, "driver", "fail", "code", name, f"{name}-code") for _ in range(chance.randrange(5))]
            lane.append(Event(0, "driver", "ok", "code", name, f"{name}-code"))
    lane.append(Event(0, "driver", "invoke", "accept", name, f"{name}-refused"))
    lane.append(Event(0, "driver", "fail", "accept", name, f"{name}-refused"))
    return lane


def _pick(chance, events, op, kind="ok"):
    return chance.choice([event for event in events if event.op == op and event.kind == kind])


def drop(op):
    def plant(chance, events):
        gone = _pick(chance, events, op)
        return [e for e in events if not (e.op == op and (e.conversation, e.key, e.value) == _name(gone))]

    return plant


def _name(event):
    return event.conversation, event.key, event.value


def double(op):
    def plant(chance, events):
        event = _pick(chance, events, op)
        place = events.index(event)
        return [*events[: place + 1], event, *events[place + 1 :]]

    return plant


def add(op, kind="ok", *, key="strange", value=None, at_end=True):
    def plant(chance, events):
        event = Event(events[-1].t + 1, "x", kind, op, "c1", key, value)
        return [*events, event] if at_end else [event, *events]

    return plant


def swap(op):
    def plant(chance, events):
        one = _pick(chance, [e for e in events if e.op != op or not _last(events, e)], op)
        after = [e for e in events if e.op == op and e.conversation == one.conversation and e.t > one.t]
        other = next(e for e in after if _name(e) != _name(one))
        return [replace(other, t=e.t) if e is one else replace(one, t=e.t) if e is other else e for e in events]

    return plant


def _last(events, event):
    same = [e for e in events if e.op == event.op and e.conversation == event.conversation]
    return same[-1].value == event.value


def change(op, **values):
    def plant(chance, events):
        chosen = _pick(chance, events, op)
        return [replace(e, **values) if e is chosen else e for e in events]

    return plant


def early_told(chance, events):
    told = _pick(chance, events, "told")
    return [told, *(e for e in events if e is not told)]


def copy_without_a_fault(chance, events):
    send = _pick(chance, events, "send")
    return [e for e in [*events, replace(send, t=events[-1].t + 1)] if e.op != "kill"]


def bot_while_staff(chance, events):
    place = next(n for n, e in enumerate(events) if e.op == "staff" and e.value == "took")
    return [*events[: place + 1], replace(events[place], op="bot", value=None), *events[place + 1 :]]


def sixth_try(chance, events):
    fails = [Event(0, "driver", "fail", "code", "c1", "c1-late")] * 5
    return [*events, *fails, Event(0, "driver", "ok", "code", "c1", "c1-late")]


BAD = {
    "a lost turn": ("H1", drop("turn")),
    "a doubled turn": ("H1", double("turn")),
    "an invented turn": ("H1", add("turn")),
    "a refused message done": ("H1", add("turn", key="c1-refused", value=6)),
    "turns swapped": ("H2", swap("turn")),
    "a missing reply": ("H3", drop("send")),
    "an invented reply": ("H3", add("send", value="n 99 @c1")),
    "a copy without a fault": ("H3", copy_without_a_fault),
    "replies swapped": ("H3", swap("send")),
    "two records for a key": ("H4", double("call")),
    "registered without a record": ("H5", drop("call")),
    "a record nobody was told of": ("H5", drop("told")),
    "registered said too early": ("H5", early_told),
    "another's text": ("H6", change("send", value="n 0 @c9")),
    "the bot over staff": ("H7", bot_while_staff),
    "a version skipped": ("H8", change("turn", value=77)),
    "a code used twice": ("H9", double("code")),
    "a sixth try accepted": ("H9", sixth_try),
    "rows left over": ("H10", change("quiet", value=3)),
    "never quiet": ("H10", drop("quiet")),
}


@pytest.mark.parametrize("seed", range(GOOD))
def test_a_good_history_passes(seed):
    assert check(good_history(seed)) == []


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", BAD)
def test_a_planted_fault_is_flagged_by_its_rule(name, seed):
    rule, plant = BAD[name]
    found = check(plant(random.Random(seed), good_history(seed)))
    assert rule in {finding.rule for finding in found}


def test_every_rule_has_a_planted_fault():
    assert {rule for rule, _ in BAD.values()} == {f.__name__.split("_")[0].upper() for f in RULES}
    assert len(BAD) * len(SEEDS) >= 60


def test_a_history_reads_back_as_it_was_written(tmp_path):
    history = History(tmp_path / "h.jsonl")
    history.note("driver", "invoke", "accept", "c1", "m1")
    history.note("phone", "ok", "send", "c1", value="n 1")
    history.close()
    assert read_history(tmp_path / "h.jsonl") == history.events
