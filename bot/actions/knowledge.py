"""Answers out of our own knowledge: an article with its source, an estimate with its lines. Computed inside the
turn; nothing is sent anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import combinations
from typing import Any

from persiantools.jdatetime import JalaliDateTime

from bot.action import Subject
from bot.clock import TEHRAN
from bot.storage.store import Tx
from dialogs.ports import Accepted, CallResult, Json, Rejected
from knowledge.comparison import Comparison, Row, compare
from knowledge.formula import Missing, OutOfTable
from knowledge.search import Hit, Search
from knowledge.tariffs import Estimate, Line, Tariffs, estimate
from nlu.text import persian_digits

ANSWERS = (
    "use", "district", "land_area_m2", "building_area_m2", "shop_m2", "homes_m2", "floors", "units",
    "regional_price_rial",
)  # fmt: skip
"""What a variant of an estimate was worked out from, in the order in which it is told."""
WHOLE, PART = 0.85, 0.7
"""How much of a message one article accounts for when it is one question; and each of two when it is two."""
OWN = 0.7
"""Likeness to an article's own question, below which the glossary tells better what a word means."""
_JOINTS = re.compile(r"[؟?؛!\n،,]+\s*(?:و\s+)?(?=\S)|\s+و\s+")
"""Where a second question may begin."""
_MARKS = re.compile(r"[؟?]+")
JOINTS = 5
"""Of more of them a message tells something."""
TWO = 2
SMALLEST_PART = 6
"""Square metres of a floor or a unit: no shop is smaller."""
TENTHS_BELOW = 10
MILLION_TOMAN = 10_000_000
"""In rial: what people say an amount in."""
MIXED = "mixed"
RESIDENTIAL = "residential"
NO_SHOP: Mapping[str, Json] = dict.fromkeys(("shop_m2", "homes_m2", "assumed_floors", "shop_price_rial"))


Reword = Callable[[str], str]
"""A question as understanding reads it: in formal words and Persian letters."""
Foreign = Callable[[str], bool]
"""Does a text speak of what is another desk's?"""


