import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.clock import Clock
from bot.envelopes import Inbound, Kind
from bot.errors import BotError
from bot.settings import Settings
from bot.storage import cases, inbox
from bot.storage.store import open_store
from bot.storage.tables import cases as rows

ACCOUNT = "7001"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("SHAHRYAR_VAR_DIR", str(tmp_path))

    def run(*arguments, given=""):
        result = CliRunner().invoke(app, ["erase", *arguments], input=given, catch_exceptions=False)
        return result.exit_code, result.output

    return run


@pytest.fixture
def conversation(tmp_path):
    """A conversation with a case in the queue: its id and the case's number."""
    store, now = open_store(Settings(var_dir=tmp_path)), Clock().now()
    inbound = Inbound("telegram", ACCOUNT, "1", Kind.TEXT, {"text": "سلام"})
    chat = store.write(lambda tx: inbox.put(tx, inbound, now=now)).conversation_id
    opened = store.write(
        lambda tx: cases.open_case(tx, conversation_id=chat, reason="citizen_asked", flow=None, now=now)
    )
    yield store, chat, opened.case_no
    store.close()


@pytest.mark.parametrize("by", ["id", "case", "account"])
def test_it_is_named_by_its_id_a_case_or_an_account_that_is_no_argument(run, conversation, by):
    _, chat, number = conversation
    named = {"id": [chat], "case": ["--case", number], "account": ["--channel", "telegram"]}[by]
    code, told = run(*named, given=f"{ACCOUNT}\n")
    assert code == 0
    assert f"erased conversation {chat}: " in told
    assert "1 inbox" in told
    assert "1 cases" in told
    assert "the municipality's" in told
    assert ACCOUNT not in told
    with pytest.raises(BotError, match="not_found"):
        run(*named, given=f"{ACCOUNT}\n")


@pytest.mark.parametrize("wrong", [[], ["x", "--case", "1"], ["--case", "1", "--channel", "web"]])
def test_exactly_one_is_to_be_named(run, wrong):
    assert run(*wrong)[0] == 2


def test_what_staff_hold_is_left_until_it_is_said_twice(run, conversation):
    store, chat, number = conversation
    store.write(lambda tx: tx.execute(rows.update().where(rows.c.id == number).values(status="held")))
    with pytest.raises(BotError, match="staff hold it"):
        run(chat)
    assert run(chat, "--unfinished")[0] == 0
