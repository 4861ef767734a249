"""The back office as a browser sees it: nothing without the staff key, forms of its own alone, and each act once."""

import base64
import re

import httpx
import pytest

from integrations.reference.app import mount
from integrations.reference.office.pages import texts
from integrations.reference.stages import load_stages
from tests.municipality import BUILDER, KEY, OWNER, STAFF_KEY, assertion, clock

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 4000 + b"IEND\xaeB`\x82"


@pytest.fixture
async def browser(database):
    app = mount(database, KEY, clock, staff_key=STAFF_KEY)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://office.test") as opened:
        yield opened


async def sign_in(browser, role="manager", key=STAFF_KEY):
    return await browser.post("/office/sign-in", data={"name": "کارمند نمونه", "role": role, "key": key})


async def opened(browser, number):
    """The address and text of a file's page, by its number in the list."""
    home = (await browser.get("/office/")).text
    address = re.search(rf'href="(/office/files/\d+)"><bdi>{number}<', home).group(1)
    return address, (await browser.get(address)).text


def hidden(text, name, operation):
    form = text[text.index(f"/office/do/{operation}") :]
    return re.search(rf'name="{name}" value="([^"]*)"', form).group(1)


async def press(browser, address, text, operation, **fields):
    sent = {name: hidden(text, name, operation) for name in ("token", "key")}
    return await browser.post(f"/office/do/{operation}", data={**sent, "file_id": address.rpartition("/")[2], **fields})


@pytest.mark.parametrize("path", ["/office/", "/office/files/1", "/office/documents/1"])
async def test_nobody_sees_a_page_without_signing_in(browser, path):
    answer = await browser.get(path, follow_redirects=True)
    assert 'type="password"' in answer.text
    assert "1404100107" not in answer.text


@pytest.mark.parametrize("key", ["", KEY, STAFF_KEY[:-1]])
async def test_a_wrong_key_opens_nothing(browser, key):
    assert (await sign_in(browser, key=key)).status_code == 403
    assert "office" not in browser.cookies


async def test_a_desk_sees_its_own_files_and_no_number_is_in_an_address(browser):
    await sign_in(browser, "revenue")
    text = (await browser.get("/office/")).text
    assert "1404100107" in text
    assert "1404100101" not in text
    assert not re.search(r'href="[^"]*1404100107', text)
    assert "کارشناس درآمد" in text


async def test_a_step_is_taken_once_however_often_its_button_is_pressed(browser):
    await sign_in(browser, "revenue")
    address, text = await opened(browser, "1404100107")
    fields = {"request_no": "1404100107", "to": "awaiting_payment", "amount_rial": "۵,۰۰۰,۰۰۰"}
    for _ in range(2):
        done = await press(browser, address, text, "moveStep", **fields)
        assert done.headers["location"].endswith("told=done")
    page = (await browser.get(address)).text
    assert page.count("5,000,000") == 1
    assert load_stages().of("permit_new", "awaiting_payment").label in page


async def test_what_is_refused_says_so_and_changes_nothing(browser):
    await sign_in(browser, "planner")
    await sign_in(browser, "manager")
    address, text = await opened(browser, "1404100107")
    fields = {"request_no": "1404100107", "to": "delivered"}
    refused = await press(browser, address, text, "moveStep", **fields)
    assert refused.headers["location"].endswith("told=illegal_step")
    assert texts()["refusals"]["illegal_step"] in (await browser.get(refused.headers["location"])).text
    wrong = await press(browser, address, text, "moveStep", request_no="1404100107", to="BAD", amount_rial="x")
    assert wrong.headers["location"].endswith("told=invalid_request")


async def test_a_form_of_another_site_does_nothing(browser):
    await sign_in(browser, "revenue")
    address, _ = await opened(browser, "1404100107")
    fields = {"token": "0" * 64, "key": "forged-key-1", "request_no": "1404100107", "to": "on_hold"}
    await browser.post("/office/do/moveStep", data=fields)
    assert load_stages().of("permit_new", "levy_calc").label in (await browser.get(address)).text
    browser.cookies.clear()
    assert (await browser.post("/office/do/moveStep", data=fields)).headers["location"] == "/office/"


async def test_pages_escape_what_citizens_write_and_may_run_nothing(browser):
    ticket = {"kind": "noise", "text": "<script>alert(1)</script>", "place": "نمونه"}
    headers = {**assertion(BUILDER, 1), "Idempotency-Key": "ticket-0001"}
    assert (await browser.post("/tickets", json=ticket, headers=headers)).status_code == 201
    await sign_in(browser)
    home = await browser.get("/office/")
    assert "<script" not in home.text
    assert "&lt;script&gt;" in home.text
    assert "default-src 'none'" in home.headers["content-security-policy"]
    assert "script" not in home.headers["content-security-policy"]
    done = await press(
        browser, "/office/files/x", home.text, "answerTicket", ticket_no="27000001", status="done", answer="شد"
    )
    assert done.headers["location"] == "/office/"
    assert "&lt;script&gt;" not in (await browser.get("/office/")).text


async def test_a_document_is_shown_and_never_run(browser):
    body = {"request_no": "1404100101", "document": "soil_test", "content_base64": base64.b64encode(PNG).decode()}
    headers = {**assertion(OWNER), "Idempotency-Key": "upload-0001"}
    assert (await browser.post("/documents", json=body, headers=headers)).status_code == 201
    await sign_in(browser, "office_expert")
    address, text = await opened(browser, "1404100101")
    link = re.search(r'href="(/office/documents/\d+)"', text).group(1)
    shown = await browser.get(link)
    assert (shown.content, shown.headers["content-type"]) == (PNG, "image/png")
    assert shown.headers["content-security-policy"] == "default-src 'none'; sandbox"
    no = await press(
        browser, address, text, "decideDocument", document_no="21000001", decision="rejected", reason="خوانا نیست"
    )
    assert no.headers["location"].endswith("told=done")
    assert "خوانا نیست" in (await browser.get(address)).text


async def test_signing_out_ends_the_session(browser):
    await sign_in(browser)
    home = (await browser.get("/office/")).text
    token = re.search(r'name="token" value="([^"]*)"', home).group(1)
    await browser.post("/office/sign-out", data={"token": token})
    assert 'type="password"' in (await browser.get("/office/")).text


async def test_there_is_no_back_office_without_a_staff_key(database):
    app = mount(database, KEY, clock)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://office.test") as http:
        for path in ("/office/", "/gateway/" + "0" * 32):
            assert (await http.get(path)).status_code == 404


async def test_every_stage_and_matter_has_its_page(browser):
    """All files of the city, at every desk: no page breaks."""
    for role in ("manager", "inspector", "art100", "revenue"):
        await sign_in(browser, role)
        for number in range(1, 8):
            assert (await browser.get(f"/office/files/{number}")).status_code == 200
    assert (await browser.get("/office/files/99999999999999999999")).status_code == 303
