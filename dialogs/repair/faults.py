"""Our own faults, by kind: what the citizen is told, and what is true about what was sent. The flow is let go of by
whoever found the fault."""

from __future__ import annotations

from typing import Literal

from dialogs.draft import Draft

Fault = Literal["stuck", "not_confirmed"]
"""`stuck`: a flow that never comes to rest. `not_confirmed`: an acting call that no summary stands before."""


def internal_error(draft: Draft, kind: Fault) -> None:
    """Apologises, says what holds, and puts a person at hand."""
    draft.say(f"common.internal_error_{kind}", choices=draft.start_buttons(["human_handoff"]))
    draft.name("failed")
