"""P1–P6 under SIGKILL: the program dies at every failpoint, without grace, and starts again on the same database."""

import re
from collections import Counter
from pathlib import Path

import pytest

from bot.failpoints import POINTS
from tests.faults.checker import check
from tests.faults.world import CALL_EVERY, World
from tests.servers import postgres_url

FAULTS = ["K1:4", "K2:20", "K3:3", "K4:3", "K5:20", "K6:4", "K7:4"]
"""Which point kills and at which time it is passed; one process each, in this order."""


async def story(world, **scale):
    assert scale["messages"] // (len(FAULTS) + 1) >= CALL_EVERY, "each process has a call to be killed at"
    await world.run(faults=FAULTS, **scale)
    findings = check(world.history.events)
    kinds = Counter((event.op, event.kind) for event in world.history.events)
    assert findings == [], (len(findings), findings[:5], kinds)
    assert world.kills == len(FAULTS)
    assert kinds["accept", "ok"] == kinds["turn", "ok"] == scale["citizens"] * scale["messages"]
    return kinds


@pytest.mark.timeout(180)
async def test_twenty_conversations_of_fifty_messages_lose_double_and_swap_nothing(tmp_path):
    """SQLite, the embedded default."""
    kinds = await story(World(url="", var=tmp_path), citizens=20, messages=50, patience=150)
    assert kinds["call", "ok"] == 200
    copies = kinds["send", "ok"] - kinds["reply", "ok"]
    assert 0 < copies <= 16 * len(FAULTS)  # K5 makes at least one; only what was in hand can be sent twice


@pytest.mark.timeout(180)
async def test_the_same_on_postgresql_with_two_workers(tmp_path):
    await story(World(url=postgres_url(), var=tmp_path), citizens=10, messages=40, patience=150)


def test_every_failpoint_stands_in_the_code_and_is_used_here():
    root = Path(__file__).resolve().parents[2]
    code = "".join(path.read_text("utf-8") for path in (root / "bot").rglob("*.py"))
    assert set(re.findall(r'hit\("(K\d)"\)', code)) == set(POINTS)
    assert {fault.partition(":")[0] for fault in FAULTS} == set(POINTS)
