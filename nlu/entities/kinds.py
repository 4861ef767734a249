"""The kinds of values by what they are for. Recognising them is each recogniser's own."""

from __future__ import annotations

CORE = frozenset({
    "request_no", "file_no", "tracking_no", "nosazi_code", "national_id", "mobile", "postal_code", "district",
    "neighbourhood", "address", "land_area_m2", "building_area_m2", "unit_area_m2", "excess_area_m2",
    "floors", "floor", "units", "units_per_floor", "frontage_m", "use", "amount_rial", "regional_price_rial", "bill_id",
    "payment_id", "registry_plate", "registry_section", "permit_no", "inquiry_type", "request_type", "doc_type",
    "levy_type", "class_mode", "class_topic", "class_action", "office_type", "stage", "date", "date_text", "time",
    "weekday", "year", "name", "applicant_role", "commission", "topic", "complaint_topic",
})  # fmt: skip
"""The kinds that services ask for and act on."""

SUBJECTS = frozenset({
    "inquiry_type", "request_type", "doc_type", "levy_type", "class_topic", "class_action", "office_type", "stage",
    "commission", "topic", "complaint_topic",
})  # fmt: skip
"""Words of ours that tell what is wanted as well."""

REQUESTED = frozenset({"request_type", "inquiry_type"})
"""What a request to the municipality is for."""

CHANGES = frozenset(
    {"floors_change", "units_change", "building_area_change", "land_area_change", "shop_area_change", "days_change"}
)
"""By how much a value is to change."""

ANSWERS = (
    (CORE - SUBJECTS)
    | CHANGES
    | {
        "not_day",
        "code",
        "floor_area_m2",
        "level_area_m2",
        "levels",
        "which_floor",
        "shop_area_m2",
        "homes_area_m2",
        "shop_floors",
        "shop_share",
        "floor_share",
    }
)
"""Values that answer questions; by themselves they say nothing about what the citizen wants."""
