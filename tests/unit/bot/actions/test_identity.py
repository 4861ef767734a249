from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.action import Subject
from bot.actions.identity import CheckCode, ConfirmCitizen, SendCode, SmsText, masked
from bot.envelopes import Inbound, Kind
from bot.identity import OneTimeCodes
from bot.limits import Limit
from bot.settings import Settings
from bot.storage import counters, inbox
from bot.storage.store import open_store
from dialogs.ports import Accepted, Identity, Rejected, Unavailable, Unknown
from integrations.sms import SmsFailed

NOW = datetime(2025, 10, 12, tzinfo=UTC)
MOBILE = "09990000001"
ID = "9990000018"
LEVEL_1 = Identity(level=1, mobile=MOBILE, national_id=None, confirmed_at=NOW, used_at=NOW)


class Phone:
    """A provider that keeps what it was given, or fails."""

    def __init__(self, failure=None):
        self.got = []
        self.failure = failure

    async def send(self, to, text, code=None):
        if self.failure:
            raise self.failure
        self.got.append((to, text, code))


@pytest.fixture
def store(tmp_path):
    opened = open_store(Settings(var_dir=tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def subject(store):
    receipt = store.write(lambda tx: inbox.put(tx, Inbound("web", "someone", "1", Kind.JOINED), now=NOW))
    return Subject(receipt.conversation_id, None, NOW, "trace")


def send_code(store, phone):
    return SendCode(store, phone, OneTimeCodes(b"pepper"), SmsText.load("shahr.example"))


def check(store, subject, code):
    action = CheckCode(OneTimeCodes(b"pepper"))
    return store.write(lambda tx: action(tx, {"code": code}, subject))


async def test_the_code_that_arrives_is_the_code_that_works(store, subject):
    phone = Phone()
    sent = await send_code(store, phone)({"mobile": MOBILE}, subject, key="call-1")
    assert sent == Accepted({"minutes": 3, "mobile_masked": "۰۹۹۹•••۰۰۰۱"})
    ((to, _, code),) = phone.got
    assert to == MOBILE
    assert check(store, subject, code) == Accepted(identity=LEVEL_1)


async def test_the_code_is_read_in_any_script_and_spacing(store, subject):
    phone = Phone()
    await send_code(store, phone)({"mobile": "۰۹۹۹۰۰۰۰۰۰۱"}, subject, key="call-1")
    code = phone.got[0][2]
    typed = " ".join("۰۱۲۳۴۵۶۷۸۹"[int(digit)] for digit in code)
    assert isinstance(check(store, subject, typed), Accepted)


async def test_the_message_warns_and_ends_with_the_line_browsers_read(store, subject):
    phone = Phone()
    await send_code(store, phone)({"mobile": MOBILE}, subject, key="call-1")
    _, text, code = phone.got[0]
    assert text.splitlines()[-1] == f"@shahr.example #{code}"
    assert "۳ دقیقه" in text
    assert "به هیچ‌کس نگویید" in text


async def test_the_same_call_again_sends_a_fresh_code_and_voids_the_first(store, subject):
    phone = Phone()
    action = send_code(store, phone)
    first = await action({"mobile": MOBILE}, subject, key="call-1")
    second = await action({"mobile": MOBILE}, subject, key="call-1")
    assert first == second
    old, new = (code for _, _, code in phone.got)
    if old != new:
        assert check(store, subject, old) == Rejected("wrong_code")
    assert isinstance(check(store, subject, new), Accepted)


@pytest.mark.parametrize("mobile", ["", "0999", "02131234567", "سلام", None])
async def test_what_is_no_mobile_is_refused_and_costs_nothing(store, subject, mobile):
    phone = Phone()
    assert await send_code(store, phone)({"mobile": mobile}, subject, key="call-1") == Rejected("bad_mobile")
    assert phone.got == []


async def test_the_fourth_code_is_refused_and_no_message_leaves(store, subject):
    phone = Phone()
    action = send_code(store, phone)
    answers = [await action({"mobile": MOBILE}, subject, key=f"call-{number}") for number in range(4)]
    assert answers[3] == Rejected("too_many")
    assert len(phone.got) == 3


async def test_at_the_ceiling_nothing_is_sent_to_anyone(store, subject, monkeypatch):
    monkeypatch.setattr(counters, "take", lambda tx, limit, key, *, now: limit is not Limit.OTP_SEND_GLOBAL)
    phone = Phone()
    assert await send_code(store, phone)({"mobile": MOBILE}, subject, key="call-1") == Unavailable()
    assert phone.got == []


async def test_when_the_counter_cannot_be_reached_no_code_leaves(store, subject, monkeypatch):
    def broken(*_, **__):
        raise OSError("no database")

    monkeypatch.setattr(counters, "take", broken)
    phone = Phone()
    with pytest.raises(OSError, match="no database"):
        await send_code(store, phone)({"mobile": MOBILE}, subject, key="call-1")
    assert phone.got == []


@pytest.mark.parametrize(
    ("failure", "answer"),
    [
        (SmsFailed("status 418"), Unavailable()),
        (SmsFailed("no answer", sure=False), Unavailable()),
        (SmsFailed("status 411", bad_number=True), Rejected("bad_mobile")),
    ],
)
async def test_a_provider_that_fails_is_told_as_it_is(store, subject, failure, answer):
    assert await send_code(store, Phone(failure))({"mobile": MOBILE}, subject, key="call-1") == answer


async def test_wrong_locked_and_expired_are_named(store, subject):
    assert check(store, subject, "123456") == Rejected("expired")
    phone = Phone()
    await send_code(store, phone)({"mobile": MOBILE}, subject, key="call-1")
    code = phone.got[0][2]
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    assert [check(store, subject, wrong) for _ in range(5)] == [*[Rejected("wrong_code")] * 4, Rejected("locked")]
    assert check(store, replace(subject, now=NOW + timedelta(minutes=4)), code) == Rejected("locked")


class Registry:
    """The municipality's answer to one question, and what it was asked."""

    def __init__(self, answer):
        self.answer = answer
        self.asked = []

    async def confirm_citizen(self, citizen, *, national_id):
        self.asked.append((citizen.mobile, national_id))
        return self.answer


async def test_a_national_id_of_this_mobile_raises_to_level_two(subject):
    registry = Registry(Accepted({"name": "شهروند نمونه"}))
    later = replace(subject, identity=LEVEL_1, now=NOW + timedelta(minutes=1))
    answer = await ConfirmCitizen(registry)({"national_id": "۹۹۹۰۰۰۰۰۱۸"}, later, key="call-2")
    assert registry.asked == [(MOBILE, ID)]
    assert answer == Accepted(
        {"name": "شهروند نمونه"},
        identity=Identity(level=2, mobile=MOBILE, national_id=ID, confirmed_at=NOW, used_at=later.now),
    )


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        (Rejected("no_match"), Rejected("no_match")),
        (Rejected("not_found"), Rejected("no_match")),
        (Unavailable(5), Unavailable(5)),
        (Unknown(), Unavailable()),
    ],
)
async def test_anything_but_a_yes_raises_nothing(subject, told, answer):
    shown = replace(subject, identity=LEVEL_1)
    assert await ConfirmCitizen(Registry(told))({"national_id": ID}, shown, key="call-2") == answer


async def test_without_a_confirmed_mobile_the_backend_is_not_even_asked(subject):
    registry = Registry(Accepted({"name": "x"}))
    assert await ConfirmCitizen(registry)({"national_id": ID}, subject, key="call-2") == Rejected("no_match")
    assert registry.asked == []


async def test_reconciling_a_question_says_not_done(store, subject):
    assert await send_code(store, Phone()).reconcile(subject, key="call-1") == Unavailable()
    assert await ConfirmCitizen(Registry(Unknown())).reconcile(subject, key="call-1") == Unavailable()


def test_a_masked_mobile_shows_its_ends_only():
    assert masked("09991234567") == "۰۹۹۹•••۴۵۶۷"
