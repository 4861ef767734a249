"""The staff's side, its client against the reference backend; one test an operation, named after it. Decisions about
documents, inspections, money and matters are beside what the citizen does there."""

from datetime import timedelta

import httpx
import pytest

from dialogs.ports import Accepted, Rejected, Unavailable
from integrations.municipal.client import MunicipalClient
from integrations.municipal.staff import StaffClient
from integrations.reference.app import mount
from integrations.reference.case.machine import Place, moves
from integrations.reference.database import Database
from integrations.reference.seed import seed
from integrations.reference.stages import load_stages
from tests.contract.municipal.case_work import (
    COMMISSION,
    COUNTER,
    EXPERT,
    INSPECTOR,
    MANAGER,
    ME,
    PLANNER,
    REVENUE,
    key,
    pay,
    upload_all,
)
from tests.municipality import CITY, KEY, NOW, QUICK, STAFF_KEY, Checked, clock, member, open_client, open_staff


async def test_staff_files_are_those_that_wait_for_the_desk(staff):
    async def waiting(desk):
        return {item["request_no"] for item in (await staff.staff_files(desk)).data["items"]}

    assert await waiting(REVENUE) == {"1404100105", "1404100107"}
    assert await waiting(INSPECTOR) == {"1404100103", "1404100109"}
    assert await waiting(COUNTER) == set()
    assert await waiting(MANAGER) >= {"1404100101", "1404100106", "1404100107"}
    assert "1404100108" not in await waiting(MANAGER)
    page = (await staff.staff_files(MANAGER, limit=2)).data
    rest = (await staff.staff_files(MANAGER, cursor=page["next_cursor"])).data
    assert len(page["items"]) == 2
    assert not {item["request_no"] for item in page["items"]} & {item["request_no"] for item in rest["items"]}


async def test_staff_file_has_private_notes_and_the_desks_moves(client, staff):
    found = (await staff.staff_file(REVENUE, request_no="1404100107")).data
    assert found["moves"] == ["awaiting_payment", "on_hold"]
    assert (await staff.staff_file(PLANNER, request_no="1404100107")).data["moves"] == []
    await staff.move_step(REVENUE, request_no="1404100107", to="on_hold", private_note="نظر پنهان", key=key())
    steps = (await staff.staff_file(MANAGER, request_no="1404100107")).data["steps"]
    assert (steps[0]["stage"], steps[0]["private_note"], steps[0]["left_by"]) == ("levy_calc", "نظر پنهان", "revenue")
    shown = (await client.file_steps(ME, request_no="1404100107")).data["steps"]
    assert "نظر پنهان" not in str(shown)
    assert await staff.staff_file(MANAGER, request_no="1") == Rejected("not_found")


async def test_move_step_refuses_every_step_that_is_not_in_the_state_machine(staff):
    """Every stage there is, asked for every file by every desk: what the machine does not know is refused."""
    stages = load_stages()
    desks = [REVENUE, PLANNER, MANAGER, INSPECTOR]
    for number, kind, stage in (
        ("1404100107", "permit_new", "levy_calc"),
        ("1404100101", "permit_new", "docs_defect"),
        ("1404100109", "permit_repair", "inspection_scheduled"),
        ("1404100108", "no_violation", "rejected"),
    ):
        allowed = moves(Place(kind, stage))
        for to in stages.types[kind].stages:
            for desk in desks:
                if desk.role in allowed.get(to, ()):
                    continue
                answer = await staff.move_step(desk, request_no=number, to=to, amount_rial=1, key=key())
                assert answer.code == ("wrong_desk" if to in allowed else "illegal_step"), (number, to, desk.role)


async def test_move_step_to_payment_needs_its_amount_and_nothing_to_pay_goes_on(client, staff):
    wish = {"request_no": "1404100107", "to": "awaiting_payment"}
    assert await staff.move_step(REVENUE, **wish, key=key()) == Rejected("amount_needed")
    done = await staff.move_step(REVENUE, **wish, amount_rial=0, public_note="معاف", key=key())
    assert done.data["stage"] == "paid"
    steps = (await client.file_steps(ME, request_no="1404100107")).data["steps"]
    assert [step["note"] for step in steps[:2]] == ["معاف", None]


