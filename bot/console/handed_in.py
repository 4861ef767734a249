"""How a file that a citizen handed in reaches a member of staff: as a download, a picture also to look at. Who may have
it is decided in `bot.console.access`; what is stored at all in `bot.content`."""

from __future__ import annotations

from starlette.responses import Response

from bot.storage.files import Kept

EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "application/pdf": "pdf",
    "image/vnd.dwg": "dwg",
}
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
"""What a browser may show: pixels and nothing that runs. Everything else is only ever saved."""
_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'none'"
"""Nothing in it runs, loads or leads anywhere; the style is the browser's own around a picture."""


def answer(file: Kept, content: bytes, *, case_no: str, looked_at: bool) -> Response:
    """The bytes with the type they were found to have. `looked_at`: in a tab, where that does no harm."""
    known = file.mime in EXTENSIONS
    name = f"{case_no}-{file.ref[:8]}.{EXTENSIONS.get(file.mime, 'bin')}"
    shown = "inline" if looked_at and file.mime in PICTURES else "attachment"
    headers = {
        "Content-Disposition": f'{shown}; filename="{name}"',
        "Content-Security-Policy": _POLICY,
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=file.mime if known else "application/octet-stream", headers=headers)
