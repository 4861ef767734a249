import os

from nlu import processes
from nlu.processes import shared_out


def _who(task):
    return task, os.getpid()


def test_results_come_in_the_order_of_their_tasks_from_other_processes(monkeypatch):
    monkeypatch.setattr(processes, "cores", lambda: 2)
    done = shared_out(_who, [3, 1, 2])
    assert [task for task, _ in done] == [3, 1, 2]
    assert os.getpid() not in {who for _, who in done}


def test_one_core_works_alone(monkeypatch):
    monkeypatch.setattr(processes, "cores", lambda: 1)
    assert shared_out(_who, [1, 2]) == [(1, os.getpid()), (2, os.getpid())]
