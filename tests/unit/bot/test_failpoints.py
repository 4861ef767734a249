"""A failpoint kills exactly when told to and does nothing otherwise."""

import subprocess
import sys

import pytest

from bot.failpoints import POINTS, arm, hit


def run(fault):
    code = "from bot.failpoints import arm, hit\narm()\nfor n in range(5):\n    print(n, flush=True)\n    hit('K5')\n"
    return subprocess.run([sys.executable, "-c", code], env={"FAULT_AT": fault}, capture_output=True, check=False)


def test_the_process_dies_at_the_named_point_and_time():
    died = run("K5:3")
    assert (died.returncode, died.stdout.split()) == (-9, [b"0", b"1", b"2"])


def test_other_points_and_no_fault_at_all_do_nothing():
    assert run("K4:1").returncode == 0
    assert run("").returncode == 0
    for point in POINTS:
        hit(point)


def test_a_point_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="K99"):
        arm({"FAULT_AT": "K99:1"})
    arm({})
