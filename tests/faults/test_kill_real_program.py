"""`python -m bot serve`, as its operator starts it, killed at every failpoint while citizens talk over REST and
Telegram, with one-time codes, estimates, inquiries and a class under way: nothing lost, doubled or out of order.
A bigger run: FAULT_ROUNDS=5 (each round is 1,000 messages and every point, at other counts)."""

import os
import random
from collections import Counter

import pytest

from bot.failpoints import POINTS
from tests.fakes.telegram_server import TelegramServer
from tests.faults import script
from tests.faults.checker import check
from tests.faults.real_world import RealWorld
from tests.servers import postgres_url, redis_url

ROUNDS = int(os.environ.get("FAULT_ROUNDS", "1"))
MOST = {"K1": 25, "K2": 25, "K3": 12, "K4": 12, "K5": 4, "K6": 4, "K7": 4}
"""How often a point is surely passed between two kills, with messages as many as below."""
FIRST_CHAT = 7_000


def faults(points, *, seed):
    chance = random.Random(seed)
    return [f"{point}:{chance.randint(1, MOST[point])}" for point in points]


async def story(world, *, rest, chats, messages, planned):
    """`rest` and `chats`: how many citizens on each channel, and how many messages each of them sends."""
    (writers, said), (chatters, typed) = rest, chats
    world.chats = {number: FIRST_CHAT + number for number in range(writers, writers + chatters)}
    world.lines = lambda n: script.passer_by(n, typed) if n in world.chats else script.signed_in(n, said)
    try:
        await world.seed_city(writers)
        await world.run(citizens=writers + chatters, messages=messages, faults=planned, patience=90 * ROUNDS + 60)
    finally:
        world.close()
        await world.client.aclose()
    kinds = Counter((event.op, event.kind) for event in world.history.events)
    findings = check(world.history.events)
    assert findings == [], (len(findings), findings[:5], kinds, world.log.name)
    assert not world.unanswered, world.unanswered
    accepted = writers * said + chatters * typed
    assert len({event.key for event in world.history.events if event.op == "turn"}) == kinds["turn", "ok"] == accepted
    assert world.kills == len(planned)
    assert world.ended == 0
    numbers = {str(done.get("tracking_no") or done["enrolment_no"]) for done in world.answered}
    recorded = {event.key for event in world.history.events if event.op == "call"}
    assert numbers == recorded
    assert len(world.answered) == len(recorded) >= writers
    again, first, last = kinds["send", "ok"] - kinds["reply", "ok"], min(world.seconds), max(world.seconds)
    print(
        f"\n{accepted} accepted and answered, {kinds['reply', 'ok']} replies, {len(recorded)} acts, {again} sent twice,"
    )
    print(f"{world.kills} kills at {' '.join(planned)}, a start took {first:.1f} to {last:.1f} s")
    return kinds


@pytest.mark.timeout(300 * ROUNDS)
async def test_twenty_conversations_of_fifty_messages_survive_a_kill_at_every_point(tmp_path):
    """One process, SQLite: the embedded default. 16 × 55 + 4 × 30 = 1,000 messages a round."""
    with TelegramServer() as server:
        world = RealWorld(var=tmp_path, telegram=server)
        planned = faults(ROUNDS * [*POINTS], seed=ROUNDS)
        kinds = await story(
            world, rest=(16, 55 * ROUNDS), chats=(4, 30 * ROUNDS), messages=50 * ROUNDS, planned=planned
        )
    assert kinds["send", "ok"] - kinds["reply", "ok"] <= 4 * world.kills  # of each chat, what was in hand


@pytest.mark.timeout(180)
async def test_an_act_in_hand_at_the_kill_is_registered_once_and_told(tmp_path):
    """One citizen, so that the count tells which call it is: the inquiry, the enrolment, its answer."""
    with TelegramServer() as server:
        world = RealWorld(var=tmp_path, telegram=server)
        world.paced = False
        await story(world, rest=(1, 10), chats=(0, 0), messages=10, planned=["K6:6", "K6:3", "K7:1"])
    assert world.remade == ["municipal.enrol", "municipal.register_inquiry"]


@pytest.mark.timeout(300)
async def test_web_and_worker_on_postgresql_and_redis_survive_as_well(tmp_path):
    """Two processes; leases of the dead run out by themselves here, so this one takes its time."""
    with TelegramServer() as server:
        world = RealWorld(
            var=tmp_path,
            telegram=server,
            url=postgres_url(),
            settings={"SHAHRYAR_REDIS_URL": redis_url()},
            split=True,
        )
        await story(world, rest=(8, 20), chats=(2, 12), messages=20, planned=faults(["K1", "K3", "K6", "K5"], seed=1))
