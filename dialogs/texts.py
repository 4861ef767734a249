"""The text book: every Persian sentence by key, its placeholders parsed once, and rendering with values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from dialogs.formats import SHOW, code, plain
from dialogs.phrase_index import PhraseIndex
from dialogs.ports import Json
from nlu.text import latin_digits

PLACEHOLDER = re.compile(r"\{([A-Za-z_][\w.]*)(?::([A-Za-z_]\w*))?\}")
_DEEPEST = 3
LISTENED = ("words_", "asks_")
"""A text whose name begins so is never said: it holds phrases that are listened for."""
_ANSWER = "_answer"
NOTHING = "—"
FILE_KINDS = ("calendar",)
"""Files that can go with a text. Each is made by a function of that name in `bot.render`."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    path: str
    kind: str = "text"


Line = tuple[str | Placeholder, ...]


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that goes with a text: its kind, the path of what it is made from, and the keys of the texts that are
    written into it, which are given that value's fields."""

    kind: str
    of: str
    title: str
    note: str | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.title, self.note) if self.note else (self.title,)


@dataclass(frozen=True, slots=True)
class Text:
    """One text. `each` holds the line of a list's items. A line whose value is missing is left out, unless it
    is the whole text; so is the heading (a line that ends in a colon) of a missing list. `again` is another wording for
    when it was said just before. `links` are the titles of the addresses it shows; `file` goes along with it."""

    key: str
    lines: tuple[Line, ...]
    each: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    again: tuple[Line, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    file: MadeFile | None = None
    placeholders: tuple[Placeholder, ...] = field(init=False, repr=False, compare=False)
    constant: str | None = field(init=False, repr=False, compare=False)
    """The whole text where nothing is put into it."""
    written: str = field(init=False, repr=False, compare=False)
    """Its words without the values."""

    def __post_init__(self) -> None:
        parts = [part for line in (*self.lines, *self.again) for part in line]
        found = tuple(part for part in parts if isinstance(part, Placeholder))
        object.__setattr__(self, "placeholders", found)
        plain = "\n".join("".join(map(str, line)) for line in self.lines)
        object.__setattr__(self, "constant", None if found or self.again else plain)
        words = ("".join(part for part in line if isinstance(part, str)) for line in (*self.lines, *self.again))
        object.__setattr__(self, "written", "\n".join(words))

    @property
    def paths(self) -> tuple[Placeholder, ...]:
        """Placeholders without doubles, in order."""
        return tuple(dict.fromkeys(self.placeholders))

    def within(self, path: str) -> tuple[Placeholder, ...]:
        """The placeholders in the line of a list's items."""
        parts = (part for line in self.each.get(path, ()) for part in line)
        return tuple(part for part in parts if isinstance(part, Placeholder))


def parse_lines(text: str) -> tuple[Line, ...]:
    return tuple(_parse_line(line) for line in text.strip("\n").split("\n"))


def _parse_line(line: str) -> Line:
    parts: list[str | Placeholder] = []
    at = 0
    for found in PLACEHOLDER.finditer(line):
        if found.start() > at:
            parts.append(line[at : found.start()])
        parts.append(Placeholder(found[1], found[2] or "text"))
        at = found.end()
    if at < len(line):
        parts.append(line[at:])
    return tuple(parts)


def is_listened(key: str) -> bool:
    """Does this text hold phrases that are listened for? What is said to `asks_kin` may be called `asks_kin_answer`."""
    name = key.partition(".")[2]
    return name.startswith(LISTENED) and not name.endswith(_ANSWER)


def read_text(key: str, entry: str | Mapping[str, object]) -> Text:
    """An entry of `texts.fa.yaml`, already known to be well-formed."""
    if isinstance(entry, str):
        return Text(key=key, lines=parse_lines(entry))
    each = entry.get("each")
    lines = {name: parse_lines(str(line)) for name, line in each.items()} if isinstance(each, Mapping) else {}
    again = parse_lines(str(entry["again"])) if "again" in entry else ()
    titles = entry.get("links")
    links = {path: str(title) for path, title in titles.items()} if isinstance(titles, Mapping) else {}
    file = _read_file(key, entry.get("file"))
    return Text(key=key, lines=parse_lines(str(entry["text"])), each=lines, again=again, links=links, file=file)


def _read_file(key: str, given: object) -> MadeFile | None:
    if not isinstance(given, Mapping):
        return None
    service = key.partition(".")[0]
    title, note = (_full(service, given.get(name)) for name in ("title", "note"))
    return MadeFile(kind=str(given["kind"]), of=str(given["of"]), title=title or "", note=note)


def _full(service: str, name: object) -> str | None:
    """The full key of a text; names without a dot are the service's own."""
    return None if name is None else str(name) if "." in str(name) else f"{service}.{name}"


@dataclass(frozen=True, slots=True)
class TextBook:
    """Every text by its full key (`<service>.<name>`, `common.<name>`)."""

    texts: Mapping[str, Text]
    heard: PhraseIndex = field(init=False, repr=False, compare=False)
    """The texts that are listened for."""

    def __post_init__(self) -> None:
        listened = filter(is_listened, self.texts)
        object.__setattr__(self, "heard", PhraseIndex({key: self.written(key).split("\n") for key in listened}))

    def __contains__(self, key: object) -> bool:
        return key in self.texts

    def get(self, key: str) -> Text:
        return self.texts[key]

    def written(self, key: str) -> str:
        """The words of a text without its values."""
        return self.texts[key].written

    def outline(self, key: str) -> str:
        """The words of a text with an ellipsis for each value: what it says, before anything is known."""
        lines = self.texts[key].lines
        return "\n".join("".join(part if isinstance(part, str) else "…" for part in line) for line in lines)

    def render(self, key: str, args: Mapping[str, Json], codes: list[str] | None = None, *, again: bool = False) -> str:
        """The text with its values; its other wording, when it has one, with `again`. Identifiers shown are added to
        `codes` in Latin digits."""
        text = self.texts[key]
        if text.constant is not None:
            return text.constant
        lines = text.again if again and text.again else text.lines
        return self._lines(text, lines, args, [] if codes is None else codes, _DEEPEST)

    def item(self, key: str, path: str, items: list[Json], at: int) -> str:
        """One item of a list as the text shows it."""
        text = self.texts[key]
        return self._item(text, text.each[path], items, at, [], _DEEPEST)

    def refer(self, value: dict[str, Json]) -> str:
        """A reference by itself, outside any text (`dialogs.values.shown`): a label, or a value that names its kind."""
        return self._reference(value, [], _DEEPEST)

    def _render(self, key: str, args: Mapping[str, Json], codes: list[str], depth: int) -> str:
        text = self.texts[key]
        return self._lines(text, text.lines, args, codes, depth)

    def _lines(
        self, text: Text, lines: tuple[Line, ...], args: Mapping[str, Json], codes: list[str], depth: int
    ) -> str:
        shown = [self._line(text, line, args, codes, depth) for line in lines]
        for at in range(1, len(lines)):
            if shown[at] is None and _is_list(lines[at]) and _is_header(lines[at - 1]):
                shown[at - 1] = None
        if len(lines) == 1 and shown[0] is None:
            blanks: dict[str, Json] = {
                part.path: NOTHING
                for part in lines[0]
                if isinstance(part, Placeholder) and _missing(_value(args, part))
            }
            return self._line(text, lines[0], {**args, **blanks}, codes, depth) or NOTHING
        return "\n".join(line for line in shown if line is not None)

    def _line(self, text: Text, line: Line, args: Mapping[str, Json], codes: list[str], depth: int) -> str | None:
        parts: list[str] = []
        for part in line:
            if isinstance(part, str):
                parts.append(part)
                continue
            value = _value(args, part)
            if _missing(value):
                return None
            parts.append(self._part(text, part, value, codes, depth))
        return "".join(parts)

    def _part(self, text: Text, part: Placeholder, value: Json, codes: list[str], depth: int) -> str:
        if isinstance(value, dict) and ("key" in value or "value" in value):
            return self._reference(value, codes, depth)
        if part.kind == "list" and isinstance(value, list) and part.path in text.each:
            return self._list(text, part.path, value, codes, depth)
        if part.kind == "code":
            codes.append(latin_digits(plain(value)))
            return code(value)
        return SHOW.get(part.kind, SHOW["text"])(value)

    def _reference(self, value: dict[str, Json], codes: list[str], depth: int) -> str:
        """A value that is itself a text (`{"key", "args"}`: a label, a title) or that names its kind."""
        key = value.get("key")
        if isinstance(key, str) and key in self.texts and depth > 0:
            args = value.get("args")
            label = self._render(key, args if isinstance(args, dict) else {}, codes, depth - 1)
            return label.replace("\n", " ")  # inside a sentence it is one line
        kind = value.get("kind")
        return SHOW.get(kind if isinstance(kind, str) else "text", SHOW["text"])(value.get("value"))

    def _list(self, text: Text, path: str, items: list[Json], codes: list[str], depth: int) -> str:
        lines = text.each[path]
        return "\n".join([self._item(text, lines, items, at, codes, depth) for at in range(len(items))])

    def _item(
        self, text: Text, lines: tuple[Line, ...], items: list[Json], at: int, codes: list[str], depth: int
    ) -> str:
        item = items[at]
        fields: dict[str, Json] = {**(item if isinstance(item, dict) else {"item": item}), "n": at + 1}
        return self._lines(text, lines, fields, codes, depth)


def _is_list(line: Line) -> bool:
    return len(line) == 1 and isinstance(line[0], Placeholder) and line[0].kind == "list"


def _is_header(line: Line) -> bool:
    """A line that only announces the next one: it goes where that goes."""
    return len(line) == 1 and isinstance(line[0], str) and line[0].rstrip().endswith(":")


def _value(args: Mapping[str, Json], part: Placeholder) -> Json:
    if part.kind == "label" and f"{part.path}:label" in args:
        return args[f"{part.path}:label"]
    if part.path in args:
        return args[part.path]
    head, *rest = part.path.split(".")
    value = args.get(head)
    for name in rest:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _missing(value: Json) -> bool:
    return value is None or value in ("", [], {})
