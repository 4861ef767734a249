"""Routes of the city register: parcels, approvals and offices for anyone, archive images for who may see the file."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter
from sqlalchemy import Connection

from integrations.municipal.assertion import Citizen
from integrations.reference.backend import Backend, route
from integrations.reference.city import approvals, archive, finding, known, offices, parcels
from integrations.reference.city.bodies import (
    ApprovalSearch,
    ArchiveImage,
    ArchiveList,
    ByAddress,
    ByCode,
    ByPlate,
    ByPoint,
    OfficeSearch,
    ParcelLookup,
)
from integrations.reference.city.finding import Found
from integrations.reference.problems import Refused
from integrations.reference.written import TEHRAN, from_jalali, jalali_year


def register_routes(backend: Backend) -> APIRouter:
    router = APIRouter()

    def find_parcels(body: ParcelLookup) -> dict[str, object]:
        year = jalali_year(backend.today)
        with backend.database.reading() as connection:
            if isinstance(body, ByPoint):
                return parcels.at_point(connection, body.point.point, year=year)
            found = _on_the_map(connection, body)
            if found.rows:
                return parcels.answer(connection, found, year=year)
            return parcels.answer_known(connection, _off_the_map(connection, body))

    def plan_approvals(body: ApprovalSearch) -> dict[str, object]:
        with backend.database.reading() as connection:
            return approvals.found(connection, **body.model_dump())

    def find_offices(body: OfficeSearch) -> dict[str, object]:
        moment = _moment(body.at) if body.at else backend.clock().astimezone(TEHRAN)
        with backend.database.reading() as connection:
            return offices.found(
                connection,
                point=body.point.point if body.point else None,
                district=body.district,
                office_type=body.type,
                codes=body.codes,
                open_only=body.open_only,
                moment=moment,
            )

    route(router, "findParcels", find_parcels)
    route(router, "planApprovals", plan_approvals)
    route(router, "findOffices", find_offices)
    return router


def archive_routes(backend: Backend) -> APIRouter:
    router = APIRouter()
    list_caller = backend.caller("archiveImages")
    image_caller = backend.caller("archiveImage")

    def archive_images(body: ArchiveList, citizen: Citizen = list_caller) -> dict[str, object]:
        with backend.database.reading() as connection:
            return archive.listed(
                connection,
                str(citizen.national_id),
                request_no=body.request_no,
                cursor=body.cursor,
                today=backend.today,
            )

    def archive_image(body: ArchiveImage, citizen: Citizen = image_caller) -> dict[str, object]:
        with backend.database.reading() as connection:
            return archive.shown(
                connection,
                str(citizen.national_id),
                image_no=body.image_no,
                media_type=body.media_type,
                today=backend.today,
            )

    route(router, "archiveImages", archive_images)
    route(router, "archiveImage", archive_image)
    return router


def _on_the_map(connection: Connection, body: ByCode | ByPlate | ByAddress) -> Found:
    if isinstance(body, ByCode):
        return finding.by_code(connection, body.nosazi_code)
    if isinstance(body, ByPlate):
        return finding.by_plate(connection, **body.registry_plate.model_dump())
    return finding.by_address(connection, body.address)


def _off_the_map(connection: Connection, body: ByCode | ByPlate | ByAddress) -> Found:
    """What only files and the register of properties name. They know no plates of the registry."""
    if isinstance(body, ByCode):
        return known.by_code(connection, body.nosazi_code)
    return known.by_address(connection, body.address) if isinstance(body, ByAddress) else Found("registry_plate", [], 0)


def _moment(written: str) -> datetime:
    """A local moment from `YYYY-MM-DDTHH:MM` with a Jalali date. Refused when there is no such day."""
    day, _, time = written.partition("T")
    year, month, number = map(int, day.split("-"))
    hour, minute = map(int, time.split(":"))
    try:
        found = from_jalali(year, month, number)
    except ValueError:
        raise Refused("not_found") from None
    return datetime(found.year, found.month, found.day, hour, minute, tzinfo=TEHRAN)
