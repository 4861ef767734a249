"""The city register's operations, client against reference backend, on SQLite and on a real PostgreSQL. Every answer is
checked against the contract's schemas by the transport."""

import base64
import xml.etree.ElementTree as ET

import pytest

from dialogs.ports import Rejected
from tests.municipality import (
    ATTORNEY,
    OTHER,
    OWNER,
    EmbeddedCity,
    ServedCity,
    assertion,
    identity,
    open_client,
    open_http,
)
from tests.register_city import SOUTH, WEST
from tests.servers import postgres_url

ON_PARCEL, ON_STREET = (WEST + 0.0005, SOUTH + 0.0005), (WEST + 0.0025, SOUTH + 0.0025)
SUNDAY, TUESDAY_CLOSED, FRIDAY_OPEN = "1404-07-20T10:00", "1404-07-22T10:00", "1404-07-25T11:00"
MINE = "1404100101"


@pytest.fixture(params=["sqlite", "postgresql"])
def city(request, tmp_path):
    """Served with PostgreSQL: there the questions of an event loop travel together."""
    if request.param == "sqlite":
        made = EmbeddedCity(f"sqlite:///{tmp_path / 'city.db'}")
    else:
        made = ServedCity(postgres_url().replace("postgresql://", "postgresql+psycopg://", 1))
    yield made
    made.close()


@pytest.fixture
async def client(city):
    async with open_client(city) as opened:
        yield opened


@pytest.fixture
async def http(city):
    async with open_http(city) as opened:
        yield opened


@pytest.mark.parametrize(
    ("way", "found_by"),
    [
        ({"nosazi_code": "۶/۲/۱۱۰/۷"}, "nosazi_code"),
        ({"nosazi_code": "6-2-110-7-0-0-0"}, "nosazi_code"),
        ({"nosazi_code": "7-110-2-6"}, "nosazi_code_reversed"),
        ({"registry_plate": (4321, 7, 5)}, "registry_plate"),
        ({"address": "منطقه ۶، خيابان یاس، پلاک ۷"}, "address"),
        ({"point": ON_PARCEL}, "point"),
    ],
    ids=["code", "long code", "reversed", "plate", "address", "point"],
)
async def test_find_parcels_tells_what_may_be_built_however_it_was_found(client, way, found_by):
    found = (await client.find_parcels(**way)).data
    parcel = found["parcels"][0]
    assert (found["found_by"], parcel["nosazi_code"]) == (found_by, "6-2-110-7")
    assert (parcel["address"], parcel["zone"]["land_use_label"]) == ("خیابان نمونه یاس، پلاک 7", "مسکونی")
    # 205 m² at 180 % and 60 %, the street is to gain four metres, half of them here.
    assert parcel["limits"] == {
        "gross_floor_area_m2": 369,
        "footprint_m2": 123,
        "floors": 3,
        "below_min_lot": False,
    }
    assert (parcel["street"]["widening_m"], parcel["zone"]["front_setback_m"]) == (2.0, 1.5)
    assert parcel["price"] == {"regional_price_rial": 2_000_000, "year": 1403, "block": "6-2-110"}
    assert [approval["approval_no"] for approval in parcel["approvals"]] == ["N-1", "N-2"]


async def test_find_parcels_falls_back_to_the_districts_price_and_marks_small_lots_and_historic_fabric(client):
    small = (await client.find_parcels(nosazi_code="6-2-110-8")).data["parcels"][0]
    assert (small["fabric_label"], small["limits"]["below_min_lot"]) == ("بافت فرسوده", True)
    assert small["price"] == {"regional_price_rial": 1_500_000, "year": 1404, "block": None}
    assert small["street"] == {
        "name": "خیابان نمونه یاس، کوچه ۱۲",
        "width_m": 7.5,
        "planned_width_m": 7.5,
        "widening_m": 0,
    }
    old = (await client.find_parcels(nosazi_code="3-1-8-44")).data["parcels"][0]
    assert (old["heritage_opinion"], old["zone"], old["limits"], old["price"]) == (True, None, None, None)
    assert old["area_m2"] == pytest.approx(111.3 * 93.7, rel=0.01)


async def test_find_parcels_gives_the_zone_on_a_street_and_refuses_what_is_nowhere(client):
    on_street = (await client.find_parcels(point=ON_STREET)).data
    assert (on_street["parcels"], on_street["count"], on_street["zone"]["zone"]) == ([], 0, "R6-1")
    for way in (
        {"point": (10.0, 10.0)},
        {"point": (999.0, 10.0)},
        {"nosazi_code": "6-2"},
        {"nosazi_code": "9-9-9-9"},
        {"address": "خیابان"},
        {"address": "بلوار ناپیدا"},
        {"address": "\x00"},
        {"registry_plate": (1, None, None)},
        {"registry_plate": (2**40, None, None)},
    ):
        assert await client.find_parcels(**way) == Rejected("not_found"), way