async def test_move_step_holds_a_file_and_lets_it_go_on_where_it_was(staff):
    for to in ("on_hold", "levy_calc", "awaiting_payment"):
        done = await staff.move_step(MANAGER, request_no="1404100107", to=to, amount_rial=7_000, key=key())
        assert done.data["stage"] == to


async def test_move_step_issues_nothing_while_overdue_levies_block_it(tmp_path):
    """The debt came up after the request: it blocks the issue too."""
    debt = {**CITY["bills"][0], "owner": CITY["files"][0]["owner"], "bill_id": "1000001312360"}
    city = StaffCity(tmp_path, {**CITY, "bills": []})
    async with open_client(city) as client, open_staff(city) as staff:
        wish = {"request_type": "inquiry_transfer", "nosazi_code": "10-3-77-5", "self_declaration": True}
        number = (await client.submit_request(ME, **wish, key=key())).data["request_no"]
        await upload_all(client, ME, number)
        for role, to in ((EXPERT, "docs_review"), (EXPERT, "levy_calc"), (REVENUE, "awaiting_payment")):
            await staff.move_step(role, request_no=number, to=to, amount_rial=0, key=key())
        seed(city.database, {"bills": [{**debt, "owner": ME.national_id}]}, now=NOW)
        blocked = await staff.move_step(REVENUE, request_no=number, to="issued", key=key())
        assert blocked == Rejected("debt", {"debt_rial": 24_750_000, "bill_count": 1})
    city.close()


class StaffCity:
    """A city of its own whose clock can be moved."""

    def __init__(self, folder, fixtures=CITY):
        self.database = Database(f"sqlite:///{folder / 'clock.db'}")
        self.now = NOW
        seed(self.database, fixtures, now=NOW)
        app = mount(self.database, KEY, lambda: self.now, staff_key=STAFF_KEY)
        self.transport = Checked(httpx.ASGITransport(app, raise_app_exceptions=False))
        self.base_url = "http://municipality.test"

    def client(self, of=StaffClient, secret=STAFF_KEY):
        return of(self.base_url, secret, self.transport, clock=lambda: self.now, patience=QUICK)

    def close(self):
        self.database.close()


async def test_advance_clock_takes_a_file_to_its_end_and_says_so(tmp_path):
    city = StaffCity(tmp_path)
    client, staff = city.client(MunicipalClient, KEY), city.client()
    wish = {"request_type": "inquiry_transfer", "nosazi_code": "10-3-77-5"}
    number = (await client.submit_request(ME, **wish, key=key())).data["request_no"]
    await upload_all(client, ME, number)
    paid = False
    for _ in range(40):
        city.now += timedelta(days=1)
        done = (await staff.advance_clock(MANAGER, key=key())).data
        twice = (await staff.advance_clock(MANAGER, key=key())).data
        assert twice["moved"] == 0, done
        stage = (await client.file_status(ME, request_no=number)).data["file"]["stage"]
        if stage == "awaiting_payment" and not paid:
            bill = next(bill for bill in (await client.my_bills(ME)).data["bills"] if bill["request_no"] == number)
            numbers = {"bill_id": bill["bill_id"], "payment_id": bill["payment_id"]}
            await pay(staff, await client.start_payment(ME, **numbers, key=key()))
            paid = True
    assert stage == "issued"
    told = [n for n in (await client.notices(ME, limit=100)).data["items"] if n["request_no"] == number]
    kinds = [notice["kind"] for notice in told]
    assert kinds[:2] == ["documents_wanted", "moved"]
    assert {"inspection_wanted", "inspection_confirmed", "bill_issued", "certificate_issued"} <= set(kinds)
    city.now += timedelta(days=200)
    assert (await staff.advance_clock(MANAGER, key=key())).data["ended_certificates"] == 1
    assert (await client.my_certificates(ME)).data["items"][0]["status"] == "expired"
    assert await staff.advance_clock(REVENUE, key=key()) == Rejected("wrong_desk")
    await client.close()
    await staff.close()
    city.close()


