"""Which district a place lies in."""

import pytest

from bot.actions.municipal.districts import DistrictSearch
from dialogs.ports import Accepted, Rejected, Unavailable

HERE = {"lon": 51.67, "lat": 32.65}


class Map:
    """Knows streets by the words of their names, and what lies at a point."""

    def __init__(self, *, down=False, zone=None, **streets):
        self.streets, self.down, self.zone, self.asked = streets, down, zone, []

    async def find_parcels(self, **asked):
        self.asked.append(asked)
        if self.down:
            return Unavailable()
        districts = self.streets.get(asked.get("address", ""), ())
        if not districts and not (self.zone and "point" in asked):
            return Rejected("not_found")
        zone = {"district": self.zone} if self.zone else None
        parcels = [{"district": number} for number in districts]
        return Accepted({"found_by": "address", "parcels": parcels, "count": len(parcels), "zone": zone})


async def told(args, **known):
    return (await DistrictSearch(Map(**known)).find(args)).data


@pytest.mark.parametrize("place", [6, "6", "6-2-110-7", "۶-۲-۱۱۰-۷"])
async def test_a_number_or_a_code_says_it_and_nobody_is_asked(place):
    client = Map(down=True)
    found = (await DistrictSearch(client).find({"place": place})).data
    assert (found["way"], found["district"], found["name"], client.asked) == ("said", 6, None, [])


async def test_a_quarter_is_found_and_named():
    found = await told({"quarter": "احمدآباد"})
    assert (found["way"], found["district"], found["name"]) == ("found", 3, "احمدآباد")


@pytest.mark.parametrize(
    ("said", "street"),
    [
        ("خیابان کاوه", "خیابان کاوه"),
        ("کاوه", "کاوه"),
        ("خیابان شیخ بهایی مسکونی ۲۰۰ متر زمین", "خیابان شیخ بهایی"),
        ("خیابان کاوه، زمین ۲۰۰ متر", "خیابان کاوه"),
        ("خیابان کاوه زمین ۲۰۰ متر", "خیابان کاوه"),
    ],
)
async def test_a_street_is_found_whatever_the_sentence_goes_on_with(said, street):
    found = await told({"place": said}, **{street: (8,)})
    assert (found["way"], found["district"], found["name"]) == ("found", 8, street)


async def test_a_street_in_two_districts_is_asked_about_the_likelier_first():
    found = await told({"place": "خیابان کاوه"}, **{"خیابان کاوه": (7, 8, 8)})
    assert (found["way"], found["district"], found["border"]) == ("which", None, "خیابان کاوه")
    assert found["districts"] == [{"district": 8}, {"district": 7}]


async def test_what_was_said_with_it_settles_it():
    found = await told({"place": "خیابان کاوه", "quarter": "خانه اصفهان"}, **{"خیابان کاوه": (7, 8)})
    assert (found["way"], found["district"]) == ("found", 8)


async def test_a_quarter_outside_the_district_said_is_a_contradiction():
    found = await told({"place": 5, "quarter": "مرداویج"})
    assert (found["way"], found["said"], found["known"], found["name"]) == ("contradiction", 5, 6, "مرداویج")
    assert {each["district"] for each in found["districts"]} == {5, 6}


async def test_a_quarter_and_a_street_that_do_not_meet_are_both_named():
    found = await told({"place": "خیابان کاوه", "quarter": "جلفا"}, **{"خیابان کاوه": (8,)})
    assert (found["way"], found["name"], found["beside"]) == ("contradiction", "جلفا", "خیابان کاوه")


async def test_the_quarter_and_its_own_district_agree_without_a_word():
    found = await told({"place": 6, "quarter": "مرداویج"})
    assert (found["way"], found["district"], found["name"]) == ("said", 6, None)


async def test_the_one_that_was_chosen_is_the_one():
    found = await told({"place": 5, "quarter": "مرداویج", "chosen": 6})
    assert (found["way"], found["district"]) == ("said", 6)


async def test_a_point_on_the_street_itself_has_its_zone():
    assert (await told({"place": HERE}, zone=9))["district"] == 9


@pytest.mark.parametrize(
    ("args", "refusal"),
    [
        ({"place": "ناکجا"}, "no_such_place"),
        ({"place": HERE}, "no_such_place"),
        ({}, "no_such_place"),
        ({"quarter": "همت‌آباد"}, "no_such_district"),
        ({"place": "همت‌آباد"}, "no_such_district"),
    ],
)
async def test_what_nobody_knows_is_refused(args, refusal):
    assert await DistrictSearch(Map()).find(args) == Rejected(refusal)


async def test_a_map_that_does_not_answer_is_no_refusal():
    assert await DistrictSearch(Map(down=True)).find({"place": "کاوه"}) == Unavailable()