def _never(_text: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class FindArticle:
    """`knowledge.search`: of the question as it was written and as it is read. What is found counts, whatever its
    words; only of what is not, those of another desk tell that it is none of ours. A message of two questions that has
    no one article gets both (`second`), one of three all of them (`third`); where only some have an answer, that is
    said (`untold`)."""

    index: Search
    reword: Reword = str
    foreign: Foreign = _never

    def __call__(self, tx: Tx, args: Mapping[str, Json], subject: Subject) -> CallResult:  # noqa: ARG002
        question, after = str(args["question"]), args.get("after")
        day, of_it = jalali_day(subject.now), bool(args.get("aspect") or args.get("same"))
        hit = self._find(question, day, after=str(after) if after else None, of_it=of_it)
        if about := args.get("about"):
            hit = self._about(str(about), question, day, hit)
        if several := self._several(question, day, hit):
            first, second, *more = map(_article, several)
            return Accepted({**first, "second": second, "third": more[0] if more else None, "untold": None})
        if hit is None and (some := self._some(question, day)):
            first, *more = map(_article, some)
            return Accepted({**first, "second": more[0] if more else None, "third": None, "untold": True})
        if hit is None or (args.get("meaning") and hit.likeness < OWN and not hit.passage):
            return Rejected("not_ours" if self.foreign(question) else "nothing_found")
        return Accepted({**_article(hit), "second": None, "third": None, "untold": None})

    def _find(self, question: str, day: str, *, after: str | None = None, of_it: bool = False) -> Hit | None:
        return self.index.search(question, self.reword(question), day=day, after=after, of_it=of_it)

    def _about(self, word: str, question: str, day: str, alone: Hit | None) -> Hit | None:
        """«جریمه‌ش چطور حساب میشه» after «تخلف یعنی چی»: of the word, unless an article accounts for more of the
        question as it stands."""
        hit = self._find(f"{word} {question}", day)
        return hit if hit and (alone is None or hit.score >= alone.score) else alone

    def _several(self, question: str, day: str, whole: Hit | None) -> list[Hit]:
        """«پروانه چند سال اعتبار داره و پارکینگ اجباریه؟»: what answers each part, when no article accounts for the
        whole: of two parts, else of three."""
        if whole is not None and whole.score >= WHOLE:
            return []
        joints = list(_JOINTS.finditer(question))[:JOINTS]
        cuts = [*((joint,) for joint in joints), *combinations(joints, 2)]
        return next((found for cut in cuts if (found := self._each(question, day, cut))), [])

    def _some(self, question: str, day: str) -> list[Hit]:
        """«پارکینگ اجباریه؟ شهردار کیه؟»: of several questions those that have an answer, two at
        most."""
        parts = [part for part in _MARKS.split(question) if part.strip()]
        hits = [self._find(part, day) for part in parts] if len(parts) > 1 else []
        found = {hit.article.id: hit for hit in hits if hit is not None and hit.score >= PART}
        return list(found.values())[:TWO]

    def _each(self, question: str, day: str, cut: Sequence[re.Match[str]]) -> list[Hit]:
        """The articles for the parts of the question that is cut there; none where a part has none of its own."""
        starts, ends = (0, *(joint.end() for joint in cut)), (*(joint.start() for joint in cut), len(question))
        found = list[Hit]()
        for start, end in zip(starts, ends, strict=True):
            hit = self._find(question[start:end], day, after=found[-1].article.id if found else None)
            if hit is None or hit.score < PART or any(hit.article is other.article for other in found):
                return []
            found.append(hit)
        return found


def _article(hit: Hit) -> dict[str, Json]:
    article = hit.article
    return {
        "article": article.id,
        "title": article.title,
        "answer": hit.passage or article.body,
        "source": article.source,
        "valid_from": article.valid_from,
        "reviewed_on": article.reviewed_on,
    }


@dataclass(frozen=True, slots=True)
class EstimateLevies:
    """`knowledge.estimate`, with the tariff in force today."""

    tariffs: Tariffs

    def __call__(self, tx: Tx, args: Mapping[str, Json], subject: Subject) -> CallResult:  # noqa: ARG002
        tariff = self.tariffs.in_force(jalali_day(subject.now))
        if tariff is None:
            return Rejected("no_tariff")
        given = {**args, **_multiplied(args)}
        if doubt := _doubtful(given):
            return Rejected(doubt)
        shop = _shop(given)
        if shop and not shop["assumed_floors"] and shop["homes_m2"] <= 0:
            return Rejected("large_shop")
        try:
            found = estimate(tariff, given, _parts(given, shop) if shop else ())
        except (OutOfTable, Missing):
            return Rejected("out_of_table")
        return Accepted({**_data(found), **_each(found, given), **_whole(args), **(shop or NO_SHOP)})


@dataclass(frozen=True, slots=True)
class CompareEstimates:
    """`knowledge.compare`: estimates that were worked out in this conversation, in the order they were asked for."""

    def __call__(self, tx: Tx, args: Mapping[str, Json], subject: Subject) -> CallResult:  # noqa: ARG002
        variants: Any = args["variants"]
        totals = [int(each["total_rial"]) for each in variants]
        found = compare([each["lines"] for each in variants], totals)
        differ = {name for name in ANSWERS if len({str(each.get(name)) for each in variants}) > 1}
        return Accepted({**_rows(found), **_verdict(found, totals), **_answers(variants, differ)})


def jalali_day(now: datetime) -> str:
    """The day it is in Tehran, `YYYY-MM-DD` Jalali."""
    day: str = JalaliDateTime(now.astimezone(TEHRAN)).strftime("%Y-%m-%d", locale="en")
    return day


def _multiplied(args: Mapping[str, Json]) -> dict[str, Json]:
    """What was said of each floor or of each unit, for the whole building. A total beside it outweighs the units."""
    given: dict[str, Any] = dict(args)
    floors, units = given.get("floors") or 0, given.get("units") or 0
    whole: dict[str, Json] = {}
    if each := given.get("units_per_floor"):
        whole["units"] = units = each * floors
    if each := given.get("floor_area_m2"):
        whole["building_area_m2"] = each * floors
    elif share := given.get("floor_share"):
        whole["building_area_m2"] = round((given.get("land_area_m2") or 0) * share / 100) * floors
    elif (each := given.get("unit_area_m2")) and not given.get("building_area_m2"):
        whole["building_area_m2"] = each * units
    elif (homes := given.get("homes_area_m2")) and not given.get("building_area_m2"):
        whole["building_area_m2"] = homes + _beside_homes(given)
    return whole


def _beside_homes(given: Mapping[str, Any]) -> int | float:
    """The shop's metres where the homes' were told: as they were said, or of so many floors like those of the homes."""
    said, floors, own = given.get("shop_area_m2"), given.get("floors") or 0, given.get("shop_floors") or 1
    if given.get("use") == RESIDENTIAL:  # «بدون مغازه»
        return 0
    if said is not None:
        return float(said) if isinstance(said, float) else int(said)
    return round(given["homes_area_m2"] * own / (floors - own)) if floors > own else 0


def _doubtful(given: Mapping[str, Any]) -> str | None:
    """Numbers that make no building: a floor or a unit of a few metres. One of them was meant for another question."""
    area = given.get("building_area_m2") or 0
    if area < SMALLEST_PART * (given.get("floors") or 0):
        return "small_floors"
    return "small_units" if area < SMALLEST_PART * (given.get("units") or 0) else None


def _shop(given: Mapping[str, Any]) -> dict[str, Any] | None:
    """What of a mixed building is the shop's: as it was said, in metres or as a share, or so many floors like the
    others (`assumed_floors`; one, when nothing was said). None for a building of one use."""
    if given.get("use") != MIXED:
        return None
    area, floors = given.get("building_area_m2") or 0, given.get("floors") or 0
    said, own, homes = given.get("shop_area_m2"), given.get("shop_floors") or 1, given.get("homes_area_m2")
    if said is None and (share := given.get("shop_share")):
        said = round(area * share / 100)
    if said is None and homes is not None:
        said = area - homes
    shop = said if said is not None else round(area * own / floors) if floors > own else 0
    return {
        "shop_m2": shop,
        "homes_m2": area - shop,
        "assumed_floors": own if said is None else None,
        "shop_price_rial": given.get("shop_price_rial"),
    }


def _parts(given: Mapping[str, Any], shop: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Homes and shop, each with its own area and price. A part of nothing, or of more than all, makes no sense."""
    if not (shop["shop_m2"] > 0 and shop["homes_m2"] > 0):
        raise OutOfTable("shop_area_m2")
    price = given.get("shop_price_rial")
    return [
        {"use": "residential", "building_area_m2": shop["homes_m2"]},
        {"use": "commercial", "building_area_m2": shop["shop_m2"], "regional_price_rial": price},
    ]


def _whole(args: Mapping[str, Json]) -> dict[str, Json]:
    """The whole building as it was reckoned with; `multiplied` when something of it was said of a part."""
    worked = _multiplied(args)
    whole = {name: worked.get(name, args.get(name)) for name in ("building_area_m2", "units")}
    return {**whole, "multiplied": whole if worked else None}


def _each(found: Estimate, given: Mapping[str, Any]) -> dict[str, Json]:
    """What it comes to in millions of toman, for a unit, when there are several, and for a metre; about."""
    units, area = given.get("units") or 0, given.get("building_area_m2") or 0
    return {
        "millions": round(found.total_rial / MILLION_TOMAN, 1) if found.total_rial >= MILLION_TOMAN else None,
        "per_unit_rial": _about(found.total_rial, units) if units > 1 else None,
        "per_metre_rial": _about(found.total_rial, area) if area else None,
    }


def _about(total: int, parts: float) -> int:
    return round(Fraction(total) / Fraction(parts) / 1000) * 1000


def _data(found: Estimate) -> dict[str, Json]:
    left_out: list[Json] = [{"label": title} for title in found.not_included]
    return {
        "lines": [_line(line) for line in found.lines],
        "levies": {line.levy_code: _line(line) for line in found.lines},
        "largest": _line(max(found.lines, key=lambda line: line.amount_rial)),
        "total_rial": found.total_rial,
        "tariff_title": found.tariff.title,
        "tariff_year": found.tariff.year,
        "tariff_version": found.tariff.version,
        "not_included": left_out,
    }


def _rows(found: Comparison) -> dict[str, Json]:
    return {
        "lines": [
            {
                "title": row.title,
                "formula": row.formula,
                "amounts": [_amount(row, at) for at in range(len(row.amounts))],
            }
            for row in found.rows
        ],
        "same_lines": found.same if found.same > 1 else None,
        "same_title": found.same_title,
        "same_rial": found.same_rial,
    }


def _amount(row: Row, at: int) -> Json:
    """One variant's amount of a levy, or that it has none."""
    amount, number = row.amounts[at], at + 1
    if amount is None:
        return {"without": number}
    return {"number": number, "amount_rial": amount, "formula": None if row.formula else row.formulas[at]}


def _verdict(found: Comparison, totals: Sequence[int]) -> dict[str, Json]:
    """Which is cheaper and by how much; of two, also from the earlier one to the later."""
    two, equal = len(totals) == TWO, not found.difference_rial
    rise = totals[-1] - totals[0]
    return {
        "all": None if two else len(totals),
        "cheaper": found.cheapest + 1 if two and not equal else None,
        "difference_rial": found.difference_rial if two and not equal else None,
        "cheapest": found.cheapest + 1 if not two and not equal else None,
        "dearest": found.dearest + 1 if not two and not equal else None,
        "widest_rial": found.difference_rial if not two and not equal else None,
        "equal_rial": totals[0] if equal else None,
        "before_rial": totals[0],
        "more_rial": rise if rise > 0 else None,
        "less_rial": -rise if rise < 0 else None,
        "percent": _percent(abs(rise), totals[0]) if two else None,
    }


def _percent(rise: int, of: int) -> Json:
    """About so many in a hundred; below ten to a tenth. Nothing where it is less than that."""
    share = Fraction(100 * rise, of) if of else Fraction(0)
    near = round(share) if share >= TENTHS_BELOW else float(round(share, 1))
    return near or None


def _answers(variants: Sequence[Mapping[str, Any]], differ: Collection[str]) -> dict[str, Json]:
    """The answers that differ, beside each total; and once those that do not. A building that keeps its area with more
    floors is said to: most people mean to build more."""
    own: list[Json] = [{**_shown(each, differ), "total_rial": each["total_rial"]} for each in variants]
    kept = variants[0].get("building_area_m2") if "floors" in differ and "building_area_m2" not in differ else None
    same: list[Json] = [_shown(variants[0], set(ANSWERS) - set(differ))]
    shared = {"shared": same, "shared_all": None} if len(variants) == TWO else {"shared": None, "shared_all": same}
    return {"variants": own, **shared, "kept_building": kept}


def _shown(variant: Mapping[str, Any], names: Collection[str]) -> dict[str, Json]:
    label = {"use": variant.get("use_label")} if "use" in names else {}
    return {**{name: variant.get(name) for name in ANSWERS if name in names}, **label}


def _line(line: Line) -> Json:
    inputs: dict[str, Json] = dict(line.inputs)
    return {
        "levy_code": line.levy_code,
        "title": line.title,
        "formula": f"{line.formula}{_worked(line)}",
        "inputs": inputs,
        "rate": _exact(line.rate),
        "amount_rial": line.amount_rial,
        "legal_ref": line.legal_ref,
    }


def _worked(line: Line) -> str:
    """What the tables gave, so that the line can be checked by hand: ` = … × (۱۰۰×۸٪ + ۵۰×۱۲٪)`."""
    weighed = " + ".join(f"{_decimal(width)}×{_exact(rate)}" for width, rate in line.parts)
    steps = ([f"({weighed})"] if weighed else []) + [_exact(rate) for rate in line.looked_up]
    return persian_digits(f" = … × {' × '.join(steps)}".replace("%", "٪").replace(".", "٫")) if steps else ""


def _decimal(number: Fraction) -> str:
    return f"{float(number):.3f}".rstrip("0").rstrip(".")  # shown, never reckoned with


def _exact(rate: Fraction) -> str:
    """`8%`; a fraction of a hundredth stays a fraction."""
    hundredths = rate * 100
    return f"{hundredths.numerator}%" if hundredths.denominator == 1 else str(rate)
