"""The municipal actions: what the flow knows goes to the client's operation, its answer comes back as it is. Who
may do what was checked before (`registry`) and is checked again by the backend."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import structlog

from bot.action import OutsideAction, Subject
from dialogs.ports import CallResult, Identity, Json, Unavailable
from integrations.municipal.client import MunicipalClient
from nlu.text import latin_digits

log = structlog.get_logger()

Ask = Callable[[Mapping[str, Json]], Awaitable[CallResult]]
AskFor = Callable[[Identity, Mapping[str, Json]], Awaitable[CallResult]]
Act = Callable[[Identity, Mapping[str, Json], str], Awaitable[CallResult]]


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
class Deed:
    """Something registered for the citizen, once per key."""

    client: MunicipalClient
    act: Act

    async def __call__(self, args: Mapping[str, Json], subject: Subject, *, key: str) -> CallResult:
        if subject.identity is None:
            return _nobody(subject)
        return await self.act(subject.identity, args, key)

    async def reconcile(self, subject: Subject, *, key: str) -> CallResult:
        if subject.identity is None:
            return _nobody(subject)
        return await self.client.reconcile(subject.identity, key=key)


def municipal_actions(client: MunicipalClient) -> dict[str, OutsideAction]:
    """Every `municipal.*` action, by name."""
    return {
        "municipal.my_files": OwnQuestion(lambda citizen, args: client.my_files(citizen)),  # noqa: ARG005
        "municipal.file_status": OwnQuestion(
            lambda citizen, args: client.file_status(citizen, request_no=_code(args["request_no"]))
        ),
        "municipal.block_price": Question(
            lambda args: client.block_price(district=int(_code(args["district"])), use=str(args["use"]))
        ),
        "municipal.courses": Question(
            lambda args: client.courses(topic=_text(args.get("class_topic")), mode=_text(args.get("class_mode")))
        ),
        "municipal.enrol": Deed(
            client, lambda citizen, args, key: client.enrol(citizen, course=str(args["course"]), key=key)
        ),
        "municipal.register_inquiry": Deed(
            client,
            lambda citizen, args, key: client.register_inquiry(
                citizen,
                inquiry_type=str(args["inquiry_type"]),
                request_no=_code(args["request_no"]),
                note=_text(args.get("note")),
                key=key,
            ),
        ),
    }


def _nobody(subject: Subject) -> CallResult:
    log.error("call_without_identity", trace_id=subject.trace_id)
    return Unavailable()


def _text(value: Json) -> str | None:
    return str(value) if value else None


def _code(value: Json) -> str:
    return latin_digits(str(value)).strip()
