"""Every rule about the dialogs' data, as findings with a code, a file, a line and a cure. The rules themselves are in
`flow_reader` (form), `check_flow`, `check_texts` and `check_stories`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from dialogs.book import read_actions, read_texts, services
from dialogs.check_flow import check_flow
from dialogs.check_stories import check_form, check_stories
from dialogs.check_subject import Subject
from dialogs.check_texts import check_common, check_kinds, check_part, check_texts, used_keys
from dialogs.document import Document, DocumentError, read_document
from dialogs.findings import Finding
from dialogs.flow import Flow
from dialogs.flow_reader import read_flow
from dialogs.parts import Parts, read_parts
from dialogs.places import read_places
from dialogs.terms import read_terms
from dialogs.texts import Text


@dataclass(slots=True)
class _Service:
    folder: Path
    flow: Flow | None = None
    flow_document: Document | None = None
    texts: dict[str, Text] = field(default_factory=dict)
    texts_document: Document | None = None


def check(folder: Path) -> list[Finding]:
    """What is wrong in `services/`, `parts/`, `texts/` and `actions.yaml` under `folder`, in order of place."""
    findings: list[Finding] = []
    actions_document = _read(folder / "actions.yaml", findings)
    actions = read_actions(actions_document) if actions_document else {}
    common_document = _read(folder / "texts" / "common.fa.yaml", findings)
    common: dict[str, Text] = {}
    if common_document:
        common, complaints = read_texts(common_document, "common")
        findings += [*complaints, *check_kinds(common_document, common)]
    terms_document = _read(folder / "texts" / "terms.fa.yaml", findings)
    meanings: dict[str, Text] = {}
    if terms_document:
        _, meanings, complaints = read_terms(terms_document)
        findings += complaints
    places_document = _read(folder / "texts" / "places.fa.yaml", findings)
    if places_document:
        findings += read_places(places_document)[1]
    parts = read_parts(folder / "parts")
    shared_texts = _part_texts(parts, findings)
    read = [_read_service(path, parts, findings) for path in services(folder)]
    flows = frozenset(service.folder.name for service in read)
    texts = {**common, **meanings, **{key: text for service in read for key, text in service.texts.items()}}
    texts |= {key: text for found in shared_texts.values() for key, text in found.items()}
    used: set[str] = set()
    for service in read:
        if service.flow and service.flow_document and service.texts_document:
            subject = Subject(service.flow, service.flow_document, texts, actions, flows, parts.named)
            findings += [*check_flow(subject), *check_texts(subject, service.texts_document)]
            used |= used_keys(subject)
            findings += _stories(service, subject)
            findings += _nlu(service)
    shared = _read(folder / "repair" / "stories.yaml", findings) if (folder / "repair").exists() else None
    if shared:
        findings += check_form(shared, texts, "repair", [])
    for name, part in parts.named.items():
        findings += check_part(part, shared_texts[name], used)
    if common_document:
        findings += check_common(common_document, common, used)
    return sorted(set(findings))


def _part_texts(parts: Parts, findings: list[Finding]) -> dict[str, dict[str, Text]]:
    """The texts of every part."""
    findings += parts.findings
    read: dict[str, dict[str, Text]] = {}
    for name, part in parts.named.items():
        read[name], complaints = read_texts(part.texts, name)
        findings += [*complaints, *check_kinds(part.texts, read[name])]
    return read


def _read_service(path: Path, parts: Parts, findings: list[Finding]) -> _Service:
    service = _Service(path)
    service.flow_document = _read(path / "flow.yaml", findings)
    if service.flow_document:
        service.flow, complaints = read_flow(service.flow_document, service=path.name, parts=parts.named)
        findings += complaints
    service.texts_document = _read(path / "texts.fa.yaml", findings)
    if service.texts_document:
        service.texts, complaints = read_texts(service.texts_document, path.name)
        findings += [*complaints, *check_kinds(service.texts_document, service.texts)]
    return service


def _stories(service: _Service, subject: Subject) -> list[Finding]:
    path = service.folder / "stories.yaml"
    if not path.exists():
        return [Finding(path, 1, "story_missing", "the service has no stories", "write stories.yaml")]
    findings: list[Finding] = []
    document = _read(path, findings)
    if document:
        findings += check_stories(subject.flow, document, subject.texts, subject.actions)
    return findings


def _nlu(service: _Service) -> list[Finding]:
    path = service.folder / "nlu.yaml"
    if path.exists() or (service.flow and (service.flow.system or service.flow.acts)):
        return []
    return [Finding(path, 1, "nlu_missing", "nobody can start the service in words", "write nlu.yaml")]


def _read(path: Path, findings: list[Finding]) -> Document | None:
    try:
        return read_document(path)
    except DocumentError as error:
        findings.append(Finding(error.path, error.line, "unreadable", error.message, "mend the file"))
        return None
