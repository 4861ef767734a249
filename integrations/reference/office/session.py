"""Who sits at the back office: a signed cookie for a working day, and the token that shows a form is one of ours."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from integrations.municipal.assertion import Staff
from integrations.reference.office.pages import texts

COOKIE = "office"
SECONDS = 8 * 3600


class Sessions:
    """Makes and reads sessions with the staff key; nothing is kept here, so a restart signs nobody out."""

    def __init__(self, staff_key: bytes) -> None:
        self._staff_key = staff_key
        # Keys of their own, so that a cookie is no assertion and an assertion no cookie.
        self._key = hmac.new(staff_key, b"office session", hashlib.sha256).digest()

    def right_key(self, typed: str) -> bool:
        return hmac.compare_digest(typed.encode(), self._staff_key)

    def open(self, response: Response, staff: Staff, *, now: datetime, secure: bool) -> None:
        claims = {"staff": staff.name, "role": staff.role, "exp": int(now.timestamp()) + SECONDS}
        payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode()
        value = f"{payload}.{self._mac(payload)}"
        response.set_cookie(COOKIE, value, max_age=SECONDS, httponly=True, samesite="strict", secure=secure)

    def close(self, response: Response) -> None:
        response.delete_cookie(COOKIE, httponly=True, samesite="strict")

    def member(self, request: Request, *, now: datetime) -> Staff | None:
        """Who is signed in; None without a whole cookie in its time."""
        payload, _, mac = request.cookies.get(COOKIE, "").partition(".")
        if not mac or not hmac.compare_digest(mac.encode(), self._mac(payload).encode()):
            return None
        try:
            claims = json.loads(base64.urlsafe_b64decode(payload))
            found, expires = Staff(str(claims["staff"]), str(claims["role"])), int(claims["exp"])
        except (ValueError, KeyError, TypeError, binascii.Error):
            return None
        return found if expires > now.timestamp() and found.role in texts()["roles"] else None

    def form_token(self, request: Request) -> str:
        """Goes with every form of this session: a form of another site cannot know it."""
        return self._mac("form:" + request.cookies.get(COOKIE, ""))

    def is_our_form(self, request: Request, token: str) -> bool:
        return hmac.compare_digest(token.encode(), self.form_token(request).encode())

    def _mac(self, text: str) -> str:
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()
