"""The municipal backend as the rest of the program sees it: one method per operation of `openapi.yaml`, four results.

Data comes back as the contract names it (`gives` in `dialogs/actions.yaml`). No dialog, no storage here."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dialogs.ports import Accepted, CallResult, Identity, Json, Rejected, Unavailable, Unknown
from integrations.municipal.asking.inspections import InspectionCalls
from integrations.municipal.asking.matters import MatterCalls
from integrations.municipal.asking.money import MoneyCalls
from integrations.municipal.asking.requests import RequestCalls
from integrations.municipal.register import CityRegister
from integrations.municipal.wording import clean


class MunicipalClient(CityRegister, RequestCalls, InspectionCalls, MoneyCalls, MatterCalls):
    """Accepted: done. Rejected(code): refused with one of the operation's declared codes. Unavailable: surely not
    done. Unknown: an act that was sent and may be done; `reconcile` finds out."""

    async def health(self) -> CallResult:
        return await self._call("health")

    async def confirm_citizen(self, citizen: Identity, *, national_id: str) -> CallResult:
        """Does the national ID belong to the citizen's mobile?"""
        if not re.fullmatch(r"[0-9]{10}", national_id):
            return Rejected("no_match")
        return await self._call("confirmCitizen", citizen, body={"national_id": national_id})

    async def my_files(self, citizen: Identity) -> CallResult:
        return await self._call("myFiles", citizen)

    async def file_status(self, citizen: Identity, *, request_no: str) -> CallResult:
        number = clean(request_no, 40)
        if not number:
            return Rejected("not_found")
        return await self._call("fileStatus", citizen, body={"request_no": number})

    async def register_inquiry(
        self, citizen: Identity, *, inquiry_type: str, request_no: str, note: str | None, key: str
    ) -> CallResult:
        number = clean(request_no, 40)
        if not number:
            return Rejected("not_found")
        body: dict[str, Json] = {"inquiry_type": inquiry_type, "request_no": number}
        if note:
            body["note"] = clean(note, 500)
        return await self._call("registerInquiry", citizen, body=body, key=key)

    async def block_price(self, *, district: int, use: str) -> CallResult:
        if not (1 <= district <= 99 and re.fullmatch(r"[a-z_]{1,40}", use)):
            return Rejected("not_found")
        return await self._call("blockPrice", params={"district": str(district), "use": use})

    async def courses(self, *, topic: str | None = None, mode: str | None = None) -> CallResult:
        params = {"topic": clean(topic or "", 100), "mode": mode or ""}
        return await self._call("courses", params={name: value for name, value in params.items() if value})

    async def enrolments(self, citizen: Identity) -> CallResult:
        return await self._call("enrolments", citizen)

    async def enrol(self, citizen: Identity, *, course: str, key: str) -> CallResult:
        return await self._call("enrol", citizen, body={"course": course}, key=key)

    async def cancel_enrolment(self, citizen: Identity, *, enrolment_no: str, key: str) -> CallResult:
        return await self._call("cancelEnrolment", citizen, body={"enrolment_no": enrolment_no}, key=key)

    async def offices(self, *, district: int | None = None, office_type: str | None = None) -> CallResult:
        params = {"district": str(district or ""), "type": office_type or ""}
        return await self._call("offices", params={name: value for name, value in params.items() if value})

    async def operation(self, citizen: Identity, *, key: str) -> CallResult:
        """What became of the act with this key, as the contract writes it."""
        return await self._call("operation", citizen, path={"client_key": key})

    async def withdraw_operation(self, citizen: Identity, *, key: str) -> CallResult:
        """Makes sure an act that is not known yet never happens."""
        return await self._call("withdrawOperation", citizen, path={"client_key": key})

    async def reconcile(self, citizen: Identity, *, key: str) -> CallResult:
        """The end result of an act that was Unknown; Unknown again when the backend cannot be asked. An act the
        backend has never seen is withdrawn first, so that Unavailable stays true even if the act arrives late."""
        found = await self.operation(citizen, key=key)
        if isinstance(found, Rejected):
            found = await self.withdraw_operation(citizen, key=key)
        if not isinstance(found, Accepted):
            return Unknown()
        return self._outcome(found.data)

    def _outcome(self, told: Mapping[str, Json]) -> CallResult:
        data = told.get("data")
        data = data if isinstance(data, dict) else {}
        match told.get("outcome"):
            case "accepted":
                return Accepted(data)
            case "rejected":
                return Rejected(str(told.get("code")), data)
            case "withdrawn":
                return Unavailable()
        return Unknown()
