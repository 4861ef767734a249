"""Operations that anyone may ask, and the look-up of acts by their key."""

from __future__ import annotations

from sqlalchemy import select

from integrations.municipal.assertion import Citizen
from integrations.reference import idempotency
from integrations.reference.backend import Backend
from integrations.reference.case.asking import Answer, Ask
from integrations.reference.declared import Declared
from integrations.reference.operations import Endpoint
from integrations.reference.routes.bodies import ClientKey, OfficeFilter, PriceLookup
from integrations.reference.rules import city
from integrations.reference.written import jalali_year


def city_routes(backend: Backend) -> list[Endpoint]:
    declared = Declared(backend)
    declared.read("health", _health)
    declared.read("blockPrice", _block_price, PriceLookup)
    declared.read("offices", _offices, OfficeFilter)
    return declared.endpoints


def operation_routes(backend: Backend) -> list[Endpoint]:
    declared = Declared(backend)
    declared.read("operation", _became, ClientKey)
    declared.change("withdrawOperation", _withdraw, ClientKey)
    return declared.endpoints


def _health(ask: Ask) -> Answer:
    ask.tx.execute(select(1))
    return {"status": "ok"}


def _block_price(ask: Ask, *, district: int, use: str) -> Answer:
    return city.block_price(ask.tx, district=district, use=use, year=jalali_year(ask.today))


def _offices(ask: Ask, *, district: int | None, type: str | None) -> Answer:  # noqa: A002 - the contract's word
    return city.listed_offices(ask.tx, district=district, office_type=type)


def _became(ask: Ask, *, client_key: str) -> Answer:
    return idempotency.what_became(ask.tx, ask.mobile, client_key)


def _withdraw(backend: Backend, who: Citizen, *, client_key: str) -> Answer:
    return idempotency.withdraw(backend.database, who.mobile, client_key, now=backend.clock())
