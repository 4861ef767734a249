"""Bills, payments and instalments. Amounts are the backend's; here they are only picked out and added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.action import OutsideAction
from bot.actions.municipal.shapes import Deed, OwnQuestion, Question, code_of, text_of
from dialogs.ports import Accepted, CallResult, Identity, Json, Rejected
from integrations.municipal.client import MunicipalClient
from nlu.entities.identifiers import payment_amount_rial, payment_id_sound

PAYABLE = ("unpaid", "overdue")
CREDITED = ("paid", "surplus")
SHOWN = 10
"""Bills in one message; the rest comes when these are paid."""
BILL = (
    "bill_id", "payment_id", "levy", "levy_label", "year", "amount_rial", "status", "status_label", "due_on", "part",
)  # fmt: skip
NARROWS = {"levy_type": "levy", "year": "year", "request_no": "request_no", "bill_id": "bill_id"}
"""What a citizen may say of a bill, and the field of a bill that it must equal."""
ON_TOP = ("late_fee",)
"""What citizens name like a levy and comes on top of any: no bill is of that kind."""

Row = dict[str, Any]


def money_actions(client: MunicipalClient) -> Mapping[str, OutsideAction]:
    return {
        "municipal.my_bills": OwnQuestion(lambda citizen, args: _my_bills(client, citizen, args)),
        "municipal.own_bill": OwnQuestion(lambda citizen, args: _own_bill(client, citizen, args)),
        "municipal.bill_by_number": Question(lambda args: _bill_by_number(client, args)),
        "municipal.my_payments": OwnQuestion(lambda citizen, args: _my_payments(client, citizen, args)),
        "municipal.payment_made": OwnQuestion(lambda citizen, args: _payment_made(client, citizen, args)),
        "municipal.my_instalments": OwnQuestion(lambda citizen, args: _my_instalments(client, citizen)),  # noqa: ARG005
        "municipal.start_payment": Deed(
            client,
            lambda citizen, args, key: client.start_payment(
                citizen, bill_id=code_of(args["bill_id"]), payment_id=code_of(args["payment_id"]), key=key
            ),
        ),
        "municipal.request_instalments": Deed(
            client,
            lambda citizen, args, key: client.request_instalments(
                citizen, bill_id=code_of(args["bill"]), count=int(code_of(args["instalments"])), key=key
            ),
        ),
    }


async def _my_bills(client: MunicipalClient, citizen: Identity, args: Mapping[str, Json]) -> CallResult:
    """What is still to be paid, narrowed to what was said of it. When nothing fits, all of it and `matched` false; and
    `settled`, the bill that fits and is paid. `named` are the numbers of all that fit, paid or not, and `unpaid` is the
    one of them to be paid; both only when something was said of a bill."""
    result = await client.my_bills(citizen)
    if not isinstance(result, Accepted):
        return result
    bills = _rows(result.data["bills"])
    payable = [bill for bill in bills if bill["status"] in PAYABLE]
    described = _described(bills, args)
    narrowed = [bill for bill in payable if _fits(bill, args)]
    found = narrowed or payable
    late = sum(bill["amount_rial"] for bill in found if bill["status"] == "overdue")
    return Accepted(
        {
            "bills": [_bill(bill) for bill in found[:SHOWN]],
            "count": len(found),
            "all_count": len(payable),
            "matched": bool(narrowed) or not payable,
            "total_rial": sum(bill["amount_rial"] for bill in found),
            "late_rial": late or None,
            "more": len(found) - SHOWN if len(found) > SHOWN else None,
            "settled": _one_of(described, ("paid",)),
            "unpaid": _one_of(described, PAYABLE),
            "named": [bill["bill_id"] for bill in described] or None,
        }
    )


def _wanted(args: Mapping[str, Json]) -> dict[str, str]:
    """What was said of the bill, by the field that must equal it."""
    said = {field: text_of(args.get(name)) for name, field in NARROWS.items() if args.get(name) not in ON_TOP}
    return {field: value for field, value in said.items() if value is not None}


def _fits(bill: Row, args: Mapping[str, Json]) -> bool:
    return all(_same(value, bill[field]) for field, value in _wanted(args).items())


def _described(bills: Sequence[Row], args: Mapping[str, Json]) -> list[Row]:
    """The bills that were named, whatever became of them; none when nothing was said of any."""
    return [bill for bill in bills if _fits(bill, args)] if _wanted(args) else []


def _one_of(bills: Sequence[Row], statuses: Sequence[str]) -> Row | None:
    """The newest of these bills, when all are in one of these states."""
    if not bills or any(bill["status"] not in statuses for bill in bills):
        return None
    return _bill(max(bills, key=lambda bill: int(bill["year"])))


def _same(said: str, value: object) -> bool:
    return code_of(said).lstrip("0") == str(value).lstrip("0")


async def _own_bill(client: MunicipalClient, citizen: Identity, args: Mapping[str, Json]) -> CallResult:
    """One of the citizen's own bills as it stands now."""
    wanted = str(args["bill"])
    result = await client.my_bills(citizen)
    if not isinstance(result, Accepted):
        return result
    found = next((bill for bill in _rows(result.data["bills"]) if _same(wanted, bill["bill_id"])), None)
    return Rejected("not_found") if found is None else Accepted(_judged(found))


