import pytest
from fastapi import APIRouter, FastAPI

from bot.errors import Defect
from bot.guard import Access, access
from bot.wiring.web import check_gates


def test_a_route_without_its_mark_is_refused_wherever_it_stands():
    inner = APIRouter()

    @inner.get("/forgotten")
    def forgotten():
        return ""

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(inner)
    with pytest.raises(Defect, match=r"not_allowed route=/forgotten"):
        check_gates(app.routes)


def test_marked_routes_pass():
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/known")
    @access(Access.ANYONE)
    def known():
        return ""

    check_gates(app.routes)
