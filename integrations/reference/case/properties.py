"""Properties of a citizen: what they own, inherit or hold a power of attorney for, with the last certificate. The
register's own rows, and besides them the properties of the citizen's files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select

from integrations.reference.case.asking import Answer, Ask
from integrations.reference.case.catalogue import declaration_after, words
from integrations.reference.case.tables import properties, property_holders
from integrations.reference.tables import files, holders
from integrations.reference.written import ascii_digits, jalali

CERTIFYING = ("completion_cert", "no_violation")


@dataclass(frozen=True, slots=True)
class Holding:
    """One property as one citizen holds it. `certified_on`: when its state was last certified."""

    nosazi_code: str
    role: str
    valid_to: date | None
    district: int | None
    address: str | None
    certified_on: date | None

    @property
    def may_declare(self) -> bool:
        return self.certified_on is not None and self.certified_on > declaration_after()


def mine(ask: Ask) -> Answer:
    shown = [_shown(found) for found in sorted(_held(ask).values(), key=lambda found: found.nosazi_code)]
    return {"properties": shown[:100], "count": len(shown)}


def holding(ask: Ask, nosazi_code: str) -> Holding | None:
    """The citizen's property with this code; None for a foreign one and for none."""
    return _held(ask).get(ascii_digits(nosazi_code).strip())


def holders_of(ask: Ask, nosazi_code: str) -> list[dict[str, object]]:
    """Who holds the property now, as rows of `holders`: an heir acts as an owner does."""
    in_force = or_(property_holders.c.valid_to.is_(None), property_holders.c.valid_to >= ask.today)
    query = select(property_holders).where(property_holders.c.nosazi_code == nosazi_code, in_force)
    found = {row.national_id: _holder(row.national_id, row.role, row.valid_to) for row in ask.tx.execute(query)}
    if not found:
        newest = select(func.max(files.c.id)).select_from(files.join(holders))
        newest = newest.where(files.c.nosazi_code == nosazi_code, holders.c.national_id == ask.national_id)
        query = select(holders).where(holders.c.file_id == newest.scalar_subquery())
        found = {row.national_id: _holder(row.national_id, row.role, row.valid_to) for row in ask.tx.execute(query)}
    return list(found.values())


def _holder(national_id: str, role: str, valid_to: date | None) -> dict[str, object]:
    return {"national_id": national_id, "role": "owner" if role == "heir" else role, "valid_to": valid_to}


def _held(ask: Ask) -> dict[str, Holding]:
    found: dict[str, Holding] = {}
    in_force = or_(holders.c.valid_to.is_(None), holders.c.valid_to >= ask.today)
    query = select(files, holders.c.role, holders.c.valid_to).select_from(files.join(holders))
    query = query.where(holders.c.national_id == ask.national_id, in_force, files.c.nosazi_code.is_not(None))
    for row in ask.tx.execute(query.order_by(files.c.id)):
        certified = row.issued_on if row.type in CERTIFYING and row.stage in ("issued", "delivered") else None
        before = found.get(row.nosazi_code)
        newest = max(filter(None, (certified, before.certified_on if before else None)), default=None)
        found[row.nosazi_code] = Holding(row.nosazi_code, row.role, row.valid_to, row.district, row.address, newest)
    in_force = or_(property_holders.c.valid_to.is_(None), property_holders.c.valid_to >= ask.today)
    query = select(properties, property_holders.c.role, property_holders.c.valid_to)
    query = query.select_from(
        properties.join(property_holders, property_holders.c.nosazi_code == properties.c.nosazi_code)
    )
    for row in ask.tx.execute(query.where(property_holders.c.national_id == ask.national_id, in_force)):
        before = found.get(row.nosazi_code)
        newest = max(filter(None, (row.certified_on, before.certified_on if before else None)), default=None)
        found[row.nosazi_code] = Holding(row.nosazi_code, row.role, row.valid_to, row.district, row.address, newest)
    return found


def _shown(found: Holding) -> dict[str, object]:
    return {
        "nosazi_code": found.nosazi_code,
        "role": found.role,
        "role_label": words("roles")[found.role],
        "valid_to": jalali(found.valid_to) if found.valid_to else None,
        "district": found.district,
        "address": found.address,
        "certified_on": jalali(found.certified_on) if found.certified_on else None,
        "may_declare": found.may_declare,
    }
