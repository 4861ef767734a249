import pytest

from integrations.reference.city.places import Point
from integrations.reference.generate.ground import Ground
from integrations.reference.generate.sizes import SIZES

DEMO = Ground(SIZES["demo"])


def test_the_lots_of_a_district_do_not_overlap_and_have_codes_of_their_own():
    lots = [DEMO.lot(number) for number in range(DEMO.lots)]
    assert len({lot.code for lot in lots}) == len(lots)
    boxes = sorted((lot.box.south, lot.box.west, lot.box.east, lot.box.north) for lot in lots[:256])
    for south, west, east, north in boxes:
        inside = [b for b in boxes if b[1] < east and b[2] > west and b[0] < north and b[3] > south]
        assert inside == [(south, west, east, north)]


def test_no_two_lots_of_a_street_have_one_plate():
    for ground in (DEMO, Ground(SIZES["city"])):
        plates = [(lot.street, lot.plate) for lot in map(ground.lot, range(ground.lots // 15))]
        assert len(set(plates)) == len(plates)


def test_the_citys_fifteen_districts_have_its_kilometres_of_streets_around_its_middle():
    ground = Ground(SIZES["city"])
    assert sum(street.length for street in ground.streets) == pytest.approx(5_236_000)
    assert {street.district for street in ground.streets} == set(range(1, 16))
    middle = ground.box(8, 0, 0, ground.east * ground.pitch, ground.north * ground.pitch).centre
    assert middle == Point(51_660_000, 32_650_000)


def test_a_lot_is_as_large_as_it_says():
    box = DEMO.lot(0).box
    wide, high = (box.east - box.west) * 0.09373, (box.north - box.south) * 0.11132
    assert wide * high == pytest.approx(DEMO.lot_m2, rel=0.01)