async def _bill_by_number(client: MunicipalClient, args: Mapping[str, Json]) -> CallResult:
    numbers = {"bill_id": code_of(args["bill_id"]), "payment_id": code_of(args["payment_id"])}
    result = await client.bill_by_number(**numbers)
    return Accepted(_judged(dict(result.data))) if isinstance(result, Accepted) else result


def _bill(bill: Row) -> Row:
    return {name: bill[name] for name in BILL}


def _judged(bill: Row) -> Row:
    """With what its payment number says it costs, if it is one: when that differs, the bill's own amount holds."""
    number, bill_id = str(bill["payment_id"]), str(bill["bill_id"])
    sound = (number + bill_id).isdigit() and payment_id_sound(number, bill_id=bill_id)
    said = payment_amount_rial(number) if sound else None
    return {
        **_bill(bill),
        "request_no": bill.get("request_no"),
        "number_rial": said,
        "amount_agrees": said in (None, bill["amount_rial"]),
    }


async def _my_payments(client: MunicipalClient, citizen: Identity, args: Mapping[str, Json]) -> CallResult:
    """What became of the payments made from here: for each bill the payment that tells, newest first. `bills` are the
    numbers of those that were named: only their payments then, and `own` false when there is none."""
    result = await client.my_payments(citizen)
    if not isinstance(result, Accepted):
        return result
    telling, named = _telling(_rows(result.data["items"])), args.get("bills")
    own = [payment for payment in telling if payment["bill_id"] in named] if isinstance(named, list) else []
    telling = own or telling
    others: list[Json] = [*telling[1 : SHOWN // 2]]
    latest = telling[0] if telling else None
    return Accepted({"count": len(telling), "latest": latest, "others": others or None, "own": bool(own)})


def _telling(payments: Sequence[Row]) -> list[Row]:
    """All that was credited; of the tries for a bill that nothing was credited to, the newest."""
    credited = {payment["bill_id"] for payment in payments if payment["status"] in CREDITED}
    told: set[str] = set()
    kept = []
    for payment in payments:
        bill = payment["bill_id"]
        if payment["status"] in CREDITED or (bill not in credited and bill not in told):
            kept.append(payment)
        told.add(bill)
    return kept


async def _payment_made(client: MunicipalClient, citizen: Identity, args: Mapping[str, Json]) -> CallResult:
    """The receipt of a payment. One that was not made is refused by what became of it."""
    result = await client.payment_status(citizen, payment_no=code_of(args["payment_no"]))
    if not isinstance(result, Accepted) or result.data["status"] in CREDITED:
        return result
    return Rejected("pending" if result.data["status"] == "started" else str(result.data["status"]))


async def _my_instalments(client: MunicipalClient, citizen: Identity) -> CallResult:
    """Every plan with what is paid of it and what comes next; of all of them the part that is due first; and of the
    newest one its parts: `proposed` as long as nobody has decided, `schedule` when they hold."""
    result = await client.my_instalments(citizen)
    if not isinstance(result, Accepted):
        return result
    plans = _rows(result.data["items"])
    due = [part for plan in plans for part in _left(plan)]
    first = min(due, key=lambda part: str(part["due_on"]), default=None)
    newest = plans[0] if plans else {"status": None, "parts": []}
    parts: dict[str, Json] = {
        name: [*_rows(newest["parts"])] if newest["status"] == status else None
        for name, status in (("proposed", "open"), ("schedule", "accepted"))
    }
    return Accepted({"plans": [_plan(plan) for plan in plans[:SHOWN]], "count": len(plans), "next": first, **parts})


def _left(plan: Row) -> list[Row]:
    return [part for part in _rows(plan["parts"]) if part["status"] in PAYABLE]


def _plan(plan: Row) -> Row:
    parts, left = _rows(plan["parts"]), _left(plan)
    begun = plan["status"] == "accepted"
    following = min(left, key=lambda part: str(part["due_on"]), default=None)
    return {
        **{name: plan[name] for name in ("plan_no", "bill_id", "status", "status_label", "reason", "total_rial")},
        "part_count": len(parts),
        "paid_count": sum(part["status"] == "paid" for part in parts) if begun else None,
        "left_rial": sum(part["amount_rial"] for part in left) if begun else None,
        "next": following,
    }


def _rows(items: Json) -> list[Row]:
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
