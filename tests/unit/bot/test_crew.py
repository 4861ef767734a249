"""The loop behind delivery and calls: so many at once, one fault is its own, what is in hand is finished."""

import asyncio

from bot.crew import Crew
from bot.observe import Metrics
from bot.storage.signals import LocalSignals


class Queue:
    def __init__(self, *jobs):
        self.jobs, self.done, self.at_once, self.most = list(jobs), [], 0, 0
        self.faults = []

    async def claim(self, room):
        if self.faults:
            raise self.faults.pop()
        taken, self.jobs = self.jobs[:room], self.jobs[room:]
        return taken

    async def work(self, job):
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        await asyncio.sleep(0.01)
        self.at_once -= 1
        if job == "bad":
            raise ValueError("bad")
        self.done.append(job)


def crew(queue, signals=None, metrics=None):
    return Crew(
        "calls", queue.claim, queue.work, together=3, signals=signals or LocalSignals(), metrics=metrics or Metrics()
    )


async def run_until(queue, number, made):
    stop = asyncio.Event()
    task = asyncio.create_task(made.run(stop))
    async with asyncio.timeout(10):
        while len(queue.done) < number:  # noqa: ASYNC110 - the queue has no event to wait for
            await asyncio.sleep(0.005)
        stop.set()
        made.nudge()
        await task


async def test_all_is_done_three_at_a_time_and_one_fault_harms_nobody_else():
    queue, metrics = Queue(*range(8), "bad", *range(8, 12)), Metrics()
    await run_until(queue, 12, crew(queue, metrics=metrics))
    assert sorted(queue.done) == list(range(12))
    assert queue.most == 3
    assert 'shahryar_loop_failures_total{error="ValueError",loop="calls"} 1.0' in metrics.page().decode()


async def test_a_hint_wakes_it_and_a_claim_that_fails_is_outlived(monkeypatch):
    monkeypatch.setattr("bot.crew.POLL", 0.05)
    queue, signals = Queue(), LocalSignals()
    queue.faults = [OSError("away")]
    made = crew(queue, signals)
    asyncio.get_running_loop().call_later(0.1, lambda: (queue.jobs.append("x"), signals.publish("calls")))
    await run_until(queue, 1, made)
    assert queue.done == ["x"]


async def test_stopping_finishes_what_is_in_hand():
    queue = Queue("x")
    made, stop = crew(queue), asyncio.Event()
    task = asyncio.create_task(made.run(stop))
    await asyncio.sleep(0.005)
    stop.set()
    made.nudge()
    await asyncio.wait_for(task, 5)
    assert queue.done == ["x"]
