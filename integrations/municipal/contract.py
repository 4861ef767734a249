"""Reads `openapi.yaml` into the facts that the client and the reference backend act on: path, assurance, codes.

Schemas stay in the document; the contract tests check both sides against them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DOCUMENT = Path(__file__).with_name("openapi.yaml")
# The assurance of an operation that is not for citizens: a member of the municipality's staff, by its own key.
STAFF = 3
METHODS = frozenset({"get", "post", "put", "patch", "delete"})


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the contract. `acts`: it changes something and takes an `Idempotency-Key`. `tagged`: its answer
    has an `ETag`."""

    id: str
    method: str
    path: str
    assurance: int
    acts: bool
    refuses: frozenset[str]
    action: str | None
    tagged: bool


@cache
def load_document() -> dict[str, Any]:
    """The contract as it is written. Callers do not change it."""
    document: dict[str, Any] = yaml.load(DOCUMENT.read_text("utf-8"), Loader=_loader())  # noqa: S506 - a safe loader
    return document


@cache
def load_contract() -> dict[str, Operation]:
    """The operations by their id."""
    operations = [
        Operation(
            id=spec["operationId"],
            method=method.upper(),
            path=path,
            assurance=spec["x-assurance"],
            acts=spec["x-acts"],
            refuses=frozenset(spec["x-refuses"]),
            action=spec.get("x-action"),
            tagged="304" in spec["responses"],
        )
        for path, methods in load_document()["paths"].items()
        for method, spec in methods.items()
        if method in METHODS
    ]
    return {operation.id: operation for operation in operations}


def _loader() -> type[Any]:
    # The C loader is ten times faster and not in every build of PyYAML.
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)
