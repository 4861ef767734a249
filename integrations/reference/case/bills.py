"""Bills of case work: issued with real bill and payment numbers, listed for their owner, looked up by their numbers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

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
    """A new bill of the file for its first owner, cut to thousands; its number."""
    owner = owner_of(tx, file.id)
    due = due_on or today + timedelta(days=load_catalogue()["payments"]["overdue_days"])
    detail = insert(bill_details).values(due_on=due, part=part).returning(bill_details.c.id)
    detail_id = int(tx.execute(detail).scalar_one())
    amount = codes.whole_thousands(amount_rial)
    bill_id = codes.bill_id(FIRST_NUMBER + detail_id)
    payment_id = codes.payment_id(amount, bill_id, year=jalali_year(today), period=part or 1)
    row: dict[str, object] = {
        "bill_id": bill_id,
        "payment_id": payment_id,
        "owner": owner or "",
        "levy": levy,
        "status": "unpaid",
    }
    row |= {"year": jalali_year(today), "amount_rial": amount, "request_no": file.request_no}
    tx.execute(insert(bills).values(**row))
    tx.execute(update(bill_details).where(bill_details.c.id == detail_id).values(bill_id=bill_id))
    words: dict[str, Any] = {
        "levy_label": vocabulary("levies").label(levy),
        "amount": f"{amount:,}",
        "bill_id": bill_id,
    }
    event = f"bill:{bill_id}"
    notices.tell_holders(tx, file, "bill_issued", event=event, today=today, until=due, payment_id=payment_id, **words)
    return bill_id


def mine(ask: Ask, *, status: str | None) -> Answer:
    """The citizen's bills, what can be paid first; at most 100."""
    query = select(bills, bill_details.c.due_on, bill_details.c.part).select_from(bills.outerjoin(bill_details))
    query = query.where(bills.c.owner == ask.national_id)
    if status is not None:
        query = query.where(bills.c.status == status)
    payable = bills.c.status.in_(PAYABLE)
    rows = ask.tx.execute(query.order_by(payable.desc(), bills.c.year, bills.c.bill_id).limit(LISTED)).all()
    due = select(func.count(), func.coalesce(func.sum(bills.c.amount_rial), 0))
    count, total = ask.tx.execute(due.where(bills.c.owner == ask.national_id, payable)).one()
    late = due.where(bills.c.owner == ask.national_id, debts.overdue(jalali_year(ask.today)))
    return {
        "bills": [{**shown(row), "request_no": row.request_no} for row in rows],
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
    return shown(find(ask.tx, bill_id, payment_id))


def find(tx: Connection, bill_id: str, payment_id: str) -> AnyRow:
    """Numbers are compared without their leading zeros: screens and banks drop them."""
    bill, payment = ascii_digits(bill_id).strip(), ascii_digits(payment_id).strip()
    if not codes.fits(bill, payment):
        raise Refused("bad_code")
    query = select(bills, bill_details.c.due_on, bill_details.c.part).select_from(bills.outerjoin(bill_details))
    query = query.where(bills.c.bill_id.in_({bill, bill.lstrip("0"), bill.zfill(13)}))
    row = tx.execute(query).first()
    if row is None or row.payment_id.lstrip("0") != payment.lstrip("0"):
        raise Refused("not_found")
    return row


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


def shown(row: AnyRow) -> dict[str, object]:
    return {
        "bill_id": row.bill_id,
        "payment_id": row.payment_id,
        "levy": row.levy,
        "levy_label": vocabulary("levies").label(row.levy),
        "year": row.year,
        "amount_rial": row.amount_rial,
        "status": row.status,
        "status_label": vocabulary("bill_statuses").label(row.status),
        "due_on": jalali(row.due_on) if row.due_on else None,
        "part": row.part,
    }
