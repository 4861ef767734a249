"""Ways to a piece of land, and decisions by words."""

import pytest

from bot.actions.municipal.parcels import ApprovalSearch, ParcelSearch
from dialogs.ports import Accepted, Rejected, Unavailable

BARE = {
    "nosazi_code": "6-2-110-7", "district": 6, "address": "خیابان نمونه", "registry_plate": None, "point": None,
    "area_m2": None, "fabric": None, "fabric_label": None, "heritage_opinion": False, "zone": None, "limits": None,
    "street": None, "price": None, "approvals": [],
}  # fmt: skip
ZONE = {
    "zone": "R6", "district": 6, "land_use": "residential", "land_use_label": "مسکونی", "density_percent": 180,
    "coverage_percent": 60, "floors": 3, "front_setback_m": 1.5, "side_setback_m": 0.0, "min_lot_m2": 150,
    "plan": "طرح", "approved_on": "1400-05-01",
}  # fmt: skip


class Client:
    """Knows one parcel under the ways given to it."""

    def __init__(self, *ways, parcel=BARE, answer=None):
        self.ways, self.parcel, self.answer, self.asked = ways, parcel, answer, []

    async def find_parcels(self, **asked):
        self.asked.append(asked)
        if self.answer is not None:
            return self.answer
        if asked not in self.ways:
            return Rejected("not_found")
        return Accepted({"found_by": next(iter(asked)), "parcels": [self.parcel], "count": 1, "zone": None})


@pytest.mark.parametrize(
    ("place", "asked", "refusal"),
    [
        ("۶/۲/۱۱۰/۷", {"nosazi_code": "6-2-110-7"}, "no_such_code"),
        ("4300/7", {"registry_plate": (4300, 7, 5)}, "no_such_plate"),
        ("خیابان مثال چیه", {"address": "خیابان مثال منطقه 10"}, "no_such_address"),
        ({"lon": 51.67, "lat": 32.65}, {"point": (51.67, 32.65)}, "nothing_here"),
        (None, None, "no_such_address"),
    ],
    ids=["code", "plate", "address", "point", "nothing"],
)
async def test_a_place_is_asked_for_as_what_it_is(place, asked, refusal):
    args = {"place": place, "registry_section": 5, "district": 6 if refusal == "no_such_code" else 10}
    if asked:
        assert isinstance(await ParcelSearch(Client(asked)).find(args), Accepted)
    assert await ParcelSearch(Client()).find(args) == Rejected(refusal)
    down = await ParcelSearch(Client(answer=Unavailable())).find(args) if asked else Unavailable()
    assert down == Unavailable()


async def test_a_code_beside_another_district_than_its_own_is_told_of():
    asked = {"place": "6-2-110-7", "district": 5}
    found = await ParcelSearch(Client({"nosazi_code": "6-2-110-7"})).find(asked)
    assert found == Rejected("other_district", {"nosazi_code": "6-2-110-7", "district": 6, "asked": 5})


async def test_a_plate_said_in_the_other_order_is_found_and_said_to_be():
    client = Client({"registry_plate": (4300, 7, None)})
    found = await ParcelSearch(client).find({"place": "7/4300"})
    assert found.data["way"] == "registry_plate_reversed"


async def test_what_the_plan_does_not_say_is_not_there():
    parcel = {**BARE, "zone": ZONE, "area_m2": 120, "registry_plate": {"main": 4300, "sub": 7, "section": 5}}
    parcel |= {"limits": {"gross_floor_area_m2": 216, "footprint_m2": 72, "floors": 3, "below_min_lot": True}}
    parcel |= {"street": {"name": "خیابان", "width_m": 12.0, "planned_width_m": 12.0, "widening_m": 0}}
    way = {"nosazi_code": "6-2-110-7"}
    one = (await ParcelSearch(Client(way, parcel=parcel)).find({"place": "6-2-110-7"})).data["parcels"][0]
    assert (one["plate"], one["planned"], one["use"], one["gross_m2"]) == ("4300/7", True, "مسکونی", 216)
    assert (one["side_setback_m"], one["widening_m"], one["kept_width_m"], one["small_lot_m2"]) == (
        None,
        None,
        12.0,
        150,
    )
    bare = (await ParcelSearch(Client(way)).find({"place": "6-2-110-7"})).data["parcels"][0]
    assert (bare["planned"], bare["use"], bare["plate"], bare["street"]) == (False, None, None, None)


class Decisions:
    def __init__(self, **listed):
        self.listed, self.asked = listed, []

    async def plan_approvals(self, **asked):
        self.asked.append(asked)
        found = self.listed.get(asked["text"] or "", [])
        return Accepted({"approvals": [decision(number) for number in found], "next_cursor": None})


def decision(number):
    names = ("body_label", "title", "content", "district", "nosazi_code")
    return {**dict.fromkeys(names, ""), "approval_no": str(number), "approved_on": f"140{number}-01-01"}


async def test_decisions_with_all_the_words_else_those_with_the_most():
    both = Decisions(**{"تغییر کاربری": [4]})
    found = (await ApprovalSearch(both).find({"text": "مصوبات درباره تغییر کاربری", "district": 6})).data
    assert (found["exact"], [one["approval_no"] for one in found["approvals"]]) == (True, ["4"])
    assert both.asked == [{"text": "تغییر کاربری", "district": 6, "body": None}]
    some = Decisions(تغییر=[1, 2], کاربری=[2, 3])
    found = (await ApprovalSearch(some).find({"text": "تغییر کاربری", "body": "commission5"})).data
    assert (found["exact"], [one["approval_no"] for one in found["approvals"]]) == (False, ["2"])
    assert (await ApprovalSearch(Decisions()).find({"text": "تونل"})).data["count"] == 0


async def test_without_a_subject_the_newest_are_told():
    newest = Decisions(**{"": [5, 4]})
    assert (await ApprovalSearch(newest).find({"text": "مصوبه‌های تازه"})).data["count"] == 2
