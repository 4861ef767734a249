"""The request bodies of the contract. Answers are plain data, checked against the contract in tests."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Number = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[^\x00-\x1f]+$")]
InquiryType = Literal["transfer", "bank", "registry", "utility", "map_order", "land_use", "guild"]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


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
