import json

import pytest
from sqlalchemy import func, select

from integrations.reference.city.tables import parcels
from integrations.reference.importing import Import, Rejected, import_table
from integrations.reference.tables import files, offices
from tests.municipality import NOW

OFFICES = (
    "\ufeffcode,type,district,name,phone\nX1,پیشخوان,۴,دفتر یک,031\nX2,پیشخوان,هفت,دفتر دو,031\n,پیشخوان,3,دفتر سه,\n"
)


@pytest.fixture
def table(tmp_path):
    def write(text):
        path = tmp_path / "table.csv"
        path.write_text(text, "utf-8")
        return path

    return write


def count(database, table):
    with database.reading() as tx:
        return tx.execute(select(func.count()).select_from(table)).scalar_one()


def test_good_rows_are_written_and_rejected_rows_are_listed_with_line_and_reason(empty, table):
    done = import_table(empty, "offices", table(OFFICES), now=NOW, dry_run=False)
    assert done == Import(1, (Rejected(3, "district", "not_a_district"), Rejected(4, "code", "missing")))
    assert count(empty, offices) == 1


def test_a_dry_run_writes_nothing(empty, table):
    assert import_table(empty, "offices", table(OFFICES), now=NOW, dry_run=True).accepted == 1
    assert count(empty, offices) == 0


def test_files_of_unknown_owners_are_rejected(database, table):
    text = (
        "owner,request_no,type,stage,missing_docs\n9991000003,901,پروانه,بررسی مدارک,deed؛ کارت ملی\nکسی,902,پروانه,,\n"
    )
    done = import_table(database, "files", table(text), now=NOW, dry_run=False)
    assert (done.accepted, done.rejected) == (1, (Rejected(3, "owner", "unknown_owner"),))
    with database.reading() as tx:
        row = tx.execute(select(files).where(files.c.request_no == "901")).one()
    assert (row.stage, row.missing_docs) == ("docs_review", ["سند مالکیت", "کارت ملی"])


def test_an_unknown_kind_is_a_fault(empty, table):
    with pytest.raises(ValueError, match="moons"):
        import_table(empty, "moons", table("a\n"), now=NOW, dry_run=True)


PARCEL = {"type": "Polygon", "coordinates": [[[51.0, 32.0], [51.001, 32.0], [51.001, 32.001], [51.0, 32.0]]]}
FEATURES = [
    {"properties": {"nosazi_code": "6-1-1-1"}, "geometry": PARCEL},
    {"properties": {"nosazi_code": "6-1-1-2", "street": "none"}, "geometry": PARCEL},
    {"properties": {"nosazi_code": "6"}, "geometry": {"type": "Point", "coordinates": [51, 32]}},
]


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_dry_run_of_a_layer_finds_what_the_import_finds_and_writes_nothing(empty, tmp_path, dry_run):
    path = tmp_path / "parcels.geojson"
    path.write_text(json.dumps({"features": FEATURES}), "utf-8")
    done = import_table(empty, "parcels", path, now=NOW, dry_run=dry_run)
    assert (done.accepted, done.rejected) == (
        1,
        (
            Rejected(2, "street", "unknown"),
            Rejected(3, "nosazi_code", "not_a_nosazi_code"),
            Rejected(3, "geometry", "not_a_polygon"),
        ),
    )
    assert count(empty, parcels) == (0 if dry_run else 1)
