"""What lies in the archive of one of the citizen's files: its papers with their pages counted. The pictures themselves
are shown by the municipality's own page; nothing here sends one."""

from __future__ import annotations

from collections.abc import Mapping

from bot.action import OutsideAction
from bot.actions.municipal.shapes import OwnQuestion, code_of
from dialogs.ports import Accepted, CallResult, Identity, Json
from integrations.municipal.client import MunicipalClient


def archive_actions(client: MunicipalClient) -> Mapping[str, OutsideAction]:
    return {"municipal.archived_papers": OwnQuestion(lambda citizen, args: _papers(client, citizen, args))}


async def _papers(client: MunicipalClient, citizen: Identity, args: Mapping[str, Json]) -> CallResult:
    """The papers of the first page of images, by part, document and day. `more`: there are further ones."""
    answer = await client.archive_images(citizen, request_no=code_of(args["request_no"]))
    if not isinstance(answer, Accepted):
        return answer
    listed = answer.data.get("images")
    images = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    papers: dict[tuple[str, ...], dict[str, Json]] = {}
    for image in images:
        named = {name: image.get(name) for name in ("part_label", "document_label", "taken_on")}
        paper = papers.setdefault(
            tuple(map(str, named.values())), {**named, "image_no": image.get("image_no"), "pages": 0}
        )
        paper["pages"] = int(str(paper["pages"])) + 1
    told: dict[str, Json] = {"papers": list[Json](papers.values()), "count": len(papers), "pages": len(images)}
    more = answer.data.get("next_cursor") is not None
    return Accepted({**told, "request_no": answer.data.get("request_no"), "more": more})
