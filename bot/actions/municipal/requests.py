"""Requests of every type: what one needs, for which property of the citizen's, sent, taken back. Inquiries that are
registered on a file are in `inquiries`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.action import OutsideAction
from bot.actions.municipal.shapes import Deed, OwnQuestion, Question, code_of, text_of
from dialogs.ports import Accepted, CallResult, Identity, Json, Rejected
from integrations.municipal.client import MunicipalClient

_CODES = {"clearance": "nosazi_clearance"}
"""What understanding calls a type, where the contract has another word for it."""
_OF_PROPERTY = (
    "nosazi_code", "role", "role_label", "valid_to", "district", "address", "certified_on", "may_declare",
)  # fmt: skip
_PERMITS = ("permit_new", "permit_amendment", "permit_renewal")
_ISSUED = ("issued", "delivered")
_TAKEN_BACK = (
    "draft", "submitted", "docs_review", "docs_defect",
    "inspection_scheduled", "inspected", "plan_check", "map_control",
)  # fmt: skip
"""Stages before levies are calculated: until then a request may be taken back. The municipality says for certain."""


def request_actions(client: MunicipalClient) -> Mapping[str, OutsideAction]:
    return {
        "municipal.request_type": Question(lambda args: _type(client, args)),
        "municipal.my_properties": OwnQuestion(lambda citizen, args: client.my_properties(citizen)),  # noqa: ARG005
        "municipal.my_places": OwnQuestion(lambda citizen, args: _places(client, citizen)),  # noqa: ARG005
        "municipal.property": OwnQuestion(lambda citizen, args: _property(client, citizen, args)),
        "municipal.my_requests": OwnQuestion(lambda citizen, args: _requests(client, citizen, args)),
        "municipal.my_permits": OwnQuestion(lambda citizen, args: _permits(client, citizen)),  # noqa: ARG005
        "municipal.submit_request": Deed(
            client,
            lambda citizen, args, key: client.submit_request(
                citizen,
                request_type=str(args["request_type"]),
                nosazi_code=code_of(args["nosazi_code"]),
                self_declaration=args.get("self_declaration") is True,
                note=text_of(args.get("note")),
                key=key,
            ),
        ),
        "municipal.cancel_request": Deed(
            client,
            lambda citizen, args, key: client.cancel_request(citizen, request_no=code_of(args["request_no"]), key=key),
        ),
    }


async def _type(client: MunicipalClient, args: Mapping[str, Json]) -> CallResult:
    """What one type of request needs; an inquiry by its own word («bank»). Its steps are left out."""
    inquiry = text_of(args.get("inquiry_type"))
    wanted = f"inquiry_{inquiry}" if inquiry else str(args.get("request_type"))
    wanted = _CODES.get(wanted, wanted)
    answer = await client.request_types()
    if not isinstance(answer, Accepted):
        return answer
    found = next((each for each in _items(answer, "types") if each.get("type") == wanted), None)
    if found is None:
        return Rejected("not_offered")
    return Accepted({name: value for name, value in found.items() if name != "steps"})


async def _property(client: MunicipalClient, citizen: Identity, args: Mapping[str, Json]) -> CallResult:
    """One property of the citizen's, by its nosazi code or by the number of a file (`request_no` of the answer), whose
    place may have no code. Somebody else's is not found. `may_declare`: its state was certified, and the type
    (`self_declaration`) lets the owner declare."""
    said, file = code_of(args["nosazi_code"]), dict[str, Json]()
    if said.isdecimal():
        answer = await client.file_status(citizen, request_no=said)
        if not isinstance(answer, Accepted):
            return answer
        told = answer.data.get("file")
        file = told if isinstance(told, dict) else {}
    answer = await client.my_properties(citizen)
    if not isinstance(answer, Accepted):
        return answer
    wanted = _parts(str(file.get("nosazi_code") or "") if file else said)
    found = next((each for each in _items(answer, "properties") if _parts(str(each["nosazi_code"])) == wanted), None)
    if found is None and not file:
        return Rejected("not_found")
    own = {name: (found or {}).get(name) for name in _OF_PROPERTY}
    own |= {"request_no": file.get("request_no"), "address": own["address"] or file.get("address")}
    return Accepted({**own, "may_declare": own["may_declare"] is True and args.get("self_declaration") is True})


async def _places(client: MunicipalClient, citizen: Identity) -> CallResult:
    """The citizen's properties, each with the number of its newest file (`place`): an inquiry is registered on one, and
    is none itself; without one its own code. Files whose property is not listed stand by themselves."""
    answer = await client.my_files(citizen)
    if not isinstance(answer, Accepted):
        return answer
    owned = await client.my_properties(citizen)
    if not isinstance(owned, Accepted):
        return owned
    newest: dict[Json, dict[str, Json]] = {}
    for file in _items(answer, "files"):
        if not str(file.get("type")).startswith("inquiry_"):
            newest.setdefault(file.get("nosazi_code") or file.get("request_no"), file)
    places: list[Json] = []
    for property_ in _items(owned, "properties"):
        code = property_.get("nosazi_code")
        own = newest.pop(code, {})
        places.append({**property_, "place": own.get("request_no") or code, "type_label": own.get("type_label")})
    places += [{**file, "place": file.get("request_no")} for file in newest.values()]
    return Accepted({"places": places, "count": len(places)})


async def _requests(client: MunicipalClient, citizen: Identity, args: Mapping[str, Json]) -> CallResult:
    """The citizen's files and whether each may still be taken back; of the kind that is meant, when there is one. When
    none of that kind may be, `late` is one of them; when there is none at all, all are listed (`no_such`)."""
    answer = await client.my_files(citizen)
    if not isinstance(answer, Accepted):
        return answer
    files = [{**file, "open": file.get("stage") in _TAKEN_BACK} for file in _items(answer, "files")]
    inquiry, request = text_of(args.get("inquiry_type")), text_of(args.get("request_type"))
    kinds = {_CODES.get(request or "", request), f"inquiry_{inquiry}" if inquiry else None} - {None}
    meant = [file for file in files if file.get("type") in kinds]
    able = [file for file in meant if file["open"]]
    listed = able or files
    return Accepted(
        {
            "files": list[Json](listed),
            "count": sum(file["open"] is True for file in listed),
            "late": meant[0] if meant and not able else None,
            "no_such": bool(kinds) and not meant,
        }
    )


async def _permits(client: MunicipalClient, citizen: Identity) -> CallResult:
    """The citizen's building permits among the files, and whether each is issued."""
    answer = await client.my_files(citizen)
    if not isinstance(answer, Accepted):
        return answer
    files = [file for file in _items(answer, "files") if file.get("type") in _PERMITS]
    permits: list[Json] = [{**file, "issued": file.get("stage") in _ISSUED} for file in files]
    return Accepted({"permits": permits, "count": len([file for file in files if file.get("stage") in _ISSUED])})


def _items(answer: Accepted, name: str) -> list[dict[str, Json]]:
    """A list of the answer; what is no item of it is left out."""
    listed = answer.data.get(name)
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def _parts(nosazi_code: str) -> tuple[int, ...]:
    """The parts of a code however they are separated; unused ones at the end are zero or left out."""
    parts = [int(part) for part in re.findall(r"\d+", code_of(nosazi_code))]
    while parts and parts[-1] == 0:
        parts.pop()
    return tuple(parts)
