"""Builds the reference backend's app from its parts. No rules and no routes of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from fastapi import FastAPI

from integrations.reference import problems
from integrations.reference.access import Gate
from integrations.reference.backend import Backend
from integrations.reference.case.catalogue import load_catalogue
from integrations.reference.city.routes import archive_routes, register_routes
from integrations.reference.database import Database
from integrations.reference.faults import FaultMiddleware, FaultSwitch
from integrations.reference.nonces import Nonces
from integrations.reference.office.gateway import SampleGateway, gateway_routes
from integrations.reference.office.routes import office_routes
from integrations.reference.routes.case_work import (
    inspection_routes,
    matter_routes,
    money_routes,
    request_routes,
)
from integrations.reference.routes.citizens import citizen_routes, inquiry_routes
from integrations.reference.routes.city import city_routes, operation_routes
from integrations.reference.routes.courses import course_routes, enrolment_routes
from integrations.reference.routes.staff import staff_routes


def create_app(
    database_url: str,
    key: str | bytes,
    clock: Callable[[], datetime],
    *,
    faults: FaultSwitch | None = None,
    staff_key: str | bytes | None = None,
    nonces: Nonces | None = None,
) -> FastAPI:
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
) -> FastAPI:
    """The same on a database that is open already; who opened it closes it. `payment_page`: where the links of payments
    lead, when not where `catalogue.yaml` says."""
    # Its own description of itself would be a second truth beside openapi.yaml.
    app = FastAPI(title="Reference municipal backend", openapi_url=None, redirect_slashes=False)
    gate = Gate(_bytes(key), _bytes(staff_key) if staff_key else None, nonces)
    backend = Backend(database, gate, clock, payment_page or load_catalogue()["payments"]["page"])
    # In the order in which they are asked for most: the router tries one after the other.
    asked = (citizen_routes, register_routes, archive_routes, city_routes)
    for routes in (*asked, inquiry_routes, course_routes, enrolment_routes, operation_routes):
        app.include_router(routes(backend))
    for case_work in (request_routes, inspection_routes, money_routes, matter_routes, staff_routes):
        app.include_router(case_work(backend))
    if staff_key is not None:
        app.include_router(office_routes(backend, _bytes(staff_key)))
        app.include_router(gateway_routes(SampleGateway(database, clock)))
    problems.install(app)
    if faults is not None:
        app.add_middleware(FaultMiddleware, switch=faults)
    return app


def _bytes(key: str | bytes) -> bytes:
    return key.encode() if isinstance(key, str) else key
