"""A place on the map arrives: taken where a place is asked for, asked about where nothing stands, and said so where it
does not belong. Where the city ends is data (`places`); what lies at the point only the municipality knows."""

from __future__ import annotations

from dialogs import desk, questions
from dialogs.draft import MENU, Draft
from dialogs.events import PointShared
from dialogs.flow import Flow
from dialogs.past import ended_last
from dialogs.places import point_of
from dialogs.questions import asked_collect
from dialogs.repair.done import acted
from dialogs.repair.replies import say_working
from dialogs.steps import Collect
from dialogs.taking import put
from dialogs.walk import REVISED, walk


def take_point(draft: Draft, event: PointShared) -> None:
    """It answers the question of the service in hand, or of the one that just ended; else it is asked what for."""
    if desk.with_staff(draft):
        return
    draft.strikes = 0
    if not draft.book.city.holds(event.lon, event.lat):
        _outside(draft)
        return
    _reopen(draft)
    flow = draft.flow
    collect = flow.place_question() if flow else None
    if flow and collect and not draft.acting_call(draft.stack[-1]):
        _take(draft, flow, collect, event)
    elif draft.stack:
        draft.say("common.location_not_needed")
        draft.name("unsupported")
        questions.again(draft)
    else:
        questions.ask_what_for(draft, point_of(event.lon, event.lat))
        draft.name("clarified")


def awaits_point(draft: Draft) -> bool:
    """Does a question about a place stand?"""
    collect = asked_collect(draft)
    return collect is not None and collect.location


def _take(draft: Draft, flow: Flow, collect: Collect, event: PointShared) -> None:
    put(draft, flow, collect, point_of(event.lon, event.lat))
    draft.unask()
    if draft.stack[-1].waiting:
        say_working(draft)
    walk(draft)


def _reopen(draft: Draft) -> None:
    """«… و از اینجا؟» after the result: the finished service again, with this place."""
    flow, kept = ended_last(draft) or (None, None)
    free = not draft.stack and (draft.asked is None or draft.asked.slot not in questions.ANSWERS or _idle(draft))
    if kept and flow and free and flow.place_question() and not acted(draft, kept):
        draft.stack.append(kept)
        draft.shelved = None
        draft.mark(REVISED, "")


def _idle(draft: Draft) -> bool:
    """Only an offer of services stands: nobody was asked anything."""
    return draft.asked is not None and draft.asked.slot == MENU


def _outside(draft: Draft) -> None:
    """Another city. Where a place was asked for, that is a try at the question like any other."""
    draft.say("common.location_outside")
    draft.name("refused")
    collect = asked_collect(draft)
    if collect and collect.location and draft.attempt(collect.slot) >= collect.attempts:
        questions.offer_human(draft, "attempts_used")
    elif draft.stack:
        questions.again(draft)
