"""Every action by its name in `dialogs/actions.yaml`, held to what it declares there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import structlog

import knowledge
from bot.action import Actions, OutsideAction, Subject, TurnAction
from bot.actions import agenda, desk
from bot.actions.files import Fetch, FetchFile
from bot.actions.identity import CheckCode, ConfirmCitizen, SendCode, SmsText
from bot.actions.knowledge import CompareEstimates, EstimateLevies, FindArticle, Reword
from bot.actions.municipal import municipal_actions
from bot.actions.municipal.documents import choose_document
from bot.actions.municipal.notices import notice_turn_actions
from bot.actions.municipal.tickets import ticket_turn_actions
from bot.actions.own_data import own_data_actions
from bot.actions.visits import about_visit, fit_visit
from bot.errors import Code, Defect
from bot.identity import OneTimeCodes, pepper_from
from bot.settings import Settings
from bot.storage.seal import read_keys
from bot.storage.store import Store, Tx
from dialogs.flow import ActionSpec
from dialogs.ports import Accepted, CallResult, Json, Rejected, Unavailable
from integrations.municipal.client import MunicipalClient
from integrations.sms import Sms
from knowledge.search import Search
from knowledge.tariffs import Tariffs
from nlu.concepts import elsewhere

log = structlog.get_logger()


def build_actions(
    *,
    store: Store,
    client: MunicipalClient,
    sms: Sms,
    fetch: Fetch,
    settings: Settings,
    specs: Mapping[str, ActionSpec],
    reword: Reword = str,
) -> Actions:
    """All actions. Reads articles and tariffs once. `fetch` gets the bytes of a file from a messenger; `reword` puts a
    question in formal words.

    Raises:
        Defect: DATA_INVALID when actions and `specs` do not name the same, or the knowledge cannot be read.
    """
    codes = OneTimeCodes(pepper(settings))
    try:
        index, tariffs = _knowledge(Path(knowledge.__file__).parent)
    except ValueError as error:
        raise Defect(Code.DATA_INVALID, what=str(error)) from error
    turn: dict[str, TurnAction] = {
        "identity.check_code": CheckCode(codes),
        "knowledge.search": FindArticle(index, reword, elsewhere),
        "knowledge.estimate": EstimateLevies(tariffs),
        "knowledge.compare": CompareEstimates(),
        "calendar.entry": agenda.entry,
        "calendar.about_visit": about_visit,
        "calendar.fit_visit": fit_visit,
        "calendar.take_out": agenda.take_out,
        "desk.open_case": desk.open_case,
        "desk.leave_queue": desk.leave_queue,
        "documents.choose": choose_document,
        **notice_turn_actions(),
        **own_data_actions(),
        **ticket_turn_actions(),
    }
    outside: dict[str, OutsideAction] = {
        "identity.send_code": SendCode(store, sms, codes, SmsText.load(page_host(settings))),
        "identity.confirm_citizen": ConfirmCitizen(client),
        "files.fetch": FetchFile(store, fetch),
        **municipal_actions(client, store),
    }
    _agree(specs, turn, outside)
    return Actions(
        turn={name: GuardedTurn(specs[name], action) for name, action in turn.items()},
        outside={name: GuardedOutside(specs[name], action) for name, action in outside.items()},
    )


def pepper(settings: Settings) -> bytes:
    """The pepper of one-time codes, from the data keys (in development from the key file made for them)."""
    read_keys(settings)
    given = settings.data_keys.get_secret_value() or (settings.var_dir / "data.key").read_text("utf-8")
    return pepper_from(given)


def page_host(settings: Settings) -> str:
    """The host of the page in which citizens type the code (WebOTP names it): the first that shows the widget."""
    first = settings.widget_origins.partition(",")[0].strip()
    return urlsplit(first).hostname or "localhost"


@dataclass(frozen=True, slots=True)
class GuardedTurn:
    spec: ActionSpec
    action: TurnAction

    def __call__(self, tx: Tx, args: Mapping[str, Json], subject: Subject) -> CallResult:
        if not _allowed(self.spec, subject):
            return Unavailable()
        return _declared(self.spec, self.action(tx, args, subject), subject)


@dataclass(frozen=True, slots=True)
class GuardedOutside:
    spec: ActionSpec
    action: OutsideAction

    async def __call__(self, args: Mapping[str, Json], subject: Subject, *, key: str) -> CallResult:
        if not _allowed(self.spec, subject):
            return Unavailable()
        return _declared(self.spec, await self.action(args, subject, key=key), subject)

    async def reconcile(self, subject: Subject, *, key: str) -> CallResult:
        return _declared(self.spec, await self.action.reconcile(subject, key=key), subject)


def _allowed(spec: ActionSpec, subject: Subject) -> bool:
    """The engine has asked for the sign-in already; this is the second lock on the same door."""
    shown = 0 if subject.identity is None else subject.identity.level
    if shown < spec.level:
        log.error("action_below_level", action=spec.name, trace_id=subject.trace_id)
    return shown >= spec.level


def _declared(spec: ActionSpec, result: CallResult, subject: Subject) -> CallResult:
    """Only declared refusals reach a flow, and only `identity.*` may raise assurance."""
    undeclared = isinstance(result, Rejected) and result.code not in spec.refuses
    if undeclared:
        log.error("action_undeclared_refusal", action=spec.name, trace_id=subject.trace_id)
        return Unavailable()
    if isinstance(result, Accepted) and result.identity is not None and not spec.name.startswith("identity."):
        log.error("action_raised_identity", action=spec.name, trace_id=subject.trace_id)
        return Accepted(result.data)
    return result


def _knowledge(folder: Path) -> tuple[Search, Tariffs]:
    return Search.load(folder), Tariffs.load(folder / "tariffs")


def _agree(
    specs: Mapping[str, ActionSpec], turn: Mapping[str, TurnAction], outside: Mapping[str, OutsideAction]
) -> None:
    for name, spec in specs.items():
        if name not in (outside if spec.outside else turn):
            raise Defect(Code.DATA_INVALID, what=f"{name}: declared in actions.yaml and not registered there")
    for name in (*turn, *outside):
        if name not in specs:
            raise Defect(Code.DATA_INVALID, what=f"{name}: registered and not declared in actions.yaml")
