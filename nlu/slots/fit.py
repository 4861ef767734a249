"""When training data marks entities that no rule finds, a reader is learned and laid beside the intent model."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from nlu.network.fit import Plan, fit
from nlu.rasa_data import Example
from nlu.slots.marks import Tagged, tagged
from nlu.slots.store import save_tagger

OF_RULES = frozenset(
    {
        "address",
        "amount_rial",
        "applicant_role",
        "bill_id",
        "building_area_m2",
        "class_action",
        "class_mode",
        "class_topic",
        "code",
        "commission",
        "complaint_topic",
        "date",
        "date_text",
        "day_part",
        "day_rank",
        "district",
        "doc_type",
        "excess_area_m2",
        "file_detail",
        "file_no",
        "floor",
        "floors",
        "frontage_m",
        "hour_rank",
        "inquiry_type",
        "instalments",
        "land_area_m2",
        "legal_id",
        "levy_type",
        "mobile",
        "name",
        "national_id",
        "neighbourhood",
        "notice_action",
        "nosazi_code",
        "office_type",
        "payment_id",
        "permit_no",
        "postal_code",
        "regional_price_rial",
        "registry_plate",
        "registry_section",
        "request_no",
        "request_type",
        "stage",
        "time",
        "topic",
        "tracking_no",
        "unit_area_m2",
        "units",
        "units_per_floor",
        "use",
        "visit_action",
        "weekday",
        "year",
    }
)
"""The entities that rules find (design §5)."""
MEMBERS = 4
"""Networks from different seeds whose readings are averaged."""
MANY = 5000
"""Examples from which on a piece of a word seen only twice is left out."""


def foreign_entities(examples: Sequence[Example]) -> tuple[str, ...]:
    """Names marked in the examples that no rule finds."""
    return tuple(sorted({one.name for example in examples for one in example.entities} - OF_RULES - {""}))


def fit_tagger(examples: Sequence[Example], folder: Path, plan: Plan | None = None) -> dict[str, Any]:
    """Learn a reader when the examples mark foreign entities; gives what the manifest must say of it, or nothing."""
    if not foreign_entities(examples):
        return {}
    plan = plan or Plan()
    rows = [row for row in map(tagged, examples) if row.words]
    batches = -(-len(rows) // plan.batch)
    rare = plan.rare if len(rows) >= MANY else min(plan.rare, 2)
    plan = replace(plan, epochs=max(plan.epochs, -(-plan.least_steps // batches)), rare=rare)
    fitted = [fit(rows, replace(plan, seed=plan.seed + 100 * member)) for member in range(MEMBERS)]
    names = fitted[0][1]
    parts = {"intents": names.intents, "tags": names.tags, "pieces": names.pieces}
    facts = {"data_hash": rows_hash(rows), "slots": len(names.tags) // 2, "epochs": plan.epochs, "members": MEMBERS}
    return save_tagger([weights for weights, _ in fitted], parts, folder, facts)


def rows_hash(rows: Sequence[Tagged]) -> str:
    """One hash for what a reader was trained on, its marks included; the order does not matter."""
    lines = sorted(f"{row.intent}\t{' '.join(row.words)}\t{' '.join(row.tags)}" for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
