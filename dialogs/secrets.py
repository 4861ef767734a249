"""The secrets among what a call is given (a code from an SMS). `answers` clears them after the call."""

from __future__ import annotations

from dialogs.flow import Flow
from dialogs.ports import Json
from dialogs.steps import CallStep


def public_args(flow: Flow, call: CallStep, args: dict[str, Json]) -> dict[str, Json]:
    """The arguments without secrets: those are gone after the call, and must not make it run again."""
    if not flow.secrets:
        return args
    return {name: value for name, value in args.items() if call.args[name].path not in flow.secrets}


def secret_slots(flow: Flow, call: CallStep) -> set[str]:
    """The slots of the secrets that this call is given."""
    return (
        {argument.path for argument in call.args.values() if argument.path in flow.secrets} if flow.secrets else set()
    )
