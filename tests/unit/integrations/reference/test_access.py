import pytest

from integrations.municipal.assertion import HEADER, STAFF_HEADER, Citizen
from integrations.reference.access import Gate, admission
from integrations.reference.problems import Refused
from tests.municipality import KEY, NOW, OTHER, OWNER, STAFF_KEY, assertion, later, staff_assertion


def test_a_nonce_is_good_once_and_its_memory_ends_with_it():
    gate = Gate(KEY.encode())
    header = assertion(OWNER, nonce="again")[HEADER]
    assert gate.citizen(header, now=NOW).mobile == OWNER["mobile"]
    with pytest.raises(Refused, match="assertion_invalid"):
        gate.citizen(header, now=NOW)
    assert gate.citizen(assertion(OWNER, nonce="again", now=later(120))[HEADER], now=later(120))


def test_no_assertion_has_its_own_code():
    with pytest.raises(Refused, match="assertion_missing"):
        Gate(KEY.encode()).citizen(None, now=NOW)


def test_staff_need_the_staff_key_and_without_one_nobody_is_staff():
    header = staff_assertion("manager", nonce="staff-once")[STAFF_HEADER]
    gate = Gate(KEY.encode(), STAFF_KEY.encode())
    assert gate.staff(header, now=NOW).role == "manager"
    for asked, signed in ((gate, header), (gate, staff_assertion("manager", key=KEY)[STAFF_HEADER])):
        with pytest.raises(Refused, match="assertion_invalid"):
            asked.staff(signed, now=NOW)
    for key in (KEY, "", STAFF_KEY):
        with pytest.raises(Refused, match="assertion_invalid"):
            Gate(KEY.encode()).staff(staff_assertion("manager", key=key)[STAFF_HEADER], now=NOW)
    with pytest.raises(Refused, match="assertion_missing"):
        gate.staff(None, now=NOW)


@pytest.mark.parametrize(
    ("citizen", "level", "allowed"),
    [
        (Citizen(OWNER["mobile"], None, 1), 1, True),
        (Citizen(OWNER["mobile"], None, 1), 2, False),
        (Citizen(OWNER["mobile"], OWNER["national_id"], 2), 2, True),
        (Citizen(OWNER["mobile"], OTHER["national_id"], 2), 2, False),
        (Citizen(OWNER["mobile"], None, 2), 2, False),
        (Citizen(OWNER["mobile"], OWNER["national_id"], 1), 2, False),
    ],
)
def test_level_two_needs_a_national_id_that_belongs_to_the_mobile(tx, citizen, level, allowed):
    if allowed:
        admission(tx, citizen, level)()
    else:
        with pytest.raises(Refused, match="assurance_too_low"):
            admission(tx, citizen, level)()
