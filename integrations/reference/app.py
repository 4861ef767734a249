"""Builds the reference backend's app from its parts. No rules and no routes of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from starlette.applications import Starlette
from starlette.routing import BaseRoute

from integrations.reference.access import Gate
from integrations.reference.backend import Backend
from integrations.reference.case.catalogue import load_catalogue
from integrations.reference.city.routes import archive_routes, register_routes
from integrations.reference.database import Database
from integrations.reference.faults import FaultMiddleware, FaultSwitch
from integrations.reference.nonces import Nonces
from integrations.reference.office.gateway import SampleGateway, gateway_routes
from integrations.reference.office.routes import office_routes
from integrations.reference.operations import Operations
from integrations.reference.problems import HANDLERS
from integrations.reference.routes.case_work import (
    inspection_routes,
    matter_routes,
    money_routes,
    request_routes,
)
from integrations.reference.routes.citizens import citizen_routes
from integrations.reference.routes.city import city_routes, operation_routes
from integrations.reference.routes.courses import course_routes
from integrations.reference.routes.staff import staff_routes


def create_app(
    database_url: str,
    key: str | bytes,
    clock: Callable[[], datetime],
    *,
    faults: FaultSwitch | None = None,
    staff_key: str | bytes | None = None,
    nonces: Nonces | None = None,
) -> Starlette:
    """The backend on its own database, as an ASGI app.

    Args:
        staff_key: signs staff assertions and opens the back office; without it the staff's side is shut.
        faults: when given, the switch acts on every answer and `POST /_faults` sets it (loopback only).
        nonces: which assertions were used; this process's memory when left out.
    """
    return mount(Database(database_url), key, clock, faults=faults, staff_key=staff_key, nonces=nonces)


def mount(
    database: Database,
    key: str | bytes,
    clock: Callable[[], datetime],
    *,
    faults: FaultSwitch | None = None,
    staff_key: str | bytes | None = None,
    nonces: Nonces | None = None,
    payment_page: str | None = None,
) -> Starlette:
    """The same on a database that is open already; who opened it closes it. `payment_page`: where the links of payments
    lead, when not where `catalogue.yaml` says."""
    gate = Gate(_bytes(key), _bytes(staff_key) if staff_key else None, nonces)
    backend = Backend(database, gate, clock, payment_page or load_catalogue()["payments"]["page"])
    asked = (citizen_routes, register_routes, archive_routes, city_routes, course_routes, operation_routes)
    case_work = (request_routes, inspection_routes, money_routes, matter_routes, staff_routes)
    endpoints = [endpoint for routes in (*asked, *case_work) for endpoint in routes(backend)]
    routes: list[BaseRoute] = [Operations(endpoints)]
    if staff_key is not None:
        routes += office_routes(backend, _bytes(staff_key))
        routes += gateway_routes(SampleGateway(database, clock))

    @asynccontextmanager
    async def gathered(_app: Starlette) -> AsyncIterator[None]:
        database.gather()
        yield

    app = Starlette(routes=routes, exception_handlers=HANDLERS, lifespan=gathered)
    app.router.redirect_slashes = False
    if faults is not None:
        app.add_middleware(FaultMiddleware, switch=faults)
    return app


def _bytes(key: str | bytes) -> bytes:
    return key.encode() if isinstance(key, str) else key
