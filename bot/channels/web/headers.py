"""Security headers of every page and asset of the web channel, and who may call us from a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.settings import Settings

PAGE_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
ASSET_POLICY = "default-src 'none'; frame-ancestors 'none'"


def page_headers(*, https: bool) -> dict[str, str]:
    """For a page that shows a conversation: never cached, never framed, scripts from us alone."""
    headers = {
        "Content-Security-Policy": PAGE_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",  # no-referrer would make browsers post forms with `Origin: null`
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(self), microphone=()",
        "X-Robots-Tag": "noindex",
        "Cache-Control": "no-store",
    }
    if https:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return headers


def asset_headers(*, https: bool) -> dict[str, str]:
    """For scripts and styles. Other sites load the widget's modules, and modules are always fetched with
    CORS: the files are public and the same for everybody, so any origin may read them."""
    headers = {
        "Content-Security-Policy": ASSET_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Access-Control-Allow-Origin": "*",
        "Cache-Control": "no-cache",
    }
    if https:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return headers


def cross_origin_headers(headers: Mapping[str, str], settings: Settings) -> dict[str, str]:
    """For an answer that the widget reads on a page of another origin that is listed. No cookie goes along."""
    own = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Vary": "Origin"}
    origin = headers.get("origin")
    if origin is None or not origin_allowed(headers, settings):
        return own
    allowed = {"Access-Control-Allow-Origin": origin, "Access-Control-Allow-Methods": "POST"}
    return {**own, **allowed, "Access-Control-Max-Age": "600"}


def origin_allowed(headers: Mapping[str, str], settings: Settings) -> bool:
    """Whether a browser page may call us: our own host or one of `widget_origins`.

    A request without `Origin` did not come from a page (browsers always send it on WebSockets and
    cross-site posts), and nothing here rides on a cookie across sites, so it passes."""
    origin = headers.get("origin")
    if origin is None:
        return True
    allowed = {item.strip().rstrip("/").lower() for item in settings.widget_origins.split(",") if item.strip()}
    if origin.lower() in allowed:
        return True
    host = headers.get("host", "").lower()
    return bool(host) and urlsplit(origin).netloc.lower() == host
