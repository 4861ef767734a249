"""Instalments: a plan for one bill, decided by the revenue desk; accepted, the bill becomes one bill for each part."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from itertools import count as counting
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from integrations.reference.case import bills, codes, notices, numbers, steps
from integrations.reference.case.asking import Answer, Ask, Desk
from integrations.reference.case.catalogue import load_catalogue, words
from integrations.reference.case.pages import AnyRow, page
from integrations.reference.case.tables import instalment_plans
from integrations.reference.labels import vocabulary
from integrations.reference.problems import Refused
from integrations.reference.tables import bills as bill_table
from integrations.reference.tables import files
from integrations.reference.written import ascii_digits, jalali


def ask_for(ask: Ask, *, bill_id: str, count: int) -> Answer:
    """Asks to pay one's own bill in `count` parts.

    Raises:
        Refused: `not_found`, `already_paid`, `not_payable`, `too_small` with the smallest sum, `already_open`.
    """
    bill = _own_bill(ask, bill_id)
    rules = load_catalogue()["instalments"]
    if bill.amount_rial < rules["smallest_bill_rial"]:
        raise Refused("too_small", smallest_rial=rules["smallest_bill_rial"])
    parts = [
        {"due_on": due.isoformat(), "amount_rial": amount, "bill_id": None, "payment_id": None}
        for due, amount in plan(bill.amount_rial, count, today=ask.today)
    ]
    row = {"bill_id": bill.bill_id, "national_id": ask.national_id, "status": "open", "parts": parts}
    try:
        with ask.tx.begin_nested():
            new = insert(instalment_plans).values(**row).returning(instalment_plans.c.id)
            new_id = ask.tx.execute(new).scalar_one()
    except IntegrityError:
        raise Refused("already_open") from None
    made = ask.tx.execute(select(instalment_plans).where(instalment_plans.c.id == new_id)).one()
    return _shown(ask.tx, made, today=ask.today)


def plan(amount_rial: int, count: int, *, today: date) -> list[tuple[date, int]]:
    """Due day and amount of each part: the down payment today, the rest in equal thousands, the last takes what is
    left. The sum is the bill's."""
    rules = load_catalogue()["instalments"]
    first = codes.whole_thousands(amount_rial * rules["demo_first_permille"] // 1000)
    each = codes.whole_thousands((amount_rial - first) // (count - 1))
    amounts = [first, *[each] * (count - 2)]
    amounts.append(amount_rial - sum(amounts))
    days = (today + timedelta(days=rules["days_between"] * place) for place in counting())
    return list(zip(days, amounts, strict=False))


def mine(ask: Ask, *, cursor: str | None, limit: int) -> Answer:
    query = select(instalment_plans).where(instalment_plans.c.national_id == ask.national_id)
    return page(
        ask.tx, query, instalment_plans.c.id, cursor=cursor, limit=limit, show=partial(_shown, ask.tx, today=ask.today)
    )


def decide(desk: Desk, *, plan_no: str, decision: str, reason: str | None) -> Answer:
    """Accepts or rejects a plan that is open. Refuses `wrong_desk`, `not_found`, `not_now`, `reason_needed`."""
    if desk.role not in ("revenue", "manager"):
        raise Refused("wrong_desk")
    this = instalment_plans.c.id == numbers.row_id("plan", plan_no)
    row = desk.tx.execute(select(instalment_plans).where(this).with_for_update()).first()
    if row is None:
        raise Refused("not_found")
    bill = desk.tx.execute(select(bill_table).where(bill_table.c.bill_id == row.bill_id).with_for_update()).one()
    if row.status != "open" or (decision == "accepted" and bill.status not in bills.PAYABLE):
        raise Refused("not_now")
    if decision == "rejected" and not (reason or "").strip():
        raise Refused("reason_needed")
    parts = _split(desk, bill, row) if decision == "accepted" else row.parts
    values = {"status": decision, "reason": reason, "parts": parts}
    desk.tx.execute(update(instalment_plans).where(this).values(**values))
    notices.tell(
        desk.tx,
        row.national_id,
        f"plan_{decision}",
        event=f"plan:{row.id}",
        today=desk.today,
        bill_id=row.bill_id,
        count=len(row.parts),
        first_day=jalali(date.fromisoformat(row.parts[0]["due_on"])),
        reason=reason or "",
    )
    return _shown(desk.tx, desk.tx.execute(select(instalment_plans).where(this)).one(), today=desk.today)


def _split(desk: Desk, bill: AnyRow, row: AnyRow) -> list[dict[str, object]]:
    """Cancels the whole bill and issues one for each part, the first due now."""
    file_id = desk.tx.execute(select(files.c.id).where(files.c.request_no == bill.request_no)).scalar()
    file = steps.locked(desk.tx, file_id) if file_id is not None else None
    desk.tx.execute(update(bill_table).where(bill_table.c.bill_id == bill.bill_id).values(status="cancelled"))
    parts = []
    shift = desk.today - date.fromisoformat(row.parts[0]["due_on"])
    for number, part in enumerate(row.parts, 1):
        due = date.fromisoformat(part["due_on"]) + shift
        given: dict[str, Any] = {"levy": bill.levy, "today": desk.today, "due_on": due, "part": number}
        if file is None:
            made, _ = bills.write(desk.tx, bill.owner, bill.request_no, part["amount_rial"], **given)
        else:
            made = bills.issue(desk.tx, file, part["amount_rial"], **given)
        payment = select(bill_table.c.payment_id).where(bill_table.c.bill_id == made)
        numbers_of = {"bill_id": made, "payment_id": desk.tx.execute(payment).scalar_one()}
        parts.append({**part, "due_on": due.isoformat(), **numbers_of})
    return parts


def _own_bill(ask: Ask, bill_id: str) -> AnyRow:
    wanted = ascii_digits(bill_id).strip()
    query = select(bill_table).where(bills.same_number(wanted), bill_table.c.owner == ask.national_id)
    row = ask.tx.execute(query).first()
    if row is None:
        raise Refused("not_found")
    if row.status == "paid":
        raise Refused("already_paid")
    if row.status not in bills.PAYABLE:
        raise Refused("not_payable")
    return row


def _shown(tx: Connection, row: AnyRow, *, today: date) -> dict[str, object]:
    return {
        "plan_no": numbers.written("plan", row.id),
        "bill_id": row.bill_id,
        "status": row.status,
        "status_label": words("decision_statuses")[row.status],
        "reason": row.reason,
        "total_rial": sum(part["amount_rial"] for part in row.parts),
        "parts": [_part(tx, part, today) for part in row.parts],
    }


def _part(tx: Connection, part: dict[str, Any], today: date) -> dict[str, object]:
    """A part as it stands: once there is a bill for it, paid or not, or late."""
    due = date.fromisoformat(part["due_on"])
    status = tx.execute(select(bill_table.c.status).where(bill_table.c.bill_id == part["bill_id"])).scalar()
    status = "overdue" if status == "unpaid" and due < today else status
    label = vocabulary("bill_statuses").label(status) if status else None
    return {**part, "due_on": jalali(due), "status": status, "status_label": label}
