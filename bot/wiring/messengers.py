"""Telegram and Bale as the settings ask for them: one transport, one sender and one intake each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from fastapi import APIRouter

from bot.channels.telegram import webhook
from bot.channels.telegram.fetching import fetch_file
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.sender import BotSender
from bot.channels.telegram.transport import Transport
from bot.clock import Clock
from bot.content import MAX_FILE
from bot.errors import Code, Defect
from bot.observe import Metrics
from bot.settings import Intake as Mode
from bot.settings import Settings
from bot.storage.signals import Signals
from bot.storage.store import Store


@dataclass(frozen=True, slots=True)
class Messenger:
    """One messenger, wired. `routes` is set for webhooks."""

    channel: str
    mode: Mode
    transport: Transport
    sender: BotSender
    intake: Intake
    routes: APIRouter | None


@dataclass(frozen=True, slots=True)
class _Account:
    channel: str
    mode: Mode
    token: str
    base_url: str
    path: str
    secret: str
    secret_needed: bool


def open_messengers(
    settings: Settings, *, store: Store, signals: Signals, clock: Clock, metrics: Metrics
) -> list[Messenger]:
    """Those that are switched on.

    Raises:
        Defect: SETTING_INVALID for a token, path or secret that is missing or too short.
    """
    accounts = [
        _Account(
            channel="telegram",
            mode=settings.telegram_intake,
            token=settings.telegram_token.get_secret_value(),
            base_url=settings.telegram_base_url,
            path=settings.telegram_webhook_path.get_secret_value(),
            secret=settings.telegram_webhook_secret.get_secret_value(),
            secret_needed=True,
        ),
        _Account(
            channel="bale",
            mode=settings.bale_intake,
            token=settings.bale_token.get_secret_value(),
            base_url=settings.bale_base_url,
            path=settings.bale_webhook_path.get_secret_value(),
            secret="",
            secret_needed=False,  # Bale is not known to send the header; there the path is the credential
        ),
    ]
    made = []
    for account in accounts:
        if account.mode is Mode.OFF:
            continue
        _check(account)
        transport = open_transport(settings.telegram_transport, token=account.token, base_url=account.base_url)
        bot = account.token.partition(":")[0]
        intake = Intake(
            account.channel, bot, store, signals, transport, clock.now, ignored=metrics.ignored_on(account.channel)
        )
        hook = account.mode is Mode.WEBHOOK
        routes = webhook.router(intake, path=account.path, secret=account.secret) if hook else None
        sender = BotSender(account.channel, transport)
        made.append(Messenger(account.channel, account.mode, transport, sender, intake, routes))
    return made


def fetching(messengers: Sequence[Messenger]) -> Callable[[str, str], Awaitable[bytes | str]]:
    """Gets a file by its channel; from a channel that is off by now there is nothing to be had."""
    transports = {messenger.channel: messenger.transport for messenger in messengers}

    async def fetch(channel: str, file_id: str) -> bytes | str:
        transport = transports.get(channel)
        return "not_fetched" if transport is None else await fetch_file(transport, file_id, most=MAX_FILE)

    return fetch


def open_transport(kind: str, *, token: str, base_url: str) -> Transport:
    """`ptb` or `aiogram`. Each client is imported only when asked for: a web-only process needs neither."""
    if kind == "ptb":
        from bot.channels.telegram.ptb import PtbTransport  # noqa: PLC0415  # heavy to import

        return PtbTransport(token=token, base_url=base_url)
    if kind == "aiogram":
        from bot.channels.telegram.aiogram_client import AiogramTransport  # noqa: PLC0415  # heavy to import

        return AiogramTransport(token=token, base_url=base_url)
    raise Defect(Code.SETTING_INVALID, name="telegram_transport", why="ptb or aiogram")


def _check(account: _Account) -> None:
    if ":" not in account.token:
        raise Defect(Code.SETTING_INVALID, name=f"{account.channel}_token", why="not a bot token")
    if account.mode is not Mode.WEBHOOK:
        return
    if len(account.path) < webhook.SHORTEST_PATH:
        raise Defect(Code.SETTING_INVALID, name=f"{account.channel}_webhook_path", why="at least 16 characters")
    if account.secret_needed and len(account.secret) < webhook.SHORTEST_PATH:
        raise Defect(Code.SETTING_INVALID, name=f"{account.channel}_webhook_secret", why="at least 16 characters")
