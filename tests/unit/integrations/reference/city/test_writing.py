import json
from datetime import date

import pytest
from sqlalchemy import func, select

from integrations.reference.city.tables import archive_images, parcel_squares, parcels, plan_approvals, plan_zones
from integrations.reference.city.writing import Unlinked, write
from integrations.reference.fixtures import read_fixtures
from tests.register_city import APPROVALS, HOURS, PARCELS, REGISTER, ZONES, square


def row_of(kind, entry):
    return read_fixtures({kind: [entry]}, today=date(2025, 10, 12), people={}).rows[kind][0]


def zone_of(tx, code):
    query = select(plan_zones.c.code).join(parcels, parcels.c.zone_id == plan_zones.c.id)
    return tx.execute(query.where(parcels.c.nosazi_code == code)).scalar()


def test_parcels_follow_a_zone_that_is_drawn_anew(tx):
    assert zone_of(tx, "6-2-110-7") == "R6-1"
    assert zone_of(tx, "3-1-8-44") is None
    write(tx, "plan_zones", row_of("plan_zones", {**ZONES[0], "geometry": square(51.70, 32.66, 0.002)}))
    assert zone_of(tx, "6-2-110-7") is None
    assert zone_of(tx, "3-1-8-44") == "R6-1"
    write(tx, "plan_zones", row_of("plan_zones", {**ZONES[0], "zone": "new", "geometry": ZONES[0]["geometry"]}))
    assert zone_of(tx, "6-2-110-7") == "new"


def test_a_parcel_that_moves_leaves_its_squares(tx):
    moved = row_of("parcels", {**PARCELS[0], "geometry": square(51.75, 32.60)})
    write(tx, "parcels", moved)
    parcel = tx.execute(select(parcels).where(parcels.c.nosazi_code == "6-2-110-7")).one()
    assert parcel.zone_id is None
    squares = tx.execute(select(parcel_squares.c.square).where(parcel_squares.c.of == parcel.id)).scalars()
    assert {number // 1_000_000 for number in squares} == {32_600, 32_601}
    assert json.loads(parcel.outline)[0][0] == [51_750_000, 32_600_000]


def test_writing_twice_is_writing_once(tx):
    def counts():
        tables = (parcels, plan_approvals, archive_images)
        return [tx.execute(select(func.count()).select_from(table)).scalar_one() for table in tables]

    before = counts()
    for kind in ("parcels", "plan_approvals", "archive_images", "office_hours"):
        write(tx, kind, row_of(kind, REGISTER[kind][0]))
    assert counts() == before


def test_approvals_are_ordered_by_their_day_whenever_they_came(tx):
    for number in range(3):
        entry = {**APPROVALS[0], "approval_no": f"L-{number}", "approved_on": "1402-01-01"}
        write(tx, "plan_approvals", row_of("plan_approvals", entry))
    query = select(plan_approvals.c.approval_no).order_by(plan_approvals.c.id)
    assert list(tx.execute(query).scalars()) == ["N-2", "L-0", "L-1", "L-2", "N-3", "N-1"]


@pytest.mark.parametrize(
    ("kind", "entry", "column"),
    [
        ("parcels", {**PARCELS[0], "street": "nowhere"}, "street"),
        ("office_hours", {**HOURS[0], "office": "N99"}, "office"),
        ("archive_images", {**REGISTER["archive_images"][0], "request_no": "1"}, "request_no"),
    ],
)
def test_what_names_something_unknown_is_not_written(tx, kind, entry, column):
    with pytest.raises(Unlinked) as error:
        write(tx, kind, row_of(kind, entry))
    assert error.value.column == column
