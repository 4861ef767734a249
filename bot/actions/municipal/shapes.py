"""The shapes of a municipal action, and how its arguments are read. Who may do what was checked before
(`registry`) and is checked again by the backend; which actions there are is in the modules beside this one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import structlog

from bot.action import Subject
from dialogs.ports import CallResult, Identity, Json, Unavailable
from integrations.municipal.client import MunicipalClient
from nlu.text import latin_digits

log = structlog.get_logger()

Ask = Callable[[Mapping[str, Json]], Awaitable[CallResult]]
AskFor = Callable[[Identity, Mapping[str, Json]], Awaitable[CallResult]]
Act = Callable[[Identity, Mapping[str, Json], str], Awaitable[CallResult]]
ActFrom = Callable[[Identity, Mapping[str, Json], str, Subject], Awaitable[CallResult]]


@dataclass(frozen=True, slots=True)
class Question:
    """A question anyone may ask."""

    ask: Ask

    async def __call__(self, args: Mapping[str, Json], subject: Subject, *, key: str) -> CallResult:  # noqa: ARG002
        return await self.ask(args)

    async def reconcile(self, subject: Subject, *, key: str) -> CallResult:  # noqa: ARG002
        """A question changes nothing: not answered is not done."""
        return Unavailable()


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A question about what is the citizen's own."""

    ask: AskFor

    async def __call__(self, args: Mapping[str, Json], subject: Subject, *, key: str) -> CallResult:  # noqa: ARG002
        if subject.identity is None:
            return _nobody(subject)
        return await self.ask(subject.identity, args)

    async def reconcile(self, subject: Subject, *, key: str) -> CallResult:  # noqa: ARG002
        return Unavailable()


@dataclass(frozen=True, slots=True)
class DeedFrom:
    """Something registered for the citizen, once per key, with what lies in their conversation."""

    client: MunicipalClient
    act: ActFrom

    async def __call__(self, args: Mapping[str, Json], subject: Subject, *, key: str) -> CallResult:
        if subject.identity is None:
            return _nobody(subject)
        return await self.act(subject.identity, args, key, subject)

    async def reconcile(self, subject: Subject, *, key: str) -> CallResult:
        if subject.identity is None:
            return _nobody(subject)
        return await self.client.reconcile(subject.identity, key=key)


def Deed(client: MunicipalClient, act: Act) -> DeedFrom:  # noqa: N802  # a shape like the others, and named like them
    """Something registered for the citizen, once per key."""
    return DeedFrom(client, lambda citizen, args, key, _: act(citizen, args, key))


def _nobody(subject: Subject) -> CallResult:
    log.error("call_without_identity", trace_id=subject.trace_id)
    return Unavailable()


def text_of(value: Json) -> str | None:
    """Words of the citizen; None when there are none."""
    return str(value) if value else None


def code_of(value: Json) -> str:
    """A number or code in Latin digits, as the contract writes it."""
    return latin_digits(str(value)).strip()