async def test_find_parcels_lists_several_when_the_words_fit_several(client):
    exact = (await client.find_parcels(address="یاس پلاک 7")).data
    assert [parcel["nosazi_code"] for parcel in exact["parcels"]] == ["6-2-110-7"]
    many = (await client.find_parcels(address="یا پلاک 7")).data
    assert (many["count"], [parcel["nosazi_code"] for parcel in many["parcels"]]) == (2, ["6-2-110-7", "6-2-110-8"])
    one = (await client.find_parcels(address="خیابان یاس کوچه 12")).data
    assert [parcel["nosazi_code"] for parcel in one["parcels"]] == ["6-2-110-8"]
    assert (await client.find_parcels(registry_plate=(4321, None, None))).data["count"] == 2


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("تغییر کاربری", ["N-1"]),
        ("كاربري", ["N-1"]),
        ("پایان کار", ["N-1"]),
        ("پایانکار", ["N-1"]),
        ("پایان‌کار", ["N-1"]),
        ("۱۸۰", ["N-2"]),
        ("18", []),
        ("تراک", ["N-2"]),
        ("مسکونی", ["N-1", "N-2"]),
        ("مسکونی معبر", []),
        ("\"' OR :* & |", []),
        ("؟!", []),
        (None, ["N-1", "N-3", "N-2"]),
    ],
)
async def test_plan_approvals_are_found_by_their_words_newest_first(client, text, numbers):
    found = (await client.plan_approvals(text=text)).data
    assert [approval["approval_no"] for approval in found["approvals"]] == numbers
    assert found["next_cursor"] is None


async def test_plan_approvals_are_narrowed_by_district_and_body(client):
    of_six = (await client.plan_approvals(district=6, body="detailed_plan")).data["approvals"]
    assert [(one["approval_no"], one["body_label"]) for one in of_six] == [("N-2", "طرح تفصیلی")]
    assert (await client.plan_approvals(text="مسکونی", district=7)).data["approvals"] == []


async def test_find_offices_by_distance_with_their_hours(client):
    found = (await client.find_offices(point=ON_PARCEL, at=SUNDAY)).data
    assert [office["code"] for office in found["offices"]] == ["N1", "N2"]
    near = found["offices"][0]
    assert 60 <= near["distance_m"] <= 80
    assert (near["open"], near["closes_at"]) == (True, "16:00")
    assert near["next_opening"] == {"date": "1404-07-21", "time": "08:00"}
    assert (found["offices"][1]["open"], found["at"]) == (None, {"date": "1404-07-20", "time": "10:00"})


async def test_find_offices_knows_seasons_holidays_and_days_of_their_own(client):
    async def at(moment):
        found = (await client.find_offices(district=6, at=moment)).data["offices"][0]
        return found["open"], found["today_reason"]

    assert await at("1404-05-04T15:00") == (False, None)  # the summer's hours end at 13
    assert await at("1404-07-05T15:00") == (True, None)  # and the usual ones are back in autumn
    assert await at(TUESDAY_CLOSED) == (False, "جابه‌جایی دفتر (نمونه)")
    assert await at(FRIDAY_OPEN) == (True, "روز آزاد (نمونه)")
    assert await at("1404-11-22T10:00") == (False, "تعطیل رسمی")
    assert await at("1404-07-20T16:00") == (False, None)


async def test_find_offices_that_are_open_leaves_out_the_closed_and_the_unknown(client):
    opened = (await client.find_offices(point=ON_PARCEL, open_only=True)).data  # the clock says Sunday, ten
    assert [office["code"] for office in opened["offices"]] == ["N1"]
    assert (await client.find_offices(open_only=True, at=TUESDAY_CLOSED)).data["count"] == 0
    assert (await client.find_offices(office_type="district")).data["offices"][0]["code"] == "N2"
    assert await client.find_offices(at="1404-12-30T10:00") == Rejected("not_found")  # 1404 has no such day


async def test_find_offices_by_their_codes(client):
    assert [one["code"] for one in (await client.find_offices(codes=["N2"])).data["offices"]] == ["N2"]
    assert (await client.find_offices(codes=["N1", "N2", "nobody"])).data["count"] == 2
    assert (await client.find_offices(codes=["N1"], district=7)).data["count"] == 0
    near = (await client.find_offices(codes=["N1", "N2"], point=ON_PARCEL, at=SUNDAY)).data["offices"]
    assert [one["code"] for one in near] == ["N1", "N2"]


FILES = {
    "files": [
        {"owner": OWNER["national_id"], "request_no": "77001", "type": "پروانه", "nosazi_code": "۷/۳/۲۱/۱۵/۰/۰"}
        | {"district": 7, "address": "خیابان کاوه، کوچه ۱۴، پلاک ۲۲"},
        {"owner": OWNER["national_id"], "request_no": "77002", "type": "پروانه", "nosazi_code": "8-1-2-3"},
        {"owner": OWNER["national_id"], "request_no": "77003", "type": "پروانه", "address": "بی کد"},
    ],
    "properties": [
        {"nosazi_code": "7-3-21-16", "owner": OWNER["national_id"], "district": 7, "address": "خیابان کاوه"}
    ],
}


