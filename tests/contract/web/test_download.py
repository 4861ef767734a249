"""What POST /download and GET /chat/files promise (docs/protocols/web.md): a made file for its own conversation."""

import pytest

from tests.fakes.web_client import WebClient
from tests.fakes.web_program import FILES

FILE = FILES["تقویم"]
SITE = "https://city.example"


@pytest.fixture
def client(program):
    with program.client() as client:
        yield client


@pytest.fixture
def line(program):
    with WebClient(program) as client:
        client.hello()
        yield client


def given(line):
    """The line of the transcript that brings a file."""
    line.say("تقویم")
    while not (found := line.until("event"))["file"]:
        pass
    return found


def fetch(client, ticket, seq, **headers):
    return client.post("/download", files={"ticket": (None, ticket), "seq": (None, str(seq))}, headers=headers)


def test_the_line_tells_of_a_file_and_its_ticket_fetches_it(client, line):
    told = given(line)
    assert told["file"] == {"name": FILE.name, "mime": FILE.mime, "size": len(FILE.content)}
    answer = fetch(client, line.ticket, told["seq"])
    assert (answer.status_code, answer.content) == (200, FILE.content)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''{FILE.name}"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")


def test_another_visitor_and_a_line_without_a_file_find_nothing(program, client, line):
    told = given(line)
    with WebClient(program) as other:
        other.hello()
        assert fetch(client, other.ticket, told["seq"]).status_code == 404
    for seq in (told["seq"] - 1, told["seq"] + 40, 0, -1, "x", "۳", "9" * 30):
        assert fetch(client, line.ticket, seq).status_code == 404


@pytest.mark.parametrize("ticket", ["", "x" * 43, "../etc"])
def test_without_a_ticket_of_ours_nothing_is_told(client, line, ticket):
    answer = fetch(client, ticket, given(line)["seq"])
    assert (answer.status_code, answer.json()["code"]) == (403, "ticket_invalid")


def test_pages_of_listed_origins_may_fetch_and_others_may_not(client, line):
    seq = given(line)["seq"]
    listed = fetch(client, line.ticket, seq, Origin=SITE)
    assert (listed.status_code, listed.headers["access-control-allow-origin"]) == (200, SITE)
    assert client.options("/download", headers={"Origin": SITE}).status_code == 204
    foreign = fetch(client, line.ticket, seq, Origin="https://evil.example")
    assert (foreign.status_code, foreign.json()["code"]) == (403, "not_allowed")
    assert client.post("/download", data={"ticket": line.ticket, "seq": seq}).json()["code"] == "bad_request"


def test_the_page_without_javascript_links_to_it_and_its_cookie_opens_it(program, client):
    page = client.get("/chat").text
    form = {name: page.partition(f'name="{name}" value="')[2].partition('"')[0] for name in ("token", "id")}
    shown = client.post("/chat", data={**form, "text": "تقویم"}, follow_redirects=True).text
    address = "/chat/files/" + shown.partition('href="/chat/files/')[2].partition('"')[0]
    answer = client.get(address)
    assert (answer.status_code, answer.content) == (200, FILE.content)
    assert (answer.headers["cache-control"], answer.headers["x-content-type-options"]) == ("no-store", "nosniff")
    with program.client() as stranger:
        assert stranger.get(address).status_code == 404
        stranger.get("/chat")
        assert stranger.get(address).status_code == 404
