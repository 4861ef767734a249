"""The closed set of names for what a turn came to. Counted in metrics, never shown to a citizen."""

from __future__ import annotations

OUTCOMES: frozenset[str] = frozenset(
    {
        "greeted",  # the conversation was opened or a greeting returned
        "asked",  # a question of a flow stands
        "answered",  # a flow said what it had to say
        "working",  # a call is on its way
        "checking",  # nobody knows yet whether an acting call was done, and the citizen was told so
        "refused",  # the other side said no
        "unavailable",  # the other side could not be reached
        "corrected",  # an earlier answer was changed
        "cancelled",
        "crisis",  # a life may be in danger: told who helps
        "repaired",  # repeat, explain, back, skip, I do not know, restart, resume
        "clarified",  # asked which of several was meant
        "chitchat",
        "not_understood",
        "out_of_scope",
        "stale",  # a button of an earlier question
        "unsupported",  # a kind of message without a meaning here
        "handed_off",  # staff were called
        "with_staff",  # staff have the conversation, or it waits for them
        "quiet",  # nothing to say
        "failed",  # our own fault, apologised for
    }
)
