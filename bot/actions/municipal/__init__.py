"""What flows may ask of the municipality, one module a subject. What the flow knows goes to the client's operation, its
answer comes back as it is."""

from __future__ import annotations

from collections.abc import Mapping

from bot.action import OutsideAction
from bot.actions.municipal.archive import archive_actions
from bot.actions.municipal.courses import course_actions
from bot.actions.municipal.districts import district_actions
from bot.actions.municipal.documents import document_actions
from bot.actions.municipal.files import file_actions
from bot.actions.municipal.inquiries import inquiry_actions
from bot.actions.municipal.inspections import inspection_actions
from bot.actions.municipal.money import money_actions
from bot.actions.municipal.notices import notice_actions
from bot.actions.municipal.objections import objection_actions
from bot.actions.municipal.offices import office_actions
from bot.actions.municipal.parcels import parcel_actions
from bot.actions.municipal.requests import request_actions
from bot.actions.municipal.tickets import ticket_actions
from bot.storage.store import Store
from integrations.municipal.client import MunicipalClient

_SUBJECTS = (
    archive_actions,
    course_actions,
    district_actions,
    file_actions,
    inquiry_actions,
    inspection_actions,
    money_actions,
    notice_actions,
    objection_actions,
    office_actions,
    parcel_actions,
    request_actions,
    ticket_actions,
)


def municipal_actions(client: MunicipalClient, store: Store) -> Mapping[str, OutsideAction]:
    """Every `municipal.*` action, by name. Documents are read from the store when they are sent."""
    found = {name: action for subject in _SUBJECTS for name, action in subject(client).items()}
    return {**found, **document_actions(client, store)}
