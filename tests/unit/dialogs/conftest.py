"""A small book of our own (`sample/`) with the real actions and common texts, and a citizen to talk with."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dialogs.book import load_book
from dialogs.effects import Ask, Call, Outcome, Quote, Say
from dialogs.engine import advance, begin
from dialogs.events import CallAnswered, Pressed, UserSaid
from dialogs.ports import Accepted, Identity
from dialogs.state import State
from dialogs.story import understand
from dialogs.texts import TextBook, read_text

ROOT = Path(__file__).parents[3] / "dialogs"
NOW = datetime(2025, 10, 12, 6, 30, tzinfo=UTC)


def copy_sample(target):
    shutil.copytree(Path(__file__).parent / "sample" / "services", target / "services")
    (target / "texts").mkdir()
    for name in ("common", "terms", "places"):
        shutil.copy(ROOT / "texts" / f"{name}.fa.yaml", target / "texts" / f"{name}.fa.yaml")
    shutil.copy(ROOT / "actions.yaml", target / "actions.yaml")
    return target


@pytest.fixture
def folder(tmp_path):
    return copy_sample(tmp_path)


@pytest.fixture(scope="session")
def book(tmp_path_factory):
    return load_book(copy_sample(tmp_path_factory.mktemp("dialogs")))


class Talk:
    """A conversation with the engine. Each method is one inbound and gives the keys that were said."""

    def __init__(self, book):
        self.book = book
        self.state = State("c1")
        self.now = NOW
        self.effects = ()

    def signed_in(self, level=2):
        identity = Identity(level, "09130000000", "9990000018" if level > 1 else None, self.now, self.now)
        self.state = self.state._replace(identity=identity)
        return self

    def event(self, event, *, local=False):
        self.now += timedelta(seconds=10)
        if not local:
            self.state = begin(self.state, self.now)
        self.state, self.effects = advance(self.book, self.state, event, self.now)
        return self.keys

    def says(self, text, intent=None, acts=None, intents=None, **entities):
        means = {"entities": entities}
        if intent:
            means["intent"] = intent
        if intents:
            means["intents"] = intents
        if acts is not None:
            means["acts"] = acts
        return self.event(UserSaid(understand(text, means)))

    def press(self, index):
        return self.event(Pressed(f"/press:{self.state.asked.turn_seq}:{index}"))

    def answer(self, result=None, *, local=False, **data):
        """Answers the latest call; the same call may be answered again."""
        if self.calls:
            self.call = self.calls[-1]
        return self.event(CallAnswered(self.call.call_id, result or Accepted(data)), local=local)

    @property
    def keys(self):
        return [
            effect.key if isinstance(effect, Say | Ask) else "staff"
            for effect in self.effects
            if isinstance(effect, Say | Ask | Quote)
        ]

    @property
    def calls(self):
        return [effect for effect in self.effects if isinstance(effect, Call)]

    @property
    def outcome(self):
        return next(effect.name for effect in self.effects if isinstance(effect, Outcome))

    @property
    def stack(self):
        return [frame.flow for frame in self.state.stack]

    @property
    def slots(self):
        return dict(self.state.stack[-1].slots)

    def to_confirm(self):
        """A citizen signed in, one word before the registration is sent."""
        self.signed_in()
        self.says("ثبت", "register", inquiry_type="transfer", request_no="1234567")
        self.says("ندارم")
        return self


@pytest.fixture
def talk(book):
    return Talk(book)


@pytest.fixture
def listening():
    """A book with one more text to listen for."""

    def made(book, key, phrases):
        texts = {**book.texts.texts, key: read_text(key, phrases)}
        return replace(book, texts=TextBook(texts))

    return made
