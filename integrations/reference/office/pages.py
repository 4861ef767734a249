"""How the back office's pages are made: templates, texts, and headers that let a page do nothing but show itself."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

HERE = Path(__file__).parent
_PERSIAN = str.maketrans("0123456789,", "۰۱۲۳۴۵۶۷۸۹٬")
STYLE = HERE / "office.css"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


@cache
def texts() -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.safe_load((HERE / "texts.fa.yaml").read_text("utf-8"))
    return data


@cache
def _templates() -> Environment:
    made = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined)
    made.filters["persian"] = lambda text: str(text).translate(_PERSIAN)
    return made


def page(name: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """A page from its template. Everything in it is escaped."""
    text = _templates().get_template(name).render(t=texts(), **values)
    return HTMLResponse(text, status, headers=HEADERS)
