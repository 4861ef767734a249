"""Bills of case work: issued with real bill and payment numbers, listed for their owner, looked up by their numbers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from integrations.reference.case import codes, debts, notices
from integrations.reference.case.asking import Answer, Ask
from integrations.reference.case.catalogue import load_catalogue
from integrations.reference.case.pages import AnyRow
from integrations.reference.case.tables import bill_details
from integrations.reference.labels import vocabulary
from integrations.reference.problems import Refused
from integrations.reference.rules.files import owner_of
from integrations.reference.tables import bills
from integrations.reference.written import ascii_digits, jalali, jalali_year

LISTED = 100
PAYABLE = ("unpaid", "overdue")
# Numbers of ours begin where no fixture's do.
FIRST_NUMBER = 60_000_000


def levy_of(file_type: str) -> str:
    """What a file of this type is charged for."""
    if file_type == "permit_renewal":
        return "renewal"
    return "art100" if file_type == "art100" else "permit" if file_type.startswith("permit") else "other"


def issue(
    tx: Connection,
    file: AnyRow,
    amount_rial: int,
    *,
    levy: str,
    today: date,
    due_on: date | None = None,
    part: int | None = None,
) -> str:
    """A new bill of the file for its first owner, cut to thousands; its number. Who may follow the file hears of it."""
    due = due_on or today + timedelta(days=load_catalogue()["payments"]["overdue_days"])
    owner = owner_of(tx, file.id) or ""
    bill_id, payment_id = write(tx, owner, file.request_no, amount_rial, levy=levy, today=today, due_on=due, part=part)
    words: dict[str, Any] = {
        "levy_label": vocabulary("levies").label(levy),
        "amount": f"{codes.whole_thousands(amount_rial):,}",
        "bill_id": bill_id,
    }
    event = f"bill:{bill_id}"
    notices.tell_holders(tx, file, "bill_issued", event=event, today=today, until=due, payment_id=payment_id, **words)
    return bill_id


def write(
    tx: Connection,
    owner: str,
    request_no: str | None,
    amount_rial: int,
    *,
    levy: str,
    today: date,
    due_on: date,
    part: int | None = None,
) -> tuple[str, str]:
    """A new bill's row, with or without a file; its bill and payment number. Tells nobody."""
    detail = insert(bill_details).values(due_on=due_on, part=part).returning(bill_details.c.id)
    detail_id = int(tx.execute(detail).scalar_one())
    amount, year = codes.whole_thousands(amount_rial), jalali_year(today)
    bill_id = codes.bill_id(FIRST_NUMBER + detail_id)
    payment_id = codes.payment_id(amount, bill_id, year=year, period=part or 1)
    row: dict[str, object] = {"bill_id": bill_id, "payment_id": payment_id, "owner": owner, "levy": levy}
    row |= {"status": "unpaid", "year": year, "amount_rial": amount, "request_no": request_no}
    tx.execute(insert(bills).values(**row))
    tx.execute(update(bill_details).where(bill_details.c.id == detail_id).values(bill_id=bill_id))
    return bill_id, payment_id


def mine(ask: Ask, *, status: str | None) -> Answer:
    """The citizen's bills, what can be paid first; at most 100."""
    query = select(bills, bill_details.c.due_on, bill_details.c.part).select_from(bills.outerjoin(bill_details))
    query = query.where(bills.c.owner == ask.national_id)
    year = jalali_year(ask.today)
    if status is not None:
        query = query.where(_status_is(status, year))
    payable = bills.c.status.in_(PAYABLE)
    rows = ask.tx.execute(query.order_by(payable.desc(), bills.c.year, bills.c.bill_id).limit(LISTED)).all()
    due = select(func.count(), func.coalesce(func.sum(bills.c.amount_rial), 0))
    count, total = ask.tx.execute(due.where(bills.c.owner == ask.national_id, payable)).one()
    late = due.where(bills.c.owner == ask.national_id, debts.overdue(year))
    return {
        "bills": [{**shown(row, year), "request_no": row.request_no} for row in rows],
        "count": len(rows),
        "payable_count": count,
        "payable_rial": int(total),
        "overdue_rial": int(ask.tx.execute(late).one()[1]),
    }


def lookup(ask: Ask, *, bill_id: str, payment_id: str) -> Answer:
    """A bill by both its numbers: whoever holds the paper may ask. Tells nothing of the owner.

    Raises:
        Refused: `bad_code` when the check digits are wrong (a mistyped number), `not_found`.
    """
    return shown(find(ask.tx, bill_id, payment_id), jalali_year(ask.today))


def find(tx: Connection, bill_id: str, payment_id: str) -> AnyRow:
    """The bill of these two numbers. Check digits are looked at when there is none: they tell a mistyped number from
    one that does not exist.

    Raises:
        Refused: `bad_code`, `not_found`.
    """
    bill, payment = ascii_digits(bill_id).strip(), ascii_digits(payment_id).strip()
    query = select(bills, bill_details.c.due_on, bill_details.c.part).select_from(bills.outerjoin(bill_details))
    row = tx.execute(query.where(same_number(bill))).first()
    if row is not None and row.payment_id.lstrip("0") == payment.lstrip("0"):
        return row
    raise Refused("not_found" if codes.fits(bill, payment) else "bad_code")


def same_number(bill: str) -> ColumnElement[bool]:
    """Numbers are compared without their leading zeros: screens and banks drop them."""
    return bills.c.bill_id.in_({bill, bill.lstrip("0"), bill.zfill(13)})


def settled(tx: Connection, request_no: str) -> bool:
    """Nothing of this file is left to pay now. Later parts of an instalment plan do not hold a file up."""
    query = select(func.count()).select_from(bills.outerjoin(bill_details))
    now = bill_details.c.part.is_(None) | (bill_details.c.part == 1)
    left = tx.execute(query.where(bills.c.request_no == request_no, bills.c.status.in_(PAYABLE), now)).scalar_one()
    return int(left) == 0


def void(tx: Connection, request_no: str) -> None:
    """Cancels what is still to be paid of a file: what it was for is decided anew."""
    due = (bills.c.request_no == request_no) & bills.c.status.in_(PAYABLE)
    tx.execute(update(bills).where(due).values(status="cancelled"))


def _status_is(status: str, year: int) -> ColumnElement[bool]:
    late = debts.overdue(year)
    if status in PAYABLE:
        return late if status == "overdue" else (bills.c.status == "unpaid") & ~late
    return bills.c.status == status


def shown(row: AnyRow, year: int) -> dict[str, object]:
    """A bill as it is told in that year: what is unpaid from an earlier one is overdue."""
    status = "overdue" if row.status == "unpaid" and row.year < year else row.status
    return {
        "bill_id": row.bill_id,
        "payment_id": row.payment_id,
        "levy": row.levy,
        "levy_label": vocabulary("levies").label(row.levy),
        "year": row.year,
        "amount_rial": row.amount_rial,
        "status": status,
        "status_label": vocabulary("bill_statuses").label(status),
        "due_on": jalali(row.due_on) if row.due_on else None,
        "part": row.part,
    }
