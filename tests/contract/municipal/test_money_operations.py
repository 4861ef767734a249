"""Bills, payments and instalments, client against reference backend; one test an operation, named after it."""

from dialogs.ports import Accepted, Rejected
from integrations.reference.case import codes
from tests.contract.municipal.case_work import MANAGER, ME, REVENUE, key, pay
from tests.municipality import BUILDER, DEBTOR, OWNER, identity

PAPER = {"bill_id": "1000001112361", "payment_id": "1840050182"}
FILE = "1404100107"


async def charged(staff, client, amount_rial=900_000_400):
    """The builder's permit with its levies calculated: the bill."""
    await staff.move_step(REVENUE, request_no=FILE, to="awaiting_payment", amount_rial=amount_rial, key=key())
    return (await client.my_bills(ME, status="unpaid")).data["bills"][0]


async def test_my_bills_are_summed_with_what_blocks_certificates(client, staff):
    old = (await client.my_bills(identity(DEBTOR))).data
    assert (old["count"], old["payable_rial"], old["overdue_rial"]) == (1, 24_750_000, 24_750_000)
    new = (await client.my_bills(identity(OWNER))).data
    assert (new["payable_rial"], new["overdue_rial"]) == (18_400_000, 0)
    bill = await charged(staff, client)
    # Cut to what a payment number can say; due thirty days from now.
    assert (bill["amount_rial"], bill["due_on"], bill["request_no"]) == (900_000_000, "1404-08-20", FILE)
    assert codes.fits(bill["bill_id"], bill["payment_id"])
    assert codes.amount_of(bill["payment_id"]) == bill["amount_rial"]
    assert (await client.my_bills(ME, status="paid")).data["bills"] == []


async def test_bill_by_number_needs_both_numbers_and_right_check_digits(client):
    found = (await client.bill_by_number(**PAPER)).data
    assert (found["amount_rial"], found["levy_label"], found["status"]) == (18_400_000, "بهای خدمات پسماند", "unpaid")
    assert "owner" not in found
    assert "request_no" not in found
    zeros = await client.bill_by_number(bill_id="0" + PAPER["bill_id"], payment_id="00" + PAPER["payment_id"])
    assert isinstance(zeros, Accepted | Rejected)
    mistyped = {**PAPER, "payment_id": "1840050183"}
    assert await client.bill_by_number(**mistyped) == Rejected("bad_code")
    bill = codes.bill_id(12)
    unknown = {"bill_id": bill, "payment_id": codes.payment_id(5_000, bill, year=1404, period=1)}
    assert await client.bill_by_number(**unknown) == Rejected("not_found")
    assert await client.bill_by_number(bill_id="x", payment_id="1") == Rejected("bad_code")


async def test_start_payment_gives_a_link_and_the_bills_own_amount(client, staff):
    payer = identity(DEBTOR, 1)
    started = await client.start_payment(payer, **PAPER, key=key())
    assert (started.data["amount_rial"], started.data["status"]) == (18_400_000, "started")
    assert len(started.data["link"].rpartition("/")[2]) == 32
    await pay(staff, started)
    assert await client.start_payment(payer, **PAPER, key=key()) == Rejected("already_paid")


async def test_payment_status_is_for_who_started_it(client, staff):
    payer = identity(OWNER, 1)
    started = await client.start_payment(payer, **PAPER, key=key())
    number = started.data["payment_no"]
    assert await client.payment_status(identity(DEBTOR, 1), payment_no=number) == Rejected("not_found")
    assert await client.payment_status(payer, payment_no="23999999") == Rejected("not_found")
    await pay(staff, started, outcome="failed")
    failed = (await client.payment_status(payer, payment_no=number)).data
    assert (failed["status"], failed["link"]) == ("failed", None)


async def test_my_payments_are_those_of_the_mobile_newest_first(client, staff):
    payer = identity(OWNER, 1)
    first = await client.start_payment(payer, **PAPER, key=key())
    second = await client.start_payment(payer, **PAPER, key=key())
    await pay(staff, second)
    mine = (await client.my_payments(payer)).data["items"]
    assert [entry["payment_no"] for entry in mine] == [second.data["payment_no"], first.data["payment_no"]]
    assert (mine[0]["status"], mine[0]["settled_on"], mine[0]["levy_label"]) == (
        "paid",
        "1404-07-20",
        "بهای خدمات پسماند",
    )
    assert mine[0]["reference"]
    assert (mine[1]["status"], mine[1]["settled_on"], mine[1]["reference"]) == ("started", None, None)
    assert (await client.my_payments(identity(DEBTOR, 1))).data["items"] == []


async def test_what_is_unpaid_from_an_earlier_year_is_told_as_overdue(client):
    (old,) = (await client.my_bills(identity(DEBTOR))).data["bills"]
    assert (old["status"], old["status_label"]) == ("overdue", "سررسیدگذشته")
    assert (await client.my_bills(identity(DEBTOR), status="overdue")).data["count"] == 1
    assert (await client.my_bills(identity(DEBTOR), status="unpaid")).data["count"] == 0


