"""What each type of request needs, read from `catalogue.yaml`: documents, conditions, validity, figures of the demo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from integrations.reference.case import machine
from integrations.reference.labels import vocabulary
from integrations.reference.stages import load_stages
from integrations.reference.written import from_jalali

DATA = Path(__file__).with_name("catalogue.yaml")
LABELS = Path(__file__).with_name("labels.fa.yaml")


@dataclass(frozen=True, slots=True)
class Needs:
    documents: tuple[str, ...]
    days: int
    debt_blocks: bool
    self_declaration: bool
    valid_months: int | None
    demo_levy_rial: int


@cache
def load_catalogue() -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.safe_load(DATA.read_text("utf-8"))
    return data


@cache
def needs_of(type_code: str) -> Needs:
    """A type that cannot be asked for here (an Article 100 file, an unknown one) needs nothing."""
    entry = load_catalogue()["types"].get(type_code, {})
    return Needs(
        documents=tuple(entry.get("documents", ())),
        days=int(entry.get("days", 0)),
        debt_blocks=bool(entry.get("debt_blocks", False)),
        self_declaration=bool(entry.get("self_declaration", False)),
        valid_months=entry.get("valid_months"),
        demo_levy_rial=int(entry.get("demo_levy_rial", 0)),
    )


def needed_documents(type_code: str, *, role: str) -> tuple[str, ...]:
    """For the type, and for an attorney or heir what shows that they may ask."""
    return needs_of(type_code).documents + tuple(load_catalogue()["needed_if"].get(role, ()))


def declaration_after() -> date:
    year, month, day = (int(part) for part in load_catalogue()["declaration_after"].split("-"))
    return from_jalali(year, month, day)


@cache
def listed_types() -> dict[str, object]:
    """Every type that can be asked for, as the contract shows it."""
    shown = [_type(code) for code in load_catalogue()["types"]]
    return {"types": shown, "count": len(shown)}


def document_label(code: str) -> str:
    return vocabulary("documents").label(code)


def _type(code: str) -> dict[str, object]:
    needs, stages = needs_of(code), load_stages()
    way = machine.path(code, self_declared=False)
    return {
        "type": code,
        "type_label": stages.types[code].label,
        "documents": [{"document": name, "label": document_label(name)} for name in needs.documents],
        "self_declaration": needs.self_declaration,
        "debt_blocks": needs.debt_blocks,
        "valid_months": needs.valid_months,
        "usual_days": needs.days,
        "steps": [_step(code, stage) for stage in way],
    }


def _step(code: str, stage_code: str) -> dict[str, object]:
    stages = load_stages()
    stage = stages.of(code, stage_code)
    return {
        "stage": stage_code,
        "stage_label": stage.label,
        "actor": stage.desk,
        "actor_label": stage.actor,
        "sla_days": stage.days,
        "meaning": stage.meaning,
        "next_step": stages.next_step(code, stage_code, stages.types[code].path),
        "citizen_todo": stage.todo,
        "must_act": stage.must_act,
    }


def words(kind: str) -> Mapping[str, str]:
    """Labels that are shown beside codes of case work."""
    found: Mapping[str, str] = _labels()[kind]
    return found


@cache
def _labels() -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.safe_load(LABELS.read_text("utf-8"))
    return data
