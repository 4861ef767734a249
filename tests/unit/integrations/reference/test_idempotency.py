import pytest
from sqlalchemy import func, insert, select

from integrations.reference.idempotency import Act, perform, what_became, withdraw
from integrations.reference.problems import Refused
from integrations.reference.tables import offices
from tests.municipality import NOW

ACT = Act("09130000001", "key-00000001", "enrol", {"course": "c"}, 201)


def place(code="Z"):
    def work(tx):
        tx.execute(insert(offices).values(code=code, type="counter", name="دفتر"))
        return {"code": code}

    return work


def refuse(tx):
    place()(tx)
    raise Refused("closed", until="1404-07-01")


def count(database):
    with database.reading() as tx:
        return tx.execute(select(func.count()).select_from(offices).where(offices.c.code == "Z")).scalar_one()


def test_the_work_is_done_once_and_answered_twice(empty):
    first, second = (perform(empty, ACT, place(), now=NOW) for _ in range(2))
    assert (first.body, first.status, first.replay) == ({"code": "Z"}, 201, False)
    assert (second.body, second.status, second.replay) == ({"code": "Z"}, 201, True)
    assert count(empty) == 1


def test_a_refusal_undoes_the_work_and_is_the_answer_from_then_on(empty):
    for work in (refuse, place()):
        with pytest.raises(Refused, match="closed") as refused:
            perform(empty, ACT, work, now=NOW)
        assert refused.value.data == {"until": "1404-07-01"}
    assert count(empty) == 0
    with empty.reading() as tx:
        assert what_became(tx, ACT.mobile, ACT.client_key)["outcome"] == "rejected"


def test_a_crash_leaves_neither_the_work_nor_the_key(empty):
    def crash(tx):
        place()(tx)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        perform(empty, ACT, crash, now=NOW)
    assert count(empty) == 0
    assert perform(empty, ACT, place(), now=NOW).replay is False


def test_another_body_under_the_same_key_is_a_conflict(empty):
    perform(empty, ACT, place(), now=NOW)
    other = Act(ACT.mobile, ACT.client_key, "enrol", {"course": "d"}, 201)
    with pytest.raises(Refused, match="key_reused"):
        perform(empty, other, place("Y"), now=NOW)


def test_a_withdrawn_key_is_refused_and_a_done_one_is_told(empty):
    assert withdraw(empty, ACT.mobile, ACT.client_key, now=NOW)["outcome"] == "withdrawn"
    with pytest.raises(Refused, match="operation_withdrawn"):
        perform(empty, ACT, place(), now=NOW)
    assert count(empty) == 0
    done = Act(ACT.mobile, "key-00000002", "enrol", {"course": "c"}, 201)
    perform(empty, done, place(), now=NOW)
    assert withdraw(empty, ACT.mobile, done.client_key, now=NOW)["outcome"] == "accepted"
