"""News of the municipality, told unasked: one reply with the next step as buttons, by day, and never over a member of
staff. The flow in hand is left as it is and its question comes again. Where news comes from: `bot.following`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dialogs import questions
from dialogs.daytime import is_day
from dialogs.draft import MENU, Draft
from dialogs.ports import Json
from dialogs.state import Carried, Mode

Notice = Mapping[str, Json]

STILL_WAITS = "still_waits"
LEADS: Mapping[str, str] = {
    **dict.fromkeys(("documents_wanted", "document_rejected"), "document_upload"),
    **dict.fromkeys(("inspection_wanted", "inspection_missed", "inspection_moved"), "inspection_booking"),
    **dict.fromkeys(("bill_issued", "bill_overdue", "debt_blocks", "plan_accepted"), "pay_bill"),
    **dict.fromkeys(("article100_noticed", "article100_voted"), "objection"),
    "refused": "objection",
    **dict.fromkeys(("lapsed", "certificate_expired"), "permit_request"),
    "ticket_answered": "complaint",
    "class_promoted": "class_signup",
}
"""The service in which a citizen does what this kind of notice calls for. Every notice of a file also leads to it."""
BY_STAGE: Mapping[str, str] = {
    **dict.fromkeys(("draft", "docs_defect"), "document_upload"),
    "awaiting_payment": "pay_bill",
    "inspection_scheduled": "inspection_booking",
    "issued": "office_lookup",
}
"""The same for a file that still waits, by its stage."""
FILE = "file_status"


def arrive(draft: Draft, notices: Iterable[Notice]) -> None:
    draft.news = (*draft.news, *notices)
    tell(draft)


def tell(draft: Draft) -> None:
    """Says what has come, unless it is night or staff speak: then it waits in the state."""
    if not draft.news or draft.mode is Mode.STAFF or not is_day(draft.now):
        return
    news, draft.news = draft.news, ()
    flows = _leads(news)
    key, args = _words(news)
    draft.say(key, args, draft.start_buttons(flows), again=False)
    draft.name("answered")
    numbers = {notice.get("request_no") for notice in news}
    draft.carried = Carried(flows, {"request_no": numbers.pop()}) if len(numbers) == 1 else None
    _ask_again(draft)


def _leads(news: tuple[Notice, ...]) -> tuple[str, ...]:
    found = [LEADS.get(str(notice["kind"])) or BY_STAGE.get(str(notice.get("stage"))) for notice in news]
    found += [FILE for notice in news if notice.get("request_no")]
    return tuple(dict.fromkeys(name for name in found if name))


def _words(news: tuple[Notice, ...]) -> tuple[str, dict[str, Json]]:
    lines = [_line(notice) for notice in news]
    if len(news) > 1:
        return "common.news_several", {"notices": [{"line": line} for line in lines]}
    if news[0]["kind"] == STILL_WAITS:
        return "common.news_waited", _waited(news[0])
    return "common.news", {"line": lines[0]}


def _line(notice: Notice) -> dict[str, Json]:
    if notice["kind"] == STILL_WAITS:
        return {"key": "common.news_waited", "args": _waited(notice)}
    return {"value": notice.get("text"), "kind": "prose"}


def _waited(notice: Notice) -> dict[str, Json]:
    return {name: notice.get(name) for name in ("request_no", "title", "days", "todo")}


def _ask_again(draft: Draft) -> None:
    """The question that stands, once more below the news. Nobody did anything: no sign-in comes of it, and no
    identity lives longer."""
    asked = draft.asked
    if asked is None or asked.slot in (MENU, questions.RATE) or (draft.stack and draft.stack[-1].waiting):
        return
    draft.trusted = True
    questions.again(draft)
