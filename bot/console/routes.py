"""The console's routes, each marked with its gate. Pages, deeds and the live line are in the modules beside this."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter

from bot.console.deps import Deps
from bot.console.desk import Desk
from bot.console.entrance import DESK, SECOND_STEP, SIGN_IN, Entrance
from bot.console.gate import guarded_route
from bot.console.pages import open_pages
from bot.console.socket import Line


def router(deps: Deps) -> APIRouter:
    """Everything under `/console`."""
    pages = open_pages(deps)
    entrance, desk, line = Entrance(deps, pages), Desk(deps, pages), Line(deps)
    made = APIRouter(route_class=guarded_route(deps), include_in_schema=False)

    def add(method: str, path: str, endpoint: Callable[..., Any]) -> None:
        made.add_api_route(path, endpoint, methods=[method], response_model=None)

    add("GET", SIGN_IN, entrance.sign_in_page)
    add("POST", SIGN_IN, entrance.sign_in)
    add("GET", SECOND_STEP, entrance.second_step_page)
    add("POST", SECOND_STEP, entrance.second_step)
    add("POST", f"{DESK}/sign-out", entrance.sign_out)
    add("GET", DESK, desk.desk)
    add("GET", f"{DESK}/cases/{{number}}", desk.case)
    add("GET", f"{DESK}/cases/{{number}}/files/{{ref}}", desk.file)
    add("GET", f"{DESK}/parts/board", desk.board_part)
    add("GET", f"{DESK}/parts/cases/{{number}}", desk.messages_part)
    add("POST", f"{DESK}/cases/{{number}}/claim", desk.claim)
    add("POST", f"{DESK}/cases/{{number}}/say", desk.say)
    add("POST", f"{DESK}/cases/{{number}}/hand-back", desk.hand_back)
    add("POST", f"{DESK}/cases/{{number}}/close", desk.close)
    add("GET", f"{DESK}/static/{{mark}}/{{name}}", pages.file)
    made.add_api_websocket_route(f"{DESK}/ws", line.serve)
    return made
