"""What the operations of case work take, as the contract says it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from integrations.reference.routes.bodies import Body, Number

JALALI = r"^1[0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
Code = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[a-z0-9_]+$")]
SerialNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{6,12}$")]
BillNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{6,18}$")]
Day = Annotated[str, StringConstraints(pattern=JALALI)]
Slot = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}-[0-9]{2}$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=r"^[^\x00]*$")]
Note = Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00]*$")]


def _whole(value: object) -> object:
    """In JSON Schema 3.0 is an integer too."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Integer = Annotated[int, BeforeValidator(_whole)]
Rial = Annotated[Integer, Field(ge=0, le=10**14)]
Decision = Literal["accepted", "rejected"]
TicketKind = Literal[
    "pothole", "waste", "lighting", "illegal_building", "green_space", "water", "noise", "advice", "other"
]
# 2,048,000 bytes in base64, with room to say "too large" of a little more.
LONGEST_CONTENT = 4_000_000


class Page(BaseModel):
    """A page of a list. Query values are text, so this one is not strict."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    cursor: Annotated[str, StringConstraints(pattern=r"^[0-9a-z]{1,12}$")] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class BillFilter(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    status: Literal["unpaid", "overdue", "paid", "cancelled"] | None = None


class Booked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    booked: bool | None = None


class OneFile(Body):
    request_no: Number


class NewRequest(Body):
    type: Code
    nosazi_code: Number
    self_declaration: bool = False
    note: Note | None = None


class Upload(Body):
    request_no: Number
    document: Code
    content_base64: Annotated[str, StringConstraints(max_length=LONGEST_CONTENT, pattern=r"^[A-Za-z0-9+/=]*$")]


class Booking(Body):
    request_no: Number
    day: Day
    slot: Slot


class BookingChange(Body):
    inspection_no: SerialNumber
    day: Day
    slot: Slot


class OneInspection(Body):
    inspection_no: SerialNumber


class BillNumbers(Body):
    bill_id: BillNumber
    payment_id: BillNumber


class OnePayment(Body):
    payment_no: SerialNumber


class InstalmentWish(Body):
    bill_id: BillNumber
    count: Annotated[Integer, Field(ge=2, le=36)]


class NewObjection(Body):
    request_no: Number
    about: Literal["rejected", "levies", "vote"]
    text: Text


class Defence(Body):
    request_no: Number
    text: Text


class NewTicket(Body):
    kind: TicketKind
    text: Text
    place: Text
    district: Annotated[Integer, Field(ge=1, le=99)] | None = None


class OneTicket(Body):
    ticket_no: SerialNumber


class CertificateNumbers(Body):
    certificate_no: SerialNumber
    check_code: Annotated[str, StringConstraints(pattern=r"^[0-9]{8}$")]


class Step(Body):
    request_no: Number
    to: Code
    public_note: Note | None = None
    private_note: Note | None = None
    amount_rial: Rial | None = None


class DocumentDecision(Body):
    document_no: SerialNumber
    decision: Decision
    reason: Note | None = None


class InspectionDecision(Body):
    """Without day and slot the citizen's wish is confirmed; with both it is moved."""

    inspection_no: SerialNumber
    day: Day | None = None
    slot: Slot | None = None


class InspectionReport(Body):
    inspection_no: SerialNumber
    result: Literal["seen", "violation", "missed"]
    text: Text


class Settlement(Body):
    authority: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    gateway_ref: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{4,40}$")]
    amount_rial: Rial
    outcome: Literal["paid", "failed"]


class PlanDecision(Body):
    plan_no: SerialNumber
    decision: Decision
    reason: Note | None = None


class ObjectionDecision(Body):
    objection_no: SerialNumber
    decision: Decision
    answer: Text


class Vote(Body):
    request_no: Number
    vote: Literal["fine", "demolish", "acquit"]
    fine_rial: Rial | None = None


class TicketAnswer(Body):
    ticket_no: SerialNumber
    status: Literal["sent", "done", "refused"]
    answer: Text


class Advance(Body):
    limit: Annotated[Integer, Field(ge=1, le=10_000)] = 1_000
