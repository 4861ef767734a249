"""The web application: every route of the channels, the console, health and (in development) the twins, and
the loops that live with it. Refuses to start with a route that carries no gate."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute

from bot.channels.web import routes as web
from bot.channels.web.deps import Deps as WebDeps
from bot.channels.web.texts import load_texts
from bot.console import routes as console
from bot.console.deps import Deps as ConsoleDeps
from bot.console.words import load_words
from bot.errors import Code, Defect
from bot.guard import MARK
from bot.health import Probe
from bot.health import router as health_router
from bot.limits import Buckets
from bot.storage import inbox, outbox
from bot.wiring import development
from bot.wiring.program import Program
from bot.wiring.roles import Loops, Role


def make_app(program: Program, roles: frozenset[Role]) -> FastAPI:
    """The application. Its lifespan starts and stops the loops of `roles`."""
    desk = console_deps(program)
    loops: list[Loops] = []

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        loops.append(Loops(program, roles, console=desk))
        await loops[0].start()
        yield
        await loops[0].stop()
        await program.close()

    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.add_exception_handler(Exception, _last_resort)
    app.include_router(health_router(_probes(program), program.metrics, measure=lambda: _measure(program)))
    if Role.WEB in roles:
        _add_channels(app, program, desk)
    check_gates(app.routes)
    return app


def _add_channels(app: FastAPI, program: Program, desk: ConsoleDeps) -> None:
    app.include_router(web.router(web_deps(program)))
    app.include_router(console.router(desk))
    for messenger in program.messengers:
        if messenger.routes is not None:
            app.include_router(messenger.routes)
    if not program.settings.production:
        app.include_router(development.router(program.clock, program.backend))


def web_deps(program: Program) -> WebDeps:
    return WebDeps(
        store=program.store,
        signals=program.signals,
        clock=program.clock,
        settings=program.settings,
        limits=Buckets(),
        texts=load_texts(),
        refused=program.metrics.refuse,
    )


def console_deps(program: Program) -> ConsoleDeps:
    titles = {name: program.book.texts.render(f"{name}.title", {}) for name in program.book.flows}
    return ConsoleDeps(
        store=program.store,
        signals=program.signals,
        clock=program.clock,
        settings=program.settings,
        texts=load_words(titles),
        book=program.book,
    )


def check_gates(routes: list[BaseRoute]) -> None:
    """Every route carries its mark.

    Raises:
        Defect: NOT_ALLOWED naming the first route without one.
    """
    for route in routes:
        inner = getattr(route, "original_router", None)  # how FastAPI keeps an included router
        if inner is not None:
            check_gates(inner.routes)
        elif getattr(getattr(route, "endpoint", None), MARK, None) is None:
            raise Defect(Code.NOT_ALLOWED, route=str(getattr(route, "path", route)))


def _probes(program: Program) -> dict[str, Probe]:
    return {"store": program.store.ping, "model": lambda: _try_model(program)}


def _try_model(program: Program) -> None:
    """The model reads; an answer of any kind will do."""
    program.understander.understand("سلام", now=program.clock.now())


def _measure(program: Program) -> None:
    """Bring the gauges up to date."""
    for queue, depth in (("inbox", inbox.depth), ("outbox", outbox.depth)):
        for status, number in program.store.read(depth).items():
            program.metrics.waiting.labels(f"{queue}_{status}").set(number)


async def _last_resort(_request: object, _fault: Exception) -> PlainTextResponse:
    """No exception text ever leaves the house."""
    return PlainTextResponse("internal error\n", status_code=500)
