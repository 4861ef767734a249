import httpx
import pytest

from integrations.reference.app import mount
from tests.municipality import KEY, OWNER, STAFF_KEY, assertion, clock

PAPER = {"bill_id": "1000001112361", "payment_id": "1840050182"}


@pytest.fixture
async def browser(database):
    app = mount(database, KEY, clock, staff_key=STAFF_KEY)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://pay.test") as opened:
        yield opened


async def start(browser, key="payment-0001"):
    headers = {**assertion(OWNER, 1), "Idempotency-Key": key}
    return (await browser.post("/payments", json=PAPER, headers=headers)).json()


async def status(browser, payment):
    body = {"payment_no": payment["payment_no"]}
    return (await browser.post("/payments/lookup", json=body, headers=assertion(OWNER, 1))).json()["status"]


@pytest.mark.parametrize("outcome", ["paid", "failed"])
async def test_the_page_says_what_is_paid_and_pressing_twice_is_once(browser, outcome):
    payment = await start(browser)
    path = "/gateway/" + payment["link"].rpartition("/")[2]
    assert "۱۸٬۴۰۰٬۰۰۰ ریال" in (await browser.get(path)).text
    for _ in range(2):
        assert (await browser.post(path, data={"outcome": outcome})).status_code == 200
    assert await status(browser, payment) == outcome


async def test_what_is_no_payment_is_not_found(browser):
    for authority in ("0" * 32, "x"):
        assert (await browser.get(f"/gateway/{authority}")).status_code == 404
        assert (await browser.post(f"/gateway/{authority}", data={"outcome": "paid"})).status_code == 404
    payment = await start(browser)
    path = "/gateway/" + payment["link"].rpartition("/")[2]
    assert (await browser.post(path, data={"outcome": "gift"})).status_code == 404
