import httpx
from starlette.applications import Starlette
from starlette.responses import JSONResponse

from integrations.municipal.contract import load_contract
from integrations.reference.operations import Endpoint, Operations
from integrations.reference.problems import HANDLERS


def endpoint(operation_id):
    async def answer(request):
        return JSONResponse([operation_id, request.path_params])

    return Endpoint(load_contract()[operation_id], dict, answer)


def served(*operation_ids):
    routes = [Operations(endpoint(operation_id) for operation_id in operation_ids)]
    app = Starlette(routes=routes, exception_handlers=HANDLERS)
    app.router.redirect_slashes = False
    return httpx.AsyncClient(base_url="http://m.test", transport=httpx.ASGITransport(app))


async def test_an_operation_is_found_by_its_method_and_path():
    async with served("enrol", "enrolments", "operation", "withdrawOperation") as http:
        assert (await http.get("/enrolments")).json() == ["enrolments", {}]
        assert (await http.post("/enrolments")).json() == ["enrol", {}]
        assert (await http.get("/operations/abc-12345")).json() == ["operation", {"client_key": "abc-12345"}]
        assert (await http.delete("/operations/abc-12345")).json()[0] == "withdrawOperation"


async def test_another_path_is_not_found_and_another_method_names_those_there_are():
    async with served("enrol", "enrolments") as http:
        for path in ("/enrolments/", "/enrolment", "/operations/abc-12345"):
            assert (await http.get(path)).json()["code"] == "not_found"
        for method in ("PUT", "HEAD", "OPTIONS"):
            answer = await http.request(method, "/enrolments")
            assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, POST")