@pytest.mark.parametrize(
    ("way", "found_by", "codes"),
    [
        ({"nosazi_code": "7-3-21-15"}, "nosazi_code", ["7-3-21-15"]),
        ({"nosazi_code": "15/21/3/7"}, "nosazi_code_reversed", ["7-3-21-15"]),
        ({"address": "کوچه ۱۴ کاوه، پلاک ۲۲"}, "address", ["7-3-21-15"]),
        ({"address": "كاوه منطقه ۷"}, "address", ["7-3-21-15", "7-3-21-16"]),
    ],
)
async def test_find_parcels_knows_what_files_name_and_the_map_does_not(city, client, way, found_by, codes):
    city.seed(FILES)
    city.seed(FILES)  # twice is once
    found = (await client.find_parcels(**way)).data
    assert (found["found_by"], sorted(one["nosazi_code"] for one in found["parcels"])) == (found_by, codes)
    assert found["count"] == len(codes)
    one = found["parcels"][0]
    assert (one["district"], one["zone"], one["point"], one["area_m2"], one["fabric"]) == (7, None, None, None, None)


async def test_find_parcels_tells_the_district_by_the_code_and_prefers_the_map(city, client):
    city.seed(FILES)
    assert (await client.find_parcels(nosazi_code="8-1-2-3")).data["parcels"][0]["district"] == 8
    assert (await client.find_parcels(nosazi_code="6-2-110-7")).data["parcels"][0]["zone"] is not None
    for way in ({"address": "کاوه منطقه ۶"}, {"address": "کاوه پلاک ۲۳"}, {"registry_plate": (77, 1, None)}):
        assert await client.find_parcels(**way) == Rejected("not_found"), way


async def test_archive_images_come_fifty_a_page(client):
    me = identity(OWNER)
    first = (await client.archive_images(me, request_no="۱۴۰۴۱۰۰۱۰۱")).data
    assert (len(first["images"]), first["images"][0]["part_label"]) == (50, "پروانه")
    rest = (await client.archive_images(me, request_no=MINE, cursor=first["next_cursor"])).data
    assert (len(rest["images"]), rest["next_cursor"]) == (10, None)
    seen = [image["page"] for image in first["images"] + rest["images"]]
    assert seen == list(range(1, 61))
    assert (await client.archive_images(identity(ATTORNEY), request_no=MINE)).data["images"] == first["images"]


@pytest.mark.parametrize(("media_type", "begin"), [("image/png", b"\x89PNG"), ("image/svg+xml", b"<svg")])
async def test_archive_image_is_drawn_and_marked_as_a_specimen(client, media_type, begin):
    found = (await client.archive_image(identity(OWNER), image_no="7000004", media_type=media_type)).data
    content = base64.b64decode(found["content"], validate=True)
    assert content.startswith(begin)
    if media_type == "image/svg+xml":
        words = " ".join(ET.fromstring(content).itertext())
        assert "نمونه" in words
        assert MINE in words


async def test_archive_images_not_yours_and_not_there_are_byte_identical(http):
    bodies = {
        "/files/archive": [{"request_no": "1404100103"}, {"request_no": "1404999999"}],
        "/files/archive/image": [{"image_no": "7000900"}, {"image_no": "7999999"}],
    }
    answers = [
        await http.post(path, json=body, headers=assertion(OWNER)) for path, two in bodies.items() for body in two
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    plain = [{k: v for k, v in answer.headers.items() if k not in ("date", "server")} for answer in answers]
    assert all(headers == plain[0] for headers in plain)
    theirs = await http.post("/files/archive/image", json={"image_no": "7000900"}, headers=assertion(OTHER))
    assert theirs.status_code == 200


async def test_a_strange_cursor_finds_nothing(client, http):
    assert await client.plan_approvals(cursor="AAAA") == Rejected("not_found")
    for cursor in ("AAAA", "YWZ0ZXI6MQ0", "_____"):
        body = {"request_no": MINE, "cursor": cursor}
        answer = await http.post("/files/archive", json=body, headers=assertion(OWNER))
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"nosazi_code": "6-2-110-7", "address": "x"},
        {"point": {"lon": 181, "lat": 0}},
        {"point": {"lon": "51", "lat": 0}},
    ],
)
async def test_a_parcel_is_asked_for_in_exactly_one_way(http, body):
    answer = await http.post("/parcels/lookup", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


async def test_a_whole_number_may_be_written_with_a_point_and_not_as_text(http):
    for value, status in ((6.0, 200), (6.5, 422), ("6", 422), (0, 422)):
        assert (await http.post("/plan-approvals/search", json={"district": value})).status_code == status
    plate = {"registry_plate": {"main": 4321.0, "sub": 7.0}}
    assert (await http.post("/parcels/lookup", json=plate)).json()["count"] == 1
