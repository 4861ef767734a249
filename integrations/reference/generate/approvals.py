"""Approvals of a generated city: commission 5, plans and council, over twenty-five years, about lots and zones that are
there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from integrations.reference.city.approvals import first_id
from integrations.reference.city.text_index import searchable
from integrations.reference.city.words import names
from integrations.reference.generate.chance import stream
from integrations.reference.generate.ground import Ground
from integrations.reference.generate.plan import Plan
from integrations.reference.generate.words import filled, words

COLUMNS = (
    "id", "approval_no", "body", "title", "content", "district", "zone_code", "nosazi_code", "approved_on",
    "search_text",
)  # fmt: skip
SHARES = {"commission5": 80, "detailed_plan": 14, "council": 4, "master_plan": 2}
WIDTHS = (8, 10, 12, 16, 20, 24)
DENSITIES = (120, 180, 210, 240, 300)
YEARS = 25


def rows(count: int, ground: Ground, plan: Plan, seed: int, today: date) -> Iterator[tuple[object, ...]]:
    chance = stream(seed, "approvals")
    uses = [names("land_uses").label(code) for code in ("education", "health", "commercial", "office", "green")]
    last, of_day = None, 0
    for number in range(count):
        # Evenly over the years, so that the ids grow with the days without sorting.
        day = today - timedelta(days=(count - number) * 365 * YEARS // count)
        of_day = of_day + 1 if day == last else 0
        last = day
        body = chance.choices(list(SHARES), list(SHARES.values()))[0]
        pattern, content = chance.choice(words()["approvals"][body])
        lot = ground.lot(chance.randrange(ground.lots))
        zone = plan.of(lot.block)
        about = {
            "code": lot.code,
            "zone": zone.code,
            "district": zone.district,
            "use": chance.choice(uses),
            "width": chance.choice(WIDTHS),
            "density": chance.choice(DENSITIES),
        }
        title, content = filled(pattern, **about), filled(content, **about)
        yield (
            first_id(day) + of_day, f"N-{number + 1:06d}", body, title, content, zone.district, zone.code,
            lot.code if "{code}" in pattern else None, day.isoformat(),
            searchable(title, content),
        )  # fmt: skip
