"""Schemathesis over the reference backend: generated requests, good and bad, find no answer outside the contract."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from integrations.municipal.assertion import HEADER, STAFF_HEADER
from integrations.municipal.contract import DOCUMENT
from integrations.reference.app import mount
from integrations.reference.database import Database
from integrations.reference.seed import seed
from tests.municipality import CITY, KEY, NOW, OWNER, STAFF_KEY, assertion, clock, staff_assertion


class LateApp:
    """Tests are generated when pytest collects; the app with its database comes when they run."""

    inner = None

    async def __call__(self, scope, receive, send):
        await self.inner(scope, receive, send)


schema = schemathesis.openapi.from_path(DOCUMENT)
schema.app = LateApp()


# A new assertion for each request, because a nonce is used once.
@schema.auth(refresh_interval=None)
class Signed:
    """The citizen owns a file; the staff member is asked as the one who may do most."""

    def get(self, case, context):
        return {**assertion(OWNER), **staff_assertion("manager")}

    def set(self, case, data, context):
        header = STAFF_HEADER if case.operation.path.startswith("/staff/") else HEADER
        case.headers[header] = data[header]


@pytest.fixture(scope="module", autouse=True)
def served(tmp_path_factory):
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('fuzz') / 'fuzz.db'}")
    seed(database, CITY, now=NOW)
    schema.app.inner = mount(database, KEY, clock, staff_key=STAFF_KEY)
    yield
    database.close()


@schema.parametrize()
@settings(
    max_examples=25,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
def test_no_generated_request_breaks_the_contract(case):
    case.call_and_validate()
