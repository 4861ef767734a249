import httpx

from integrations.reference.app import create_app
from tests.municipality import KEY, clock


async def test_the_app_describes_itself_nowhere_but_in_the_contract(tmp_path):
    app = create_app(f"sqlite:///{tmp_path / 'app.db'}", KEY, clock)
    async with httpx.AsyncClient(base_url="http://m.test", transport=httpx.ASGITransport(app)) as http:
        assert (await http.get("/health")).json() == {"status": "ok"}
        for path in ("/openapi.json", "/docs", "/redoc", "/health/"):
            assert (await http.get(path)).status_code == 404
