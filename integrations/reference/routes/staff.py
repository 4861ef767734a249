"""Routes of case work for the municipality's staff and the payment gateway, behind the staff key."""

from __future__ import annotations

from integrations.reference.backend import Backend
from integrations.reference.case import (
    advance,
    desk,
    documents,
    inspections,
    instalments,
    objections,
    payments,
    tickets,
    votes,
)
from integrations.reference.declared import Declared
from integrations.reference.operations import Endpoint
from integrations.reference.routes import case_bodies as bodies


def staff_routes(backend: Backend) -> list[Endpoint]:
    declared = Declared(backend)
    declared.read("staffFiles", desk.waiting, bodies.Page)
    declared.read("staffFile", desk.whole_file, bodies.OneFile)
    declared.act("moveStep", desk.move, bodies.Step, status=200)
    declared.act("decideDocument", documents.decide, bodies.DocumentDecision, status=200)
    declared.act("decideInspection", inspections.decide, bodies.InspectionDecision, status=200)
    declared.act("reportInspection", inspections.report, bodies.InspectionReport, status=200)
    declared.act("settlePayment", payments.settle, bodies.Settlement, status=200)
    declared.act("decideInstalments", instalments.decide, bodies.PlanDecision, status=200)
    declared.act("decideObjection", objections.decide, bodies.ObjectionDecision, status=200)
    declared.act("recordVote", votes.record, bodies.Vote, status=200)
    declared.act("answerTicket", tickets.answer, bodies.TicketAnswer, status=200)
    declared.act("advanceClock", advance.advance, bodies.Advance, status=200)
    return declared.endpoints
