"""Every action against what `dialogs/actions.yaml` says of it: takes no more, gives exactly that, refuses with those
codes. The municipal ones against the reference backend with its demo city."""

import json
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import dialogs
from bot.action import Subject
from bot.actions.registry import build_actions
from bot.envelopes import Inbound, Kind
from bot.settings import Settings
from bot.storage import files as stored
from bot.storage import inbox
from bot.storage.store import open_store
from dialogs.book import load_book
from dialogs.ports import Accepted, Identity, Rejected
from integrations.municipal.client import MunicipalClient
from integrations.reference.embedded import EmbeddedBackend
from integrations.sms import FileSms
from tests.fakes.pictures import HTML, PDF, picture, png_bomb

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Tehran"))
SPECS = load_book(Path(dialogs.__file__).parent).actions
CITY = json.loads(files("integrations.reference").joinpath("demo.json").read_text(encoding="utf-8"))
OWNER = CITY["citizens"][0]
MOBILE, ID = OWNER["mobile"], OWNER["national_id"]
FILE, DONE = (file["request_no"] for file in CITY["files"] if file["owner"] == ID)
HOME = {
    "use": "residential",
    "district": 6,
    "regional_price_rial": 1_000_000,
    "land_area_m2": 200,
    "building_area_m2": 150,
    "floors": 2,
    "units": 1,
}


JPG = picture()
FETCHED = {
    "jpg": JPG, "html": HTML, "none": b"", "cut": JPG[:9_000], "bomb": png_bomb(50_000, 50_000), "big": "too_large",
    "gone": "not_fetched",
}  # fmt: skip
STORED = {
    "jpg": (JPG, "image/jpeg"), "tiny": (picture("PNG", size=(9, 9)), "image/png"), "pdf": (PDF, "application/pdf"),
    "dwg": (b"AC1027" + b"\0" * 2_500_000, "image/vnd.dwg"),
}  # fmt: skip
PAPERS = [{"document": "soil_test", "status": "missing"}, {"document": "deed", "status": "on_paper"}]


def sends(ref, *, document="soil_test", request_no=FILE):
    return {"request_no": request_no, "document": document, "file": ref}


def fetches(file_id):
    return {"channel": "telegram", "file_id": file_id, "caption": None}


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


ACCEPTED = [
    ("identity.send_code", {"mobile": MOBILE}),
    ("identity.confirm_citizen", {"national_id": ID}),
    ("knowledge.search", {"question": "پایان‌کار چیست"}),
    ("knowledge.estimate", HOME),
    ("desk.open_case", {"reason": "citizen_asked", "flow": None}),
    ("desk.leave_queue", {}),
    ("municipal.my_files", {}),
    ("municipal.file_status", {"request_no": FILE}),
    ("municipal.block_price", {"district": 6, "use": "residential"}),
    ("municipal.courses", {"class_topic": None, "class_mode": None}),
    ("municipal.enrol", {"course": CITY["classes"][0]["id"]}),
    ("municipal.register_inquiry", {"inquiry_type": "transfer", "request_no": FILE, "note": None}),
    ("files.fetch", fetches("jpg")),
    ("municipal.requests_with_documents", {}),
    ("municipal.documents", {"request_no": FILE}),
    ("documents.choose", {"documents": PAPERS, "document": "soil_test"}),
    ("municipal.upload_document", sends("jpg")),
]

REFUSED = [
    ("identity.send_code", {"mobile": "12"}, "bad_mobile"),
    ("identity.check_code", {"code": "123456"}, "expired"),
    ("identity.confirm_citizen", {"national_id": CITY["citizens"][1]["national_id"]}, "no_match"),
    ("knowledge.search", {"question": "هوا"}, "nothing_found"),
    ("knowledge.estimate", HOME | {"use": "hospital"}, "out_of_table"),
    ("municipal.file_status", {"request_no": "999999999"}, "not_found"),
    ("municipal.block_price", {"district": 99, "use": "residential"}, "not_found"),
    ("municipal.enrol", {"course": "no-such-course"}, "not_found"),
    ("municipal.register_inquiry", {"inquiry_type": "transfer", "request_no": "999999999"}, "not_found"),
    *(("files.fetch", fetches(name), why) for name, why in (
        ("html", "kind"), ("none", "empty"), ("cut", "broken"), ("bomb", "pixels"), ("big", "too_large"),
        ("gone", "not_fetched"),
    )),
    ("municipal.documents", {"request_no": "999999999"}, "not_found"),
    ("documents.choose", {"documents": PAPERS, "document": "consent"}, "not_wanted"),
    ("documents.choose", {"documents": PAPERS, "document": "deed"}, "not_needed"),
    ("municipal.upload_document", sends("jpg", request_no="999999999"), "not_found"),
    ("municipal.upload_document", sends("jpg", request_no=DONE), "not_now"),
    ("municipal.upload_document", sends("jpg", document="consent"), "not_wanted"),
    ("municipal.upload_document", sends("tiny"), "file_too_small"),
    ("municipal.upload_document", sends("dwg"), "file_too_large"),
    ("municipal.upload_document", sends("pdf"), "file_type"),
    ("municipal.upload_document", sends("no-such"), "file_gone"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "args"), ACCEPTED, ids=lambda value: value if isinstance(value, str) else "")
async def test_an_accepted_answer_gives_exactly_what_is_declared(world, name, args):
    do, _ = world
    answer = await do(name, args)
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
    assert {name for name, _ in ACCEPTED} | {"identity.check_code"} == set(SPECS)
    elsewhere = {"too_many", "wrong_code", "locked", "no_tariff", "already_enrolled", "closed", "already_open", "debt"}
    elsewhere |= {"quota", "file_unreadable"}
    assert {code for spec in SPECS.values() for code in spec.refuses} <= {code for *_, code in REFUSED} | elsewhere


async def test_someone_elses_file_and_no_file_get_the_same_answer(world):
    do, _ = world
    foreign = next(file["request_no"] for file in CITY["files"] if file["owner"] != ID)
    assert await do("municipal.file_status", {"request_no": foreign}) == await do(
        "municipal.file_status", {"request_no": "999999999"}
    )


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
