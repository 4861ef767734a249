"""Bills of a generated city: one for every file that has come to its payment, and the payments of those that are
further. They follow from the files, so each table is made by going through the files once more."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from integrations.reference.case import codes
from integrations.reference.case.bills import FIRST_NUMBER, levy_of
from integrations.reference.case.catalogue import load_catalogue, needs_of
from integrations.reference.generate.chance import mobile, national_id, stream
from integrations.reference.generate.files import Register, request_no
from integrations.reference.generate.people import owner_of
from integrations.reference.written import jalali_year

BILL_COLUMNS = ("bill_id", "payment_id", "owner", "levy", "year", "amount_rial", "status", "request_no")
DETAIL_COLUMNS = ("id", "bill_id", "due_on")
PAYMENT_COLUMNS = (
    "id", "bill_id", "mobile", "authority", "amount_rial", "status", "gateway_ref", "started_at", "settled_on",
)  # fmt: skip
CREDIT_COLUMNS = ("bill_id", "payment_id")
WAITS = "awaiting_payment"
# Invented: what is charged where the demo's catalogue charges nothing by itself, which is the commission's fine.
FINE_RIAL = 250_000_000
PAID_AFTER, MOVED_AFTER = 5, 7
"""Days from the bill to its payment, and from there to the stage the file stands in now."""


class Bill(NamedTuple):
    """`number`: from 1, as bills are numbered. `file`: of its row, from 0. `payer`: a person's number."""

    number: int
    bill_id: str
    file: int
    payer: int
    kind: str
    amount_rial: int
    issued: date
    paid: bool


@dataclass(frozen=True, slots=True)
class Money:
    requests: Register
    seed: int

    def bills(self) -> Iterator[tuple[object, ...]]:
        for bill in self._bills():
            year = jalali_year(bill.issued)
            payment_id = codes.payment_id(bill.amount_rial, bill.bill_id, year=year, period=1)
            yield (
                bill.bill_id, payment_id, national_id(bill.payer), levy_of(bill.kind), year, bill.amount_rial,
                "paid" if bill.paid else "unpaid", request_no(bill.file),
            )  # fmt: skip

    def details(self) -> Iterator[tuple[object, ...]]:
        days = timedelta(days=load_catalogue()["payments"]["overdue_days"])
        for bill in self._bills():
            yield bill.number, bill.bill_id, (bill.issued + days).isoformat()

    def payments(self) -> Iterator[tuple[object, ...]]:
        for number, bill in self._paid():
            day = (bill.issued + timedelta(days=PAID_AFTER)).isoformat()
            authority = f"{number:08x}{hashlib.sha256(f'{self.seed}:{number}'.encode()).hexdigest()[:24]}"
            yield (
                number, bill.bill_id, mobile(bill.payer), authority, bill.amount_rial, "paid", f"DEMO-{number:012d}",
                f"{day} 07:30:00.000000", day,
            )  # fmt: skip

    def credits(self) -> Iterator[tuple[object, ...]]:
        for number, bill in self._paid():
            yield bill.bill_id, number

    def _paid(self) -> Iterator[tuple[int, Bill]]:
        """With the numbers of their payments."""
        return enumerate((bill for bill in self._bills() if bill.paid), 1)

    def _bills(self) -> Iterator[Bill]:
        chance, number = stream(self.seed, "money").random, 0
        people = self.requests.size.citizens
        for one in self.requests.drawn():
            if WAITS not in one.path or one.path.index(one.stage) < one.path.index(WAITS):
                continue
            number += 1
            usual = needs_of(one.kind).demo_levy_rial or FINE_RIAL
            amount = codes.whole_thousands(int(usual * (0.5 + chance())))
            paid = one.stage != WAITS
            issued = one.entered - timedelta(days=PAID_AFTER + MOVED_AFTER) if paid else one.entered
            bill_id = codes.bill_id(FIRST_NUMBER + number)
            yield Bill(number, bill_id, one.number, owner_of(one.file, people), one.kind, amount, issued, paid)
