"""The schema for editors says what the reader says, as far as form goes."""

from dataclasses import fields

import jsonschema
import pytest

from dialogs.book import services
from dialogs.document import DocumentError, read_document
from dialogs.flow import Migration
from dialogs.flow_schema import flow_schema
from dialogs.option import OptionsFrom
from dialogs.steps import Collect, Handler, Link, Remind
from tests.unit.dialogs.conftest import ROOT, copy_sample
from tests.unit.dialogs.test_check import MUTATIONS

SCHEMA = flow_schema()
CHECK = jsonschema.Draft202012Validator(SCHEMA)
FORM = {"unknown_key", "missing_key", "wrong_type", "bad_name", "step_kind", "why_missing", "attempts", "bad_condition"}
FORM |= {"handler_ways", "validator_unknown"}


def test_it_is_a_schema_and_every_flow_of_ours_fits():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for service in services(ROOT):
        errors = [error.message for error in CHECK.iter_errors(read_document(service / "flow.yaml").data)]
        assert errors == [], service.name


@pytest.mark.parametrize(
    ("code", "file", "old", "new"),
    [each[:4] for each in MUTATIONS if each[0] in FORM and each[1].endswith("flow.yaml")],
)
def test_every_fault_of_form_the_reader_finds_is_underlined_too(tmp_path, code, file, old, new):
    path = copy_sample(tmp_path) / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    try:
        data = read_document(path).data
    except DocumentError:
        pytest.skip("not YAML: editors say so themselves")
    assert not CHECK.is_valid(data), code


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        (Collect, SCHEMA["$defs"]["step"]["properties"]["collect"]),
        (OptionsFrom, SCHEMA["$defs"]["step"]["properties"]["collect"]["properties"]["options_from"]),
        (Handler, SCHEMA["$defs"]["handler"]),
        (Remind, SCHEMA["$defs"]["step"]["properties"]["remind"]),
        (Migration, SCHEMA["properties"]["migrate"]["items"]),
    ],
)
def test_the_keys_are_those_the_reader_knows(kind, where):
    assert set(where["properties"]) == {field.name for field in fields(kind) if field.init}


def test_a_link_names_its_slots_under_with():
    link = SCHEMA["$defs"]["step"]["properties"]["link"]
    assert set(link["properties"]) == {"with" if each.name == "args" else each.name for each in fields(Link)}
