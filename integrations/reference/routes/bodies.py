"""What operations of the contract take: bodies, queries and numbers in paths. Answers are plain data, checked against
the contract in tests."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from integrations.reference.asked import Key

Number = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[^\x00-\x1f]+$")]
InquiryType = Literal["transfer", "bank", "registry", "utility", "map_order", "land_use", "guild"]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Query(BaseModel):
    """Query values are text, so these are not strict; what else stands there is nobody's business."""

    model_config = ConfigDict(frozen=True)


class PriceLookup(Query):
    district: Annotated[int, Field(ge=1, le=99)]
    use: Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[a-z_]+$")]


class OfficeFilter(Query):
    district: Annotated[int, Field(ge=1, le=99)] | None = None
    type: Literal["counter", "district", "central", "training"] | None = None


class CourseFilter(Query):
    topic: Annotated[str, StringConstraints(min_length=1, max_length=100)] | None = None
    mode: Literal["in_person", "online"] | None = None


class ClientKey(BaseModel):
    """The key of an act, in a path."""

    client_key: Key


class ConfirmationRequest(Body):
    national_id: Annotated[str, StringConstraints(pattern=r"^[0-9]{10}$")]


class FileLookup(Body):
    request_no: Number


class InquiryRequest(Body):
    inquiry_type: InquiryType
    request_no: Number
    note: Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00]*$")] | None = None


class EnrolmentRequest(Body):
    course: Number


class CancellationRequest(Body):
    enrolment_no: Annotated[str, StringConstraints(min_length=1, max_length=12, pattern=r"^[0-9]+$")]
