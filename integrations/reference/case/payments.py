"""Payments: an intent with a link to the payment page, settled by the gateway, credited to its bill once."""

from __future__ import annotations

import secrets
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, Select, insert, select, update
from sqlalchemy.exc import IntegrityError

from integrations.reference.case import bills, notices, numbers, steps
from integrations.reference.case.asking import Answer, Ask, Desk
from integrations.reference.case.catalogue import load_catalogue, words
from integrations.reference.case.pages import AnyRow, page
from integrations.reference.case.tables import bill_credits, payments
from integrations.reference.labels import vocabulary
from integrations.reference.problems import Refused
from integrations.reference.tables import bills as bill_table
from integrations.reference.tables import files
from integrations.reference.written import jalali


def start(ask: Ask, *, bill_id: str, payment_id: str) -> Answer:
    """A payment of a bill, by whoever holds its numbers. The amount is the bill's, never the caller's.

    Raises:
        Refused: `bad_code`, `not_found`, `already_paid`, `not_payable` for a bill that was cancelled.
    """
    bill = bills.find(ask.tx, bill_id, payment_id)
    _refuse_unpayable(bill)
    row = {"bill_id": bill.bill_id, "mobile": ask.mobile, "amount_rial": bill.amount_rial, "status": "started"}
    row |= {"authority": secrets.token_hex(16), "started_at": ask.now}
    new_id = ask.tx.execute(insert(payments).values(**row).returning(payments.c.id)).scalar_one()
    return _shown(ask, ask.tx.execute(_with_bill().where(payments.c.id == new_id)).one())


def status(ask: Ask, *, payment_no: str) -> Answer:
    """What became of the citizen's own payment."""
    this = payments.c.id == numbers.row_id("payment", payment_no)
    row = ask.tx.execute(_with_bill().where(this, payments.c.mobile == ask.mobile)).first()
    if row is None:
        raise Refused("not_found")
    return _shown(ask, row)


def mine(ask: Ask, *, cursor: str | None, limit: int) -> Answer:
    """The payments that were started with this mobile, newest first."""
    query = _with_bill().where(payments.c.mobile == ask.mobile)
    return page(ask.tx, query, payments.c.id, cursor=cursor, limit=limit, show=partial(_shown, ask))


def settle(desk: Desk, *, authority: str, gateway_ref: str, amount_rial: int, outcome: str) -> Answer:
    """What the gateway says of a payment. The same word twice is once; money for a bill that is paid already is kept
    as `surplus`, to be given back.

    Raises:
        Refused: `wrong_desk`, `not_found`, `amount_differs`, `already_settled` when it said something else before.
    """
    if desk.role != "gateway":
        raise Refused("wrong_desk")
    row = desk.tx.execute(select(payments).where(payments.c.authority == authority).with_for_update()).first()
    if row is None:
        raise Refused("not_found")
    if row.status in ("paid", "surplus"):
        if row.gateway_ref != gateway_ref or outcome != "paid":
            raise Refused("already_settled")
        return _settled(row)
    if outcome == "paid" and amount_rial != row.amount_rial:
        raise Refused("amount_differs")
    if outcome == "failed":
        _set(desk.tx, row.id, status="failed")
    else:
        _take(desk, row, gateway_ref)
    return _settled(desk.tx.execute(select(payments).where(payments.c.id == row.id)).one())


def _take(desk: Desk, row: AnyRow, gateway_ref: str) -> None:
    bill = desk.tx.execute(select(bill_table).where(bill_table.c.bill_id == row.bill_id).with_for_update()).one()
    credited = bill.status in bills.PAYABLE and _credit(desk.tx, row)
    try:
        with desk.tx.begin_nested():
            _set(
                desk.tx,
                row.id,
                status="paid" if credited else "surplus",
                gateway_ref=gateway_ref,
                settled_on=desk.today,
            )
    except IntegrityError:
        # The gateway's reference belongs to another payment: nothing of this one is kept.
        raise Refused("already_settled") from None
    if credited:
        desk.tx.execute(update(bill_table).where(bill_table.c.bill_id == row.bill_id).values(status="paid"))
        _tell_and_move(desk, bill)


def _credit(tx: Connection, row: AnyRow) -> bool:
    try:
        with tx.begin_nested():
            tx.execute(insert(bill_credits).values(bill_id=row.bill_id, payment_id=row.id))
    except IntegrityError:
        return False
    return True


def _tell_and_move(desk: Desk, bill: AnyRow) -> None:
    """The owner hears of it, and a file that waited for this bill alone goes on."""
    text: dict[str, Any] = {"levy_label": vocabulary("levies").label(bill.levy), "amount": f"{bill.amount_rial:,}"}
    notices.tell(desk.tx, bill.owner, "bill_paid", event=f"paid:{bill.bill_id}", today=desk.today, **text)
    if bill.request_no is None:
        return
    file_id = desk.tx.execute(select(files.c.id).where(files.c.request_no == bill.request_no)).scalar()
    file = steps.locked(desk.tx, file_id) if file_id else None
    if file is not None and file.stage == "awaiting_payment" and bills.settled(desk.tx, file.request_no):
        steps.onward(desk.tx, file, by="payment", today=desk.today)


def _refuse_unpayable(bill: AnyRow) -> None:
    if bill.status == "paid":
        raise Refused("already_paid")
    if bill.status not in bills.PAYABLE:
        raise Refused("not_payable")


def _with_bill() -> Select[Any]:
    levy, year = bill_table.c.levy, bill_table.c.year
    return select(payments, levy, year).select_from(payments.join(bill_table))


def _set(tx: Connection, row_id: int, **values: object) -> None:
    tx.execute(update(payments).where(payments.c.id == row_id).values(**values))


def _shown(ask: Ask, row: AnyRow) -> dict[str, object]:
    rules = load_catalogue()["payments"]
    over = row.status == "started" and row.started_at.replace(tzinfo=None) < (
        ask.now - timedelta(minutes=rules["minutes"])
    ).replace(tzinfo=None)
    state = "expired" if over else row.status
    return {
        "payment_no": numbers.written("payment", row.id),
        "bill_id": row.bill_id,
        "amount_rial": row.amount_rial,
        "status": state,
        "status_label": words("payment_statuses")[state],
        "link": f"{ask.payment_page}/{row.authority}" if state == "started" else None,
        "valid_minutes": rules["minutes"],
        "levy_label": vocabulary("levies").label(row.levy),
        "year": row.year,
        "settled_on": jalali(row.settled_on) if row.settled_on else None,
        "reference": row.gateway_ref,
    }


def _settled(row: AnyRow) -> dict[str, object]:
    return {"payment_no": numbers.written("payment", row.id), "status": row.status, "amount_rial": row.amount_rial}
