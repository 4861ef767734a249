"""The only place that builds the program's parts and joins them. What runs them is in `roles` and `web`."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import structlog

import knowledge
from bot.action import Actions
from bot.actions.knowing import Articles
from bot.actions.registry import build_actions
from bot.clock import Clock, parse_jalali
from bot.errors import Code, Defect
from bot.failpoints import arm
from bot.hearing import Knowing, as_read
from bot.observe import Metrics
from bot.settings import Settings
from bot.storage.signals import LocalSignals, Signals
from bot.storage.store import Store, open_store
from bot.turn import Mind
from bot.wiring.backend import open_backend
from bot.wiring.messengers import Messenger, fetching, open_messengers
from dialogs.book import Book, load_book
from dialogs.findings import DataInvalid
from integrations.municipal.client import MunicipalClient
from integrations.rasa.client import RasaClient, Why
from integrations.rasa.understander import RasaEar
from integrations.reference.embedded import EmbeddedBackend
from integrations.sms import FileSms, Sms, open_kavenegar
from knowledge.search import Search
from nlu.concepts import elsewhere
from nlu.model_folder import ModelRefused
from nlu.pipeline import Pipeline
from nlu.pipeline import load as load_model
from nlu.types import Understander

ROOT = Path(__file__).resolve().parents[2]
DIALOGS = ROOT / "dialogs"
ENGINES = ("own", "rasa")

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Program:
    """Everything that is built once and shared."""

    settings: Settings
    clock: Clock
    store: Store
    signals: Signals
    metrics: Metrics
    book: Book
    understander: Understander
    ear: RasaEar | None
    actions: Actions
    knowing: Knowing
    client: MunicipalClient
    backend: EmbeddedBackend | None
    messengers: tuple[Messenger, ...]

    def mind(self) -> Mind:
        """What the worker's turns think with."""
        return Mind.of(self.book, understander=self.understander, actions=self.actions, knowing=self.knowing)

    async def close(self) -> None:
        if self.ear is not None:
            self.ear.close()
        await self.client.close()
        if self.backend is not None:
            self.backend.close()
        close_signals = getattr(self.signals, "close", None)
        if close_signals is not None:
            close_signals()
        self.store.close()


def build(settings: Settings) -> Program:
    """The program of these settings.

    Raises:
        Defect: what is missing or wrong, by code.
    """
    arm()
    clock = open_clock(settings)
    understander = open_understander(settings)
    metrics = Metrics()
    ear = open_ear(settings, understander, metrics)
    book = open_book()
    store = open_store(settings)
    signals = open_signals(settings)
    client, backend = open_backend(settings, clock)
    messengers = open_messengers(settings, store=store, signals=signals, clock=clock, metrics=metrics)
    actions = build_actions(
        store=store,
        client=client,
        sms=open_sms(settings, clock),
        fetch=fetching(messengers),
        settings=settings,
        specs=book.actions,
        reword=understander.in_formal_words,
    )
    return Program(
        settings=settings,
        clock=clock,
        store=store,
        signals=signals,
        metrics=metrics,
        book=book,
        understander=understander,
        ear=ear,
        actions=actions,
        knowing=open_knowing(book, understander) if ear is None else as_read,
        client=client,
        backend=backend,
        messengers=tuple(messengers),
    )


def open_book(folder: Path = DIALOGS) -> Book:
    """Flows and texts. What is wrong with them is printed, each finding with its place and its cure.

    Raises:
        Defect: DATA_INVALID.
    """
    try:
        return load_book(folder)
    except DataInvalid as fault:
        for finding in fault.findings:
            print(finding, file=sys.stderr)
        raise Defect(Code.DATA_INVALID, findings=len(fault.findings), mend="python -m bot check") from None


def open_knowing(book: Book, understander: Pipeline) -> Knowing:
    """Our own reading, with what the articles answer."""
    index = Search.load(Path(knowledge.__file__).parent)
    return Articles(index, understander.in_formal_words, book.terms, elsewhere)


def open_clock(settings: Settings) -> Clock:
    try:
        return Clock(parse_jalali(settings.now) if settings.now else None)
    except ValueError:
        raise Defect(Code.SETTING_INVALID, name="now", why="like 1404-07-20T10:00") from None


def open_understander(settings: Settings) -> Pipeline:
    """Our own, which every engine needs: acts and values come from it, and everything when the other is away."""
    if settings.nlu_engine not in ENGINES:
        raise Defect(Code.SETTING_INVALID, name="nlu_engine", why=" or ".join(ENGINES))
    return open_model(settings.model_dir)


def open_ear(settings: Settings, own: Pipeline, metrics: Metrics) -> RasaEar | None:
    """Who asks another understander, where one is configured. It need not be there: then ours does the work."""
    if settings.nlu_engine == "own":
        return None
    if not settings.nlu_url.startswith(("http://", "https://")):
        raise Defect(Code.SETTING_INVALID, name="nlu_url", why="http(s)://… for nlu_engine=rasa")
    return RasaEar(own, RasaClient(settings.nlu_url), note=partial(_note_reading, metrics))


def _note_reading(metrics: Metrics, result: str) -> None:
    metrics.readings.labels("rasa", result).inc()
    if result in set(Why):
        _log.warning("rasa_gave_no_reading", why=result)


def open_model(folder: Path) -> Pipeline:
    """A trained model.

    Raises:
        Defect: MODEL_MISSING when there is none, or one that this program cannot use.
    """
    try:
        return load_model(folder)
    except ModelRefused as fault:
        raise Defect(Code.MODEL_MISSING, folder=str(folder), why=str(fault), mend="python -m bot train") from None


def open_signals(settings: Settings) -> Signals:
    url = settings.redis_url.get_secret_value()
    if not url:
        return LocalSignals()
    from bot.storage.redis_signals import RedisSignals  # noqa: PLC0415  # only where there is a Redis

    return RedisSignals(url)


def open_sms(settings: Settings, clock: Clock) -> Sms:
    """The provider of the settings; without one, in development, the file twin."""
    if key := settings.sms_key.get_secret_value():
        return open_kavenegar(key=key, template=settings.sms_template)
    return FileSms(settings.var_dir / "sms.jsonl", clock=clock.now, production=settings.production)
