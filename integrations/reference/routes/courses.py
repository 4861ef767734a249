"""Routes of the training courses."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Query

from integrations.municipal.assertion import Citizen
from integrations.reference.backend import IDEMPOTENCY_KEY, Backend, route
from integrations.reference.routes.bodies import CancellationRequest, EnrolmentRequest
from integrations.reference.rules import courses

TOPIC = Query(default=None, min_length=1, max_length=100)


def course_routes(backend: Backend) -> APIRouter:
    router = APIRouter()
    enrolments_caller = backend.caller("enrolments")

    def listed(topic: str | None = TOPIC, mode: Literal["in_person", "online"] | None = None) -> dict[str, object]:
        with backend.database.reading() as connection:
            return courses.listed(connection, topic=topic, mode=mode, today=backend.today)

    def mine(citizen: Citizen = enrolments_caller) -> dict[str, object]:
        with backend.database.reading() as connection:
            return courses.mine(connection, citizen.mobile)

    route(router, "courses", listed)
    route(router, "enrolments", mine)
    return router


def enrolment_routes(backend: Backend) -> APIRouter:
    router = APIRouter()
    enrol_caller = backend.caller("enrol")
    cancel_enrolment_caller = backend.caller("cancelEnrolment")

    def enrol(body: EnrolmentRequest, citizen: Citizen = enrol_caller, key: str = IDEMPOTENCY_KEY) -> object:
        return backend.act(
            citizen,
            "enrol",
            key=key,
            body=body.model_dump(),
            status=201,
            work=lambda connection: courses.enrol(
                connection, citizen.mobile, course_id=body.course, today=backend.today, now=backend.clock()
            ),
        )

    def cancel(
        body: CancellationRequest, citizen: Citizen = cancel_enrolment_caller, key: str = IDEMPOTENCY_KEY
    ) -> object:
        return backend.act(
            citizen,
            "cancelEnrolment",
            key=key,
            body=body.model_dump(),
            status=200,
            work=lambda connection: courses.cancel(
                connection, citizen.mobile, enrolment_no=body.enrolment_no, today=backend.today
            ),
        )

    route(router, "enrol", enrol)
    route(router, "cancelEnrolment", cancel)
    return router
