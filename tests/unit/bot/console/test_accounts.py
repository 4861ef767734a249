from types import SimpleNamespace

import pytest

from bot.console.accounts import DEMO_SECRET, create_staff, disable_staff, ensure_demo_staff, renew_staff
from bot.errors import BotError, Defect
from bot.settings import Settings
from bot.storage import audit, staff
from bot.storage.store import open_store
from tests.fakes.desk import PASSWORD, StillClock


@pytest.fixture
def settings(tmp_path):
    return Settings(var_dir=tmp_path)


@pytest.fixture
def store(settings):
    opened = open_store(settings)
    yield opened
    opened.close()


CLOCK = StillClock()


def test_an_account_starts_without_a_second_factor(store):
    made = create_staff(store, "Negar", "نگار نمونه", PASSWORD, clock=CLOCK)
    known = store.read(lambda tx: staff.credentials(tx, "negar"))
    assert (known.staff, known.totp_secret) == (made, None)
    assert PASSWORD not in known.password_hash


@pytest.mark.parametrize("password", ["short", "", " " * 30, "x" * 300])
def test_a_password_that_will_not_do_is_refused(store, password):
    with pytest.raises(BotError, match="15 characters"):
        create_staff(store, "negar", "نگار", password, clock=CLOCK)


@pytest.mark.parametrize("username", ["ab", "with space", "نگار", "x" * 65, "new\nline"])
def test_a_username_that_will_not_do_is_refused(store, username):
    with pytest.raises(BotError, match="username"):
        create_staff(store, username, "نگار", PASSWORD, clock=CLOCK)


def test_a_name_is_given_once_in_any_case(store):
    create_staff(store, "negar", "نگار", PASSWORD, clock=CLOCK)
    with pytest.raises(BotError, match="taken"):
        create_staff(store, "NEGAR", "نگاری دیگر", PASSWORD, clock=CLOCK)


def test_disabling_and_renewing_are_recorded_and_need_an_account(store):
    made = create_staff(store, "negar", "نگار", PASSWORD, clock=CLOCK)
    disable_staff(store, "negar", clock=CLOCK)
    assert store.read(lambda tx: staff.credentials(tx, "negar")) is None
    renew_staff(store, "negar", "another long phrase", clock=CLOCK)
    assert store.read(lambda tx: staff.credentials(tx, "negar")).totp_secret is None
    actions = [entry.action for entry in store.read(lambda tx: audit.of_actor(tx, made.id))]
    assert actions == ["account_created", "account_disabled", "account_renewed"]
    for deed in (
        lambda: disable_staff(store, "nobody", clock=CLOCK),
        lambda: renew_staff(store, "nobody", PASSWORD, clock=CLOCK),
    ):
        with pytest.raises(BotError, match="no account"):
            deed()


def test_demo_accounts_are_made_once_and_are_ready(store, settings):
    first = ensure_demo_staff(store, CLOCK, settings=settings)
    again = ensure_demo_staff(store, CLOCK, settings=settings)
    assert first == again
    assert [account.username for account in first] == ["demo", "demo2"]
    known = store.read(lambda tx: staff.credentials(tx, "demo"))
    assert known.staff.enrolled
    assert known.totp_secret == DEMO_SECRET
    assert DEMO_SECRET in first[0].totp_uri
    assert first[0].password not in repr(first)


def test_demo_accounts_cannot_be_made_in_production(store):
    production = SimpleNamespace(production=True)
    with pytest.raises(Defect, match="not_allowed"):
        ensure_demo_staff(store, CLOCK, settings=production)
    assert store.read(lambda tx: staff.find(tx, "demo")) is None
