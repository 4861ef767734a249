"""Overdue levies: what is overdue, and which debts stand in the way of a file of a property."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from integrations.reference.case.pages import AnyRow
from integrations.reference.problems import Refused
from integrations.reference.tables import bills, files, holders
from integrations.reference.written import jalali_year


def overdue(year: int) -> ColumnElement[bool]:
    """Said so, or unpaid from an earlier year: this year's levy is due until the year ends."""
    return or_(bills.c.status == "overdue", and_(bills.c.status == "unpaid", bills.c.year < year))


def refuse_overdue(tx: Connection, file: AnyRow, *, today: date) -> None:
    """Refuses `debt` with the sum and the number of the bills that block this file."""
    owners = select(holders.c.national_id).where(holders.c.file_id == file.id, holders.c.role == "owner")
    owed(tx, list(tx.execute(owners).scalars()), file.nosazi_code, today=today, request_no=file.request_no)


def owed(
    tx: Connection, owners: list[str], nosazi_code: str | None, *, today: date, request_no: str | None = None
) -> None:
    """Refuses when these owners have an overdue bill of this property, or one that names no file.

    Raises:
        Refused: `debt`.
    """
    of_property = or_(bills.c.request_no.is_(None), bills.c.request_no == request_no)
    if nosazi_code is not None:
        of_property = or_(
            of_property, bills.c.request_no.in_(select(files.c.request_no).where(files.c.nosazi_code == nosazi_code))
        )
    query = select(func.count(), func.coalesce(func.sum(bills.c.amount_rial), 0))
    query = query.where(bills.c.owner.in_(owners), overdue(jalali_year(today)), of_property)
    count, amount = tx.execute(query).one()
    if count:
        raise Refused("debt", debt_rial=int(amount), bill_count=int(count))
