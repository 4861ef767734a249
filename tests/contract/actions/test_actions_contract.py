"""Every action against what `dialogs/actions.yaml` says of it: takes no more, gives exactly that, refuses with those
codes. The municipal ones against the reference backend with its demo city."""

import json

import pytest

from bot.action import Subject
from bot.actions.registry import build_actions
from bot.envelopes import Inbound, Kind
from bot.settings import Settings
from bot.storage import files as stored
from bot.storage import inbox
from bot.storage.store import open_store
from dialogs.ports import Accepted, Identity, Rejected
from integrations.municipal.client import MunicipalClient
from integrations.reference.embedded import EmbeddedBackend
from integrations.sms import FileSms
from tests.contract.actions.cases import (
    ACCEPTED,
    AS,
    CITY,
    FETCHED,
    FILE,
    HERE,
    ID,
    MOBILE,
    NOW,
    OWNER,
    REFUSED,
    SPECS,
    STORED,
    TICKET,
    VISIT,
    WAITS,
)


class Watched(dict):
    """Arguments that remember which of them were looked at."""

    def __init__(self, *args):
        super().__init__(*args)
        self.looked_at = set()

    def __getitem__(self, name):
        self.looked_at.add(name)
        return super().__getitem__(name)

    def get(self, name, default=None):
        self.looked_at.add(name)
        return super().get(name, default)

    def items(self):
        self.looked_at.update(self)
        return super().items()


@pytest.fixture
async def world(tmp_path):
    settings = Settings(var_dir=tmp_path)
    store = open_store(settings)
    backend = EmbeddedBackend(f"sqlite:///{tmp_path}/reference.db", "key", lambda: NOW)
    backend.seed(CITY)
    client = MunicipalClient("http://municipality.test", "key", backend.transport, clock=lambda: NOW)
    sms = FileSms(tmp_path / "sms.jsonl", clock=lambda: NOW, production=False)

    async def fetch(channel, file_id):
        return FETCHED[file_id]

    actions = build_actions(store=store, client=client, sms=sms, fetch=fetch, settings=settings, specs=SPECS)
    receipt = store.write(lambda tx: inbox.put(tx, Inbound("web", "someone", "1", Kind.JOINED), now=NOW))
    identity = Identity(level=2, mobile=MOBILE, national_id=ID, confirmed_at=NOW, used_at=NOW)
    subject = Subject(receipt.conversation_id, identity, NOW, "trace")
    for ref, (content, mime) in STORED.items():
        store.write(
            lambda tx, ref=ref, content=content, mime=mime: stored.keep(
                tx, ref, conversation_id=receipt.conversation_id, content=content, mime=mime, now=NOW
            )
        )

    async def do(name, args, who=subject, key="00000000-0000-5000-8000-000000000001"):
        args = Watched(args)
        if name in actions.outside:
            answer = await actions.outside[name](args, who, key=key)
        else:
            answer = store.write(lambda tx: actions.turn[name](tx, args, who))
        assert args.looked_at <= set(SPECS[name].takes), "looks at an argument it does not declare"
        return answer

    yield do, tmp_path
    await client.close()
    backend.close()
    store.close()


def known(person):
    """That citizen, signed in."""
    identity = Identity(2, person["mobile"], person["national_id"], NOW, NOW)
    return Subject("somebody", identity, NOW, "trace")


@pytest.mark.parametrize(("name", "args"), ACCEPTED, ids=lambda value: value if isinstance(value, str) else "")
async def test_an_accepted_answer_gives_exactly_what_is_declared(world, name, args):
    do, _ = world
    if name == "municipal.cancel_enrolment":
        await do("municipal.enrol", {"course": CITY["classes"][0]["id"]}, key="00000000-0000-5000-8000-000000000002")
    if name == "municipal.ticket_status":
        await do("municipal.open_ticket", TICKET, key="00000000-0000-5000-8000-000000000002")
    if name == "calendar.take_out":
        await do("calendar.entry", VISIT)
    answer = await do(name, args, *([known(AS[name])] if name in AS else []))
    assert isinstance(answer, Accepted), answer
    assert set(answer.data) == set(SPECS[name].gives)


@pytest.mark.parametrize(("name", "args", "code"), REFUSED, ids=lambda value: value if isinstance(value, str) else "")
async def test_a_refusal_carries_a_declared_code(world, name, args, code):
    do, _ = world
    answer = await do(name, args)
    assert isinstance(answer, Rejected), answer
    assert answer.code == code
    assert code in SPECS[name].refuses


