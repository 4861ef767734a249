"""Articles: short Persian answers with a source and dates, one Markdown file each.
Finding them is `knowledge.search`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_DAY = re.compile(r"1[34]\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\Z")
_NAME = re.compile(r"[a-z0-9_]+\Z")
LONGEST = 1_200
"""More than this is not an answer in a chat."""


@dataclass(frozen=True, slots=True)
class Article:
    """`questions` are other ways to ask for it, for the search alone. Dates are Jalali `YYYY-MM-DD`; after
    `valid_to` the article is not served."""

    id: str
    title: str
    questions: tuple[str, ...]
    body: str
    source: str
    source_url: str | None
    valid_from: str
    valid_to: str | None
    reviewed_on: str
    owner: str

    def serves(self, day: str) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def load_articles(folder: Path) -> tuple[Article, ...]:
    """All articles of a folder, by file name.

    Raises:
        ValueError: a file that is not an article; names it.
    """
    articles = []
    for path in sorted(folder.glob("*.md")):
        try:
            article = read_article(path.read_text(encoding="utf-8"))
            if article.id != path.stem:
                raise ValueError(f"id {article.id!r} is not the file's name")
        except (KeyError, TypeError, ValueError, yaml.YAMLError) as error:
            raise ValueError(f"{path.name}: {error!r}") from error
        articles.append(article)
    return tuple(articles)


def read_article(text: str) -> Article:
    """Front matter between `---` lines, then the answer."""
    opening, front, body = text.split("---\n", 2)
    if opening.strip():
        raise ValueError("something stands before the front matter")
    head = yaml.safe_load(front)
    article = Article(
        id=_matching(head["id"], _NAME),
        title=_filled(head["title"]),
        questions=tuple(_filled(question) for question in head["questions"]),
        body=_filled(body).strip(),
        source=_filled(head["source"]),
        source_url=head.get("source_url"),
        valid_from=_matching(head["valid_from"], _DAY),
        valid_to=None if head.get("valid_to") is None else _matching(head["valid_to"], _DAY),
        reviewed_on=_matching(head["reviewed_on"], _DAY),
        owner=_filled(head["owner"]),
    )
    if len(article.body) > LONGEST:
        raise ValueError(f"{len(article.body)} characters: too long for a chat")
    return article


def _filled(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"not a filled text: {value!r}")
    return value


def _matching(value: Any, pattern: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not pattern.match(value):
        raise ValueError(f"not of the form {pattern.pattern}: {value!r}")
    return value
