"""What the tests of case work share: whole files of every type, and the people at their desks."""

import itertools

from tests.municipality import BUILDER, identity, member

ME = identity(BUILDER)
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 4000 + b"IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 4000 + b"\xff\xd9"
DWG = b"AC1032" + b"\x00" * 4000

EXPERT, INSPECTOR, PLANNER = member("office_expert"), member("inspector"), member("planner")
REVENUE, MANAGER, COUNTER = member("revenue"), member("manager"), member("counter")
COMMISSION, GATEWAY, MAPS = member("art100"), member("gateway", name="درگاه نمونه"), member("map_expert")

_keys = itertools.count(1)


def key():
    return f"case-{next(_keys):08d}"


async def upload_all(client, who, request_no):
    """Every document that is missing; the last answer."""
    found = (await client.document_checklist(who, request_no=request_no)).data["documents"]
    answer = None
    for item in found:
        if item["status"] in ("missing", "rejected"):
            answer = await client.upload_document(
                who, request_no=request_no, document=item["document"], content=PNG, key=key()
            )
    return answer


async def pay(staff, started, outcome="paid", reference="REF-0001", amount=None):
    return await staff.settle_payment(
        GATEWAY,
        authority=started.data["link"].rpartition("/")[2],
        gateway_ref=reference,
        amount_rial=started.data["amount_rial"] if amount is None else amount,
        outcome=outcome,
        key=key(),
    )
