"""One page of every text with sample values, for whoever answers for the wording: one section a service, each text as a
citizen reads it, with its key and where it is used. Plain HTML, no script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from dialogs.book import Book
from dialogs.pictures.samples import sample_args
from dialogs.terms import SPACE

Words = Mapping[str, Mapping[str, str]]
_STYLE = """
 body{font-family:Vazirmatn,'Noto Sans Arabic',Tahoma,'DejaVu Sans',sans-serif;max-width:60rem;margin:2rem auto}
 body{padding:0 1rem;line-height:1.9;color:#1b1b1b}
 dt{font-family:monospace;font-size:.8rem;color:#777;direction:ltr;text-align:right;margin-top:1rem}
 dd{margin:.2rem 0;padding:.5rem .8rem;background:#e3f2fd;border-radius:.6rem;white-space:pre-line}
 nav a{margin-inline-end:1rem;white-space:nowrap} h2{border-bottom:1px solid #607d8b;margin-top:3rem}
"""


def review_page(book: Book, words: Words) -> str:
    """The whole page: services in the order of the menu, then the shared texts and the glossary."""
    page = words["page"]
    sections = [(flow.id, book.texts.render(flow.title, {})) for flow in book.flows.values()]
    sections += [("common", page["common"]), (SPACE, page["term"])]
    links = "\n".join(f'<a href="#{name}">{escape(title)}</a>' for name, title in sections)
    body = "\n".join(line for name, title in sections for line in _section(book, words, name, title))
    return (
        f'<!doctype html>\n<html lang="fa" dir="rtl"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(page["title"])}</title>'
        f"<style>{_STYLE}</style></head><body>\n<h1>{escape(page['title'])}</h1>\n<p>{escape(page['note'])}</p>\n"
        f'<nav aria-label="{escape(page["contents"])}">\n{links}\n</nav>\n{body}\n</body></html>\n'
    )


def _section(book: Book, words: Words, name: str, title: str) -> Iterator[str]:
    flow = book.flows.get(name)
    yield f'<section><h2 id="{name}">{escape(title)}</h2>'
    if flow:
        yield f'<p><a href="flows/{name}.svg">{escape(words["page"]["flow"])}</a></p>'
    yield "<dl>"
    for key, text in book.texts.texts.items():
        if key.partition(".")[0] == name:
            shown = book.texts.render(key, sample_args(text, flow, words["samples"]))
            yield f"<dt>{escape(key)}</dt><dd>{escape(shown)}</dd>"
            if text.again:
                other = book.texts.render(key, sample_args(text, flow, words["samples"]), again=True)
                yield f"<dd>{escape(other)}</dd>"
    yield "</dl></section>"
