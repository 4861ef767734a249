"""Bills, payments and instalments. Amounts are the backend's; nothing here names one."""

from __future__ import annotations

import re

from dialogs.ports import CallResult, Identity, Rejected
from integrations.municipal.calling import Caller

NUMBER = re.compile(r"[0-9]{6,18}")


class MoneyCalls(Caller):
    async def my_bills(self, citizen: Identity, *, status: str | None = None) -> CallResult:
        return await self._call("myBills", citizen, params={"status": status} if status else None)

    async def bill_by_number(self, *, bill_id: str, payment_id: str) -> CallResult:
        if not _numbers(bill_id, payment_id):
            return Rejected("bad_code")
        return await self._call("billByNumber", body={"bill_id": bill_id, "payment_id": payment_id})

    async def start_payment(self, citizen: Identity, *, bill_id: str, payment_id: str, key: str) -> CallResult:
        if not _numbers(bill_id, payment_id):
            return Rejected("bad_code")
        return await self._call("startPayment", citizen, body={"bill_id": bill_id, "payment_id": payment_id}, key=key)

    async def payment_status(self, citizen: Identity, *, payment_no: str) -> CallResult:
        return await self._call("paymentStatus", citizen, body={"payment_no": payment_no})

    async def my_payments(self, citizen: Identity, *, cursor: str | None = None, limit: int = 50) -> CallResult:
        return await self._page("myPayments", citizen, cursor, limit)

    async def request_instalments(self, citizen: Identity, *, bill_id: str, count: int, key: str) -> CallResult:
        """`count`: 2 to 36 parts."""
        if not _numbers(bill_id):
            return Rejected("not_found")
        return await self._call("requestInstalments", citizen, body={"bill_id": bill_id, "count": count}, key=key)

    async def my_instalments(self, citizen: Identity, *, cursor: str | None = None, limit: int = 50) -> CallResult:
        return await self._page("myInstalments", citizen, cursor, limit)


def _numbers(*texts: str) -> bool:
    return all(NUMBER.fullmatch(text) for text in texts)
