"""The citizen's files: which there are, where one stands and what that stage calls for, the steps it has gone; what a
block is worth. A number is looked for wherever a citizen may have it from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.action import OutsideAction
from bot.actions.municipal.shapes import OwnQuestion, Question, code_of
from dialogs.ports import Accepted, CallResult, Identity, Json, Rejected
from integrations.municipal.client import MunicipalClient

COMMISSIONS = {"article_100": "art100"}
ACTIVE = ("requested", "confirmed")
PAYABLE = ("unpaid", "overdue")
GIVEN_OUT = ("issued", "delivered", "expired")
WAITS_FOR_CITIZEN = ("draft", "docs_defect", "awaiting_payment", "inspection_scheduled")
EXPLAINED = ("on_hold", "rejected")
"""Stages for which the desk may have written a reason."""
OF_THE_CASE = ("citizen_todo", "next_step")
_INQUIRY = "inquiry_"
"""How the types of inquiries begin."""
MOST_TOLD = 5
"""Files that are told one after another; more are a list to choose from."""
DETAILS = ("documents", "visit", "bill", "commission", "certificate", "said")


def file_actions(client: MunicipalClient) -> Mapping[str, OutsideAction]:
    return {
        "municipal.my_files": OwnQuestion(lambda citizen, args: client.my_files(citizen)),  # noqa: ARG005
        "municipal.files_of": OwnQuestion(lambda citizen, args: files_of(client, citizen, args)),
        "municipal.file_status": OwnQuestion(
            lambda citizen, args: file_status(client, citizen, number=code_of(args["request_no"]))
        ),
        "municipal.files_in_brief": OwnQuestion(lambda citizen, args: files_in_brief(client, citizen, args["files"])),
        "municipal.file_steps": OwnQuestion(
            lambda citizen, args: file_steps(client, citizen, number=code_of(args["request_no"]))
        ),
        "municipal.block_price": Question(
            lambda args: client.block_price(district=int(code_of(args["district"])), use=str(args["use"]))
        ),
    }


async def files_of(client: MunicipalClient, citizen: Identity, args: Mapping[str, Json]) -> CallResult:
    """The citizen's files as described. On one property: somebody else's and none are the same. Of one kind: all of
    them when none is of that kind, for people call many things a permit; then they are not `exact`."""
    found = await client.my_files(citizen)
    if not isinstance(found, Accepted):
        return found
    files = _items(found, "files")
    if wanted := _parts(args.get("nosazi_code")):
        files = [file for file in files if _same_property(wanted, _parts(file.get("nosazi_code")))]
        if not files:
            return Rejected("not_found")
    kinds = _kinds(args)
    named = [file for file in files if file.get("type") in kinds]
    if args.get("any_inquiry") is True and not any(kinds):
        kinds, named = {_INQUIRY}, [file for file in files if str(file.get("type")).startswith(_INQUIRY)]
    listed: list[Json] = [dict(file) for file in named or files]
    return Accepted({"files": listed, "count": len(listed), "exact": bool(named) or not any(kinds)})


def _kinds(args: Mapping[str, Json]) -> set[Json]:
    """The types of the contract that are meant. «ماده صد» is heard as a stage too, and has the same name as one."""
    kinds = {args.get("request_type"), args.get("stage"), COMMISSIONS.get(str(args.get("commission")))}
    return kinds | ({f"{_INQUIRY}{args['inquiry_type']}"} if args.get("inquiry_type") else set())


async def file_status(client: MunicipalClient, citizen: Identity, *, number: str) -> CallResult:
    """The file with this number and what its stage calls for. Citizens take the number of a certificate or of a 137
    message for that of a file: those are tried after it, in this order."""
    found = await client.file_status(citizen, request_no=number)
    if found == Rejected("not_found"):
        found = await _by_another_number(client, citizen, number)
    if not isinstance(found, Accepted):
        return found
    file = found.data.get("file")
    if isinstance(file, dict):
        # Beside the usual path and at its end there is nothing to count.
        file["step"] = None if file.get("step") in (0, file.get("steps")) else file.get("step")
    details = await _details(client, citizen, file) if isinstance(file, dict) else dict.fromkeys(DETAILS)
    if isinstance(file, dict) and isinstance(case := details["commission"], dict):
        # The stage speaks of every file there; its own case knows what is still open.
        file.update({name: case[name] for name in OF_THE_CASE if case.get(name)})
        case.update(_deadlines(case))
    return Accepted({"file": file, **details})


async def files_in_brief(client: MunicipalClient, citizen: Identity, listed: Json) -> CallResult:
    """Where each of these stands and what is to be paid for it; one that cannot be had is told as the list has it."""
    files = [file for file in listed if isinstance(file, dict)] if isinstance(listed, list) else []
    if len(files) > MOST_TOLD:
        return Rejected("too_many")
    told: list[Json] = []
    for file in files:
        found = await file_status(client, citizen, number=str(file["request_no"]))
        told.append({**file, **_brief(found)})
    return Accepted({"files": told})


def _brief(found: CallResult) -> dict[str, Json]:
    """The file, the amount of its bill, and how long the stage still takes where it is not the citizen who is waited
    for."""
    known, bill = (found.data.get(name) for name in ("file", "bill")) if isinstance(found, Accepted) else (None, None)
    file = known if isinstance(known, dict) else {}
    left = None if file.get("stage") in WAITS_FOR_CITIZEN else file.get("remaining_days") or None
    return {**file, "days_left": left, "amount_rial": bill.get("amount_rial") if isinstance(bill, dict) else None}


async def _by_another_number(client: MunicipalClient, citizen: Identity, number: str) -> CallResult:
    certificates = await client.my_certificates(citizen, limit=100)
    for certificate in _items(certificates, "items"):
        if certificate.get("certificate_no") == number:
            return await client.file_status(citizen, request_no=str(certificate["request_no"]))
    ticket = await client.ticket_status(citizen, ticket_no=number)
    if isinstance(ticket, Accepted):
        return Rejected("ticket", {"ticket": dict(ticket.data)})
    return Rejected("not_found")


async def file_steps(client: MunicipalClient, citizen: Identity, *, number: str) -> CallResult:
    """What was, what is, and what is usually still to come, each by itself."""
    found = await client.file_steps(citizen, request_no=number)
    if not isinstance(found, Accepted):
        return found
    by_state: dict[str, list[Json]] = {"done": [], "now": [], "ahead": []}
    for step in _items(found, "steps"):
        by_state.setdefault(str(step.get("state")), []).append(dict(step))
    return Accepted({"request_no": found.data.get("request_no"), **by_state, "left": len(by_state["ahead"])})


async def _details(client: MunicipalClient, citizen: Identity, file: Mapping[str, Json]) -> dict[str, Json]:
    """What belongs to the stage. A detail that cannot be had is left out: the status is worth saying without it."""
    number, stage = str(file["request_no"]), str(file.get("stage"))
    found: dict[str, Json] = dict.fromkeys(DETAILS)
    if file.get("missing_docs"):
        found["documents"] = await _documents(client, citizen, file)
    if stage == "inspection_scheduled":
        visits = _items(await client.my_inspections(citizen, limit=100), "items")
        found["visit"] = _first(visit for visit in visits if _of(visit, number) and visit.get("status") in ACTIVE)
    elif stage == "awaiting_payment":
        bills = _items(await client.my_bills(citizen), "bills")
        found["bill"] = _first(bill for bill in bills if _of(bill, number) and bill.get("status") in PAYABLE)
    elif stage == "art100":
        case = await client.article100_case(citizen, request_no=number)
        found["commission"] = dict(case.data) if isinstance(case, Accepted) else None
    elif stage in GIVEN_OUT:
        issued = _items(await client.my_certificates(citizen, limit=100), "items")
        found["certificate"] = _first(one for one in issued if _of(one, number))
    elif stage in EXPLAINED:
        found["said"] = await last_word(client, citizen, number=number)
    return found


def _deadlines(case: Mapping[str, Json]) -> dict[str, Json]:
    """Each deadline of a case before the commission under what may be said of it: `…_until` while it is open, `…_ended`
    when it has passed unused. `may_answer`: is one of them open?"""
    defends, objects = bool(case.get("may_defend")), bool(case.get("may_object"))
    unused = case.get("phase") == "noticed" and not case.get("defended")
    return {
        "phase_label": case.get("phase_label") if defends or not unused else None,  # «مهلت دفاع», which is over
        "defence_until": case.get("defence_until") if defends else None,
        "defence_ended": case.get("defence_until") if unused and not defends else None,
        "objection_until": case.get("objection_until") if objects else None,
        "objection_ended": case.get("objection_until") if not objects else None,
        "may_answer": defends or objects,
    }


async def _documents(client: MunicipalClient, citizen: Identity, file: Mapping[str, Json]) -> Json:
    """What the citizen has to send, or send again and why."""
    listed = _items(await client.document_checklist(citizen, request_no=str(file["request_no"])), "documents")
    wanted = [each for each in listed if each.get("status") in ("missing", "rejected")]
    known: list[Json] = [{"label": each.get("label"), "reason": each.get("reason")} for each in wanted]
    return known or file.get("missing_docs")


async def last_word(client: MunicipalClient, citizen: Identity, *, number: str) -> Json:
    """What the desk wrote when the file left the step before this one."""
    steps = _items(await client.file_steps(citizen, request_no=number), "steps")
    done = [step for step in steps if step.get("state") == "done"]
    return done[-1].get("note") if done else None


def _items(answer: CallResult, name: str) -> list[Mapping[str, Json]]:
    listed = answer.data.get(name) if isinstance(answer, Accepted) else None
    return [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []


def _first(found: Iterable[Mapping[str, Json]]) -> Json:
    return next((dict(each) for each in found), None)


def _of(item: Mapping[str, Json], number: str) -> bool:
    return item.get("request_no") == number


def _parts(code: Json) -> list[str]:
    return code_of(code).replace("/", "-").replace(".", "-").split("-") if code else []


def _same_property(wanted: list[str], given: list[str]) -> bool:
    """The first parts name the property; a flat's own parts follow. Citizens read codes from either end."""
    shorter = min(len(wanted), len(given))
    return shorter > 2 and given[:shorter] in (wanted[:shorter], wanted[::-1][:shorter])
