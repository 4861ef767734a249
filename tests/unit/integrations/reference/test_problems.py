import json

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from structlog.testing import capture_logs

from integrations.reference.problems import HANDLERS, STATUS, Refused, document


@pytest.mark.parametrize("code", list(STATUS))
def test_every_code_has_its_document(code):
    answer = document(code)
    body = json.loads(answer.body)
    assert answer.media_type == "application/problem+json"
    assert body["code"] == code
    assert body["status"] == answer.status_code == STATUS[code][0]
    assert body["type"].endswith(code)
    assert set(body) == {"type", "title", "status", "code"}


async def test_a_defect_becomes_a_bare_500_and_its_text_is_not_logged():
    def broken(_request):
        raise RuntimeError("a secret of a citizen")

    def refusing(_request):
        raise Refused("debt", debt_rial=3)

    app = Starlette(routes=[Route("/health", broken), Route("/offices", refusing)], exception_handlers=HANDLERS)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(base_url="http://m.test", transport=transport) as http:
        with capture_logs() as logs:
            answer = await http.get("/health")
        assert (answer.status_code, answer.json()["code"]) == (500, "internal")
        assert "secret" not in answer.text + str(logs)
        assert logs[0]["error"] == "RuntimeError"
        assert (await http.get("/offices")).json()["data"] == {"debt_rial": 3}
        assert (await http.get("/nowhere")).json()["code"] == "not_found"
        refused = await http.post("/health")
        assert (refused.json()["code"], refused.headers["Allow"]) == ("method_not_allowed", "GET")
