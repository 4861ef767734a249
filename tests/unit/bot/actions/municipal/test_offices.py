"""Which offices a question comes down to, asked of a small register."""

from datetime import UTC, datetime

import pytest

from bot.action import Subject
from bot.actions.municipal import offices as module
from bot.actions.municipal.offices import OfficeSearch
from dialogs.ports import Accepted, Rejected, Unavailable

NOW = datetime(2026, 11, 28, 6, 30, tzinfo=UTC)
SUBJECT = Subject("c", None, NOW, "t")
CLOSED = {"open": False, "today": [], "next_opening": {"date": "1405-09-08", "time": "08:00"}}


def office(code, kind="counter", district=6, *, name=None, distance=None, **hours):
    known = {
        "code": code, "type": kind, "district": district, "name": name or f"دفتر پیشخوان {code}", "address": None,
        "phone": None, "hours": None, "point": None, "distance_m": distance, "open": None, "closes_at": None,
        "next_opening": None, "today": [], "today_reason": None, "week": [],
    }  # fmt: skip
    return {**known, **hours}


class Register:
    """Answers as the client does; `near` are the offices whose place is known."""

    def __init__(self, *listed, parcels=(), zone=None):
        self.listed, self.parcels, self.zone, self.asked = listed, list(parcels), zone, []

    async def offices(self):
        return Accepted({"offices": list(self.listed), "count": len(self.listed)})

    async def find_offices(self, **asked):
        self.asked.append(asked)
        found = [
            one
            for one in self.listed
            if asked.get("district") in (None, one["district"])
            and asked.get("office_type") in (None, one["type"])
            and one["code"] in asked.get("codes", [one["code"]])
            and (not asked.get("open_only") or one["open"])
        ]
        if not asked.get("point"):
            found = [{**one, "distance_m": None} for one in found]
        return Accepted({"offices": found[:5], "count": len(found)})

    async def find_parcels(self, **asked):
        if not self.parcels and not self.zone:
            return Rejected("not_found")
        return Accepted({"found_by": "point", "parcels": self.parcels, "count": len(self.parcels), "zone": self.zone})


async def ask(register, **args):
    return await OfficeSearch(register)(args, SUBJECT, key="k")


async def told(register, **args):
    answer = await ask(register, **args)
    return answer.data["way"], [one["code"] for one in answer.data["offices"]]


CITY = (office("R6", "district"), office("A6"), office("B7", district=7), office("T5", "training", 5))


@pytest.mark.parametrize(
    ("args", "way", "codes"),
    [
        ({}, "unknown", []),
        ({"place": 6}, "district", ["R6", "A6"]),
        ({"place": "6-2-110-7"}, "district", ["R6", "A6"]),
        ({"place": "مرداویج"}, "district", ["R6", "A6"]),
        ({"place": 6, "office_type": "counter"}, "district", ["A6"]),
        ({"office_type": "training"}, "all", ["T5"]),
        ({"place": "all"}, "all", ["R6", "A6", "B7", "T5"]),
        ({"message": "دفتر پیشخوان A6 کجاست"}, "named", ["A6"]),
    ],
)
async def test_a_place_a_kind_or_a_name(args, way, codes):
    assert await told(Register(*CITY), **args) == (way, codes)


async def test_a_quarter_of_another_district_is_told_of():
    answer = await ask(Register(*CITY), place=7, message="پیشخوان مرداویج منطقه ۷")
    assert answer.data["elsewhere"] == {"quarter": "مرداویج", "district": 6}
    assert (await ask(Register(*CITY), place=6, message="پیشخوان مرداویج منطقه ۶")).data["elsewhere"] is None


async def test_what_a_district_lacks_is_said_and_what_there_is_shown():
    counters = (await ask(Register(*CITY), place=7, office_type="district")).data
    assert (counters["missing"], [one["code"] for one in counters["offices"]]) == ("kind", ["B7"])
    elsewhere = (await ask(Register(*CITY), place=9)).data
    assert (elsewhere["missing"], elsewhere["count"]) == ("office", 4)
    assert (await ask(Register(*CITY), office_type="central")).data["count"] == 0


async def test_a_name_counts_when_all_its_own_words_are_there():
    listed = (office("72111234", name="دفتر پیشخوان ایمان"), office("R6", "district", name="شهرداری منطقه ۶"))
    assert await told(Register(*listed), message="دفتر ایمان تا کی بازه؟") == ("named", ["72111234"])
    assert await told(Register(*listed), message="دفتر ۷۲۱۱۱۲۳۴") == ("named", ["72111234"])
    assert await told(Register(*listed), message="تلفن شهرداری منطقه 6") == ("named", ["R6"])
    assert await told(Register(*listed), message="۶ تا سؤال دارم") == ("unknown", [])


