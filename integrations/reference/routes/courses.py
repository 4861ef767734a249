"""Operations of the training courses."""

from __future__ import annotations

from integrations.reference.backend import Backend
from integrations.reference.case.asking import Answer, Ask
from integrations.reference.declared import Declared
from integrations.reference.operations import Endpoint
from integrations.reference.routes.bodies import CancellationRequest, CourseFilter, EnrolmentRequest
from integrations.reference.rules import courses


def course_routes(backend: Backend) -> list[Endpoint]:
    declared = Declared(backend)
    declared.read("courses", _listed, CourseFilter)
    declared.read("enrolments", _mine)
    declared.act("enrol", _enrol, EnrolmentRequest)
    declared.act("cancelEnrolment", _cancel, CancellationRequest, status=200)
    return declared.endpoints


def _listed(ask: Ask, *, topic: str | None, mode: str | None) -> Answer:
    return courses.listed(ask.tx, topic=topic, mode=mode, today=ask.today)


def _mine(ask: Ask) -> Answer:
    return courses.mine(ask.tx, ask.mobile)


def _enrol(ask: Ask, *, course: str) -> Answer:
    return courses.enrol(ask.tx, ask.mobile, course_id=course, today=ask.today, now=ask.now)


def _cancel(ask: Ask, *, enrolment_no: str) -> Answer:
    return courses.cancel(ask.tx, ask.mobile, enrolment_no=enrolment_no, today=ask.today)
