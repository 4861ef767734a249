"""`openapi.yaml` is the one truth: an operation without a client method, a backend route and a test fails the build,
and so does a client method or a route without an operation."""

import ast
import inspect
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from integrations.municipal.client import MunicipalClient
from integrations.municipal.contract import STAFF, load_contract, load_document
from integrations.municipal.staff import StaffClient
from integrations.reference.app import create_app
from integrations.reference.case.catalogue import load_catalogue
from integrations.reference.operations import Operations
from integrations.reference.problems import STATUS
from integrations.reference.stages import load_stages
from tests.municipality import KEY, REGISTRY, clock

OPERATIONS = sorted(load_contract().values(), key=lambda operation: operation.id)
ACTIONS = yaml.safe_load((Path(__file__).parents[3] / "dialogs/actions.yaml").read_text("utf-8"))["actions"]
by_operation = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)


def snake(name):
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def answer_schema(operation):
    answers = load_document()["paths"][operation.path][operation.method.lower()]["responses"]
    success = next(answer for status, answer in answers.items() if status.startswith("2"))
    name = success["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    return load_document()["components"]["schemas"][name]


def test_the_document_is_openapi_3_1():
    assert load_document()["openapi"].startswith("3.1")
    validate(load_document())


def client_of(operation):
    return StaffClient if operation.assurance == STAFF else MunicipalClient


@by_operation
def test_every_operation_has_a_client_method(operation):
    method = getattr(client_of(operation), snake(operation.id))
    assert inspect.iscoroutinefunction(method)
    assert ("key" in inspect.signature(method).parameters) == (operation.acts or "client_key" in operation.path)
    assert ("citizen" in inspect.signature(method).parameters) == (0 < operation.assurance < STAFF)
    assert ("staff" in inspect.signature(method).parameters) == (operation.assurance == STAFF)


@pytest.mark.parametrize("client", [MunicipalClient, StaffClient])
def test_every_client_method_is_an_operation(client):
    beside = {"close", "reconcile"}
    methods = {name for name, _ in inspect.getmembers(client, inspect.iscoroutinefunction)}
    public = {name for name in methods if not name.startswith("_")}
    assert public - beside == {snake(operation.id) for operation in OPERATIONS if client_of(operation) is client}


def endpoints(app):
    return next(route for route in app.routes if isinstance(route, Operations)).endpoints


def test_the_backend_has_exactly_the_contracts_routes(tmp_path):
    app = create_app(f"sqlite:///{tmp_path / 'routes.db'}", KEY, clock)
    served = [endpoint.operation for endpoint in endpoints(app)]
    assert sorted(served, key=str) == sorted(OPERATIONS, key=str)
    # Beside them nothing but the back office, which is shut without a key.
    assert len(app.routes) == 1


RULES = (
    "integrations.reference.rules",
    "integrations.reference.case",
    "integrations.reference.city",
    "integrations.reference.idempotency",
)


def reached(function):
    """The modules whose functions an endpoint can call, through its closures and inner functions."""
    waiting, seen = [function], set()
    while waiting:
        current = waiting.pop()
        code = getattr(current, "__code__", None)
        if code is None or id(current) in seen:
            continue
        seen.add(id(current))
        yield current.__module__
        waiting += [cell.cell_contents for cell in current.__closure__ or ()]
        inner = [code, *(const for const in code.co_consts if inspect.iscode(const))]
        for name in {name for block in inner for name in block.co_names}:
            found = current.__globals__.get(name)
            if inspect.ismodule(found):
                yield found.__name__


@by_operation
def test_every_operation_is_answered_by_a_rule_of_the_backend(operation, tmp_path):
    """Not by its route alone: `health`, which only reaches the database, is the one that needs no rule."""
    app = create_app(f"sqlite:///{tmp_path / 'rules.db'}", KEY, clock)
    rule = next(endpoint.rule for endpoint in endpoints(app) if endpoint.operation == operation)
    assert operation.id == "health" or any(module.startswith(RULES) for module in reached(rule))


@by_operation
def test_every_operation_has_a_test_named_after_it(operation):
    files = Path(__file__).parent.glob("test*_operations.py")
    trees = [ast.parse(file.read_text("utf-8")) for file in files]
    names = [node.name for tree in trees for node in tree.body if isinstance(node, ast.AsyncFunctionDef)]
    assert any(name.startswith(f"test_{snake(operation.id)}_") for name in names)


@by_operation
def test_every_example_of_the_contract_fits_its_schema(operation):
    spec = load_document()["paths"][operation.path][operation.method.lower()]
    bodies = [spec.get("requestBody", {}), *spec["responses"].values()]
    for media in (body.get("content", {}).get("application/json", {}) for body in bodies):
        if "example" in media:
            name = media["schema"]["$ref"].rpartition("/")[2]
            schema = {"$ref": f"urn:contract#/components/schemas/{name}"}
            Draft202012Validator(schema, registry=REGISTRY).validate(media["example"])


def test_the_types_of_requests_are_those_of_the_stages():
    assert set(load_catalogue()["types"]) <= set(load_stages().types)


@by_operation
def test_every_operation_states_its_assurance_and_its_refusals(operation):
    spec = load_document()["paths"][operation.path][operation.method.lower()]
    assert operation.assurance in (0, 1, 2, STAFF)
    assert spec.get("security", []) == [[], [{"citizen": []}], [{"citizen": []}], [{"staff": []}]][operation.assurance]
    keys = [item.get("$ref", "") for item in spec.get("parameters", [])]
    assert operation.acts == ("#/components/parameters/IdempotencyKey" in keys)
    assert operation.refuses <= set(STATUS)


def test_the_problem_codes_of_the_contract_and_the_backend_are_the_same():
    schema = load_document()["components"]["schemas"]["Problem"]
    assert set(schema["properties"]["code"]["enum"]) == set(STATUS)


ALIKE = [found for found in OPERATIONS if found.action in ACTIONS and "of" not in ACTIONS[found.action]]
"""Operations that flows ask for as they are; what is put together from several says so (`of`)."""


@pytest.mark.parametrize("operation", ALIKE, ids=lambda operation: operation.id)
def test_the_flows_actions_say_what_the_contract_says(operation):
    action = ACTIONS[operation.action]
    assert action["level"] == operation.assurance
    assert bool(action.get("acts")) == operation.acts
    assert set(action["refuses"]) == operation.refuses
    assert set(action["gives"]) == set(answer_schema(operation)["properties"])


def test_every_municipal_action_of_the_flows_is_in_the_contract():
    by_id = {operation.id: operation for operation in OPERATIONS}
    for name, action in ACTIONS.items():
        if not name.startswith("municipal."):
            continue
        made_of = [by_id[each] for each in action.get("of", [])]
        assert made_of or name in {operation.action for operation in OPERATIONS}, name
        assert all(action["level"] >= operation.assurance for operation in made_of), name
        acts = any(operation.acts for operation in made_of)
        assert acts == bool(action.get("acts")) or not made_of, name
        assert not acts or len(made_of) == 1, f"{name}: an act is one operation"


def examples():
    """Every example of the document with the schema it stands beside."""
    for operation in OPERATIONS:
        spec = load_document()["paths"][operation.path][operation.method.lower()]
        places = [("request", spec["requestBody"])] if "requestBody" in spec else []
        places += [(status, answer) for status, answer in spec["responses"].items() if "content" in answer]
        for place, holder in places:
            for media in holder["content"].values():
                for name, example in media.get("examples", {}).items():
                    yield pytest.param(media["schema"], example["value"], id=f"{operation.id}-{place}-{name}")


@pytest.mark.parametrize(("schema", "value"), list(examples()))
def test_the_documents_examples_fit_their_schemas(schema, value):
    name = schema["$ref"].rpartition("/")[2]
    Draft202012Validator({"$ref": f"urn:contract#/components/schemas/{name}"}, registry=REGISTRY).validate(value)
