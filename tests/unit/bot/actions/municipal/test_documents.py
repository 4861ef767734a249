"""Documents in our names, and the bytes of one at the moment it is sent."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import yaml
from structlog.testing import capture_logs

from bot.action import Subject
from bot.actions.municipal.documents import _THEIRS, choose_document, document_actions
from bot.content import kind_of
from bot.envelopes import Inbound, Kind
from bot.settings import Settings
from bot.storage import files, inbox
from bot.storage.store import open_store
from dialogs.ports import Accepted, Identity, Rejected, Unavailable
from tests.fakes.pictures import picture
from tests.unit.test_layout import ROOT

NOW = datetime(2025, 10, 12, tzinfo=UTC)
CITIZEN = Identity(level=2, mobile="09990000001", national_id="9990000018", confirmed_at=NOW, used_at=NOW)
ITEMS = [
    {"document": "tenancy", "label": "اجاره‌نامه", "status": "accepted", "reason": None},
    {"document": "soil_test", "label": "آزمایش خاک", "status": "missing", "reason": None},
    {"document": "deed", "label": "سند", "status": "on_paper", "reason": None},
    {"document": "inheritance", "label": "حصر وراثت", "status": "rejected", "reason": "ناخوانا"},
]
FILES = [
    {"request_no": "1", "stage": "docs_defect"},
    {"request_no": "2", "stage": "issued"},
    {"request_no": "3", "stage": "draft"},
]


class Client:
    def __init__(self):
        self.sent = []

    async def my_files(self, citizen):
        return Accepted({"files": FILES, "count": 3})

    async def document_checklist(self, citizen, *, request_no):
        return Accepted({"documents": ITEMS, "open": True}) if request_no == "1" else Rejected("not_found")

    async def upload_document(self, citizen, **more):
        self.sent.append(more)
        return Accepted({})

    async def reconcile(self, citizen, *, key):
        return Accepted({"key": key})


@pytest.fixture
def store(tmp_path):
    opened = open_store(Settings(var_dir=tmp_path))
    yield opened
    opened.close()


def chat(store, user, now=NOW):
    receipt = store.write(lambda tx: inbox.put(tx, Inbound("rest", user, "1", Kind.JOINED), now=now))
    return Subject(receipt.conversation_id, CITIZEN, now, "trace")


@pytest.fixture
def actions(store):
    client = Client()
    return client, document_actions(client, store)


async def test_only_requests_that_take_documents_are_offered(actions, store):
    _, found = actions
    answer = await found["municipal.requests_with_documents"]({}, chat(store, "a"), key="k")
    assert [file["open"] for file in answer.data["files"]] == [True, False, True]
    assert (answer.data["count"], answer.data["others"]) == (2, 1)


async def test_the_list_is_in_our_names_with_what_there_is_to_do_first(actions, store):
    _, found = actions
    answer = await found["municipal.documents"]({"request_no": "۱"}, chat(store, "a"), key="k")
    assert [item["document"] for item in answer.data["documents"]] == ["inheritance_cert", "soil_test", "lease", "deed"]
    assert [item["document"] for item in answer.data["wanted"]] == ["inheritance_cert", "soil_test"]
    assert (answer.data["missing"], answer.data["open"]) == (2, True)
    assert await found["municipal.documents"]({"request_no": "2"}, chat(store, "a"), key="k") == Rejected("not_found")


@pytest.mark.parametrize(
    ("document", "answer"),
    [
        ("soil_test", Accepted({"status": "missing", "reason": None})),
        ("inheritance", Accepted({"status": "rejected", "reason": "ناخوانا"})),
        ("deed", Rejected("not_needed")),
        ("tenancy", Rejected("not_needed")),
        ("consent", Rejected("not_wanted")),
        (None, Rejected("not_wanted")),
    ],
)
def test_one_is_chosen_or_it_is_said_why_not(document, answer):
    assert choose_document(None, {"documents": ITEMS, "document": document}, None) == answer
    assert choose_document(None, {"documents": None, "document": document}, None) == Rejected("not_wanted")


def keep(store, who, content, mime="image/jpeg", *, ref="r1"):
    store.write(
        lambda tx: files.keep(tx, ref, conversation_id=who.conversation_id, content=content, mime=mime, now=NOW)
    )
    return {"request_no": "۱۲۳", "document": "lease", "file": ref}


async def test_the_bytes_go_out_under_the_contracts_name(actions, store):
    client, found = actions
    owner, raw = chat(store, "a"), picture()
    await found["municipal.upload_document"](keep(store, owner, raw), owner, key="k")
    assert client.sent == [{"request_no": "123", "document": "tenancy", "content": raw, "key": "k"}]


async def test_a_photo_larger_than_the_municipality_takes_is_made_smaller(actions, store):
    client, found = actions
    owner, raw = chat(store, "a"), picture(size=(3200, 2400), quality=95)
    await found["municipal.upload_document"](keep(store, owner, raw), owner, key="k")
    assert len(raw) > 2_000_000 > len(client.sent[0]["content"])
    assert kind_of(client.sent[0]["content"]) == "image/jpeg"


async def test_somebody_elses_file_is_not_there_and_nothing_is_sent(actions, store):
    client, found = actions
    args = keep(store, chat(store, "a"), picture())
    thief = chat(store, "b")
    assert await found["municipal.upload_document"](args, thief, key="k") == Rejected("file_gone")
    gone = await found["municipal.upload_document"](args | {"file": "no-such"}, thief, key="k")
    assert (gone, client.sent) == (Rejected("file_gone"), [])


async def test_a_file_past_its_time_is_not_there(actions, store):
    _, found = actions
    owner = chat(store, "a")
    args = keep(store, owner, picture())
    store.write(lambda tx: files.purge(tx, now=NOW + files.KEPT + timedelta(minutes=1)))
    assert await found["municipal.upload_document"](args, owner, key="k") == Rejected("file_gone")


async def test_nobody_sends_nothing(actions, store):
    client, found = actions
    nobody = Subject("c", None, NOW, "trace")
    assert await found["municipal.upload_document"]({}, nobody, key="k") == Unavailable()
    assert await found["municipal.upload_document"].reconcile(nobody, key="k") == Unavailable()
    assert client.sent == []
    owner = chat(store, "a")
    assert await found["municipal.upload_document"].reconcile(owner, key="k") == Accepted({"key": "k"})


def test_every_document_of_the_contract_has_a_name_that_citizens_words_have_too():
    lexicon = yaml.safe_load((ROOT / "nlu/lexicon/doc_type.yaml").read_text("utf-8"))
    backend = yaml.safe_load((ROOT / "integrations/reference/labels.fa.yaml").read_text("utf-8"))["documents"]
    ours = {item["value"] for item in lexicon["values"]}
    theirs = {theirs: mine for mine, theirs in _THEIRS.items()}
    assert {theirs.get(code, code) for code in backend} - ours == set()


async def test_staff_see_for_which_request_a_file_was_sent(actions, store):
    _, found = actions
    owner = chat(store, "a")
    args = keep(store, owner, picture())
    kept = store.read(lambda tx: files.of_conversation(tx, owner.conversation_id))
    assert [(one.ref, one.request_no) for one in kept] == [("r1", None)]
    await found["municipal.upload_document"](args, owner, key="k")
    kept = store.read(lambda tx: files.of_conversation(tx, owner.conversation_id))
    assert [(one.ref, one.request_no) for one in kept] == [("r1", "123")]


async def test_a_call_without_an_identity_is_refused_aloud_like_every_deed(actions, store):
    client, found = actions
    nobody = replace(chat(store, "a"), identity=None)
    with capture_logs() as logs:
        assert (
            await found["municipal.upload_document"](keep(store, nobody, picture()), nobody, key="k") == Unavailable()
        )
        assert await found["municipal.upload_document"].reconcile(nobody, key="k") == Unavailable()
    assert [line["event"] for line in logs] == ["call_without_identity"] * 2
    assert client.sent == []


async def test_who_says_that_some_are_lacking_means_a_request_that_waits_for_them(store):
    class Two(Client):
        async def my_files(self, citizen):
            return Accepted(
                {"files": [{"request_no": "1", "stage": "docs_defect"}, {"request_no": "2", "stage": "docs_review"}]}
            )

    found = document_actions(Two(), store)
    answer = await found["municipal.requests_with_documents"]({"lacking": True}, chat(store, "a"), key="k")
    assert [file["open"] for file in answer.data["files"]] == [True, False]
