"""The widget's files: read once when the router is made, served with an ETag. No page and no conversation here."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.headers import asset_headers
from bot.channels.web.texts import Texts

STATIC = Path(__file__).parent / "static"
TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file, as it is and packed. Public and the same for everybody, so packing it gives nothing away."""

    body: bytes
    packed: bytes
    etag: str
    mime: str


def load_assets(texts: Texts, folder: Path = STATIC) -> dict[str, Asset]:
    """Every script, style and picture by its path, and the widget's words as a module."""
    assets = {
        str(path.relative_to(folder)): _asset(path.read_bytes(), path.suffix)
        for path in sorted(folder.rglob("*"))
        if path.suffix in TYPES
    }
    words = json.dumps(dict(texts.widget), ensure_ascii=False, separators=(",", ":"))
    assets["widget/texts.js"] = _asset(f"export const TEXTS = {words};\n".encode(), ".js")
    return assets


def _asset(body: bytes, suffix: str) -> Asset:
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    return Asset(body, gzip.compress(body, 9, mtime=0), etag, TYPES[suffix])


def serve_asset(asset: Asset, request: Request) -> Response:
    """The file, or 304 when the browser has this very version."""
    headers = asset_headers(https=request.url.scheme == "https") | {"ETag": asset.etag, "Vary": "Accept-Encoding"}
    known = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
    if asset.etag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(asset.packed, media_type=asset.mime, headers=headers | {"Content-Encoding": "gzip"})
    return Response(asset.body, media_type=asset.mime, headers=headers)
