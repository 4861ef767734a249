"""Of scripted at-home requests with random faults on the backend none is lost, doubled, or told otherwise than it is.
The whole promise: `make at-home` (2,000 requests); here as many as a test run bears."""

import os
import time
from collections import Counter

import pytest

from bot.observe import set_up_logs
from tests.faults.at_home import ERRANDS, FAULTS, AtHome, verdict

REQUESTS = int(os.environ.get("AT_HOME", "120"))


@pytest.mark.timeout(60 + REQUESTS)
async def test_of_requests_from_home_none_is_lost_doubled_or_wrongly_reported(tmp_path):
    set_up_logs("error")
    world, begun = AtHome(var=tmp_path, errands=REQUESTS), time.monotonic()
    try:
        await world.run()
    finally:
        await world.close()
    found, told, given_up = verdict(world)
    print(f"\n{REQUESTS} requests in {time.monotonic() - begun:.0f} s: {told} registered, {given_up} told that not;")
    print(f"faults met: {dict(world.line.met)}; services: {dict(Counter(e.name.split()[0] for e in ERRANDS))}")
    assert found == {"lost": [], "doubled": [], "wrongly reported": [], "strange": []}
    assert set(world.line.met) == set(FAULTS)
    assert told > REQUESTS // 2
