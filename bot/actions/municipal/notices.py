"""News of one's files: where the municipality's feed ends now, and what this conversation follows of it. Who fetches
the news later is `bot.following`; the subscriptions are ours (`bot.storage.subscriptions`), so most of this is done in
the turn itself."""

from __future__ import annotations

from collections.abc import Mapping

from bot.action import OutsideAction, Subject, TurnAction
from bot.actions.municipal.shapes import OwnQuestion, code_of
from bot.storage import subscriptions
from bot.storage.store import Tx
from bot.storage.subscriptions import Topic
from dialogs.ports import Accepted, CallResult, Identity, Json, Rejected, Unavailable
from integrations.municipal.client import MunicipalClient

EVERYTHING = "all"
"""In place of a number: every file, bill and class of the citizen."""
PAGE = 100
MOST_PAGES = 50


def notice_actions(client: MunicipalClient) -> Mapping[str, OutsideAction]:
    return {"municipal.notices_end": OwnQuestion(lambda citizen, args: _end(client, citizen))}  # noqa: ARG005


def notice_turn_actions() -> Mapping[str, TurnAction]:
    return {"notices.follow": follow, "notices.followed": followed, "notices.unfollow": unfollow}


async def _end(client: MunicipalClient, citizen: Identity) -> CallResult:
    """The feed's end: what came before the citizen asked to be told is no news."""
    cursor: str | None = None
    for _ in range(MOST_PAGES):
        page = await client.notices(citizen, cursor=cursor, limit=PAGE)
        if not isinstance(page, Accepted):
            return page
        last = page.data.get("last_cursor")
        cursor = last if isinstance(last, str) else cursor
        if page.data.get("next_cursor") is None:
            break
    return Accepted({"cursor": cursor})


def follow(tx: Tx, args: Mapping[str, Json], subject: Subject) -> CallResult:
    """From now on news of this file come into this conversation. Again is once."""
    if subject.identity is None:
        return Unavailable()
    cursor = args.get("cursor")
    new = subscriptions.follow(
        tx,
        subject.conversation_id,
        Topic(_number(args), str(args.get("title") or "")),
        identity=subject.identity,
        cursor=cursor if isinstance(cursor, str) else None,
        now=subject.now,
    )
    return Accepted({"new": new})


def followed(tx: Tx, args: Mapping[str, Json], subject: Subject) -> CallResult:
    """What this conversation follows: files by number, and perhaps everything. `among` are the files that may be meant:
    those of them that are followed, if any is; else it is said that none is (`of_them`)."""
    found = subscriptions.of(tx, subject.conversation_id)
    topics = found.topics if found else ()
    files: list[Json] = [
        {"request_no": topic.request_no, "type_label": topic.title or None} for topic in topics if topic.request_no
    ]
    listed = args.get("among")
    meant = {each.get("request_no") for each in listed if isinstance(each, dict)} if isinstance(listed, list) else set()
    those: list[Json] = [each for each in files if isinstance(each, dict) and each["request_no"] in meant]
    files = those or files
    everything = any(topic.request_no is None for topic in topics)
    told: dict[str, Json] = {"files": files, "count": len(files), "everything": everything, "any": bool(topics)}
    return Accepted({**told, "of_them": bool(those) or not meant})


def unfollow(tx: Tx, args: Mapping[str, Json], subject: Subject) -> CallResult:
    """No more news of this file, or of anything."""
    number = _number(args)
    gone = subscriptions.unfollow(tx, subject.conversation_id, request_no=number, everything=number is None)
    if not gone and number is not None:
        return Rejected("not_followed")
    return Accepted({"count": len(gone), "left": subscriptions.of(tx, subject.conversation_id) is not None})


def _number(args: Mapping[str, Json]) -> str | None:
    number = code_of(args["request_no"])
    return None if number == EVERYTHING else number
