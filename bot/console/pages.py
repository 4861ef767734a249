"""The templates and static files of the console, ready to be answered with. No data is fetched here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.console import words
from bot.console.deps import Deps
from bot.console.handed_in import PICTURES
from bot.console.telling import Teller
from bot.guard import Access, access
from dialogs import formats

HERE = Path(__file__).parent
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Pages:
    """Renders pages; serves the files they refer to."""

    deps: Deps
    templates: Environment
    files: Mapping[str, bytes]
    teller: Teller

    def page(self, name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        now = self.deps.clock.now()
        html = self.templates.get_template(name).render(words=self.deps.texts, teller=self.teller, now=now, **values)
        return HTMLResponse(html, status_code=status)

    def fault(self, note: str, *, status: int) -> HTMLResponse:
        """A whole page for a request that cannot be served."""
        return self.page("fault.html", status=status, note=self.note(note))

    def note(self, name: str | None) -> str | None:
        """The text a name in an address stands for; names we do not know stand for nothing."""
        return self.deps.texts.faults.get(name or "")

    @access(Access.ANYONE)
    def file(self, request: Request) -> Response:
        content = self.files.get(request.path_params["name"])
        if content is None:
            return Response(status_code=404)
        kind = _TYPES[Path(request.path_params["name"]).suffix]
        return Response(content, media_type=kind, headers={"Cache-Control": "public, max-age=31536000, immutable"})


def open_pages(deps: Deps) -> Pages:
    """Read templates and files once."""
    files = {path.name: path.read_bytes() for path in sorted((HERE / "static").iterdir()) if path.suffix in _TYPES}
    # One mark for all: modules import each other by name, so a new one must change every address.
    mark = hashlib.sha256(b"".join(files.values())).hexdigest()[:12]
    env = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined)
    env.trim_blocks = env.lstrip_blocks = True
    env.globals["pictures"] = PICTURES
    env.globals["static"] = lambda name: f"/console/static/{mark}/{name}"
    env.filters["persian"] = words.persian
    env.filters["size"] = formats.size
    env.filters["time"] = words.time_of_day
    env.filters["day_and_time"] = words.day_and_time
    return Pages(deps, env, files, Teller(deps.book, deps.texts))