async def test_near_is_only_who_has_a_place_and_three_are_enough():
    listed = [office(f"N{n}", distance=100 * n) for n in range(1, 5)] + [office("X")]
    point = {"lon": 51.67, "lat": 32.65}
    assert await told(Register(*listed), place=point) == ("near", ["N1", "N2", "N3"])
    lost = (await ask(Register(office("X"), office("Y")), place=point)).data
    assert (lost["missing"], lost["count"]) == ("place", 2)
    by_district = (await ask(Register(*CITY, zone={"district": 6}), place=point)).data
    assert ([one["code"] for one in by_district["offices"]], by_district["district"]) == (["R6", "A6"], 6)


async def test_near_an_address_is_near_its_land_or_in_its_district():
    near = Register(office("N1", distance=200), parcels=[{"district": 6, "point": {"lon": 51.67, "lat": 32.65}}])
    assert await told(near, place="خیابان مثال") == ("near", ["N1"])
    assert near.asked[-1]["point"] == (51.67, 32.65)
    unplaced = Register(*CITY, parcels=[{"district": 7, "point": None}])
    assert await told(unplaced, place="خیابان مثال") == ("district", ["B7"])
    assert await ask(Register(*CITY), place="ناکجا") == Rejected("no_such_place")
    assert await ask(Register(*CITY), place="سعادت‌آباد") == Rejected("no_such_district")


async def test_whose_a_place_is_shows_who_serves_it_and_not_who_is_near():
    near = office("N1", district=3, distance=100)
    register = Register(*CITY, near, parcels=[{"district": 6, "point": {"lon": 51.67, "lat": 32.65}}])
    assert await told(register, place="خیابان مثال", wanted="district") == ("district", ["R6", "A6"])


async def test_a_list_that_may_be_longer_is_said_to_be():
    many = [office(f"A{n}") for n in range(5)]
    assert (await ask(Register(*many), place=6)).data["more"] is True
    assert (await ask(Register(*many[:4]), place=6)).data["more"] is False


async def test_a_quarter_between_two_districts_asks_which(monkeypatch):
    monkeypatch.setattr(module, "districts_of", lambda name: (3, 4) if name == "مرزی" else ())
    which = (await ask(Register(*CITY), place="مرزی")).data
    assert (which["way"], which["districts"]) == ("which_district", [{"district": 3}, {"district": 4}])
    chosen = (await ask(Register(*CITY), place="مرزی", district=4)).data
    assert (chosen["way"], chosen["district"], chosen["quarter"], chosen["whose"]) == ("district", 4, "مرزی", None)


async def test_all_closed_names_one_that_is_open_of_the_same_kind_before_another():
    late = office("L7", district=7, open=True, closes_at="20:00")
    hall = office("H7", "district", 7, open=True, closes_at="18:00")
    closed = office("A6", **CLOSED)
    both = (await ask(Register(closed, hall, late), place=6)).data
    assert [one["code"] for one in both["instead"]] == ["L7"]
    other = (await ask(Register(closed, hall), place=6)).data
    assert [one["code"] for one in other["instead"]] == ["H7"]
    none = (await ask(Register(closed), place=6)).data
    assert (none["instead"], none["none_open"]) == ([], True)
    where = (await ask(Register(closed), place=6, wanted="address")).data
    assert where["none_open"] is False  # where it is was asked, not whether one can go now
    hours = (await ask(Register(closed), place=6, wanted="phone", hours=True)).data
    assert (hours["mode"], hours["none_open"]) == ("now", True)
    unknown = (await ask(Register(office("A6"), late), place=6)).data
    assert (unknown["instead"], unknown["none_open"]) == ([], False)


async def test_open_now_near_leaves_out_the_closed_while_there_are_others():
    register = Register(office("A", distance=100, **CLOSED), office("B", distance=900, open=True, closes_at="16:00"))
    point = {"lon": 51.67, "lat": 32.65}
    assert await told(register, place=point, day="now") == ("near", ["B"])
    assert await told(register, place=point) == ("near", ["A", "B"])


async def test_a_department_is_the_districts_own_town_hall():
    assert await told(Register(*CITY), place=6, wanted="department") == ("district", ["R6"])
    assert (await ask(Register(*CITY), place=7, wanted="department")).data["missing"] is None


async def test_other_offices_and_other_days_are_refused_and_silence_is_passed_on():
    assert await ask(Register(*CITY), office_type="fire_station") == Rejected("other_office")

    class Down(Register):
        async def find_offices(self, **_):
            return self.answer

    down = Down()
    down.answer = Rejected("not_found")
    assert await ask(down, place=6, day="1405-12-30") == Rejected("no_such_day")
    down.answer = Unavailable()
    assert await ask(down, place=6) == Unavailable()
    assert await OfficeSearch(down).reconcile(SUBJECT, key="k") == Unavailable()
