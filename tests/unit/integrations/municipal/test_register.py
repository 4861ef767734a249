import json

import httpx
import pytest

from dialogs.ports import Accepted, Rejected
from integrations.municipal.assertion import HEADER
from integrations.municipal.client import MunicipalClient
from tests.municipality import KEY, OWNER, QUICK, clock, identity

ME = identity(OWNER, 2)


@pytest.fixture
def asked():
    """The requests that were sent; every one is answered with an empty success."""
    seen = []

    def answer(request):
        seen.append(request)
        return httpx.Response(200, json={})

    client = MunicipalClient("http://m.test", KEY, httpx.MockTransport(answer), clock=clock, patience=QUICK)
    return client, seen


@pytest.mark.parametrize(
    ("way", "body"),
    [
        ({"nosazi_code": " 6-2\x00"}, {"nosazi_code": "6-2"}),
        ({"registry_plate": (4, None, 5)}, {"registry_plate": {"main": 4, "sub": None, "section": 5}}),
        ({"point": (51.5, 32)}, {"point": {"lon": 51.5, "lat": 32}}),
    ],
)
async def test_a_parcel_is_asked_for_in_the_body_and_without_identity(asked, way, body):
    client, seen = asked
    assert await client.find_parcels(**way) == Accepted({})
    assert json.loads(seen[0].content) == body
    assert HEADER not in seen[0].headers


async def test_what_no_register_can_have_is_refused_without_asking(asked):
    client, seen = asked
    for way in (
        {"address": " "},
        {"point": (float("nan"), 0)},
        {"point": (0, 91)},
        {"registry_plate": (0, 1, 1)},
        {"registry_plate": (1, -1, 1)},
    ):
        assert await client.find_parcels(**way) == Rejected("not_found")
    assert await client.archive_image(ME, image_no="\x01") == Rejected("not_found")
    assert await client.archive_images(ME, request_no="1", cursor="no cursor") == Rejected("not_found")
    assert seen == []


async def test_none_or_several_ways_to_a_parcel_are_a_fault_of_the_program(asked):
    for ways in ({}, {"address": "x", "nosazi_code": "1"}):
        with pytest.raises(ValueError, match="one way"):
            await asked[0].find_parcels(**ways)


async def test_only_what_was_said_is_sent(asked):
    client, seen = asked
    await client.plan_approvals(text=" کاربری ", district=6, cursor="not a cursor")
    await client.find_offices(point=(51.0, 32.0), office_type="counter", at="tomorrow")
    await client.find_offices(codes=[" N1 ", *"23456"])
    await client.archive_images(ME, request_no="1")
    assert [json.loads(request.content) for request in seen] == [
        {"text": "کاربری", "district": 6},
        {"open_only": False, "point": {"lon": 51.0, "lat": 32.0}, "type": "counter"},
        {"open_only": False, "codes": ["N1", "2", "3", "4", "5"]},
        {"request_no": "1", "cursor": None},
    ]
    assert not any(request.url.query for request in seen)
    assert HEADER in seen[3].headers