def test_every_action_and_nearly_every_code_is_tried():
    assert {name for name, _ in ACCEPTED} | {"identity.check_code", "municipal.payment_made"} == set(SPECS)
    elsewhere = {"too_many", "wrong_code", "locked", "no_tariff", "already_enrolled", "closed", "debt", "ticket"}
    # tests/unit/bot/actions/municipal/test_money.py
    elsewhere |= {"pending", "failed", "expired", "not_payable", "too_small"}
    elsewhere |= {"too_early", "same", "hour_full"}  # tests/unit/bot/actions/test_visits.py
    elsewhere |= {"slot_closed", "slot_taken", "already_booked", "too_late"}  # tests/contract/municipal
    elsewhere |= {"quota", "file_unreadable", "busy"}  # the last: tests/unit/bot/actions/test_own_data.py
    assert {code for spec in SPECS.values() for code in spec.refuses} <= {code for *_, code in REFUSED} | elsewhere


async def test_someone_elses_file_and_no_file_get_the_same_answer(world):
    do, _ = world
    foreign = next(file["request_no"] for file in CITY["files"] if file["owner"] != ID)
    assert await do("municipal.file_status", {"request_no": foreign}) == await do(
        "municipal.file_status", {"request_no": "999999999"}
    )


async def detail(do, owner, number, name):
    citizen = next(each for each in CITY["citizens"] if each["national_id"] == owner)
    identity = Identity(level=2, mobile=citizen["mobile"], national_id=owner, confirmed_at=NOW, used_at=NOW)
    found = await do("municipal.file_status", {"request_no": number}, Subject("c", identity, NOW, "trace"))
    return found.data[name]


async def test_a_status_brings_what_its_stage_calls_for(world):
    do, _ = world
    by_stage = {file["stage"]: (file["owner"], file["request_no"]) for file in CITY["files"]}
    documents = await detail(do, *by_stage["نقص مدارک"], "documents")
    assert {each["label"] for each in documents} == {"آزمایش خاک", "کارت ملی"}
    assert (await detail(do, *by_stage["کمیسیون ماده صد"], "commission"))["phase"]
    assert await detail(do, *by_stage["بررسی مدارک"], "bill") is None


async def test_an_attorney_sees_the_file_and_a_neighbour_does_not(world):
    do, _ = world
    file = next(file for file in CITY["files"] if file.get("attorneys"))
    attorney = file["attorneys"][0]["national_id"]
    assert await detail(do, attorney, file["request_no"], "file")
    assert isinstance(await do("municipal.file_status", {"request_no": file["request_no"]}), Rejected)


async def test_from_a_code_in_the_sms_file_to_level_two(world):
    do, folder = world
    await do("identity.send_code", {"mobile": MOBILE})
    line = json.loads((folder / "sms.jsonl").read_text(encoding="utf-8"))
    assert line["to"] == MOBILE
    checked = await do("identity.check_code", {"code": line["code"]})
    assert checked.identity.level == 1
    assert checked.identity.mobile == MOBILE
    confirmed = await do("identity.confirm_citizen", {"national_id": ID})
    assert confirmed.identity.level == 2
    assert confirmed.data["name"] == OWNER["name"]


async def test_a_deed_twice_with_one_key_is_one_deed(world):
    do, _ = world
    args = {"inquiry_type": "transfer", "request_no": FILE, "note": None}
    assert await do("municipal.register_inquiry", args) == await do("municipal.register_inquiry", args)


async def test_a_message_to_137_is_kept_as_it_was_meant_and_seen_by_who_sent_it(world):
    do, _ = world
    sent = await do("municipal.open_ticket", TICKET | {"place": HERE, "at": {"address": "کوی نمونه", "district": 6}})
    assert sent.data["kind"] == "other"
    assert sent.data["place"] == "کوی نمونه (32.650512, 51.670512)"
    only = await do(
        "municipal.open_ticket",
        {"complaint_topic": "staff", "text": "الف", "district": 3},
        key="00000000-0000-5000-8000-000000000003",
    )
    assert only.data["place"] == "منطقه 3"
    mine = await do("municipal.tickets_like", {})
    assert [each["ticket_no"] for each in mine.data["tickets"]] == [only.data["ticket_no"], sent.data["ticket_no"]]
    alike = await do("municipal.tickets_like", {"complaint_topic": "staff", "text": TICKET["text"]})
    assert [each["ticket_no"] for each in alike.data["tickets"]] == [sent.data["ticket_no"]]
    assert (await do("municipal.tickets_like", {"complaint_topic": "pothole"})).data == {"tickets": [], "count": 0}
    number = {"ticket_no": sent.data["ticket_no"]}
    assert isinstance(await do("municipal.ticket_status", number), Accepted)
    assert await do("municipal.ticket_status", number, known(WAITS)) == Rejected("not_found")
