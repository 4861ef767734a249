"""The web channel's routes, each marked with its gate. What they do is in the modules beside this one."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response, WebSocket
from starlette.responses import JSONResponse

from bot.channels.web import download, page, rest, socket, upload
from bot.channels.web.assets import Asset, load_assets, serve_asset
from bot.channels.web.deps import Deps
from bot.channels.web.headers import origin_allowed
from bot.errors import Code
from bot.guard import Access, access


def router(deps: Deps) -> APIRouter:
    """Everything the web channel serves. REST is there only when it is enabled."""
    routes = APIRouter()
    _add_line(routes, deps)
    if deps.settings.rest_enabled:
        _add_rest(routes, deps)
    _add_pages(routes, deps)
    _add_assets(routes, load_assets(deps.texts))
    return routes


def _add_line(routes: APIRouter, deps: Deps) -> None:
    @access(Access.VISITOR)
    async def chat_line(websocket: WebSocket) -> None:
        if origin_allowed(websocket.headers, deps.settings):
            await socket.serve(deps, websocket)
        else:
            await websocket.close(socket.POLICY)  # before accepting: the handshake ends with 403

    @access(Access.VISITOR)
    async def chat_file(request: Request) -> Response:
        return await upload.take(deps, request)

    @access(Access.ANYONE)
    async def chat_file_asked(request: Request) -> Response:
        return upload.allow(deps, request)

    @access(Access.VISITOR)
    async def chat_made_file(request: Request) -> Response:
        return await download.give(deps, request)

    routes.add_api_websocket_route("/ws/chat", chat_line)
    routes.add_api_route("/download", chat_made_file, methods=["POST"], include_in_schema=False)
    routes.add_api_route("/download", chat_file_asked, methods=["OPTIONS"], include_in_schema=False)
    routes.add_api_route("/upload", chat_file, methods=["POST"], include_in_schema=False)
    routes.add_api_route("/upload", chat_file_asked, methods=["OPTIONS"], include_in_schema=False)


def _add_pages(routes: APIRouter, deps: Deps) -> None:
    pages = page.templates()

    @access(Access.ANYONE)
    async def chat_page(request: Request) -> Response:
        return await page.show(deps, pages, request)

    @access(Access.VISITOR)
    async def chat_post(request: Request) -> Response:
        return await page.take(deps, pages, request)

    @access(Access.VISITOR)
    async def chat_page_file(request: Request) -> Response:
        return await download.give_to_page(deps, request, page.ticket_of(request))

    @access(Access.ANYONE)
    async def demo_page(request: Request) -> Response:
        return page.demo(pages, request)

    routes.add_api_route("/chat", chat_page, methods=["GET"], include_in_schema=False)
    routes.add_api_route("/chat", chat_post, methods=["POST"], include_in_schema=False)
    routes.add_api_route("/chat/files/{seq}", chat_page_file, methods=["GET"], include_in_schema=False)
    routes.add_api_route("/demo", demo_page, methods=["GET"], include_in_schema=False)


def _add_assets(routes: APIRouter, assets: dict[str, Asset]) -> None:
    def add(name: str, asset: Asset) -> None:
        @access(Access.ANYONE)
        async def file(request: Request) -> Response:
            return serve_asset(asset, request)

        routes.add_api_route(f"/{name}", file, methods=["GET", "HEAD"], include_in_schema=False, name=name)

    for name, asset in assets.items():
        add(name, asset)


def _add_rest(routes: APIRouter, deps: Deps) -> None:
    @access(Access.REST)
    async def webhook(request: Request) -> Response:
        return await rest.answer(deps, request)

    @access(Access.REST)
    async def webhook_health(request: Request) -> Response:
        """Rasa's clients look here first."""
        if origin_allowed(request.headers, deps.settings):
            return JSONResponse({"status": "ok"})
        return JSONResponse({"code": Code.NOT_ALLOWED.value}, 403)

    # A plain route: FastAPI's own has nothing to check or convert here and costs a fifth of a turn.
    routes.add_route("/webhooks/rest/webhook", webhook, methods=["POST"])
    routes.add_api_route("/webhooks/rest/", webhook_health, methods=["GET"])
