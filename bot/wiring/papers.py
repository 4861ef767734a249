"""What is generated out of the dialogs' data for people: a picture of every flow, the page of every text, the schema
for editors. `check --draw` writes them; the tests find those that are stale."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from bot.wiring.program import DIALOGS
from dialogs.book import load_book
from dialogs.document import read_document
from dialogs.flow_schema import flow_schema
from dialogs.pictures.page import review_page
from dialogs.pictures.svg import draw_flow

DOCS = DIALOGS.parent / "docs"


def papers(dialogs: Path = DIALOGS) -> Mapping[str, str]:
    """Every generated paper by its path under `docs/`."""
    book = load_book(dialogs)
    words = read_document(DIALOGS / "pictures" / "words.fa.yaml").data
    drawn = {f"flows/{flow.id}.svg": draw_flow(flow, book.texts, words) for flow in book.flows.values()}
    schema = json.dumps(flow_schema(), ensure_ascii=False, indent=1) + "\n"
    return {**drawn, "texts.html": review_page(book, words), "protocols/flow.schema.json": schema}


def stale_papers(docs: Path = DOCS) -> list[str]:
    """Those that are not what would be written now, and pictures of flows that are no more."""
    made = papers()
    stale = [
        name for name, text in made.items() if not (docs / name).exists() or (docs / name).read_text("utf-8") != text
    ]
    return stale + sorted({f"flows/{path.name}" for path in (docs / "flows").glob("*.svg")} - set(made))


def write_papers(out: TextIO, docs: Path = DOCS) -> None:
    """Write them all anew; pictures of flows that are no more go."""
    made = papers()
    for old in (docs / "flows").glob("*.svg"):
        if f"flows/{old.name}" not in made:
            old.unlink()
    for name, text in made.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    print(f"{len(made)} papers written under {docs.name}/", file=out)
