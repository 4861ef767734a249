"""What a conversation still knows of its citizen after they asked to be forgotten: nothing. The rows of the database
are `bot`'s (`own_data.forget`); this is the state that is written over them."""

from __future__ import annotations

from dialogs.draft import Draft

FORGET = "own_data.forget"


def forget(draft: Draft) -> None:
    """Lets go of everything in hand and everything kept of what was before, and says so."""
    draft.stack.clear()
    draft.calls.clear()
    draft.asked = draft.identity = draft.carried = draft.rated_at = draft.noted_at = None
    draft.forget_past()
    draft.queued, draft.held, draft.reminders, draft.news, draft.files = (), (), (), (), ()
    draft.offers = ()
    draft.in_line = False
    draft.strikes = 0
    draft.say("common.forgotten")
    draft.name("answered")
