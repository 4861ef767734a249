"""What POST /upload promises (docs/protocols/web.md), against a real server."""

import pytest
from sqlalchemy import func, select

from bot.storage.tables import files
from tests.fakes.pictures import HTML, PDF, picture
from tests.fakes.web_client import WebClient

JPG = picture()
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


def send(client, line, raw=JPG, *, client_id="f1", ticket=None, name="deed.jpg", text=None, **headers):
    fields = {"ticket": line.ticket if ticket is None else ticket, "client_id": client_id}
    if text:
        fields["text"] = text
    return client.post("/upload", data=fields, files={"file": (name, raw, "image/jpeg")}, headers=headers)


def event(line, author, holding=""):
    """The next line of the transcript of this author that holds these words."""
    while (found := line.until("event"))["author"] != author or holding not in found["text"]:
        pass
    return found


def stored(program):
    return program.store.read(lambda tx: tx.execute(select(func.count()).select_from(files)).scalar_one())


def test_a_file_is_committed_answered_on_the_line_and_named_by_its_client_id(program, client, line):
    response = send(client, line, text="اینم سند")
    assert (response.status_code, response.json()) == (200, {"client_id": "f1"})
    own, reply = event(line, "citizen"), event(line, "bot", "image/jpeg")
    assert own["client_id"] == "f1"
    assert reply["text"] == f"شنیدم: image/jpeg {len(JPG)} اینم سند"


def test_the_same_client_id_again_is_taken_once(program, client, line):
    before = stored(program)
    assert [send(client, line, client_id="twice").status_code for _ in range(3)] == [200] * 3
    assert stored(program) == before + 1


@pytest.mark.parametrize("name", ["../../../etc/passwd", "a\\..\\b.jpg", "\u202egpj.exe", "x" * 300 + ".jpg"])
def test_its_name_is_never_used(program, client, line, name):
    assert send(client, line, PDF, name=name, client_id="named").status_code == 200
    assert event(line, "bot", "application/pdf")
    assert not [path for path in program.folder.rglob("*") if "passwd" in path.name or path.suffix in (".jpg", ".exe")]


def test_a_page_that_calls_itself_a_picture_is_refused_in_the_conversation(client, line):
    assert send(client, line, HTML).status_code == 200
    assert event(line, "bot", "kind")


def test_too_large_is_told_in_persian_before_anything_is_stored(program, client, line):
    before = stored(program)
    response = send(client, line, b"\xff\xd8\xff" + b"0" * (11 * 1024 * 1024))
    assert (response.status_code, response.json()["code"]) == (413, "file_too_large")
    assert "۱۰ مگابایت" in response.json()["text"]
    assert stored(program) == before


@pytest.mark.parametrize("ticket", ["", "somebody-elses", "x" * 500, "بلیت"])
def test_without_the_ticket_nothing_is_taken(program, client, line, ticket):
    before = stored(program)
    response = send(client, line, ticket=ticket)
    assert (response.status_code, response.json()["code"]) == (403, "ticket_invalid")
    assert stored(program) == before


def test_what_is_no_such_form_is_refused(client, line):
    fields = {"ticket": line.ticket, "client_id": "a"}
    two = [("file", ("a", JPG)), ("file", ("b", JPG))]
    bad = [
        client.post("/upload", content=b"{}", headers={"Content-Type": "application/json"}),
        client.post("/upload", data=fields),
        client.post("/upload", data=fields, files=two),
        send(client, line, client_id="not ours!"),
    ]
    assert [(response.status_code, response.json()["code"]) for response in bad] == [(400, "bad_request")] * 4


def test_a_listed_page_may_send_and_read_the_answer_and_no_other(client, line):
    asked = client.options("/upload", headers={"Origin": SITE, "Access-Control-Request-Method": "POST"})
    assert (asked.status_code, asked.headers["access-control-allow-origin"]) == (204, SITE)
    sent = send(client, line, client_id="cors", Origin=SITE)
    assert (sent.status_code, sent.headers["access-control-allow-origin"]) == (200, SITE)
    evil = send(client, line, client_id="evil", Origin="https://evil.example")
    assert (evil.status_code, evil.json()["code"]) == (403, "not_allowed")
    assert "access-control-allow-origin" not in evil.headers
    assert client.options("/upload", headers={"Origin": "https://evil.example"}).status_code == 403


def test_files_count_as_messages_of_the_conversation(client, line):
    codes = {send(client, line, PDF, client_id=f"flood{number}").status_code for number in range(40)}
    assert codes == {200, 429}
