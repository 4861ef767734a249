"""Session tokens, their stored form, and the tokens against forged forms. No cookies and no database here."""

from __future__ import annotations

import hashlib
import hmac
import secrets


def new_token() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def stored_form(token: str) -> str:
    """What the database keeps: who reads the table cannot sign in with it."""
    return hashlib.sha256(token.encode()).hexdigest()


def form_token(cookie: str) -> str:
    """The token a form must carry: only a page of ours knows it, since the cookie cannot be read by scripts."""
    return hmac.new(cookie.encode(), b"shahryar console form", hashlib.sha256).hexdigest()


def form_token_fits(cookie: str, given: str) -> bool:
    return bool(cookie) and hmac.compare_digest(form_token(cookie).encode(), given.encode())
