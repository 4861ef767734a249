"""What every route needs: the database, the clock, who is calling. Built once by `app.py`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from starlette.responses import Response

from integrations.municipal.assertion import Citizen, Staff
from integrations.reference.access import Gate
from integrations.reference.answers import Json
from integrations.reference.database import Database
from integrations.reference.idempotency import Act, Body, Work, perform
from integrations.reference.written import local_day


@dataclass(frozen=True, slots=True)
class Backend:
    database: Database
    gate: Gate
    clock: Callable[[], datetime]
    payment_page: str

    @property
    def today(self) -> date:
        return local_day(self.clock())

    def act(
        self, who: Citizen | Staff, operation_id: str, *, key: str, body: Body, status: int, work: Work
    ) -> Response:
        """Does the work once for this key and answers with its result."""
        act = Act(mobile=_scope(who), client_key=key, operation=operation_id, body=body, status=status)
        answer = perform(self.database, act, work, now=self.clock())
        headers = {"Idempotent-Replay": "true"} if answer.replay else {}
        return Json(dict(answer.body), answer.status, headers=headers)


def _scope(who: Citizen | Staff) -> str:
    """Whose keys these are: a mobile, or for staff what no mobile can be."""
    if isinstance(who, Citizen):
        return who.mobile
    return "s" + hashlib.sha256(who.name.encode()).hexdigest()[:10]
