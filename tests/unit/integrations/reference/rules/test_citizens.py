import pytest

from integrations.reference.problems import Refused
from integrations.reference.rules.citizens import belongs_to, confirm
from tests.municipality import OTHER, OWNER


def test_a_national_id_belongs_to_its_own_mobile_alone(tx):
    assert belongs_to(tx, OWNER["national_id"], OWNER["mobile"])()
    assert not belongs_to(tx, OWNER["national_id"], OTHER["mobile"])()
    assert confirm(tx, OWNER["national_id"], mobile=OWNER["mobile"]) == {"name": OWNER["name"]}


@pytest.mark.parametrize("national_id", [OTHER["national_id"], "9991000038"])
def test_a_foreign_and_an_unknown_id_are_refused_alike(tx, national_id):
    with pytest.raises(Refused, match="no_match"):
        confirm(tx, national_id, mobile=OWNER["mobile"])
