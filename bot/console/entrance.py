"""The pages before the desk: sign-in, second step, enrolment, sign-out. `signin` decides what is right or wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from bot.console import gate, signin, tokens, totp
from bot.console.deps import Deps
from bot.console.gate import Signed, go, is_https, read_form
from bot.console.pages import Pages
from bot.console.signin import Opened, Refusal
from bot.guard import Access, access
from bot.storage.staff import FULL, PASSWORD

SIGN_IN = "/console/sign-in"
SECOND_STEP = "/console/second-step"
DESK = "/console"

Form = Annotated[Mapping[str, str], Depends(read_form)]
_STATUS = {Refusal.WRONG_PASSWORD: 401, Refusal.WRONG_CODE: 401, Refusal.TOO_MANY: 429}


@dataclass(frozen=True, slots=True)
class Entrance:
    deps: Deps
    pages: Pages

    @access(Access.ANYONE)
    def sign_in_page(self, request: Request) -> Response:
        if gate.signed_in(self.deps, request, level=FULL, touch=False):
            return go(DESK)
        return self._sign_in_page(request, note=self.pages.note(request.query_params.get("note")))

    @access(Access.ANYONE)
    def sign_in(self, request: Request, form: Form) -> Response:
        door = gate.read_cookie(self.deps, request, gate.DOOR)
        if not gate.form_is_ours(request, form, door):
            return self._sign_in_page(request, note=self.pages.note("stale_form"), status=403)
        username, password = form.get("username", ""), form.get("password", "")
        result = signin.check_password(self.deps, username, password, address=_address(request))
        if isinstance(result, Refusal):
            return self._sign_in_page(request, note=self.pages.note(result), status=_STATUS[result])
        return self._admit(request, result, to=SECOND_STEP)

    @access(Access.ANYONE)
    def second_step_page(self, request: Request) -> Response:
        signed = gate.signed_in(self.deps, request, level=PASSWORD, touch=False)
        return go(SIGN_IN) if signed is None else self._second_step_page(signed)

    @access(Access.ANYONE)
    def second_step(self, request: Request, form: Form) -> Response:
        signed = gate.signed_in(self.deps, request, level=PASSWORD, touch=False)
        if signed is None:
            return go(SIGN_IN, note="signed_out")
        if not gate.form_is_ours(request, form, signed.token):
            return self._second_step_page(signed, note="stale_form", status=403)
        code, address = form.get("code", ""), _address(request)
        result = signin.check_code(self.deps, signed.staff, code, address=address, old_token=signed.token)
        if isinstance(result, Refusal):
            return self._second_step_page(signed, note=result, status=_STATUS[result])
        return self._admit(request, result, to=DESK)

    @access(Access.STAFF)
    def sign_out(self, request: Request, form: Form) -> Response:
        signed = gate.signed_in(self.deps, request, level=FULL, touch=False)
        if signed is None:
            return go(SIGN_IN)
        if not gate.form_is_ours(request, form, signed.token):
            return go(DESK, note="stale_form")
        signin.sign_out(self.deps, signed.staff, signed.token)
        self.deps.signals.publish("desk")  # open sockets look again who they belong to
        response = go(SIGN_IN)
        gate.drop_cookie(response, gate.SESSION, https=is_https(self.deps, request))
        response.headers["Clear-Site-Data"] = '"storage"'  # drafts kept for the time of the session
        return response

    def _sign_in_page(self, request: Request, *, note: str | None, status: int = 200) -> Response:
        door = gate.read_cookie(self.deps, request, gate.DOOR) or self.deps.new_token()
        response = self.pages.page("sign_in.html", status=status, note=note, csrf=tokens.form_token(door))
        gate.set_cookie(response, gate.DOOR, door, https=is_https(self.deps, request))
        return response

    def _second_step_page(self, signed: Signed, *, note: str | None = None, status: int = 200) -> Response:
        secret = signin.enrolment_secret(self.deps, signed.staff)
        picture = totp.picture(secret, signed.staff.username) if secret else None
        key = totp.grouped(secret) if secret else None
        text = self.pages.note(note)
        return self.pages.page("second_step.html", status=status, note=text, csrf=signed.csrf, picture=picture, key=key)

    def _admit(self, request: Request, opened: Opened, *, to: str) -> Response:
        https = is_https(self.deps, request)
        response = go(to)
        gate.set_cookie(response, gate.SESSION, opened.token, https=https)
        gate.drop_cookie(response, gate.DOOR, https=https)
        return response


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"
