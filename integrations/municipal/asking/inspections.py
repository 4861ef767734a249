"""Inspections: which days can be chosen, and booking, changing and cancelling one."""

from __future__ import annotations

from dialogs.ports import CallResult, Identity
from integrations.municipal.calling import Caller


class InspectionCalls(Caller):
    async def inspection_slots(self, citizen: Identity, *, request_no: str) -> CallResult:
        return await self._about_file("inspectionSlots", citizen, request_no)

    async def due_inspections(self, citizen: Identity, *, booked: bool | None = None) -> CallResult:
        """The files that wait for an inspection. `booked`: only those with an appointment, or without."""
        params = {} if booked is None else {"booked": "true" if booked else "false"}
        return await self._call("dueInspections", citizen, params=params)

    async def my_inspections(self, citizen: Identity, *, cursor: str | None = None, limit: int = 50) -> CallResult:
        return await self._page("myInspections", citizen, cursor, limit)

    async def book_inspection(self, citizen: Identity, *, request_no: str, day: str, slot: str, key: str) -> CallResult:
        """`day`: Jalali `YYYY-MM-DD`; `slot`: `08-10`; both as `inspection_slots` gives them."""
        return await self._about_file("bookInspection", citizen, request_no, day=day, slot=slot, key=key)

    async def change_inspection(
        self, citizen: Identity, *, inspection_no: str, day: str, slot: str, key: str
    ) -> CallResult:
        body = {"inspection_no": inspection_no, "day": day, "slot": slot}
        return await self._call("changeInspection", citizen, body=body, key=key)

    async def cancel_inspection(self, citizen: Identity, *, inspection_no: str, key: str) -> CallResult:
        return await self._call("cancelInspection", citizen, body={"inspection_no": inspection_no}, key=key)
