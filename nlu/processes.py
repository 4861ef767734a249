"""Work of a training shared out over the cores. Serving starts no process."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

LARGE = 2_000
"""Examples from which starting processes is quicker than working alone."""
MOST = 4
"""More would want the memory of more."""

Task = TypeVar("Task")
Result = TypeVar("Result")


def shared_out(work: Callable[[Task], Result], tasks: Sequence[Task]) -> list[Result]:
    """`work` of each task, in their order; on several cores at a time where there are several."""
    processes = min(MOST, len(tasks), cores())
    if processes < 2:
        return [work(task) for task in tasks]
    # Spawned, not forked: whoever trains may have threads.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return list(pool.map(work, tasks))


def cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
