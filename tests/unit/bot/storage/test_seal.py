"""Sealed columns: unreadable in the file, readable with any of the keys, one key a database in development."""

import stat

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import Column, MetaData, Table, create_engine, insert, select, text

from bot.errors import BotError
from bot.settings import Settings
from bot.storage.seal import Sealed, give_keys, read_keys

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
notes = Table("notes", MetaData(), Column("body", Sealed))


def settings(tmp_path, keys=""):
    return Settings(var_dir=tmp_path, data_keys=SecretStr(keys))


def engine(tmp_path, keys):
    made = create_engine(f"sqlite:///{tmp_path / 'x.db'}")
    give_keys(made, read_keys(settings(tmp_path, keys)))
    notes.create(made, checkfirst=True)
    return made


def write(made, body):
    with made.begin() as connection:
        connection.execute(insert(notes), {"body": body})


def read(made):
    with made.connect() as connection:
        return list(connection.execute(select(notes.c.body)).scalars())


def test_what_is_sealed_reads_back_and_is_not_in_the_file(tmp_path):
    made = engine(tmp_path, OLD)
    write(made, {"text": "سلام words"})
    write(made, None)
    assert read(made) == [{"text": "سلام words"}, None]
    with made.connect() as connection:
        raw = connection.execute(text("SELECT body FROM notes")).scalars().all()
    assert raw[1] is None
    assert "words" not in raw[0]
    made.dispose()


def test_a_new_key_in_front_opens_old_rows_and_seals_new_ones(tmp_path):
    first = engine(tmp_path, OLD)
    write(first, "old")
    both = engine(tmp_path, f"{NEW},{OLD}")
    write(both, "new")
    assert read(both) == ["old", "new"]
    with pytest.raises(BotError, match="no key opens it"):
        read(first)
    for made in (first, both):
        made.dispose()


def test_development_makes_one_key_only_the_owner_may_read(tmp_path):
    made = engine(tmp_path, "")
    write(made, "kept")
    again = engine(tmp_path, "")
    assert read(again) == ["kept"]
    path = tmp_path / "data.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.glob("data.key*")] == ["data.key"]
    for engine_ in (made, again):
        engine_.dispose()


def test_a_key_that_is_none_is_a_named_setting_error_without_the_key_in_it(tmp_path):
    with pytest.raises(BotError, match="data_keys") as caught:
        read_keys(settings(tmp_path, "not-a-key"))
    assert "not-a-key" not in str(caught.value)
