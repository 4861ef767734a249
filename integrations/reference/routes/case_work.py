"""Routes of case work for citizens: requests and documents, inspections, money, and all else that has a number."""

from __future__ import annotations

from integrations.reference.backend import Backend
from integrations.reference.case import (
    article100,
    bills,
    catalogue,
    certificates,
    documents,
    inspections,
    instalments,
    notices,
    objections,
    payments,
    properties,
    requests,
    steps,
    tickets,
)
from integrations.reference.case.asking import Answer, Ask
from integrations.reference.declared import Declared
from integrations.reference.operations import Endpoint
from integrations.reference.routes import case_bodies as bodies


def request_routes(backend: Backend) -> list[Endpoint]:
    declared = Declared(backend)
    declared.read("requestTypes", _types)
    declared.read("myProperties", properties.mine)
    declared.act("submitRequest", requests.submit, bodies.NewRequest)
    declared.act("cancelRequest", requests.cancel, bodies.OneFile, status=200)
    declared.read("fileSteps", steps.timeline, bodies.OneFile)
    declared.read("documentChecklist", documents.checklist, bodies.OneFile)
    declared.act("uploadDocument", documents.upload, bodies.Upload)
    return declared.endpoints


def inspection_routes(backend: Backend) -> list[Endpoint]:
    declared = Declared(backend)
    declared.read("dueInspections", inspections.due, bodies.Booked)
    declared.read("inspectionSlots", inspections.offered, bodies.OneFile)
    declared.read("myInspections", inspections.mine, bodies.Page)
    declared.act("bookInspection", inspections.book, bodies.Booking)
    declared.act("changeInspection", inspections.change, bodies.BookingChange, status=200)
    declared.act("cancelInspection", inspections.cancel, bodies.OneInspection, status=200)
    return declared.endpoints


def money_routes(backend: Backend) -> list[Endpoint]:
    declared = Declared(backend)
    declared.read("myBills", bills.mine, bodies.BillFilter)
    declared.read("billByNumber", bills.lookup, bodies.BillNumbers)
    declared.act("startPayment", payments.start, bodies.BillNumbers)
    declared.read("myPayments", payments.mine, bodies.Page)
    declared.read("paymentStatus", payments.status, bodies.OnePayment)
    declared.act("requestInstalments", instalments.ask_for, bodies.InstalmentWish)
    declared.read("myInstalments", instalments.mine, bodies.Page)
    return declared.endpoints


def matter_routes(backend: Backend) -> list[Endpoint]:
    declared = Declared(backend)
    declared.act("fileObjection", objections.file_one, bodies.NewObjection)
    declared.read("myObjections", objections.mine, bodies.Page)
    declared.read("article100Case", article100.lookup, bodies.OneFile)
    declared.act("defendArticle100", article100.defend, bodies.Defence)
    declared.act("openTicket", tickets.open_one, bodies.NewTicket)
    declared.read("myTickets", tickets.mine, bodies.Page)
    declared.read("ticketStatus", tickets.status, bodies.OneTicket)
    declared.read("notices", notices.feed, bodies.Page)
    declared.read("myCertificates", certificates.mine, bodies.Page)
    declared.read("verifyCertificate", certificates.verify, bodies.CertificateNumbers)
    return declared.endpoints


def _types(ask: Ask) -> Answer:  # noqa: ARG001
    return catalogue.listed_types()
