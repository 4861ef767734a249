"""The request bodies of the city register's operations. Answers are plain data, checked against the contract."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from integrations.reference.city.places import Point
from integrations.reference.routes.bodies import Body, Number

MOMENT = r"^1[34][0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]$"
Cursor = Annotated[str, StringConstraints(min_length=4, max_length=40, pattern=r"^[A-Za-z0-9_-]+$")]
Written = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$")]


def _whole(value: object) -> object:
    """JSON has one kind of number: 6.0 is the integer 6."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


District = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=99)]
MainNumber = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=2**31 - 1)]
Part = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=2**31 - 1)]
OfficeType = Literal["counter", "district", "central", "training"]


class PointBody(BaseModel):
    # Not strict: 51 is as good a longitude as 51.0.
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    lon: Annotated[float, Field(strict=True, ge=-180, le=180)]
    lat: Annotated[float, Field(strict=True, ge=-90, le=90)]

    @property
    def point(self) -> Point:
        return Point.of(self.lon, self.lat)


class PlateBody(Body):
    main: MainNumber
    sub: Part | None = None
    section: Part | None = None


class ByCode(Body):
    nosazi_code: Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[^\x00-\x1f]+$")]


class ByPlate(Body):
    registry_plate: PlateBody


class ByAddress(Body):
    address: Written


class ByPoint(Body):
    point: PointBody


ParcelLookup = ByCode | ByPlate | ByAddress | ByPoint


class ApprovalSearch(Body):
    text: Written | None = None
    district: District | None = None
    body: Literal["commission5", "detailed_plan", "master_plan", "council"] | None = None
    cursor: Cursor | None = None


class OfficeSearch(Body):
    point: PointBody | None = None
    district: District | None = None
    type: OfficeType | None = None
    codes: Annotated[list[Number], Field(min_length=1, max_length=5)] | None = None
    open_only: bool = False
    at: Annotated[str, StringConstraints(pattern=MOMENT)] | None = None


class ArchiveList(Body):
    request_no: Number
    cursor: Cursor | None = None


class ArchiveImage(Body):
    image_no: Number
    media_type: Literal["image/svg+xml", "image/png"] = "image/png"