async def test_advance_clock_makes_bills_overdue_votes_final_and_old_drafts_void(tmp_path):
    city = StaffCity(tmp_path)
    client, staff = city.client(MunicipalClient, KEY), city.client()
    wish = {"request_type": "inquiry_transfer", "nosazi_code": "10-3-77-5"}
    draft = (await client.submit_request(ME, **wish, key=key())).data["request_no"]
    await staff.move_step(REVENUE, request_no="1404100107", to="awaiting_payment", amount_rial=5_000_000, key=key())
    await client.defend_article100(ME, request_no="1404100106", text="دفاع", key=key())
    vote = {"request_no": "1404100106", "vote": "acquit"}
    assert isinstance(await staff.record_vote(COMMISSION, **vote, key=key()), Accepted)
    city.now += timedelta(days=11)
    await staff.advance_clock(MANAGER, key=key())
    assert (await client.article100_case(ME, request_no="1404100106")).data["phase"] == "final"
    assert (await client.file_status(ME, request_no="1404100106")).data["file"]["stage"] == "delivered"
    city.now += timedelta(days=40)
    assert (await staff.advance_clock(MANAGER, key=key())).data["overdue_bills"] == 1
    assert (await client.my_bills(ME)).data["overdue_rial"] == 5_000_000
    assert (await client.file_status(ME, request_no=draft)).data["file"]["stage"] == "expired"
    await client.close()
    await staff.close()
    city.close()


async def test_advance_clock_keeps_the_deadlines_of_article_100_to_the_day(tmp_path):
    """Noticed on 1404-07-15: the tenth day is good to defend, the eleventh is not; so with the objection to a vote."""
    city = StaffCity(tmp_path)
    client, staff = city.client(MunicipalClient, KEY), city.client()
    file = {"request_no": "1404100106"}
    city.now += timedelta(days=6)
    assert await client.defend_article100(ME, **file, text="دفاع", key=key()) == Rejected("too_late")
    city.now -= timedelta(days=1)
    assert isinstance(await client.defend_article100(ME, **file, text="دفاع", key=key()), Accepted)
    assert isinstance(await staff.record_vote(COMMISSION, **file, vote="demolish", key=key()), Accepted)
    city.now += timedelta(days=10)
    await staff.advance_clock(MANAGER, key=key())
    assert (await client.article100_case(ME, **file)).data["may_object"] is True
    city.now += timedelta(days=1)
    late = await client.file_objection(ME, **file, about="vote", text="نه", key=key())
    assert late == Rejected("too_late")
    told = (await client.article100_case(ME, **file)).data
    assert (told["may_object"], "گذشته" in told["citizen_todo"]) == (False, True), (
        "nobody is told to do what is too late"
    )
    await staff.advance_clock(MANAGER, key=key())
    assert (await client.article100_case(ME, **file)).data["phase"] == "final"
    assert (await client.file_status(ME, **file)).data["file"]["stage"] == "rejected"
    await client.close()
    await staff.close()
    city.close()


async def test_advance_clock_takes_an_unpaid_fine_back_to_the_commission(tmp_path):
    city = StaffCity(tmp_path)
    client, staff = city.client(MunicipalClient, KEY), city.client()
    vote = {"request_no": "1404100106", "vote": "fine", "fine_rial": 90_000_000}
    city.now += timedelta(days=11)
    assert isinstance(await staff.record_vote(COMMISSION, **vote, key=key()), Accepted)
    city.now += timedelta(days=11)
    await staff.advance_clock(MANAGER, key=key())
    assert (await client.file_status(ME, request_no="1404100106")).data["file"]["stage"] == "awaiting_payment"
    city.now += timedelta(days=90)
    await staff.advance_clock(MANAGER, key=key())
    case = (await client.article100_case(ME, request_no="1404100106")).data
    assert (case["phase"], case["vote"], case["may_defend"]) == ("noticed", None, True)
    fines = [bill for bill in (await client.my_bills(ME)).data["bills"] if bill["levy"] == "art100"]
    assert [bill["status"] for bill in fines] == ["cancelled"]
    await client.close()
    await staff.close()
    city.close()


@pytest.mark.parametrize("secret", [KEY, STAFF_KEY + "!"], ids=["the citizens' key", "another key"])
async def test_staff_operations_are_shut_without_the_staff_key(city, secret):
    stranger = StaffClient(city.base_url, secret, city.transport, clock=clock, patience=QUICK)
    assert await stranger.staff_files(member("manager")) == Unavailable()
    assert await stranger.move_step(MANAGER, request_no="1404100107", to="on_hold", key=key()) == Unavailable()
    await stranger.close()
