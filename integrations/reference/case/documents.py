"""Documents of a file: its checklist, what was uploaded, what the expert said of each, and how a file goes on when the
last one that was needed has come."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, insert, select, update

from integrations.reference.case import content, notices, numbers, steps
from integrations.reference.case.asking import Answer, Ask, Desk
from integrations.reference.case.catalogue import document_label, needed_documents, words
from integrations.reference.case.pages import AnyRow
from integrations.reference.case.tables import cases, documents
from integrations.reference.labels import vocabulary
from integrations.reference.problems import Refused
from integrations.reference.rules import files as file_rules
from integrations.reference.stages import load_stages
from integrations.reference.tables import files

# Until an expert has gone through them a better copy may replace a document; a defect asks for one.
TAKES_DOCUMENTS = ("draft", "submitted", "docs_review", "docs_defect")
WAITS_FOR_DOCUMENTS = ("draft", "docs_defect")


def checklist(ask: Ask, *, request_no: str) -> Answer:
    """Every document the file needs and what became of it."""
    file = file_rules.find(ask.tx, ask.national_id, request_no=request_no, today=ask.today)
    shown = listed(ask.tx, file)
    missing = sum(item["status"] in ("missing", "rejected") for item in shown)
    return {"request_no": file.request_no, "documents": shown, "missing": missing, "open": _takes(file)}


def listed(tx: Connection, file: AnyRow) -> list[dict[str, object]]:
    newest = {row.document: row for row in tx.execute(_of_file(file.id)).all()}
    codes = dict.fromkeys([*needed(tx, file), *newest])
    return [_item(file, code, newest.get(code)) for code in codes]


def needed(tx: Connection, file: AnyRow) -> tuple[str, ...]:
    """Codes of what the file needs: by its type and applicant, and what an expert asked for besides."""
    role = tx.execute(select(cases.c.applicant_role).where(cases.c.file_id == file.id)).scalar() or "owner"
    names = vocabulary("documents")
    asked = (names.code(str(label)) for label in file.missing_docs)
    return tuple(dict.fromkeys([*needed_documents(file.type, role=role), *(code for code in asked if code)]))


def upload(ask: Ask, *, request_no: str, document: str, content_base64: str) -> Answer:
    """Takes one document. The last one that was missing sends the file on.

    Raises:
        Refused: `not_found`, `not_now`, `not_wanted`, and what `content.read` refuses.
    """
    file = steps.own_file(ask, request_no)
    if not _takes(file):
        raise Refused("not_now", stage=file.stage)
    if document not in needed(ask.tx, file):
        raise Refused("not_wanted")
    found = content.read(content_base64)
    older = (documents.c.file_id == file.id) & (documents.c.document == document)
    ask.tx.execute(update(documents).where(older).values(status="replaced"))
    row = {"file_id": file.id, "document": document, "mime": found.mime, "size": found.size, "sha256": found.sha256}
    row |= {"content": found.raw, "status": "received", "uploaded_on": ask.today}
    new_id = ask.tx.execute(insert(documents).values(**row).returning(documents.c.id)).scalar_one()
    left = _no_longer_missing(ask.tx, file, document)
    if not left and file.stage in WAITS_FOR_DOCUMENTS:
        file = steps.onward(ask.tx, steps.locked(ask.tx, file.id), by="documents", today=ask.today)
    return {
        "document_no": numbers.written("document", new_id),
        "document": document,
        "label": document_label(document),
        "status": "received",
        "mime": found.mime,
        "size": found.size,
        "sha256": found.sha256,
        "missing": left,
        "stage": file.stage,
        "stage_label": load_stages().of(file.type, file.stage).label,
    }


def decide(desk: Desk, *, document_no: str, decision: str, reason: str | None) -> Answer:
    """The expert's word on one document. A rejection names its reason and sends the file back to the citizen.

    Raises:
        Refused: `not_found`, `not_now`, `wrong_desk`, `reason_needed`.
    """
    row = desk.tx.execute(_one(document_no).with_for_update()).first()
    if row is None:
        raise Refused("not_found")
    file = steps.locked(desk.tx, row.file_id)
    _may_decide(desk, file, row)
    if decision == "rejected" and not (reason or "").strip():
        raise Refused("reason_needed")
    status = update(documents).where(documents.c.id == row.id)
    desk.tx.execute(status.values(status=decision, reason=reason if decision == "rejected" else None))
    label = document_label(row.document)
    kind = f"document_{decision}"
    event = f"document:{row.id}:{decision}"
    notices.tell_holders(desk.tx, file, kind, event=event, today=desk.today, document=label, reason=reason or "")
    if decision == "rejected":
        desk.tx.execute(update(files).where(files.c.id == file.id).values(missing_docs=[*file.missing_docs, label]))
        if file.stage != "docs_defect":
            file = steps.move(desk.tx, steps.locked(desk.tx, file.id), "docs_defect", by=desk.role, today=desk.today)
    return {"document_no": document_no, "status": decision, "request_no": file.request_no, "stage": file.stage}


def read(tx: Connection, document_no: str) -> AnyRow | None:
    """The stored document with its bytes, for the municipality's own eyes."""
    return tx.execute(_one(document_no)).first()


def _may_decide(desk: Desk, file: AnyRow, row: AnyRow) -> None:
    if row.status == "replaced" or file.stage not in ("docs_review", "docs_defect", "map_control"):
        raise Refused("not_now", stage=file.stage)
    if desk.role not in ("office_expert", "map_expert", "manager"):
        raise Refused("wrong_desk", stage=file.stage)
    if row.status == "rejected":
        raise Refused("not_now", stage=file.stage)


def _takes(file: AnyRow) -> bool:
    return file.stage in TAKES_DOCUMENTS


def _no_longer_missing(tx: Connection, file: AnyRow, document: str) -> int:
    """Strikes the document off the file's list; how many are left. The list may hold any name of a document."""
    names = vocabulary("documents")
    left = [label for label in file.missing_docs if names.code(str(label)) != document]
    tx.execute(update(files).where(files.c.id == file.id).values(missing_docs=left))
    return len(left)


def _item(file: AnyRow, code: str, row: AnyRow | None) -> dict[str, object]:
    names = vocabulary("documents")
    wanted = any(names.code(str(label)) == code for label in file.missing_docs)
    status = row.status if row is not None else "missing" if wanted else "on_paper"
    return {
        "document": code,
        "label": document_label(code),
        "status": status,
        "status_label": words("document_statuses")[status],
        "reason": row.reason if row is not None else None,
        "document_no": numbers.written("document", row.id) if row is not None else None,
        "mime": row.mime if row is not None else None,
        "size": row.size if row is not None else None,
        "sha256": row.sha256 if row is not None else None,
    }


# Everything but the bytes: they are only read to be shown.
_SHOWN = [column for column in documents.c if column.name != "content"]


def _of_file(file_id: int) -> Select[Any]:
    return (
        select(*_SHOWN).where(documents.c.file_id == file_id, documents.c.status != "replaced").order_by(documents.c.id)
    )


def _one(document_no: str) -> Select[Any]:
    return select(documents).where(documents.c.id == numbers.row_id("document", document_no))
