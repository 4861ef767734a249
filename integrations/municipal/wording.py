"""Keeps what a citizen wrote within the contract's limits before it is sent. Judges nothing."""

from __future__ import annotations

import re

CONTROLS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")


def clean(text: str, longest: int) -> str:
    """No control characters, no spaces around it, not too long. May be empty."""
    return CONTROLS.sub(" ", text).strip()[:longest].strip()
