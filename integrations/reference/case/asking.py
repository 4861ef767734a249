"""Who asks a rule, in which transaction and when: the citizen's side and the municipality's. Values without behaviour
but for the day in Isfahan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from integrations.reference.written import local_day

Answer = dict[str, object]


@dataclass(frozen=True, slots=True)
class Ask:
    """A citizen's question or act. `national_id` is empty below assurance 2; `payment_page` is where links lead."""

    tx: Connection
    now: datetime
    mobile: str = ""
    national_id: str = ""
    payment_page: str = ""

    @property
    def today(self) -> date:
        return local_day(self.now)


@dataclass(frozen=True, slots=True)
class Desk:
    """A staff member's question or act. `role`: a desk of `stages.fa.yaml`, or `gateway` for the payment gateway."""

    tx: Connection
    now: datetime
    name: str
    role: str

    @property
    def today(self) -> date:
        return local_day(self.now)
