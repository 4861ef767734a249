"""Requests, their steps and their documents, as the citizen's side asks for them."""

from __future__ import annotations

import base64

from dialogs.ports import CallResult, Identity, Json, Rejected
from integrations.municipal.calling import Caller
from integrations.municipal.wording import clean

# What the contract lets through; the backend says the exact limit.
LONGEST_BYTES = 2_900_000


class RequestCalls(Caller):
    async def request_types(self) -> CallResult:
        """Every type with its documents, conditions and steps."""
        return await self._call("requestTypes")

    async def my_properties(self, citizen: Identity) -> CallResult:
        return await self._call("myProperties", citizen)

    async def submit_request(
        self,
        citizen: Identity,
        *,
        request_type: str,
        nosazi_code: str,
        self_declaration: bool = False,
        note: str | None = None,
        key: str,
    ) -> CallResult:
        code = clean(nosazi_code, 40)
        if not code:
            return Rejected("not_found")
        body: dict[str, Json] = {"type": request_type, "nosazi_code": code, "self_declaration": self_declaration}
        return await self._call(
            "submitRequest", citizen, body={**body, "note": clean(note or "", 500) or None}, key=key
        )

    async def cancel_request(self, citizen: Identity, *, request_no: str, key: str) -> CallResult:
        return await self._about_file("cancelRequest", citizen, request_no, key=key)

    async def file_steps(self, citizen: Identity, *, request_no: str) -> CallResult:
        return await self._about_file("fileSteps", citizen, request_no)

    async def document_checklist(self, citizen: Identity, *, request_no: str) -> CallResult:
        return await self._about_file("documentChecklist", citizen, request_no)

    async def upload_document(
        self, citizen: Identity, *, request_no: str, document: str, content: bytes, key: str
    ) -> CallResult:
        """Sends one document. `content`: the file's bytes, at most 2,900,000."""
        if len(content) > LONGEST_BYTES:
            return Rejected("file_too_large")
        encoded = base64.b64encode(content).decode()
        return await self._about_file(
            "uploadDocument", citizen, request_no, document=document, content_base64=encoded, key=key
        )
