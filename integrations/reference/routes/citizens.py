"""Operations about the citizen and the citizen's own files and inquiries."""

from __future__ import annotations

from integrations.reference.backend import Backend
from integrations.reference.case.asking import Answer, Ask
from integrations.reference.declared import Declared
from integrations.reference.operations import Endpoint
from integrations.reference.routes.bodies import ConfirmationRequest, FileLookup, InquiryRequest
from integrations.reference.rules import citizens, files, inquiries


def citizen_routes(backend: Backend) -> list[Endpoint]:
    declared = Declared(backend)
    declared.read("confirmCitizen", _confirm, ConfirmationRequest)
    declared.read("myFiles", _my_files)
    declared.read("fileStatus", _file_status, FileLookup)
    declared.act("registerInquiry", _register, InquiryRequest)
    return declared.endpoints


def _confirm(ask: Ask, *, national_id: str) -> Answer:
    return citizens.confirm(ask.tx, national_id, mobile=ask.mobile)


def _my_files(ask: Ask) -> Answer:
    return files.my_files(ask.tx, ask.national_id, today=ask.today)


def _file_status(ask: Ask, *, request_no: str) -> Answer:
    return files.file_status(ask.tx, ask.national_id, request_no=request_no, today=ask.today)


def _register(ask: Ask, *, inquiry_type: str, request_no: str, note: str | None) -> Answer:
    return inquiries.register(
        ask.tx, ask.national_id, inquiry_type=inquiry_type, request_no=request_no, note=note, today=ask.today
    )
