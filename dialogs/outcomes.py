"""The closed set of names for what a turn came to. Counted in metrics, never shown to a citizen."""

from __future__ import annotations

HANDLED: frozenset[str] = frozenset(
    {
        "greeted",  # the conversation was opened or a greeting returned
        "asked",  # a question of a flow stands
        "answered",  # a flow said what it had to say
        "working",  # a call is on its way
        "corrected",  # an earlier answer was changed
        "cancelled",
        "repaired",  # repeat, explain, back, skip, I do not know, restart, resume
        "chitchat",
        "satisfied",  # the citizen said that it worked
        "handed_off",  # staff were called
        "with_staff",  # staff have the conversation, or it waits for them
        "quiet",  # nothing to say
    }
)
NOT_HANDLED: frozenset[str] = frozenset(
    {
        "crisis",  # a life may be in danger: told who helps
        "boundary",  # an attempt to talk the bot out of its rules, or to pass for staff
        "not_yours",  # somebody else's data were asked for
        "upset",  # anger without a wish in it
        "unsatisfied",  # the citizen said that it did not work
        "out_of_scope",  # understood, and not ours or not here yet
        "not_understood",  # no reading, or no answer to the question
        "clarified",  # asked which of several was meant
        "stale",  # a button of an earlier question
        "unsupported",  # a kind of message without a meaning here
        "wrong_file",  # a file that the question does not take
        "refused",  # the other side said no
        "unavailable",  # the other side could not be reached
        "checking",  # nobody knows yet whether an acting call was done, and the citizen was told so
        "failed",  # our own fault, apologised for
    }
)
"""Why a turn did not do what the citizen came for: fifteen reasons, each with an answer that names the next step."""

OUTCOMES: frozenset[str] = HANDLED | NOT_HANDLED
