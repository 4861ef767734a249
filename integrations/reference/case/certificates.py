"""Issued answers: a number, a check code that anyone may try, and the day their validity ends."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from sqlalchemy import Connection, insert, or_, select

from integrations.reference.case import notices, numbers
from integrations.reference.case.asking import Answer, Ask
from integrations.reference.case.catalogue import needs_of, words
from integrations.reference.case.pages import AnyRow, page
from integrations.reference.case.tables import certificates
from integrations.reference.problems import Refused
from integrations.reference.stages import load_stages
from integrations.reference.tables import files, holders
from integrations.reference.written import from_jalali, jalali


def issue(tx: Connection, file: AnyRow, *, today: date) -> str:
    """The certificate of a file that has just been issued; its number. Once a file."""
    months = needs_of(file.type).valid_months
    until = months_after(today, months) if months else None
    known = tx.execute(select(certificates.c.id).where(certificates.c.file_id == file.id)).scalar()
    if known is not None:
        return numbers.written("certificate", known)
    row = {
        "file_id": file.id,
        "issued_on": today,
        "valid_until": until,
        "check_code": f"{secrets.randbelow(10**8):08d}",
    }
    new = insert(certificates).values(**row).returning(certificates.c.id)
    number = numbers.written("certificate", tx.execute(new).scalar_one())
    event = f"certificate:{number}"
    notices.tell_holders(tx, file, "certificate_issued", event=event, today=today, certificate_no=number)
    return number


def mine(ask: Ask, *, cursor: str | None, limit: int) -> Answer:
    in_force = or_(holders.c.valid_to.is_(None), holders.c.valid_to >= ask.today)
    query = select(certificates, files.c.request_no, files.c.type, files.c.type_label)
    query = query.select_from(certificates.join(files).join(holders, holders.c.file_id == files.c.id))
    query = query.where(holders.c.national_id == ask.national_id, in_force)

    def show(row: AnyRow) -> dict[str, object]:
        return {**_shown(row, ask.today), "request_no": row.request_no, "check_code": row.check_code}

    return page(ask.tx, query, certificates.c.id, cursor=cursor, limit=limit, show=show)


def verify(ask: Ask, *, certificate_no: str, check_code: str) -> Answer:
    """For a notary or a bank that holds the paper: is it real, and is it still valid? Tells nothing of its owner."""
    query = select(certificates, files.c.type, files.c.type_label).select_from(certificates.join(files))
    this = certificates.c.id == numbers.row_id("certificate", certificate_no)
    row = ask.tx.execute(query.where(this, certificates.c.check_code == check_code)).first()
    if row is None:
        raise Refused("not_found")
    return _shown(row, ask.today)


def months_after(day: date, months: int) -> date:
    """The same day of a later Jalali month, or that month's last day."""
    year, month, number = (int(part) for part in jalali(day).split("-"))
    year, month = year + (month - 1 + months) // 12, (month - 1 + months) % 12 + 1
    for shorter in range(3):
        try:
            return from_jalali(year, month, number - shorter)
        except ValueError:
            continue
    return day + timedelta(days=30 * months)


def _shown(row: AnyRow, today: date) -> dict[str, object]:
    status = "expired" if row.valid_until and row.valid_until < today else "valid"
    return {
        "certificate_no": numbers.written("certificate", row.id),
        "type": row.type,
        "type_label": row.type_label or load_stages().types[row.type].label,
        "issued_on": jalali(row.issued_on),
        "valid_until": jalali(row.valid_until) if row.valid_until else None,
        "status": status,
        "status_label": words("certificate_statuses")[status],
    }
