"""Bills, payments and instalments as flows get them, over the embedded backend and its sample payment page."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.action import Subject
from bot.actions.municipal.money import SHOWN, money_actions
from dialogs.ports import Accepted, Identity, Rejected, Unavailable
from integrations.municipal.assertion import Staff
from integrations.municipal.client import MunicipalClient
from integrations.municipal.staff import StaffClient
from integrations.reference.case import codes
from integrations.reference.embedded import EmbeddedBackend
from tests.municipality import KEY, STAFF_KEY

NOW = datetime(2025, 10, 12, 6, 30, tzinfo=UTC)  # Sunday 1404-07-20
REVENUE = Staff("کارشناس نمونه", "revenue")
ME = {"name": "مالک نمونه", "national_id": "9992000015", "mobile": "09139990001"}
CITIZEN = Identity(level=2, mobile=ME["mobile"], national_id=ME["national_id"], confirmed_at=NOW, used_at=NOW)


def bill(number, amount, **more):
    bill_id = codes.bill_id(number)
    payment_id = codes.payment_id(amount, bill_id, year=1404, period=1)
    fields = {"levy": "nosazi", "year": 1404, "bill_id": bill_id, "payment_id": payment_id, "amount_rial": amount}
    return {"owner": ME["national_id"], "status": "unpaid", **fields, **more}


OLD, NEW = bill(11, 24_750_000, year=1402), bill(12, 18_400_000)
WASTE = bill(13, 6_200_000, levy="waste", request_no="1404100900")
VOID, PAID = bill(14, 9_000_000, status="cancelled"), bill(15, 5_000_000, status="paid")
ODD = {**bill(16, 12_000_000), "amount_rial": 15_000_000}
UNSOUND = {**bill(17, 7_000_000), "bill_id": "1234567", "payment_id": "7654321"}


class Town:
    def __init__(self, backend, client, staff):
        self.backend, self.staff, self.now = backend, staff, NOW
        self.actions = money_actions(client)
        self.keys = iter(range(1_000))

    async def do(self, name, **args):
        subject = Subject("conversation", CITIZEN, self.now, "trace")
        return await self.actions[f"municipal.{name}"](args, subject, key=f"key-of-a-test-{next(self.keys)}")

    async def start(self, paper):
        given = {name: paper[name] for name in ("bill_id", "payment_id")}
        return (await self.do("start_payment", **given)).data

    def press(self, payment, outcome="paid"):
        self.backend.gateway(style="/x.css").press(payment["link"].rpartition("/")[2], outcome)


@pytest.fixture
async def town(tmp_path):
    made = {}

    def clock():
        return made["town"].now if made else NOW

    backend = EmbeddedBackend(f"sqlite:///{tmp_path}/city.db", KEY, clock, staff_key=STAFF_KEY)
    backend.seed({"citizens": [ME], "bills": [OLD, NEW, WASTE, VOID, PAID, ODD, UNSOUND]})
    client = MunicipalClient("http://municipality.test", KEY, backend.transport, clock=clock)
    staff = StaffClient("http://municipality.test", STAFF_KEY, backend.transport, clock=clock)
    made["town"] = Town(backend, client, staff)
    yield made["town"]
    await client.close()
    await staff.close()
    backend.close()


async def test_what_is_to_be_paid_is_summed_and_what_is_late_told(town):
    found = (await town.do("my_bills")).data
    assert (found["count"], found["all_count"], found["matched"], found["more"]) == (5, 5, True, None)
    assert found["total_rial"] == 24_750_000 + 18_400_000 + 6_200_000 + 15_000_000 + 7_000_000
    assert found["late_rial"] == 24_750_000
    assert found["bills"][0]["status"] == "overdue"


@pytest.mark.parametrize(
    ("said", "bills"),
    [
        ({"levy_type": "waste"}, [WASTE]),
        ({"year": 1402}, [OLD]),
        ({"levy_type": "nosazi", "year": 1402}, [OLD]),
        ({"request_no": "۱۴۰۴۱۰۰۹۰۰"}, [WASTE]),
        ({"bill_id": NEW["bill_id"].lstrip("0")}, [NEW]),
    ],
)
async def test_the_list_is_narrowed_to_what_was_said(town, said, bills):
    found = (await town.do("my_bills", **said)).data
    assert [entry["bill_id"] for entry in found["bills"]] == [entry["bill_id"] for entry in bills]
    assert (found["matched"], found["all_count"]) == (True, 5)


async def test_when_nothing_fits_everything_is_shown_and_that_is_known(town):
    found = (await town.do("my_bills", levy_type="guild")).data
    assert (found["count"], found["matched"]) == (5, False)


async def test_a_long_list_is_cut_and_the_rest_counted(town):
    town.backend.seed({"bills": [bill(100 + at, 1_000_000) for at in range(12)]})
    found = (await town.do("my_bills")).data
    assert (len(found["bills"]), found["more"], found["count"]) == (SHOWN, 17 - SHOWN, 17)


async def test_the_number_of_a_bill_is_held_against_its_amount(town):
    agreeing = (await town.do("bill_by_number", bill_id=NEW["bill_id"], payment_id=NEW["payment_id"])).data
    assert (agreeing["amount_agrees"], agreeing["number_rial"]) == (True, 18_400_000)
    odd = (await town.do("own_bill", bill=ODD["bill_id"])).data
    assert (odd["amount_agrees"], odd["number_rial"], odd["amount_rial"]) == (False, 12_000_000, 15_000_000)


async def test_a_number_that_is_none_by_its_check_digits_says_no_amount(town):
    found = (await town.do("own_bill", bill=UNSOUND["bill_id"])).data
    assert (found["number_rial"], found["amount_agrees"]) == (None, True)


async def test_a_bill_of_the_municipality_is_paid_whatever_its_check_digits(town):
    payment = await town.start(UNSOUND)
    assert payment["amount_rial"] == 7_000_000


async def test_a_payment_is_told_as_what_became_of_it(town):
    payment = await town.start(NEW)
    asked = {"payment_no": payment["payment_no"]}
    assert await town.do("payment_made", **asked) == Rejected("pending")
    town.press(payment, "failed")
    assert await town.do("payment_made", **asked) == Rejected("failed")
    again = await town.start(NEW)
    town.press(again)
    receipt = await town.do("payment_made", payment_no=again["payment_no"])
    assert (receipt.data["status"], receipt.data["settled_on"]) == ("paid", "1404-07-20")
    for paper, code in ((NEW, "already_paid"), (VOID, "not_payable")):
        numbers = {"bill_id": paper["bill_id"], "payment_id": paper["payment_id"]}
        assert await town.do("start_payment", **numbers) == Rejected(code)


async def test_a_link_whose_time_is_over_is_told_so(town):
    payment = await town.start(NEW)
    town.now = NOW + timedelta(minutes=16)
    assert await town.do("payment_made", payment_no=payment["payment_no"]) == Rejected("expired")


async def test_of_many_tries_the_one_that_was_credited_tells_and_money_too_much_is_not_hidden(town):
    assert (await town.do("my_payments")).data == {"count": 0, "latest": None, "others": None, "own": False}
    first, second, third = await town.start(NEW), await town.start(NEW), await town.start(NEW)
    assert (await town.do("my_payments")).data["latest"]["payment_no"] == third["payment_no"]
    town.press(first)
    town.press(second)
    waste = await town.start(WASTE)
    made = (await town.do("my_payments")).data
    assert (made["latest"]["payment_no"], made["latest"]["status"]) == (waste["payment_no"], "started")
    assert [entry["status"] for entry in made["others"]] == ["surplus", "paid"]


async def test_instalments_that_are_accepted_name_what_is_due_next(town):
    small = {"smallest_rial": 10_000_000}
    assert await town.do("request_instalments", bill=WASTE["bill_id"], instalments=2) == Rejected("too_small", small)
    assert await town.do("request_instalments", bill=VOID["bill_id"], instalments=2) == Rejected("not_payable")
    plan = (await town.do("request_instalments", bill=OLD["bill_id"], instalments="۳")).data
    assert await town.do("request_instalments", bill=OLD["bill_id"], instalments=3) == Rejected("already_open")
    waiting = (await town.do("my_instalments")).data
    assert (waiting["next"], waiting["plans"][0]["paid_count"], waiting["plans"][0]["left_rial"]) == (None, None, None)
    assert ([part["status"] for part in waiting["proposed"]], waiting["schedule"]) == ([None] * 3, None)
    await town.staff.decide_instalments(REVENUE, plan_no=plan["plan_no"], decision="accepted", key="accepts-the-plan")
    begun = (await town.do("my_instalments")).data
    assert begun["next"]["due_on"] == "1404-07-20"
    assert (begun["proposed"], len(begun["schedule"])) == (None, 3)
    town.press(await town.start(begun["next"]))
    after = (await town.do("my_instalments")).data
    (only,) = after["plans"]
    assert (only["paid_count"], only["part_count"], after["next"]["due_on"]) == (1, 3, "1404-08-20")
    assert only["left_rial"] == only["total_rial"] - begun["next"]["amount_rial"]
    town.now = NOW + timedelta(days=40)
    assert (await town.do("my_instalments")).data["next"]["status"] == "overdue"


async def test_a_backend_that_is_down_is_no_debt_and_no_refusal(town):
    town.backend.set_fault("down")
    for name, args in (("my_bills", {}), ("own_bill", {"bill": "1"}), ("my_payments", {}), ("my_instalments", {})):
        assert isinstance(await town.do(name, **args), Unavailable), name
    assert not isinstance(await town.do("bill_by_number", bill_id="1", payment_id="2"), Accepted)
