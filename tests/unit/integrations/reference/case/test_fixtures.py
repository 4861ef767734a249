import copy

import pytest
from sqlalchemy import select

from integrations.reference.case.asking import Ask
from integrations.reference.case.properties import mine
from integrations.reference.case.tables import properties, property_holders
from integrations.reference.fixtures import FixtureError
from integrations.reference.seed import seed
from tests.municipality import BUILDER, CITY, DEBTOR, NOW, OTHER


def test_properties_bring_their_holders_and_are_brought_up_to_date(database):
    data = copy.deepcopy({"properties": CITY["properties"]})
    data["properties"][0] |= {"heirs": [OTHER["national_id"]], "attorneys": [], "address": "جای نو"}
    seed(database, data, now=NOW)
    with database.reading() as tx:
        this = property_holders.c.nosazi_code == "10-3-77-5"
        roles = dict(tx.execute(select(property_holders.c.national_id, property_holders.c.role).where(this)).all())
        assert roles == {BUILDER["national_id"]: "owner", OTHER["national_id"]: "heir"}
        assert len(tx.execute(select(properties)).all()) == 2
        found = mine(Ask(tx, NOW, national_id=OTHER["national_id"]))["properties"]
        assert [(entry["role"], entry["address"]) for entry in found] == [("heir", "جای نو")]


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [("owner", "nobody", "unknown_owner"), ("heirs", "nobody", "unknown_owner"), ("certified_on", "x", "not_a_date")],
)
def test_what_is_wrong_with_a_property_is_told_with_its_place(database, field, value, code):
    entry = {"nosazi_code": "1-1-1-1", "owner": DEBTOR["national_id"], field: value}
    with pytest.raises(FixtureError) as raised:
        seed(database, {"properties": [entry]}, now=NOW)
    assert [(problem.path, problem.code) for problem in raised.value.problems] == [
        (f"properties[0].{'owner' if field == 'owner' else field}", code)
    ]
