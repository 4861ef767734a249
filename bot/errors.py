"""The root error, its codes and its three families. No texts: a code's Persian text is in `dialogs/texts`."""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """Every coded error of the program. Operators see the code; citizens see a text that says what to do."""

    SETTING_UNKNOWN = "setting_unknown"
    SETTING_INVALID = "setting_invalid"
    MODEL_MISSING = "model_missing"
    DATA_INVALID = "data_invalid"
    ADDRESS_TAKEN = "address_taken"
    STORE_UNREACHABLE = "store_unreachable"
    STALE_STATE = "stale_state"
    NEWER_FLOW = "newer_flow"
    NOT_ALLOWED = "not_allowed"
    BAD_REQUEST = "bad_request"
    NOT_FOUND = "not_found"
    TOO_LARGE = "too_large"
    RATE_LIMITED = "rate_limited"
    TICKET_INVALID = "ticket_invalid"
    OUTSIDE_FAILED = "outside_failed"
    TURN_FAILED = "turn_failed"


class BotError(Exception):
    """Root of all errors raised on purpose. `data` never holds personal data: it is logged."""

    def __init__(self, code: Code, **data: str | int | float | None) -> None:
        super().__init__(code.value, data)
        self.code = code
        self.data = data

    def __str__(self) -> str:
        return " ".join([self.code.value, *(f"{key}={value}" for key, value in self.data.items())])


class CitizenError(BotError):
    """The citizen can mend it: the flow goes on with a text."""


class Defect(BotError):
    """Ours: apologise, log, escalate."""
