"""Objections: what there is to object to in the citizen's files and until when, filing one, a written defence before
an Article 100 vote, and what came of them. Deadlines of rejections and levies are the backend's, which says when they
are over."""

from __future__ import annotations

from collections.abc import Mapping

from bot.action import OutsideAction
from bot.actions.municipal.files import last_word
from bot.actions.municipal.shapes import Deed, OwnQuestion, code_of
from dialogs.ports import Accepted, CallResult, Identity, Json, Rejected
from integrations.municipal.client import MunicipalClient

ABOUT = {"rejected": "rejected", "awaiting_payment": "levies", "art100": "vote"}
"""What there is to object to in a stage, as the contract calls it."""
DEFENCE = "defence"
"""Before the vote there is nothing to object to yet: the owner defends in writing."""
MOST_TOLD = 5


def objection_actions(client: MunicipalClient) -> Mapping[str, OutsideAction]:
    return {
        "municipal.objectionable": OwnQuestion(lambda citizen, args: _files(client, citizen, args)),
        "municipal.objection_ground": OwnQuestion(lambda citizen, args: _ground(client, citizen, args)),
        "municipal.my_objections": OwnQuestion(lambda citizen, args: _mine(client, citizen)),  # noqa: ARG005
        "municipal.file_objection": Deed(
            client,
            lambda citizen, args, key: client.file_objection(
                citizen,
                request_no=code_of(args["request_no"]),
                about=str(args["about"]),
                text=str(args["text"]),
                key=key,
            ),
        ),
        "municipal.defend_article100": Deed(
            client,
            lambda citizen, args, key: client.defend_article100(
                citizen, request_no=code_of(args["request_no"]), text=str(args["text"]), key=key
            ),
        ),
    }


async def _files(client: MunicipalClient, citizen: Identity, args: Mapping[str, Json]) -> CallResult:
    """The files in a stage that can be objected to; of the kind that was said (`about`) when there is one. `others`:
    there is none of that kind, and these are what there is."""
    answer = await client.my_files(citizen)
    if not isinstance(answer, Accepted):
        return answer
    files = [file for file in _items(answer, "files") if file.get("stage") in ABOUT]
    meant = [file for file in files if ABOUT[str(file["stage"])] == args.get("about")]
    others = bool(files and args.get("about") and not meant)
    return Accepted({"files": list[Json](meant or files), "count": len(meant or files), "others": others})


async def _ground(client: MunicipalClient, citizen: Identity, args: Mapping[str, Json]) -> CallResult:
    """What one file can be objected to for, until when as far as that is known, and what the desk wrote (`said`) when
    it was rejected. Refuses `not_found`, and `nothing` for a file that stands where there is nothing to object to."""
    answer = await client.file_status(citizen, request_no=code_of(args["request_no"]))
    if not isinstance(answer, Accepted):
        return answer
    told = answer.data.get("file")
    file = told if isinstance(told, dict) else {}
    found = {name: file.get(name) for name in ("request_no", "type_label", "address", "stage_label")}
    about = ABOUT.get(str(file.get("stage")))
    if about is None:
        return Rejected("nothing", found)
    if about != "vote":
        why = await last_word(client, citizen, number=str(found["request_no"])) if about == "rejected" else None
        return Accepted({**found, "about": about, "until": None, "said": why})
    case = await client.article100_case(citizen, request_no=str(found["request_no"]))
    if not isinstance(case, Accepted):
        return Rejected("nothing", found) if isinstance(case, Rejected) else case
    return _before_the_commission(found, case.data)


def _before_the_commission(found: dict[str, Json], case: Mapping[str, Json]) -> CallResult:
    """A defence before the vote, an objection after it; or nothing, and then what the commission says to do."""
    if case.get("may_object") is True:
        return Accepted({**found, "about": "vote", "until": case.get("objection_until")})
    if case.get("may_defend") is True:
        return Accepted({**found, "about": DEFENCE, "until": case.get("defence_until")})
    return Rejected("nothing", {**found, "todo": case.get("citizen_todo")})


async def _mine(client: MunicipalClient, citizen: Identity) -> CallResult:
    """The newest of the citizen's objections."""
    answer = await client.my_objections(citizen)
    if not isinstance(answer, Accepted):
        return answer
    items = _items(answer, "items")
    return Accepted({"objections": list[Json](items[:MOST_TOLD]), "count": len(items)})


def _items(answer: Accepted, name: str) -> list[dict[str, Json]]:
    listed = answer.data.get(name)
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
