"""Who the citizen is: send a one-time code, check it, confirm the national ID. The only actions whose answers
carry an `Identity`; how codes are kept is in `bot.identity`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Protocol

import structlog
import yaml

from bot.action import Subject
from bot.identity import VALID, OneTimeCodes, Refusal, is_mobile
from bot.storage.challenges import Miss
from bot.storage.store import Store, Tx
from dialogs.ports import Accepted, CallResult, Identity, Json, Rejected, Unavailable, Unknown
from integrations.sms import Sms, SmsFailed
from nlu.text import latin_digits, persian_digits

log = structlog.get_logger()


class Citizens(Protocol):
    """What this module needs of the municipal client."""

    async def confirm_citizen(self, citizen: Identity, *, national_id: str) -> CallResult: ...


@dataclass(frozen=True, slots=True)
class SmsText:
    """The message around the code. Its last line is the WebOTP form, by which a phone's browser offers the
    code to our page and to no other."""

    template: str
    host: str

    @classmethod
    def load(cls, host: str) -> SmsText:
        document = yaml.safe_load(files("bot.actions").joinpath("sms.fa.yaml").read_text(encoding="utf-8"))
        return cls(document["texts"]["one_time_code"], host)

    def render(self, code: str) -> str:
        minutes = persian_digits(str(VALID.seconds // 60))
        return f"{self.template.format(code=persian_digits(code), minutes=minutes).strip()}\n\n@{self.host} #{code}"


@dataclass(frozen=True, slots=True)
class SendCode:
    """`identity.send_code`. Nobody is looked up, so a known and an unknown mobile get the same answer in the
    same time. Killed between storing and sending, the call comes again with the same key and sends a *fresh*
    code (the stored digest cannot be read back); the older one is void, so at worst two messages arrive and
    the later one works."""

    store: Store
    sms: Sms
    codes: OneTimeCodes
    text: SmsText

    async def __call__(self, args: Mapping[str, Json], subject: Subject, *, key: str) -> CallResult:
        mobile = latin_digits(str(args["mobile"])).strip()
        if not is_mobile(mobile):
            return Rejected("bad_mobile")
        issued = await self.store.awrite(
            lambda tx: self.codes.issue(tx, subject.conversation_id, mobile=mobile, call_id=key, now=subject.now)
        )
        if issued is Refusal.TOO_MANY:
            return Rejected("too_many")
        if isinstance(issued, Refusal):
            log.error("one_time_code_ceiling", trace_id=subject.trace_id)  # the operator's alert
            return Unavailable()
        try:
            await self.sms.send(mobile, self.text.render(issued), issued)
        except SmsFailed as failure:
            log.warning("sms_failed", why=str(failure), sure=failure.sure, trace_id=subject.trace_id)
            return Rejected("bad_mobile") if failure.bad_number else Unavailable()
        return Accepted({"minutes": VALID.seconds // 60, "mobile_masked": masked(mobile)})

    async def reconcile(self, subject: Subject, *, key: str) -> CallResult:  # noqa: ARG002  nothing to ask about
        """Never `Unknown` in the first place: a code that may have arrived is simply asked for again."""
        return Unavailable()


@dataclass(frozen=True, slots=True)
class CheckCode:
    """`identity.check_code`, in the turn's transaction: used up and believed together, or neither."""

    codes: OneTimeCodes

    def __call__(self, tx: Tx, args: Mapping[str, Json], subject: Subject) -> CallResult:
        typed = "".join(latin_digits(str(args["code"])).split())
        found = self.codes.check(tx, subject.conversation_id, code=typed, now=subject.now)
        if isinstance(found, Miss):
            return Rejected(found.value)
        return Accepted(identity=found)


@dataclass(frozen=True, slots=True)
class ConfirmCitizen:
    """`identity.confirm_citizen`: level 2 when the backend knows this national ID with this mobile. "No such
    person" and "not this mobile" are the same refusal."""

    citizens: Citizens

    async def __call__(self, args: Mapping[str, Json], subject: Subject, *, key: str) -> CallResult:  # noqa: ARG002
        shown = subject.identity
        if shown is None or shown.level < 1:
            return Rejected("no_match")
        national_id = latin_digits(str(args["national_id"])).strip()
        answer = await self.citizens.confirm_citizen(shown, national_id=national_id)
        if isinstance(answer, Unknown):
            return Unavailable()  # a question, not an act: asking again is harmless
        if isinstance(answer, Rejected):
            return Rejected("no_match")
        if not isinstance(answer, Accepted):
            return answer
        proven = Identity(
            level=2,
            mobile=shown.mobile,
            national_id=national_id,
            confirmed_at=shown.confirmed_at,
            used_at=subject.now,
        )
        return Accepted({"name": answer.data["name"]}, identity=proven)

    async def reconcile(self, subject: Subject, *, key: str) -> CallResult:  # noqa: ARG002
        return Unavailable()


def masked(mobile: str) -> str:
    """`09991234567` as «۰۹۹۹•••۴۵۶۷»."""
    return persian_digits(f"{mobile[:4]}•••{mobile[-4:]}")