async def test_settle_payment_credits_once_and_sends_the_file_on(client, staff):
    bill = await charged(staff, client)
    numbers = {"bill_id": bill["bill_id"], "payment_id": bill["payment_id"]}
    first = await client.start_payment(ME, **numbers, key=key())
    second = await client.start_payment(ME, **numbers, key=key())
    assert (await pay(staff, first, amount=1)).code == "amount_differs"
    assert (await pay(staff, first)).data["status"] == "paid"
    assert (await pay(staff, first)).data["status"] == "paid"
    assert (await pay(staff, first, reference="REF-0009")).code == "already_settled"
    # Another payment may not carry the same reference; with its own it is money to give back.
    assert (await pay(staff, second)).code == "already_settled"
    assert (await pay(staff, second, reference="REF-0002")).data["status"] == "surplus"
    assert (await client.file_status(ME, request_no=FILE)).data["file"]["stage"] == "paid"
    assert (await client.my_bills(ME, status="paid")).data["count"] == 1
    citizen = await staff.settle_payment(
        MANAGER, authority="0" * 32, gateway_ref="REF-0003", amount_rial=1, outcome="paid", key=key()
    )
    assert citizen == Rejected("wrong_desk")


async def test_request_instalments_is_a_plan_whose_parts_are_the_bill(client, staff):
    bill = await charged(staff, client)
    wish = {"bill_id": bill["bill_id"], "count": 4}
    plan = (await client.request_instalments(ME, **wish, key=key())).data
    assert [part["amount_rial"] for part in plan["parts"]] == [180_000_000, 240_000_000, 240_000_000, 240_000_000]
    assert [part["due_on"] for part in plan["parts"]][:2] == ["1404-07-20", "1404-08-20"]
    assert (plan["total_rial"], plan["status"]) == (900_000_000, "open")
    assert await client.request_instalments(ME, **wish, key=key()) == Rejected("already_open")
    assert await client.request_instalments(identity(OWNER), **wish, key=key()) == Rejected("not_found")


async def test_a_bill_that_names_no_file_is_paid_in_parts_too(client, staff):
    plan = (await client.request_instalments(identity(OWNER), bill_id="00" + PAPER["bill_id"], count=2, key=key())).data
    assert [part["status"] for part in plan["parts"]] == [None, None]
    done = (await staff.decide_instalments(REVENUE, plan_no=plan["plan_no"], decision="accepted", key=key())).data
    assert [part["status"] for part in done["parts"]] == ["unpaid", "unpaid"]
    assert (await client.bill_by_number(**PAPER)).data["status"] == "cancelled"
    first = done["parts"][0]
    started = await client.start_payment(
        identity(OWNER), bill_id=first["bill_id"], payment_id=first["payment_id"], key=key()
    )
    await pay(staff, started)
    (mine,) = (await client.my_instalments(identity(OWNER))).data["items"]
    assert [part["status"] for part in mine["parts"]] == ["paid", "unpaid"]


async def test_request_instalments_refuses_a_small_bill(client, staff):
    bill = await charged(staff, client, amount_rial=9_999_000)
    small = await client.request_instalments(ME, bill_id=bill["bill_id"], count=2, key=key())
    assert small == Rejected("too_small", {"smallest_rial": 10_000_000})


async def test_decide_instalments_makes_bills_and_the_first_part_sends_the_file_on(client, staff):
    bill = await charged(staff, client)
    plan = (await client.request_instalments(ME, bill_id=bill["bill_id"], count=3, key=key())).data
    silent = await staff.decide_instalments(REVENUE, plan_no=plan["plan_no"], decision="rejected", key=key())
    assert silent == Rejected("reason_needed")
    done = (await staff.decide_instalments(REVENUE, plan_no=plan["plan_no"], decision="accepted", key=key())).data
    assert all(codes.fits(part["bill_id"], part["payment_id"]) for part in done["parts"])
    listed = (await client.my_bills(ME)).data["bills"]
    assert sorted((entry["status"], entry["part"]) for entry in listed if entry["part"]) == [
        ("unpaid", 1), ("unpaid", 2), ("unpaid", 3),
    ]  # fmt: skip
    assert [entry["status"] for entry in listed if entry["bill_id"] == bill["bill_id"]] == ["cancelled"]
    first = done["parts"][0]
    started = await client.start_payment(ME, bill_id=first["bill_id"], payment_id=first["payment_id"], key=key())
    await pay(staff, started)
    assert (await client.file_status(ME, request_no=FILE)).data["file"]["stage"] == "paid"
    again = await staff.decide_instalments(REVENUE, plan_no=plan["plan_no"], decision="accepted", key=key())
    assert again == Rejected("not_now")


async def test_my_instalments_are_the_citizens_own(client, staff):
    bill = await charged(staff, client)
    plan = (await client.request_instalments(ME, bill_id=bill["bill_id"], count=2, key=key())).data
    await staff.decide_instalments(
        REVENUE, plan_no=plan["plan_no"], decision="rejected", reason="ضمانت ندارد", key=key()
    )
    mine = (await client.my_instalments(ME)).data["items"]
    assert [(entry["status"], entry["reason"]) for entry in mine] == [("rejected", "ضمانت ندارد")]
    assert (await client.my_instalments(identity(OWNER))).data["items"] == []
    assert BUILDER["national_id"] not in str(mine)
