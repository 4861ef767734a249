import threading

import pytest

from integrations.reference.nonces import FEW, LOOK_AT, OwnNonces, SharedNonces


@pytest.fixture(params=["own", "shared"])
def nonces(request, tmp_path):
    if request.param == "own":
        yield OwnNonces()
        return
    made = SharedNonces(tmp_path / "nonces", slots=4096)
    yield made
    made.close()


def test_a_nonce_is_good_once_until_it_expires(nonces):
    assert nonces.first_time("a", 100, now=50)
    assert not nonces.first_time("a", 110, now=60)
    assert nonces.first_time("b", 100, now=60)
    assert nonces.first_time("a", 200, now=101)


def test_of_many_at_once_one_is_the_first(nonces):
    start, answers = threading.Barrier(8), []

    def ask():
        start.wait(10)
        answers.append(nonces.first_time("same", 100, now=50))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [False] * 7 + [True]


def test_two_processes_tables_are_one(tmp_path):
    one, other = SharedNonces(tmp_path / "n"), SharedNonces(tmp_path / "n")
    assert one.first_time("a", 100, now=50)
    assert not other.first_time("a", 100, now=50)
    assert other.first_time("b", 100, now=50)
    assert not one.first_time("b", 100, now=50)
    one.close()
    other.close()


def test_a_full_table_refuses_and_has_room_again_when_they_expire(tmp_path):
    full = SharedNonces(tmp_path / "n", slots=LOOK_AT)
    assert all(full.first_time(f"{number}", 100, now=50) for number in range(LOOK_AT))
    assert not full.first_time("one more", 100, now=50)
    assert full.first_time("one more", 200, now=100)
    full.close()


def test_the_memory_of_nonces_does_not_grow_for_ever_and_is_seldom_swept():
    own = OwnNonces()
    for number in range(FEW):
        own.first_time(f"old-{number}", 100, now=50)
    own.first_time("new", 300, now=200)
    assert len(own._seen) == 1
    for number in range(FEW):
        own.first_time(f"fresh-{number}", 300, now=200)
    assert own._sweep_at == 2 * FEW
