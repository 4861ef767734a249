"""Routes that anyone may ask, and the look-up of acts by their key."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Path, Query
from sqlalchemy import select

from integrations.municipal.assertion import Citizen
from integrations.reference import idempotency
from integrations.reference.backend import KEY_PATTERN, Backend, route
from integrations.reference.rules import city
from integrations.reference.written import jalali_year

DISTRICT = Query(ge=1, le=99)
ANY_DISTRICT = Query(default=None, ge=1, le=99)
USE = Query(min_length=1, max_length=40, pattern=r"^[a-z_]+$")
OFFICE_TYPE = Query(default=None, alias="type")
CLIENT_KEY = Path(min_length=8, max_length=64, pattern=KEY_PATTERN)


def city_routes(backend: Backend) -> APIRouter:
    router = APIRouter()

    def health() -> dict[str, object]:
        with backend.database.reading() as connection:
            connection.execute(select(1))
        return {"status": "ok"}

    def block_price(district: int = DISTRICT, use: str = USE) -> dict[str, object]:
        with backend.database.reading() as connection:
            year = jalali_year(backend.today)
            return city.block_price(connection, district=district, use=use, year=year)

    def offices(
        district: int | None = ANY_DISTRICT,
        office_type: Literal["counter", "district", "central", "training"] | None = OFFICE_TYPE,
    ) -> dict[str, object]:
        with backend.database.reading() as connection:
            return city.listed_offices(connection, district=district, office_type=office_type)

    route(router, "health", health)
    route(router, "blockPrice", block_price)
    route(router, "offices", offices)
    return router


def operation_routes(backend: Backend) -> APIRouter:
    router = APIRouter()
    operation_caller = backend.caller("operation")
    withdraw_operation_caller = backend.caller("withdrawOperation")

    def became(client_key: str = CLIENT_KEY, citizen: Citizen = operation_caller) -> dict[str, object]:
        with backend.database.reading() as connection:
            return idempotency.what_became(connection, citizen.mobile, client_key)

    def withdraw(client_key: str = CLIENT_KEY, citizen: Citizen = withdraw_operation_caller) -> dict[str, object]:
        return idempotency.withdraw(backend.database, citizen.mobile, client_key, now=backend.clock())

    route(router, "operation", became)
    route(router, "withdrawOperation", withdraw)
    return router
