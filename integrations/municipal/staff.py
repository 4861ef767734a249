"""The staff's side of the contract: what desks, the payment gateway and the demo's clock do. A key of its own; the bot
never has it."""

from __future__ import annotations

from dialogs.ports import CallResult, Json
from integrations.municipal.assertion import Staff
from integrations.municipal.calling import Caller


class StaffClient(Caller):
    async def staff_files(self, staff: Staff, *, cursor: str | None = None, limit: int = 50) -> CallResult:
        return await self._page("staffFiles", staff, cursor, limit)

    async def staff_file(self, staff: Staff, *, request_no: str) -> CallResult:
        return await self._about_file("staffFile", staff, request_no)

    async def move_step(
        self,
        staff: Staff,
        *,
        request_no: str,
        to: str,
        public_note: str | None = None,
        private_note: str | None = None,
        amount_rial: int | None = None,
        key: str,
    ) -> CallResult:
        """`amount_rial`: the levies, needed for `awaiting_payment`."""
        return await self._about_file(
            "moveStep",
            staff,
            request_no,
            to=to,
            public_note=public_note,
            private_note=private_note,
            amount_rial=amount_rial,
            key=key,
        )

    async def decide_document(
        self, staff: Staff, *, document_no: str, decision: str, reason: str | None = None, key: str
    ) -> CallResult:
        """`decision`: accepted or rejected; a rejection needs its reason."""
        body = {"document_no": document_no, "decision": decision, "reason": reason}
        return await self._call("decideDocument", staff, body=body, key=key)

    async def decide_inspection(
        self, staff: Staff, *, inspection_no: str, day: str | None = None, slot: str | None = None, key: str
    ) -> CallResult:
        """Confirms; with `day` and `slot` moves."""
        body = {"inspection_no": inspection_no, "day": day, "slot": slot}
        return await self._call("decideInspection", staff, body=body, key=key)

    async def report_inspection(
        self, staff: Staff, *, inspection_no: str, result: str, text: str, key: str
    ) -> CallResult:
        """`result`: seen, violation or missed."""
        body = {"inspection_no": inspection_no, "result": result, "text": text}
        return await self._call("reportInspection", staff, body=body, key=key)

    async def settle_payment(
        self, staff: Staff, *, authority: str, gateway_ref: str, amount_rial: int, outcome: str, key: str
    ) -> CallResult:
        """`outcome`: paid or failed."""
        body: dict[str, Json] = {
            "authority": authority,
            "gateway_ref": gateway_ref,
            "amount_rial": amount_rial,
            "outcome": outcome,
        }
        return await self._call("settlePayment", staff, body=body, key=key)

    async def decide_instalments(
        self, staff: Staff, *, plan_no: str, decision: str, reason: str | None = None, key: str
    ) -> CallResult:
        body = {"plan_no": plan_no, "decision": decision, "reason": reason}
        return await self._call("decideInstalments", staff, body=body, key=key)

    async def decide_objection(
        self, staff: Staff, *, objection_no: str, decision: str, answer: str, key: str
    ) -> CallResult:
        body = {"objection_no": objection_no, "decision": decision, "answer": answer}
        return await self._call("decideObjection", staff, body=body, key=key)

    async def record_vote(
        self, staff: Staff, *, request_no: str, vote: str, fine_rial: int | None = None, key: str
    ) -> CallResult:
        """`vote`: fine (with its amount), demolish or acquit."""
        return await self._about_file("recordVote", staff, request_no, vote=vote, fine_rial=fine_rial, key=key)

    async def answer_ticket(self, staff: Staff, *, ticket_no: str, status: str, answer: str, key: str) -> CallResult:
        """`status`: sent, done or refused."""
        body = {"ticket_no": ticket_no, "status": status, "answer": answer}
        return await self._call("answerTicket", staff, body=body, key=key)

    async def advance_clock(self, staff: Staff, *, limit: int = 1000, key: str) -> CallResult:
        return await self._call("advanceClock", staff, body={"limit": limit}, key=key)
