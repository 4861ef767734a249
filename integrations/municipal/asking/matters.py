"""Objections, Article 100, tickets of the 137 line, notices and certificates."""

from __future__ import annotations

import re

from dialogs.ports import CallResult, Identity, Json, Rejected
from integrations.municipal.calling import Caller
from integrations.municipal.wording import clean

LONGEST_TEXT = 2000


class MatterCalls(Caller):
    async def file_objection(
        self, citizen: Identity, *, request_no: str, about: str, text: str, key: str
    ) -> CallResult:
        """`about`: rejected, levies or vote."""
        words = clean(text, LONGEST_TEXT)
        return await self._about_file("fileObjection", citizen, request_no, about=about, text=words, key=key)

    async def my_objections(self, citizen: Identity, *, cursor: str | None = None, limit: int = 50) -> CallResult:
        return await self._page("myObjections", citizen, cursor, limit)

    async def article100_case(self, citizen: Identity, *, request_no: str) -> CallResult:
        return await self._about_file("article100Case", citizen, request_no)

    async def defend_article100(self, citizen: Identity, *, request_no: str, text: str, key: str) -> CallResult:
        return await self._about_file("defendArticle100", citizen, request_no, text=clean(text, LONGEST_TEXT), key=key)

    async def open_ticket(
        self, citizen: Identity, *, kind: str, text: str, place: str, district: int | None = None, key: str
    ) -> CallResult:
        body: dict[str, Json] = {"kind": kind, "text": clean(text, LONGEST_TEXT), "place": clean(place, LONGEST_TEXT)}
        return await self._call("openTicket", citizen, body={**body, "district": district}, key=key)

    async def my_tickets(self, citizen: Identity, *, cursor: str | None = None, limit: int = 50) -> CallResult:
        return await self._page("myTickets", citizen, cursor, limit)

    async def ticket_status(self, citizen: Identity, *, ticket_no: str) -> CallResult:
        return await self._call("ticketStatus", citizen, body={"ticket_no": ticket_no})

    async def notices(self, citizen: Identity, *, cursor: str | None = None, limit: int = 50) -> CallResult:
        """Oldest first after the cursor: keep `last_cursor` and every notice is heard once."""
        return await self._page("notices", citizen, cursor, limit)

    async def my_certificates(self, citizen: Identity, *, cursor: str | None = None, limit: int = 50) -> CallResult:
        return await self._page("myCertificates", citizen, cursor, limit)

    async def verify_certificate(self, *, certificate_no: str, check_code: str) -> CallResult:
        if not (re.fullmatch(r"[0-9]{6,12}", certificate_no) and re.fullmatch(r"[0-9]{8}", check_code)):
            return Rejected("not_found")
        return await self._call("verifyCertificate", body={"certificate_no": certificate_no, "check_code": check_code})
