"""Documents of a request: which it needs and what became of each, and one that is handed in. Its bytes are read here,
at the moment they are sent, and only those of the citizen's own conversation."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from bot.action import OutsideAction, Subject
from bot.actions.municipal.shapes import DeedFrom, OwnQuestion, code_of
from bot.content import shrink
from bot.storage import files
from bot.storage.store import Store, Tx
from dialogs.ports import Accepted, CallResult, Identity, Json, Rejected
from integrations.municipal.client import MunicipalClient

LARGEST = 2_000_000
"""Bytes of one document (the contract's "2 to 2000 kilobytes"): pictures above it are made smaller before they go."""
_THEIRS = {
    "inheritance_cert": "inheritance",
    "engineer_form": "engineers_forms",
    "pledge": "engineer_pledge",
    "technical_id": "technical_booklet",
    "utm_map": "surveyor_map",
    "loss_report": "loss_notice",
    "lease": "tenancy",
}
"""Documents that citizens' words (`nlu/lexicon/doc_type.yaml`) and the contract name differently: our name, theirs."""
_OURS = {theirs: ours for ours, theirs in _THEIRS.items()}
_WANTED = ("rejected", "missing")
_ORDER = (*_WANTED, "received", "accepted")
_OPEN_STAGES = frozenset({"draft", "submitted", "docs_review", "docs_defect"})
"""Stages in which a request takes documents; the checklist says for certain."""
_WAITING_STAGES = frozenset({"draft", "docs_defect"})
"""Those in which it waits for them."""


def document_actions(client: MunicipalClient, store: Store) -> Mapping[str, OutsideAction]:
    return {
        "municipal.requests_with_documents": OwnQuestion(lambda citizen, args: _requests(client, citizen, args)),
        "municipal.documents": OwnQuestion(
            lambda citizen, args: _checklist(client, citizen, code_of(args["request_no"]))
        ),
        "municipal.upload_document": _upload(client, store),
    }


def choose_document(tx: Tx, args: Mapping[str, Json], subject: Subject) -> CallResult:  # noqa: ARG001
    """`documents.choose`: the one that is meant, or why it need not be sent."""
    listed = args.get("documents")
    items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    found = next((item for item in items if item.get("document") == args.get("document")), None)
    if found is None:
        return Rejected("not_wanted")
    if found.get("status") in ("accepted", "on_paper"):
        return Rejected("not_needed")
    return Accepted({"status": found.get("status"), "reason": found.get("reason")})


def _upload(client: MunicipalClient, store: Store) -> DeedFrom:
    """`municipal.upload_document`. A file that is past its time, or came in another conversation, is not there."""

    async def act(citizen: Identity, args: Mapping[str, Json], key: str, subject: Subject) -> CallResult:
        ref, request_no = str(args["file"]), code_of(args["request_no"])
        found = await store.awrite(lambda tx: _take(tx, ref, subject.conversation_id, request_no=request_no))
        if found is None:
            return Rejected("file_gone")
        content, mime = found
        document = str(args["document"])
        return await client.upload_document(
            citizen,
            request_no=request_no,
            document=_THEIRS.get(document, document),
            content=await asyncio.to_thread(shrink, content, mime, most=LARGEST),
            key=key,
        )

    return DeedFrom(client, act)


def _take(tx: Tx, ref: str, conversation_id: str, *, request_no: str) -> tuple[bytes, str] | None:
    """The bytes and their type; staff see from now on which request they are for."""
    files.note_request(tx, ref, conversation_id=conversation_id, request_no=request_no)
    return files.read(tx, ref, conversation_id=conversation_id)


async def _requests(client: MunicipalClient, citizen: Identity, args: Mapping[str, Json]) -> CallResult:
    """The citizen's files, and whether each takes documents (`open`). Who says that some are lacking (`lacking`) means
    one that waits for them, when there is one."""
    result = await client.my_files(citizen)
    if not isinstance(result, Accepted):
        return result
    listed = result.data.get("files")
    items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    taking = [item for item in items if item.get("stage") in _OPEN_STAGES]
    waiting = [item for item in taking if item.get("stage") in _WAITING_STAGES]
    meant = (waiting if args.get("lacking") is True else []) or taking
    files_: list[Json] = [{**item, "open": item in meant} for item in items]
    return Accepted({"files": files_, "count": len(meant), "others": len(items) - len(meant)})


def _first(status: Json) -> int:
    """What the citizen has to do comes first, what needs nothing last."""
    return _ORDER.index(status) if status in _ORDER else len(_ORDER)


async def _checklist(client: MunicipalClient, citizen: Identity, request_no: str) -> CallResult:
    """The list in our names, what is still wanted apart."""
    result = await client.document_checklist(citizen, request_no=request_no)
    if not isinstance(result, Accepted):
        return result
    listed = result.data.get("documents")
    items = [
        {
            **item,
            "document": _OURS.get(str(item.get("document")), item.get("document")),
            "wanted": item.get("status") in _WANTED,
        }
        for item in (listed if isinstance(listed, list) else [])
        if isinstance(item, dict)
    ]
    items.sort(key=lambda item: _first(item.get("status")))
    documents: list[Json] = [*items]
    wanted: list[Json] = [item for item in items if item["wanted"]]
    return Accepted(
        {
            "request_no": request_no,
            "documents": documents,
            "wanted": wanted,
            "missing": len(wanted),
            "open": bool(result.data.get("open")),
        }
    )
