import pytest
from starlette.requests import Request
from starlette.responses import Response

from integrations.municipal.assertion import Staff
from integrations.reference.office.session import SECONDS, Sessions
from tests.municipality import NOW, STAFF_KEY, later, staff_assertion

STAFF = Staff("کارمند نمونه", "revenue")
SESSIONS = Sessions(STAFF_KEY.encode())


def request(cookie):
    return Request({"type": "http", "headers": [(b"cookie", f"office={cookie}".encode())]})


def cookie(staff=STAFF, sessions=SESSIONS, **options):
    response = Response()
    sessions.open(response, staff, now=NOW, secure=options.get("secure", True))
    return response.headers["set-cookie"]


def value(header):
    return header.partition("=")[2].partition(";")[0].strip('"')


def test_a_session_is_who_signed_in_for_a_working_day():
    header = cookie()
    assert all(word in header for word in ("HttpOnly", "SameSite=strict", "Secure"))
    assert SESSIONS.member(request(value(header)), now=NOW) == STAFF
    assert SESSIONS.member(request(value(header)), now=later(SECONDS)) is None


@pytest.mark.parametrize(
    "made",
    [
        "",
        "x",
        "x.y",
        value(cookie(sessions=Sessions(b"another key"))),
        value(cookie())[:-1],
        value(cookie(Staff("کسی", "gateway"))),
        staff_assertion("manager")["Staff-Assertion"],
    ],
)
def test_what_is_no_session_of_ours_is_nobody(made):
    assert SESSIONS.member(request(made), now=NOW) is None


def test_a_form_belongs_to_its_session():
    mine, other = request(value(cookie())), request(value(cookie(Staff("دیگری", "manager"))))
    assert SESSIONS.is_our_form(mine, SESSIONS.form_token(mine))
    assert not SESSIONS.is_our_form(mine, SESSIONS.form_token(other))
