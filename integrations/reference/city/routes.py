"""Operations of the city register: parcels, approvals and offices for anyone, archive images for who may see the
file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from integrations.reference.backend import Backend
from integrations.reference.case.asking import Answer, Ask
from integrations.reference.city import approvals, archive, finding, known, offices, parcels
from integrations.reference.city.bodies import (
    ApprovalSearch,
    ArchiveImage,
    ArchiveList,
    OfficeSearch,
    ParcelLookup,
)
from integrations.reference.city.finding import Found
from integrations.reference.city.places import Point
from integrations.reference.declared import Declared
from integrations.reference.operations import Endpoint
from integrations.reference.problems import Refused
from integrations.reference.written import TEHRAN, from_jalali, jalali_year

Degrees = dict[str, float]
Plate = dict[str, Any]


def register_routes(backend: Backend) -> list[Endpoint]:
    declared = Declared(backend)
    declared.read("findParcels", _find_parcels, ParcelLookup)
    declared.read("planApprovals", _plan_approvals, ApprovalSearch)
    declared.read("findOffices", _find_offices, OfficeSearch)
    return declared.endpoints


def archive_routes(backend: Backend) -> list[Endpoint]:
    declared = Declared(backend)
    declared.read("archiveImages", _archive_images, ArchiveList)
    declared.read("archiveImage", _archive_image, ArchiveImage)
    return declared.endpoints


def _find_parcels(ask: Ask, *, point: Degrees | None = None, **written: Any) -> Answer:
    year = jalali_year(ask.today)
    if point is not None:
        return parcels.at_point(ask.tx, Point.of(**point), year=year)
    found = _on_the_map(ask.tx, **written)
    if found.rows:
        return parcels.answer(ask.tx, found, year=year)
    return parcels.answer_known(ask.tx, _off_the_map(ask.tx, **written))


def _plan_approvals(ask: Ask, **wanted: Any) -> Answer:
    return approvals.found(ask.tx, **wanted)


def _find_offices(ask: Ask, *, point: Degrees | None, type: str | None, at: str | None, **wanted: Any) -> Answer:  # noqa: A002 - the contract's word
    moment = _moment(at) if at else ask.now.astimezone(TEHRAN)
    near = Point.of(**point) if point else None
    return offices.found(ask.tx, point=near, office_type=type, moment=moment, **wanted)


def _archive_images(ask: Ask, *, request_no: str, cursor: str | None) -> Answer:
    return archive.listed(ask.tx, ask.national_id, request_no=request_no, cursor=cursor, today=ask.today)


def _archive_image(ask: Ask, *, image_no: str, media_type: str) -> Answer:
    return archive.shown(ask.tx, ask.national_id, image_no=image_no, media_type=media_type, today=ask.today)


def _on_the_map(
    tx: Connection, *, nosazi_code: str = "", registry_plate: Plate | None = None, address: str = ""
) -> Found:
    """Of the three there is one."""
    if nosazi_code:
        return finding.by_code(tx, nosazi_code)
    return finding.by_plate(tx, **registry_plate) if registry_plate else finding.by_address(tx, address)


def _off_the_map(
    tx: Connection, *, nosazi_code: str = "", registry_plate: Plate | None = None, address: str = ""
) -> Found:
    """What only files and the register of properties name. They know no plates of the registry."""
    if nosazi_code:
        return known.by_code(tx, nosazi_code)
    return Found("registry_plate", [], 0) if registry_plate else known.by_address(tx, address)


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
