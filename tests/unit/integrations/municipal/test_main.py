import json

import httpx
import pytest

from integrations.municipal.__main__ import main
from tests.municipality import KEY, NOW, STAFF_KEY


@pytest.fixture
def ask(monkeypatch, capsys):
    monkeypatch.setenv("SHAHRYAR_MUNICIPAL_KEY", KEY)
    monkeypatch.setenv("MUNICIPAL_STAFF_KEY", STAFF_KEY)

    def call(*arguments, answer=None):
        seen = []

        def transport(request):
            seen.append(request)
            if isinstance(answer, Exception):
                raise answer
            return answer or httpx.Response(200, json={"items": [1, 2, 3]})

        code = main(arguments, transport=httpx.MockTransport(transport), clock=lambda: NOW)
        return code, seen[0], capsys.readouterr().out

    return call


def test_a_citizen_speaks_with_the_citizens_key_and_staff_with_theirs(ask):
    _, request, _ = ask("myFiles", "--citizen", "09130000001:9991000003")
    assert "Citizen-Assertion" in request.headers
    _, request, _ = ask("staffFiles", "--staff", "کارمند:revenue", "--query", "limit=3")
    assert "Staff-Assertion" in request.headers
    assert request.url.query == b"limit=3"


def test_a_key_is_an_acts_key_and_the_key_that_is_asked_about(ask):
    _, request, _ = ask("operation", "--citizen", "09130000001", "--key", "a-key-0001")
    assert request.url.path == "/operations/a-key-0001"
    _, request, _ = ask("enrol", "--citizen", "09130000001", "--key", "a-key-0002", '{"course": "k1"}')
    assert request.headers["Idempotency-Key"] == "a-key-0002"
    assert json.loads(request.content) == {"course": "k1"}


def test_a_file_goes_into_the_body_in_base64(ask, tmp_path):
    (tmp_path / "f").write_bytes(b"abc")
    _, request, _ = ask("uploadDocument", "{}", "--file", f"content_base64={tmp_path / 'f'}")
    assert json.loads(request.content) == {"content_base64": "YWJj"}


def test_lists_are_shown_in_part_when_asked(ask):
    _, _, said = ask("offices", "--head", "1")
    assert said.startswith("200\n")
    assert json.loads(said.partition("\n")[2]) == {"items": [1, "… 2 more"]}


def test_a_refusal_and_no_answer_end_with_one(ask):
    assert ask("offices", answer=httpx.Response(404, json={"code": "not_found"}))[0] == 1
    assert ask("offices", answer=httpx.ConnectError("refused"))[0] == 1
