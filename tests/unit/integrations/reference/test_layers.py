import json

import pytest

from integrations.reference.layers import Line, read_rows


def test_a_table_counts_its_header_and_loses_its_byte_order_mark(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('\ufeffcode,name\n1,"دو\nسطر"\n2,x\n', "utf-8")
    assert list(read_rows(path)) == [Line(3, {"code": "1", "name": "دو\nسطر"}), Line(4, {"code": "2", "name": "x"})]


def test_a_feature_is_its_properties_and_its_geometry(tmp_path):
    path = tmp_path / "a.geojson"
    point = {"type": "Point", "coordinates": [1, 2]}
    path.write_text(json.dumps({"features": [{"properties": {"code": 1}, "geometry": point}, 5]}), "utf-8")
    assert list(read_rows(path)) == [Line(1, {"code": 1, "geometry": point}), Line(2, {"geometry": None})]


@pytest.mark.parametrize("text", ["[]", '{"features": 1}', "{"])
def test_what_is_no_collection_is_a_fault(tmp_path, text):
    path = tmp_path / "a.geojson"
    path.write_text(text, "utf-8")
    with pytest.raises(ValueError):
        list(read_rows(path))
