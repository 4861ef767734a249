"""Routes about the citizen and the citizen's own files and inquiries."""

from __future__ import annotations

from fastapi import APIRouter

from integrations.municipal.assertion import Citizen
from integrations.reference.backend import IDEMPOTENCY_KEY, Backend, route
from integrations.reference.routes.bodies import ConfirmationRequest, FileLookup, InquiryRequest
from integrations.reference.rules import citizens, files, inquiries


def citizen_routes(backend: Backend) -> APIRouter:
    router = APIRouter()
    confirm_citizen_caller = backend.caller("confirmCitizen")
    my_files_caller = backend.caller("myFiles")
    file_status_caller = backend.caller("fileStatus")

    def confirm(body: ConfirmationRequest, citizen: Citizen = confirm_citizen_caller) -> dict[str, object]:
        with backend.database.reading() as connection:
            return citizens.confirm(connection, body.national_id, mobile=citizen.mobile)

    def my_files(citizen: Citizen = my_files_caller) -> dict[str, object]:
        with backend.database.reading() as connection:
            return files.my_files(connection, str(citizen.national_id), today=backend.today)

    def file_status(body: FileLookup, citizen: Citizen = file_status_caller) -> dict[str, object]:
        with backend.database.reading() as connection:
            return files.file_status(
                connection, str(citizen.national_id), request_no=body.request_no, today=backend.today
            )

    route(router, "confirmCitizen", confirm)
    route(router, "myFiles", my_files)
    route(router, "fileStatus", file_status)
    return router


def inquiry_routes(backend: Backend) -> APIRouter:
    router = APIRouter()
    register_inquiry_caller = backend.caller("registerInquiry")

    def register(
        body: InquiryRequest, citizen: Citizen = register_inquiry_caller, key: str = IDEMPOTENCY_KEY
    ) -> object:
        return backend.act(
            citizen,
            "registerInquiry",
            key=key,
            body=body.model_dump(),
            status=201,
            work=lambda connection: inquiries.register(
                connection, str(citizen.national_id), **body.model_dump(), today=backend.today
            ),
        )

    route(router, "registerInquiry", register)
    return router
