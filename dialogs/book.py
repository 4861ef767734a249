"""Loads everything the engine runs on: flows, texts and action specs. Rules between them are `check`'s."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dialogs.choices import fold
from dialogs.document import Document, DocumentError, read_document
from dialogs.findings import DataInvalid, Finding
from dialogs.flow import ActionSpec, Flow
from dialogs.flow_reader import read_flow
from dialogs.labels import Labels, labels_of
from dialogs.parts import read_parts
from dialogs.places import City, Places, read_city, read_places
from dialogs.terms import Terms, read_terms
from dialogs.texts import Text, TextBook, read_text
from nlu.types import Act


@dataclass(frozen=True, slots=True)
class Book:
    """Immutable once loaded. `flows` are in the order of the menu; `titles` are the (folded) words of the title of each
    service that a citizen may call."""

    flows: Mapping[str, Flow]
    texts: TextBook
    actions: Mapping[str, ActionSpec]
    terms: Terms = field(default_factory=Terms)
    places: Places = field(default_factory=dict)
    city: City = field(default_factory=City)
    titles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    labels: Labels = field(init=False, repr=False, compare=False)
    """The names of the questions of each service."""
    telling: tuple[Flow, ...] = field(init=False, repr=False, compare=False)
    """Services that a value or the words of a choice ask for by themselves."""
    acting: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)
    """The steps of each service whose call changes something outside."""
    titled: frozenset[str] = field(init=False, repr=False, compare=False)
    """The words of all titles."""
    aside_words: frozenset[str] = field(init=False, repr=False, compare=False)
    """The texts with the words of the asides of all services."""
    leading_words: frozenset[str] = field(init=False, repr=False, compare=False)
    """The texts with the words that lead from a service to another."""
    asking_words: frozenset[str] = field(init=False, repr=False, compare=False)
    """The texts with the words of the choices that ask for a service by themselves."""
    wish_words: frozenset[str] = field(init=False, repr=False, compare=False)
    """The texts with the words for what the services do."""
    undoing: tuple[Flow, ...] = field(init=False, repr=False, compare=False)
    """Services that themselves undo what they did."""
    for_act: Mapping[str, Flow] = field(init=False, repr=False, compare=False)
    """The service that an act starts beside its own intent."""

    def __post_init__(self) -> None:
        labels = {name: labels_of(flow, self.texts) for name, flow in self.flows.items()}
        object.__setattr__(self, "labels", labels)
        telling = tuple(flow for flow in self.flows.values() if flow.signs or flow.asking)
        object.__setattr__(self, "telling", telling)
        words = frozenset[str]().union(*(flow.aside_words for flow in self.flows.values()))
        object.__setattr__(self, "aside_words", words)
        leading = (each.words for flow in self.flows.values() for each in flow.asides if each.start)
        object.__setattr__(self, "leading_words", frozenset(words for words in leading if words))
        asking = (option.words for flow in telling for each in flow.asking for option in each.options if option.asks)
        object.__setattr__(self, "asking_words", frozenset(words for words in asking if words))
        wishes = frozenset[str]().union(*(flow.wish_words for flow in self.flows.values()))
        object.__setattr__(self, "wish_words", wishes)
        object.__setattr__(self, "undoing", tuple(flow for flow in self.flows.values() if flow.undo))
        for_act = {act: flow for flow in reversed(list(self.flows.values())) for act in flow.acts}  # the first has it
        object.__setattr__(self, "for_act", for_act)
        object.__setattr__(self, "acting", {name: self._acting(flow) for name, flow in self.flows.items()})
        object.__setattr__(self, "titled", frozenset(word for title in self.titles.values() for word in title))

    def _acting(self, flow: Flow) -> tuple[str, ...]:
        specs = ((step.id, self.actions.get(getattr(step.does, "action", ""))) for step in flow.steps)
        return tuple(step for step, spec in specs if spec and spec.acts)

    def menu(self) -> tuple[Flow, ...]:
        return tuple(flow for flow in self.flows.values() if flow.menu and not (flow.system or flow.draft))

    def most_assurance(self, flow_id: str) -> int:
        """What the service needs on the way that needs most: its own assurance, or that of a call of its."""
        flow = self.flows[flow_id]
        actions = [self.actions.get(getattr(step.does, "action", "")) for step in flow.steps]
        return max(flow.assurance, *(spec.level for spec in actions if spec), 0)

    def papers_after(self, names: Iterable[str]) -> str | None:
        """«عوارض پروانه چقدر میشه و چه مدارکی لازمه»: the service that tells papers, where one of these leads on to it
        with what for known."""
        papers = self.for_act.get(Act.PAPERS)
        starts = [aside.start for name in names for aside in self.flows[name].asides if aside.known]
        return papers.id if papers and papers.id in starts else None


def load_book(folder: Path) -> Book:
    """`folder` holds `services/`, `parts/`, `texts/` and `actions.yaml`. Raises `DataInvalid`."""
    findings: list[Finding] = []
    flows: dict[str, Flow] = {}
    texts: dict[str, Text] = {}
    parts = read_parts(folder / "parts")
    findings += parts.findings
    for name, part in parts.named.items():
        found, complaints = read_texts(part.texts, name)
        texts |= found
        findings += complaints
    for service in services(folder):
        document = _read(service / "flow.yaml", findings)
        flow, complaints = read_flow(document, service=service.name, parts=parts.named) if document else (None, [])
        findings += complaints
        if flow:
            flows[flow.id] = flow
        texts |= _texts(service / "texts.fa.yaml", service.name, findings)
    texts |= _texts(folder / "texts" / "common.fa.yaml", "common", findings)
    terms, meanings = _terms(folder / "texts" / "terms.fa.yaml", findings)
    texts |= meanings
    places, city = _places(folder / "texts" / "places.fa.yaml", findings)
    actions = _actions(folder / "actions.yaml", findings)
    if findings:
        raise DataInvalid(sorted(findings))
    ordered, book = sorted(flows.values(), key=lambda flow: (flow.menu, flow.id)), TextBook(texts)
    return Book(
        flows={flow.id: flow for flow in ordered},
        texts=book,
        actions=actions,
        terms=terms,
        places=places,
        city=city,
        titles=_titles(ordered, book),
    )


def services(folder: Path) -> list[Path]:
    return sorted(
        path for path in (folder / "services").iterdir() if path.is_dir() and not path.name.startswith(("_", "."))
    )


def read_texts(document: Document, service: str) -> tuple[dict[str, Text], list[Finding]]:
    """The texts of one document by full key, and complaints about their form."""
    findings: list[Finding] = []
    found: dict[str, Text] = {}
    data = document.data if isinstance(document.data, dict) else {}
    entries = data.get("texts")
    if not isinstance(entries, dict) or "version" not in data:
        return {}, [Finding(document.path, 1, "texts_form", "not a text document", "write `version: 1` and `texts:`")]
    for key, line in document.doubled:
        findings.append(Finding(document.path, line, "key_doubled", f"`{key}` stands twice", "keep one of them"))
    for name, entry in entries.items():
        if not _is_text(entry):
            line = document.line("texts", name)
            findings.append(Finding(document.path, line, "texts_form", f"`{name}` is no text", "write it in quotes"))
            continue
        found[f"{service}.{name}"] = read_text(f"{service}.{name}", entry)
    return found, findings


def read_actions(document: Document) -> dict[str, ActionSpec]:
    entries = document.data.get("actions", {}) if isinstance(document.data, dict) else {}
    return {
        name: ActionSpec(
            name=name,
            outside=given.get("where") == "outside",
            level=given.get("level", 0),
            changes=bool(given.get("changes", False)),
            takes=tuple(given.get("takes", ())),
            gives=tuple(given.get("gives", ())),
            refuses=tuple(given.get("refuses", ())),
            tells=tuple(given.get("tells", ())),
            acts=bool(given.get("acts", False)),
        )
        for name, given in entries.items()
    }


def _titles(flows: Iterable[Flow], texts: TextBook) -> dict[str, frozenset[str]]:
    return {
        flow.id: frozenset(fold(texts.render(flow.title, {})).split())
        for flow in flows
        if flow.title in texts and not flow.system
    }


_TEXT_KEYS = {"text", "each", "again", "links", "file"}
_FILE_KEYS = {"kind", "of", "title", "note"}


def _is_text(entry: Any) -> bool:
    if isinstance(entry, str):
        return bool(entry.strip())
    if not isinstance(entry, dict) or not isinstance(entry.get("text"), str) or set(entry) - _TEXT_KEYS:
        return False
    again, by_path = entry.get("again", "."), [entry.get(name, {}) for name in ("each", "links")]
    return (
        _is_file(entry.get("file"))
        and isinstance(again, str)
        and bool(again.strip())
        and all(isinstance(given, dict) for given in by_path)
        and all(isinstance(line, str) and bool(line.strip()) for given in by_path for line in given.values())
    )


def _is_file(given: Any) -> bool:
    if given is None:
        return True
    sound = isinstance(given, dict) and _FILE_KEYS >= set(given) >= _FILE_KEYS - {"note"}
    return sound and all(isinstance(word, str) and bool(word) for word in given.values())


def _texts(path: Path, service: str, findings: list[Finding]) -> dict[str, Text]:
    document = _read(path, findings)
    if not document:
        return {}
    texts, complaints = read_texts(document, service)
    findings += complaints
    return texts


def _terms(path: Path, findings: list[Finding]) -> tuple[Terms, dict[str, Text]]:
    document = _read(path, findings)
    if not document:
        return Terms(), {}
    terms, texts, complaints = read_terms(document)
    findings += complaints
    return terms, texts


def _places(path: Path, findings: list[Finding]) -> tuple[Places, City]:
    document = _read(path, findings)
    if not document:
        return {}, City()
    places, complaints = read_places(document)
    city, more = read_city(document)
    findings += [*complaints, *more]
    return places, city


def _actions(path: Path, findings: list[Finding]) -> dict[str, ActionSpec]:
    document = _read(path, findings)
    return read_actions(document) if document else {}


def _read(path: Path, findings: list[Finding]) -> Document | None:
    try:
        return read_document(path)
    except DocumentError as error:
        findings.append(Finding(error.path, error.line, "unreadable", error.message, "mend the file"))
        return None
